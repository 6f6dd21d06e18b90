"""The addresses a company is reached under."""

from django.db import IntegrityError, transaction

from companies.hosts import forget_hosts
from companies.models import Host
from companies.refusals import HostTaken, LastHost
from core.actor import Actor
from core.ledger import record


def put_host(name: str, *, is_primary: bool) -> Host:
    """Reserve a host for the company in force; raises HostTaken, whoever has it."""
    try:
        with transaction.atomic():
            host = Host.objects.create(name=name, is_primary=is_primary)
    except IntegrityError:
        raise HostTaken from None
    transaction.on_commit(forget_hosts)
    return host


@transaction.atomic
def add_host(*, name: str, by: Actor) -> Host:
    """Let the company be reached under a domain of its own; raises HostTaken."""
    host = put_host(name, is_primary=False)
    record("host.added", on=host, by=by, host=host.name)
    return host


@transaction.atomic
def make_primary(host: Host, *, by: Actor) -> Host:
    """Make this the host that stands in e-mails and on paper."""
    rows = {row.pk: row for row in Host.objects.select_for_update().order_by("id")}
    host = rows[host.pk]
    if host.is_primary:
        return host
    before = next((row.name for row in rows.values() if row.is_primary), "")
    Host.objects.filter(is_primary=True).update(is_primary=False)
    host.is_primary = True
    host.save(update_fields=["is_primary"])
    record("host.made_primary", on=host, by=by, before=before, after=host.name)
    return host


@transaction.atomic
def remove_host(host: Host, *, by: Actor) -> None:
    """Give a host up; raises LastHost for the main one, so a company always has an address."""
    host = Host.objects.select_for_update().get(pk=host.pk)
    if host.is_primary:
        raise LastHost
    record("host.removed", on=host, by=by, host=host.name)
    host.delete()
    transaction.on_commit(forget_hosts)
