"""What can happen to a checkout session: opened, paid, declined, expired."""

import time
from collections.abc import Callable, Mapping

from . import shapes
from .cards import ASKS, DECLINES, Card, Outcome
from .messages import Account, Json
from .store import Store

_ASK_REFUSED = Outcome(
    DECLINES,
    "payment_intent_authentication_failure",
    "",
    "Your bank did not confirm this payment. Try again or use another card.",
)


class Checkout:
    """The sessions of all accounts. Each change happens once, whoever asks twice."""

    def __init__(
        self,
        store: Store,
        accounts: Mapping[str, Account],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.store = store
        self.accounts = accounts
        self.clock = clock

    def now(self) -> int:
        """The time in whole seconds."""
        return int(self.clock())

    def find(self, session_id: str, *, account: str | None = None) -> Json | None:
        """A session as it stands now: one past its time is expired first."""
        with self.store.changing():
            found = self.store.find("session", session_id, account=account)
            if found and found["status"] == "open" and found["expires_at"] <= self.now():
                return self.expire(found)
            return found

    def pay(self, session_id: str, card: Card) -> tuple[Json, str]:
        """Charge a card: the session, and a sentence if the card did not pay.

        A session that is not open any more stays as it is.
        """
        with self.store.changing():
            open_session, intent = self._attempt(session_id)
            if open_session["status"] != "open":
                return open_session, ""
            intent["_payer"] = {"name": card.name, "email": card.email}
            intent["_last4"], intent["_brand"] = card.number[-4:], card.brand
            if card.outcome.does == DECLINES:
                return open_session, self._decline(open_session, intent, card.outcome)
            if card.outcome.does == ASKS:
                intent["status"] = "requires_action"
                intent["next_action"] = {
                    "type": "redirect_to_url",
                    "redirect_to_url": {
                        "return_url": open_session["url"],
                        "url": f"{open_session['url']}/confirmation",
                    },
                }
                self.store.keep("intent", self._account(session_id), intent)
                return open_session, ""
            return self._complete(open_session, intent), ""

    def confirm(self, session_id: str, *, yes: bool) -> tuple[Json, str]:
        """The answer to the bank's question: the session, and a sentence if it was no."""
        with self.store.changing():
            open_session, intent = self._attempt(session_id)
            if open_session["status"] != "open" or intent["status"] != "requires_action":
                return open_session, ""
            if yes:
                return self._complete(open_session, intent), ""
            return open_session, self._decline(open_session, intent, _ASK_REFUSED)

    def asks(self, session_id: str) -> bool:
        """Whether the bank's question is waiting for its answer."""
        found = self.find(session_id)
        intent = self.store.find("intent", found["payment_intent"] or "") if found else None
        return intent is not None and intent["status"] == "requires_action"

    def expire(self, session: Json, *, request: Json | None = None) -> Json:
        """Close an open session for good."""
        with self.store.changing():
            session["status"] = "expired"
            session["url"] = None
            account = self._account(session["id"])
            self._kept("checkout.session.expired", session, account, request=request)
            return session

    def expire_overdue(self) -> None:
        """Close every open session whose time is over."""
        for session in self.store.all("session"):
            if session["status"] == "open" and session["expires_at"] <= self.now():
                self.find(session["id"])

    def _account(self, session_id: str) -> str:
        return self.store.account_of(session_id)

    def _attempt(self, session_id: str) -> tuple[Json, Json]:
        found = self.find(session_id)
        if found is None:
            raise LookupError(session_id)
        intent = self.store.find("intent", found["payment_intent"] or "")
        if intent is None:
            intent = shapes.payment_intent(now=self.now(), of=found)
            if found["status"] == "open":
                found["payment_intent"] = intent["id"]
                self.store.keep("session", self._account(session_id), found)
        return found, intent

    def _decline(self, session: Json, intent: Json, outcome: Outcome) -> str:
        intent["status"] = "requires_payment_method"
        intent["next_action"] = None
        intent["last_payment_error"] = {
            "type": "card_error" if outcome.decline_code else "invalid_request_error",
            "code": outcome.code,
            "message": outcome.sentence,
            **({"decline_code": outcome.decline_code} if outcome.decline_code else {}),
        }
        self._kept("payment_intent.payment_failed", intent, self._account(session["id"]))
        return outcome.sentence

    def _complete(self, session: Json, intent: Json) -> Json:
        intent["status"] = "succeeded"
        intent["amount_received"] = intent["amount"]
        intent["next_action"] = intent["last_payment_error"] = None
        intent["payment_method"] = shapes.new_id("pm_1")
        intent["latest_charge"] = shapes.new_id("ch_3")
        session["status"] = "complete"
        session["payment_status"] = "paid"
        session["url"] = None
        shapes.with_customer(session, **intent["_payer"])
        account = self._account(session["id"])
        self._kept("payment_intent.succeeded", intent, account)
        self._kept("checkout.session.completed", session, account)
        return session

    def _kept(self, kind: str, thing: Json, account: str, *, request: Json | None = None) -> None:
        """Keep a changed thing, note the event and queue it for whoever hears of it."""
        of = "session" if thing["object"] == "checkout.session" else "intent"
        self.store.keep(of, account, thing)
        happened = shapes.event(now=self.now(), kind=kind, thing=thing, request=request)
        self.store.keep("event", account, happened)
        hearer = self.accounts.get(account)
        if hearer and hearer.webhook_url and kind in hearer.hears:
            self.store.queue(happened["id"], account, due=self.clock())
