"""The company's own sender: naming it, and proving that its domain is the company's."""

from django.db import transaction
from django.utils import timezone

from companies.models import Company, new_token
from companies.scope import company_scope, everywhere
from core.actor import CLOCK, Actor
from core.ledger import record
from notifications.channels import records
from notifications.models.sender import Sender


def sender_row(company: Company) -> Sender:
    """The company's sender, there or not yet."""
    return Sender.objects.first() or Sender(selector=f"tonomo-{company.slug}", dkim_key="")


@transaction.atomic
def set_sender(company: Company, *, name: str, address: str, reply_to: str, by: Actor) -> Sender:
    """Keep under which name and from which address mail leaves. Another domain has to be proven anew."""
    sender, _made = Sender.objects.select_for_update().get_or_create(defaults={"selector": f"tonomo-{company.slug}"})
    before, domain = f"{sender.name} <{sender.address}>", sender.domain
    sender.name, sender.address, sender.reply_to = name, address, reply_to
    if sender.domain != domain:
        sender.findings, sender.checked_at, sender.verified_at = [], None, None
    sender.save(update_fields=["name", "address", "reply_to", "findings", "checked_at", "verified_at"])
    if before != f"{name} <{address}>":
        record("sender.changed", on=sender, by=by, before=before, after=f"{name} <{address}>")
    return sender


@transaction.atomic
def set_provider(*, provider: str, key: str, selector: str, signing_key: str, by: Actor) -> Sender:
    """Keep who takes the company's mail. Empty keys leave those that are there; another provider begins without."""
    sender = Sender.objects.select_for_update().get()
    before = sender.provider_name
    if sender.provider != provider:
        sender.provider_key = sender.signing_key = ""
        sender.hook_secret = new_token()
    if (sender.provider, sender.provider_selector) != (provider, selector):
        sender.findings, sender.checked_at, sender.verified_at = [], None, None
    sender.provider, sender.provider_selector = provider, selector
    sender.provider_key, sender.signing_key = key or sender.provider_key, signing_key or sender.signing_key
    sender.save()
    if before != sender.provider_name:
        record("sender.provider_changed", on=sender, by=by, before=before, after=sender.provider_name)
    return sender


@transaction.atomic
def check_sender(*, by: Actor) -> Sender:
    """Ask DNS. The sender is used from the moment all is good; name servers that are silent change nothing."""
    sender = Sender.objects.select_for_update().get()
    found = records.look(sender)
    sender.findings, sender.checked_at = [one.as_json() for one in found], timezone.now()
    states, was = {one.state for one in found}, sender.verified_at
    if states == {"good"}:
        sender.verified_at = was or sender.checked_at
    elif states - {"good", "unknown"}:
        sender.verified_at = None
    sender.save(update_fields=["findings", "checked_at", "verified_at"])
    if bool(was) != sender.is_verified:
        verb = "sender.verified" if sender.is_verified else "sender.lost"
        record(verb, on=sender, by=by, domain=sender.domain)
    return sender


def check_all_senders() -> int:
    """Look again at every sender that is in use; how many. One whose records went away is used no more."""
    with everywhere():  # a sweep: which companies have one
        companies = list(Sender.everywhere.exclude(verified_at=None).values_list("company_id", flat=True))
    for company_id in companies:
        with company_scope(company_id):
            check_sender(by=CLOCK)
    return len(companies)
