"""What may be typed into the card form, and what each test card does."""

import re
from dataclasses import dataclass

PAYS, DECLINES, ASKS = "pays", "declines", "asks"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a card does when it is charged."""

    does: str
    code: str = ""
    decline_code: str = ""
    sentence: str = ""


_OUTCOMES: dict[str, Outcome] = {
    "4242424242424242": Outcome(PAYS),
    "5555555555554444": Outcome(PAYS),
    "4000000000000002": Outcome(
        DECLINES,
        "card_declined",
        "generic_decline",
        "Your card was declined. Try another card.",
    ),
    "4000000000009995": Outcome(
        DECLINES,
        "card_declined",
        "insufficient_funds",
        "Your card has insufficient funds. Try another card.",
    ),
    "4000002500003155": Outcome(ASKS),
}
_NOT_A_TEST_CARD = Outcome(
    DECLINES,
    "card_declined",
    "test_mode_live_card",
    "Your card was declined. Only test cards work here, such as 4242 4242 4242 4242.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """What was typed, found in order."""

    number: str
    month: int
    year: int
    name: str
    email: str

    @property
    def outcome(self) -> Outcome:
        """What charging it does."""
        return _OUTCOMES.get(self.number, _NOT_A_TEST_CARD)

    @property
    def brand(self) -> str:
        """The card's network, as far as our test cards go."""
        return "visa" if self.number.startswith("4") else "mastercard"


def read(typed: dict[str, str], *, today: tuple[int, int]) -> tuple[Card | None, dict[str, str]]:
    """The card, or for each wrong field the sentence that says what to do. `today` is (year, month)."""
    wrong: dict[str, str] = {}
    number = re.sub(r"[\s-]", "", typed.get("number", ""))
    if not number:
        wrong["number"] = "Enter your card number."
    elif not re.fullmatch(r"[0-9]{12,19}", number) or not passes_luhn(number):
        wrong["number"] = "This card number is not right. Check the digits."
    month, year = _expiry(typed.get("expiry", ""), today, wrong)
    if not re.fullmatch(r"[0-9]{3,4}", typed.get("cvc", "").strip()):
        wrong["cvc"] = "Enter the 3 digits on the back of your card."
    name = " ".join(typed.get("name", "").split())
    if not name:
        wrong["name"] = "Enter the name on your card."
    elif len(name) > 150:
        wrong["name"] = "This name is too long: 150 characters at most."
    email = typed.get("email", "").strip()
    if not re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,190}", email):
        wrong["email"] = "Enter your e-mail address, such as name@example.com."
    return (None if wrong else Card(number, month, year, name, email)), wrong


def passes_luhn(number: str) -> bool:
    """Whether the last digit fits the others."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _expiry(typed: str, today: tuple[int, int], wrong: dict[str, str]) -> tuple[int, int]:
    found = re.fullmatch(r"\s*([0-9]{1,2})\s*[/\s-]?\s*(?:20)?([0-9]{2})\s*", typed)
    if found is None or not 1 <= int(found[1]) <= 12:
        wrong["expiry"] = "Enter the date as on the card: month and year, such as 04 / 30."
        return 0, 0
    month, year = int(found[1]), 2000 + int(found[2])
    if (year, month) < today:
        wrong["expiry"] = "This card has expired. Use another card."
    elif year > today[0] + 50:
        wrong["expiry"] = "This year is too far away. Check the date on the card."
    return month, year
