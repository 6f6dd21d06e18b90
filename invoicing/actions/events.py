"""What the gateway tells us by itself: signed, kept once, and taken in whatever the order it comes in."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from invoicing import card_api
from invoicing.actions.checkout import note_failure, take_in
from invoicing.models import CheckoutSession, Gateway, Invoice, WebhookEvent


@transaction.atomic
def hear(payload: bytes, signature: str) -> WebhookEvent:
    """Verify one message, keep it and do what follows from it, in one transaction; a repeat changes nothing.

    Raises ForgedEvent for whatever is not signed with the company's own secret. An error rolls everything back, so the
    gateway sends it again.
    """
    gateway = Gateway.objects.first()
    event = card_api.verified(payload, signature, gateway.webhook_secret if gateway else "")
    kind, thing = str(event["type"])[:80], event["data"]["object"]
    row, is_new = WebhookEvent.objects.get_or_create(
        event_id=str(event["id"])[:200], defaults={"kind": kind, "payload": event}
    )
    if is_new:
        row.outcome = ACT.get(kind, _nothing)(thing)[:200]
        row.processed_at = timezone.now()
        row.save(update_fields=["outcome", "processed_at"])
    return row


def _session(thing: dict[str, Any]) -> str:
    """A session was completed or has expired: its own state decides, not the order of the messages."""
    seen = card_api.seen(thing)
    checkout = CheckoutSession.objects.select_related("invoice").filter(session_id=seen.id).first()
    checkout = checkout or _adopted(seen)
    return take_in(checkout, seen) if checkout else "not of ours"


def _adopted(seen: card_api.Seen) -> CheckoutSession | None:
    """A page that was opened for one of our invoices, though nobody kept it (the process died in between)."""
    if not (seen.is_paid and seen.invoice.isdecimal() and len(seen.invoice) < 19):
        return None
    invoice = Invoice.objects.issued().filter(pk=int(seen.invoice)).first()
    if invoice is None or not _is_uuid(seen.checkout):
        return None
    checkout, _made = CheckoutSession.objects.get_or_create(
        client_id=UUID(seen.checkout),
        defaults={
            "invoice": invoice,
            "session_id": seen.id,
            "amount": seen.amount,
            "currency": seen.currency,
        },
    )
    return checkout


def _failure(thing: dict[str, Any]) -> str:
    told = (thing.get("metadata") or {}).get("checkout", "")
    if not _is_uuid(told):
        return "not of ours"
    checkout = CheckoutSession.objects.select_related("invoice").filter(client_id=UUID(told)).first()
    return note_failure(checkout, thing) if checkout else "not of ours"


def _nothing(thing: dict[str, Any]) -> str:
    return "nothing to do"


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


ACT: Final[dict[str, Callable[[dict[str, Any]], str]]] = {
    "checkout.session.completed": _session,
    "checkout.session.async_payment_succeeded": _session,
    "checkout.session.expired": _session,
    "payment_intent.payment_failed": _failure,
}
