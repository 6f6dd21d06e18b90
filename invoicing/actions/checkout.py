"""Paying by card: from the button to the money on the ledger, whatever comes first, twice or never."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actor import Actor, ActorKind
from core.ledger import record
from core.money import format_money
from invoicing import card_api
from invoicing.actions.drafting import locked_order, locked_papers
from invoicing.actions.payments import keep
from invoicing.card_api import Ask, Seen
from invoicing.models import CheckoutSession, Gateway, Invoice, Payment
from invoicing.queries.money import company_today
from invoicing.refusals import CardsNotTaken, MoreThanDue, NotIssued

STRIPE = Actor(ActorKind.INTEGRATION, "Stripe")
SHARED_FOR = timedelta(minutes=25)
HALF_HOUR = timedelta(minutes=30)
FIRST_LOOK = timedelta(minutes=1)
LAST_LOOK = timedelta(hours=26)


def start_checkout(invoice: Invoice, *, client_id: UUID, root: str, by: Actor) -> CheckoutSession:
    """Open a card page for what is due; `url` of the answer leads there. Asked twice, it is one page.

    Two browsers that pay one invoice share the page while it is fresh, so only one of them pays. The gateway is asked
    outside of every lock. Raises CardsNotTaken, GatewayTrouble, NotIssued, or MoreThanDue when nothing is due.
    """
    gateway = active_gateway()
    invoice = Invoice.objects.select_related("customer").get(pk=invoice.pk)
    if invoice.is_draft:
        raise NotIssued
    if invoice.due <= 0:
        raise MoreThanDue(invoice.due, invoice.currency)
    now = timezone.now()
    if (page := _page_in_use(invoice, client_id, now)) is not None:
        return page
    if CheckoutSession.objects.filter(client_id=client_id).exists():
        client_id = uuid4()
    ask = _what_to_ask(invoice, client_id, root, now)
    key = f"{invoice.company_id}-{client_id}-{ask.amount}-{int(ask.expires_at.timestamp())}"
    opened = card_api.open_page(gateway, ask, key=key)
    page = CheckoutSession(
        invoice=invoice,
        client_id=client_id,
        session_id=opened.id,
        url=opened.url,
        amount=ask.amount,
        currency=ask.currency,
        ask_at=now + FIRST_LOOK,
    )
    return _keep_page(page, invoice, by)


@transaction.atomic
def come_back(checkout: CheckoutSession, *, by: Actor) -> None:
    """The payer is back from the card page: have the worker ask the gateway, in case its message is late."""
    record("checkout.returned", on=checkout, by=by, invoice=checkout.invoice.number)


def ask_about(checkout: CheckoutSession) -> None:
    """Ask the gateway how a card page stands and take in what it says. Called again later while it is open."""
    if checkout.state == CheckoutSession.State.OPEN:
        take_in(checkout, card_api.look(Gateway.objects.first(), checkout.session_id))


def close_pages(invoice: Invoice, *, before: CheckoutSession | None = None) -> None:
    """Close the card pages of an invoice on which nobody should pay any more: all, or those opened before this one.

    The gateway is asked about all of them before anything is locked.
    """
    pages = CheckoutSession.objects.filter(invoice=invoice, state=CheckoutSession.State.OPEN).select_related("invoice")
    if before is not None:
        pages = pages.filter(pk__lt=before.pk)
    gateway = Gateway.objects.first()
    answers = [(page, card_api.close_page(gateway, page.session_id)) for page in pages]
    for page, seen in answers:
        take_in(page, seen)


@transaction.atomic
def take_in(checkout: CheckoutSession, seen: Seen) -> str:
    """Bring a card page in line with what the gateway says; what was done, for the log.

    Money that came in is recorded in full, even if meanwhile nothing was due. Said twice, or late, it changes nothing.
    """
    order = locked_order(checkout.invoice.order_id)
    papers = locked_papers(order)
    checkout = CheckoutSession.objects.select_for_update().get(pk=checkout.pk)
    if checkout.state == CheckoutSession.State.PAID:
        return "recorded before"
    if seen.is_paid and seen.currency != order.currency:
        return f"paid in {seen.currency}, not in {order.currency}"
    if seen.is_paid:
        _finish(checkout, CheckoutSession.State.PAID)
        payment = Payment(
            order=order,
            invoice=next(paper for paper in papers if paper.pk == checkout.invoice_id),
            method=Payment.Method.CARD,
            amount=seen.amount,
            currency=seen.currency,
            received_on=company_today(),
            gateway_id=seen.payment_id or seen.id,
            client_id=uuid5(checkout.client_id, "payment"),
            recorded_by=STRIPE.name,
        )
        keep(payment, order, papers, by=STRIPE)
        return "recorded"
    if seen.is_expired and checkout.state == CheckoutSession.State.OPEN:
        _finish(checkout, CheckoutSession.State.EXPIRED)
        record("checkout.expired", on=checkout, by=STRIPE, **_about(checkout))
        return "expired"
    return _look_again(checkout)


@transaction.atomic
def note_failure(checkout: CheckoutSession, intent: dict[str, Any]) -> str:
    """Keep why a card did not pay, for the payer and the team. A page that was paid since forgets it."""
    checkout = CheckoutSession.objects.select_for_update().get(pk=checkout.pk)
    if checkout.state != CheckoutSession.State.OPEN:
        return f"came late: {checkout.state}"
    checkout.last_failure = card_api.refused_because(intent)
    checkout.save(update_fields=["last_failure"])
    record("checkout.failed", on=checkout, by=STRIPE, reason=checkout.last_failure, **_about(checkout))
    return "noted"


def active_gateway() -> Gateway:
    """The company's gateway; raises CardsNotTaken where cards are not taken."""
    gateway = Gateway.objects.filter(is_active=True).first()
    if gateway is None or not gateway.secret_key:
        raise CardsNotTaken
    return gateway


