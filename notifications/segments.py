"""How many messages a text really is: telephones take it in pieces (GSM 03.38 and 03.40)."""

from dataclasses import dataclass

GSM = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = "\f^{}\\[~]|€"
"""Signs that take two places in GSM-7."""
ALONE = {"GSM-7": 160, "UCS-2": 70}
JOINED = {"GSM-7": 153, "UCS-2": 67}


PLAINER = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\u00a0": " ", "\u202f": " "}
)
"""Typographic signs that would more than double what a text takes."""


def plainer(text: str) -> str:
    """The same words in signs that telephones know, where there are such signs."""
    return text.translate(PLAINER)


@dataclass(frozen=True, slots=True)
class Measure:
    """The encoding that the signs of a text allow, the places they take, and the messages they fill."""

    encoding: str
    units: int
    segments: int


def measure(text: str) -> Measure:
    """A sign that takes two places is never cut in two, so a piece may stay one short."""
    encoding = "GSM-7" if all(sign in GSM or sign in EXTENDED for sign in text) else "UCS-2"
    sizes = [_size(sign, encoding) for sign in text]
    units = sum(sizes)
    if units <= ALONE[encoding]:
        return Measure(encoding, units, 1 if text else 0)
    segments, used = 1, 0
    for size in sizes:
        if used + size > JOINED[encoding]:
            segments, used = segments + 1, 0
        used += size
    return Measure(encoding, units, segments)


def _size(sign: str, encoding: str) -> int:
    if encoding == "GSM-7":
        return 2 if sign in EXTENDED else 1
    return len(sign.encode("utf-16-le")) // 2
