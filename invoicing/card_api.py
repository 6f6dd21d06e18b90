"""The gateway, spoken to with Stripe's own library. The only module that knows its words; it writes no row of ours."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import stripe
from django.conf import settings
from django.utils.translation import gettext as _

from core.money import NotExact, from_minor, minor_units, to_minor
from invoicing.models import Gateway
from invoicing.refusals import CardsNotTaken, ForgedEvent, GatewayTrouble

SECONDS: Final = 10
RETRIES: Final = 2
# Where the gateway counts otherwise than ISO 4217 (docs.stripe.com/currencies, "special cases").
DECIMALS: Final[Mapping[str, int]] = {"ISK": 2, "UGX": 2, "MGA": 0}
THREE_DECIMALS: Final = 3


@dataclass(frozen=True, slots=True)
class Opened:
    """A card page that waits for its payer."""

    id: str
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the gateway says about a session, whichever message said it."""

    id: str
    is_paid: bool
    is_expired: bool
    amount: Decimal
    currency: str
    payment_id: str
    checkout: str
    invoice: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What a card page is opened for."""

    name: str
    text: str
    amount: Decimal
    currency: str
    email: str
    invoice: str
    checkout: str
    success_url: str
    cancel_url: str
    expires_at: datetime


def open_page(gateway: Gateway | None, ask: Ask, *, key: str) -> Opened:
    """Open a card page; the same `key` opens the same one. Raises GatewayTrouble with a sentence for the payer."""
    told = {"invoice": ask.invoice, "checkout": ask.checkout}
    product = {"name": ask.name, **({"description": ask.text} if ask.text else {})}
    price = {"currency": ask.currency.lower(), "unit_amount": units(ask.amount, ask.currency), "product_data": product}
    wanted: Any = {
        "mode": "payment",
        "payment_method_types": ["card"],
        "line_items": [{"price_data": price, "quantity": 1}],
        "client_reference_id": ask.invoice,
        "metadata": told,
        "payment_intent_data": {"metadata": told, "description": ask.name},
        "submit_type": "pay",
        "success_url": ask.success_url,
        "cancel_url": ask.cancel_url,
        "expires_at": int(ask.expires_at.timestamp()),
    }
    if ask.email:
        wanted["customer_email"] = ask.email
    with asking():
        session = client(gateway).v1.checkout.sessions.create(wanted, {"idempotency_key": key})
    return Opened(session.id, session.url or "")


def look(gateway: Gateway | None, session_id: str) -> Seen:
    """How the session stands right now."""
    with asking():
        session = client(gateway).v1.checkout.sessions.retrieve(session_id)
    return seen(session.to_dict())


def close_page(gateway: Gateway | None, session_id: str) -> Seen:
    """Close a card page, so that nobody pays on it any more; one that is paid or closed stays as it is."""
    asked = client(gateway)
    with asking():
        try:
            return seen(asked.v1.checkout.sessions.expire(session_id).to_dict())
        except stripe.InvalidRequestError:
            return seen(asked.v1.checkout.sessions.retrieve(session_id).to_dict())


def try_key(gateway: Gateway) -> None:
    """Ask for something small, to know whether the key is taken. Raises GatewayTrouble."""
    with asking():
        client(gateway).v1.events.list({"limit": 1})


def verified(payload: bytes, signature: str, secret: str) -> dict[str, Any]:
    """The event in a message that is signed with this secret and not older than five minutes; raises ForgedEvent."""
    if not secret:
        raise ForgedEvent("no secret is set")
    try:
        event = json.loads(payload)
        if not _is_event(event):
            raise ForgedEvent("not an event")
        stripe.Webhook.construct_event(payload, signature, secret)
    except (stripe.SignatureVerificationError, ValueError, RecursionError) as error:
        raise ForgedEvent(str(error)) from error
    return dict(event)


def _is_event(told: Any) -> bool:
    """Whether it has the parts on which everything else relies."""
    if not isinstance(told, dict) or told.get("object") != "event" or not isinstance(told.get("data"), dict):
        return False
    return all(isinstance(told.get(key), str) for key in ("id", "type")) and isinstance(
        told["data"].get("object"), dict
    )


def seen(session: Mapping[str, Any]) -> Seen:
    """Read a session, from an answer or out of an event."""
    currency = str(session["currency"]).upper()
    intent, told = session.get("payment_intent") or "", session.get("metadata") or {}
    return Seen(
        id=session["id"],
        is_paid=session["status"] == "complete" and session["payment_status"] == "paid",
        is_expired=session["status"] == "expired",
        amount=from_minor(int(session["amount_total"] or 0), currency, decimals=decimals(currency)),
        currency=currency,
        payment_id=intent if isinstance(intent, str) else intent["id"],
        checkout=str(told.get("checkout", "")),
        invoice=str(told.get("invoice", "")),
    )


def units(amount: Decimal, currency: str) -> int:
    """The amount as the gateway counts it."""
    try:
        found = to_minor(amount, currency, decimals=decimals(currency))
    except NotExact as error:
        raise GatewayTrouble(_("This amount cannot be paid by card.")) from error
    if decimals(currency) == THREE_DECIMALS and found % 10:
        raise GatewayTrouble(_("This amount cannot be paid by card: cards take no thousandths of %s.") % currency)
    return found


def decimals(currency: str) -> int:
    return DECIMALS.get(currency, minor_units(currency))


def client(gateway: Gateway | None) -> stripe.StripeClient:
    if gateway is None or not gateway.secret_key:
        raise CardsNotTaken
    return stripe.StripeClient(
        gateway.secret_key,
        base_addresses={"api": settings.STRIPE_API_BASE},
        http_client=stripe.RequestsClient(timeout=SECONDS),
        max_network_retries=RETRIES,
    )


@contextmanager
def asking() -> Iterator[None]:
    """Turn what the library raises into a sentence for the payer, and its own words for the company."""
    try:
        yield
    except stripe.StripeError as error:
        raise GatewayTrouble(sentence(error), error.user_message or str(error)) from error


def sentence(error: stripe.StripeError) -> str:
    if isinstance(error, stripe.APIConnectionError):
        return _("The card page cannot be reached right now. Nothing was charged. Try again in a minute.")
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return _("Card payments are not set up correctly here. Nothing was charged. Please tell us or pay another way.")
    if error.code == "amount_too_small":
        return _("This amount is too small to pay by card.")
    if error.code == "amount_too_large":
        return _("This amount is too large to pay by card in one go.")
    return _("The card page could not be opened. Nothing was charged. Try again, or pay another way.")


def refused_because(intent: Mapping[str, Any]) -> str:
    """Why a card did not pay, as the payer should hear it."""
    error = intent.get("last_payment_error") or {}
    return {
        "insufficient_funds": _("The card does not have enough money on it. Try another card."),
        "expired_card": _("The card has expired. Try another card."),
        "incorrect_cvc": _("The security code of the card was wrong. Check it and try again."),
        "lost_card": _("The bank declined the card. Try another card."),
        "stolen_card": _("The bank declined the card. Try another card."),
        "payment_intent_authentication_failure": _(
            "The bank did not confirm that it was you. Try again or use another card."
        ),
    }.get(str(error.get("decline_code") or error.get("code") or ""), _("The bank declined the card. Try another card."))