def _page_in_use(invoice: Invoice, client_id: UUID, now: datetime) -> CheckoutSession | None:
    """The page of this very request, else one that is open for the same amount and fresh enough to finish on."""
    pages = CheckoutSession.objects.filter(invoice=invoice, state=CheckoutSession.State.OPEN)
    mine = pages.filter(client_id=client_id).first()
    return mine or pages.filter(amount=invoice.due, created_at__gt=now - SHARED_FOR).order_by("-id").first()


def _what_to_ask(invoice: Invoice, client_id: UUID, root: str, now: datetime) -> Ask:
    here = f"{root}/i/{invoice.token}/"
    # The same half hour asks with the same words, so that a repeat is known as one by the gateway too.
    start = now - timedelta(seconds=now.timestamp() % HALF_HOUR.total_seconds())
    return Ask(
        name=_("Invoice %(number)s") % {"number": invoice.number},
        text=invoice.property_address.replace("\n", ", "),
        amount=invoice.due,
        currency=invoice.currency,
        email=str(invoice.bill_to.get("email") or invoice.customer.email),
        invoice=str(invoice.pk),
        checkout=str(client_id),
        success_url=f"{here}thanks/?session={{CHECKOUT_SESSION_ID}}",
        cancel_url=here,
        expires_at=start + 3 * HALF_HOUR,
    )


@transaction.atomic
def _keep_page(page: CheckoutSession, invoice: Invoice, by: Actor) -> CheckoutSession:
    """Keep the page; the same request in two processes keeps the first one's."""
    try:
        with transaction.atomic():
            page.save(force_insert=True)
    except IntegrityError:
        return CheckoutSession.objects.get(session_id=page.session_id)
    record("checkout.started", on=page, by=by, **_about(page))
    return page


def _finish(checkout: CheckoutSession, state: str) -> None:
    checkout.state, checkout.ask_at, checkout.last_failure = state, None, ""
    checkout.save(update_fields=["state", "ask_at", "last_failure"])


def _look_again(checkout: CheckoutSession) -> str:
    """Ask less and less often; after its last hour there is nothing to learn."""
    now = timezone.now()
    age = now - checkout.created_at
    checkout.ask_at = now + max(age, FIRST_LOOK) if age < LAST_LOOK else None
    checkout.save(update_fields=["ask_at"])
    return "open"


def _about(checkout: CheckoutSession) -> dict[str, Any]:
    invoice = checkout.invoice
    return {
        "invoice": invoice.number,
        "invoices": [invoice.pk],
        "customer_id": invoice.customer_id,
        "amount": format_money(checkout.amount, checkout.currency),
    }
