"""Telling the product what happened: signed, again until it is heard."""

import hashlib
import hmac
import http.client
import json
import threading
from urllib.parse import urlsplit

from .checkout import Checkout
from .messages import Account, Json
from .store import Delivery

# Seconds until the next try, by tries made; after that every hour for three days.
BACK_OFF = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0)
MOST_TRIES = len(BACK_OFF) + 72
TIMEOUT = 10.0


class Herald(threading.Thread):
    """Sends what is queued, and expires sessions whose time is over."""

    def __init__(self, checkout: Checkout, *, back_off: tuple[float, ...] = BACK_OFF) -> None:
        super().__init__(name="herald", daemon=True)
        self.checkout = checkout
        self.back_off = back_off
        self._holding = threading.Event()
        self._stop_asked = threading.Event()
        self._sending = threading.Lock()

    def run(self) -> None:
        """Send what is due until asked to stop."""
        rounds = 0
        while not self._stop_asked.wait(0.1):
            if rounds % 10 == 0:
                self.checkout.expire_overdue()
            self.send_due()
            rounds += 1

    def stop(self) -> None:
        """End the thread; what was not sent stays queued in the file."""
        self._stop_asked.set()
        if self.is_alive():
            self.join(TIMEOUT + 1)

    def hold(self) -> None:
        """Keep everything queued from now on; what is on its way has arrived when this returns."""
        self._holding.set()
        with self._sending:
            pass

    def go_on(self) -> None:
        """Send what is queued again."""
        self._holding.clear()

    def send_due(self) -> None:
        """Try every sending whose time has come, once."""
        with self._sending:
            if self._holding.is_set():
                return
            for delivery in self.checkout.store.deliveries(due=self.checkout.clock()):
                if self._stop_asked.is_set():
                    return
                self._try(delivery)

    def send(self, event_id: str) -> str:
        """Send an event now, whether or not it was heard before: what came back."""
        store = self.checkout.store
        account = self.checkout.accounts[store.account_of(event_id)]
        event = store.find("event", event_id)
        if event is None:
            raise LookupError(event_id)
        return deliver(account, event, now=self.checkout.now())

    def _try(self, delivery: Delivery) -> None:
        store, clock = self.checkout.store, self.checkout.clock
        event = store.find("event", delivery.event)
        account = self.checkout.accounts.get(delivery.account)
        if event is None or account is None or not account.webhook_url:
            store.tried(delivery, status="nobody listens", state="given up", due=delivery.due)
            return
        status = deliver(account, event, now=self.checkout.now())
        if status.startswith("2"):
            store.keep("event", delivery.account, {**event, "pending_webhooks": 0})
            store.tried(delivery, status=status, state="heard", due=delivery.due)
            return
        tries = delivery.tries + 1
        wait = self.back_off[min(tries, len(self.back_off)) - 1] if tries <= len(self.back_off) else 3600
        state = "waiting" if tries < MOST_TRIES else "given up"
        store.tried(delivery, status=status, state=state, due=clock() + wait)


def signature(payload: bytes, *, secret: str, now: int) -> str:
    """The value of Stripe-Signature for a payload sent now."""
    signed = hmac.new(secret.encode(), f"{now}.".encode() + payload, hashlib.sha256)
    return f"t={now},v1={signed.hexdigest()}"


def deliver(account: Account, event: Json, *, now: int) -> str:
    """Send one event: the status that came back, or what kept it from coming."""
    payload = json.dumps(event, indent=2).encode()
    to = urlsplit(account.webhook_url)
    kind = http.client.HTTPSConnection if to.scheme == "https" else http.client.HTTPConnection
    name = to.hostname or ""
    # Not every resolver knows that *.localhost is this machine.
    connect_to = "127.0.0.1" if name == "localhost" or name.endswith(".localhost") else name
    line = kind(connect_to, to.port, timeout=TIMEOUT)
    try:
        line.request(
            "POST",
            to.path + (f"?{to.query}" if to.query else ""),
            body=payload,
            headers={
                "Host": to.netloc,
                "Content-Type": "application/json; charset=utf-8",
                "Stripe-Signature": signature(payload, secret=account.webhook_secret, now=now),
                "User-Agent": "Tonomo-Card-Page/1.0",
            },
        )
        return str(line.getresponse().status)
    except (OSError, http.client.HTTPException) as failed:
        return f"{type(failed).__name__}: {failed}"
    finally:
        line.close()
