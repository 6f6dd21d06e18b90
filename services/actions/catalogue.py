"""Services: what they are, what they cost, where they stand, whether agents can book them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from companies.models import Member
from core.actor import Actor
from core.ledger import record
from services.models import AddOnLink, Category, ChecklistTemplateItem, Service, ServiceTier, ServiceWatcher
from services.readiness import lacking

FIELDS = (
    "name",
    "category",
    "kind",
    "description",
    "picture",
    "is_taxable",
    "needs_visit",
    "notes_template",
    "told_jobs",
)

type Step = tuple[int | None, Decimal, int]


class NameTaken(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is something called %(name)s in the catalogue already.") % {"name": name})


class NotReady(Exception):
    """The service lacks something; `lacks` says what."""

    def __init__(self, lacks: list[Any]) -> None:
        super().__init__(" ".join(str(sentence) for sentence in lacks))
        self.lacks = lacks


@transaction.atomic
def add_category(name: str, *, by: Actor) -> Category:
    """A heading of the catalogue; the one of that name if there is one."""
    found = Category.objects.filter(name__iexact=name).first()
    if found:
        return found
    last = Category.objects.aggregate(last=Max("position"))["last"] or 0
    category = Category.objects.create(name=name, position=last + 1)
    record("category.created", on=category, by=by, category=name)
    return category


@transaction.atomic
def save_service(
    service: Service | None,
    *,
    fields: dict[str, Any],
    steps: Sequence[Step],
    checklist: Sequence[str],
    cores: Sequence[Service],
    watchers: Sequence[Member],
    by: Actor,
) -> Service:
    """Add a service (None) or change one, with its size tiers, checklist, core services and people to tell.

    Orders that are placed keep their prices and checklists. Raises NameTaken.
    """
    is_new = service is None
    if service is None:
        last = Service.objects.filter(category=fields["category"]).aggregate(last=Max("position"))["last"] or 0
        service = Service(position=last + 1)
    else:
        service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    before = {} if is_new else _told(service)
    for key in FIELDS:
        if key in fields:
            setattr(service, key, fields[key])
    try:
        with transaction.atomic():
            service.save()
    except IntegrityError as error:
        raise NameTaken(service.name) from error
    _write_parts(service, steps, checklist, cores, watchers)
    verb = "service.created" if is_new else "service.changed"
    record(verb, on=service, by=by, service=service.name, before=before, after=_told(service))
    return service


def _write_parts(
    service: Service,
    steps: Sequence[Step],
    checklist: Sequence[str],
    cores: Sequence[Service],
    watchers: Sequence[Member],
) -> None:
    service.tiers.all().delete()
    ServiceTier.objects.bulk_create(
        ServiceTier(service=service, up_to=up_to, price=price, minutes=minutes) for up_to, price, minutes in steps
    )
    service.checklist.all().delete()
    ChecklistTemplateItem.objects.bulk_create(
        ChecklistTemplateItem(service=service, text=text, position=place) for place, text in enumerate(checklist)
    )
    service.core_links.all().delete()
    AddOnLink.objects.bulk_create(AddOnLink(add_on=service, core=core) for core in cores)
    service.watchers.all().delete()
    ServiceWatcher.objects.bulk_create(ServiceWatcher(service=service, member=member) for member in watchers)


def _told(service: Service) -> dict[str, str]:
    """What the ledger remembers of a service."""
    tiers = [f"{tier.up_to or '∞'}: {tier.price}" for tier in service.tiers.all()]
    return {"name": service.name, "kind": service.kind, "prices": ", ".join(tiers)}


@transaction.atomic
def switch_service(service: Service, *, on: bool, by: Actor) -> Service:
    """Let agents book it, or no longer. Raises NotReady with what it lacks."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if on and (lacks := lacking([service])[service.pk]):
        raise NotReady(lacks)
    if service.is_active != on:
        service.is_active = on
        service.save(update_fields=["is_active"])
        record("service.switched_on" if on else "service.switched_off", on=service, by=by, service=service.name)
    return service


@transaction.atomic
def place_service(service: Service, *, category: Category, position: int, by: Actor) -> Service:
    """Put a service at a place of a category, counted from 0."""
    service = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    others = list(Service.objects.filter(category=category).exclude(pk=service.pk).order_by("position", "id"))
    service.category = category
    others.insert(max(0, min(position, len(others))), service)
    for place, each in enumerate(others, start=1):
        each.position = place
    Service.objects.bulk_update(others, ["position", "category"])
    record("service.placed", on=service, by=by, service=service.name, category=category.name)
    return service
