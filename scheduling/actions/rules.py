"""How the company lets its time be booked."""

from django.db import transaction

from core.actor import Actor
from core.ledger import record
from scheduling.models import BookingRules


@transaction.atomic
def change_rules(rules: BookingRules, *, by: Actor, **fields: int) -> BookingRules:
    """Set some of the rules. What is booked or held already stays as it is."""
    rules = BookingRules.objects.select_for_update(of=("self",)).get(pk=rules.pk)
    before = {name: getattr(rules, name) for name in fields}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if not changed:
        return rules
    for name, value in changed.items():
        setattr(rules, name, value)
    rules.full_clean()
    rules.save(update_fields=list(changed))
    record(
        "rules.changed",
        on=rules,
        by=by,
        fields=[_name(rules, name) for name in changed],
        before=[before[name] for name in changed],
        after=list(changed.values()),
    )
    return rules


def _name(rules: BookingRules, field: str) -> str:
    return str(getattr(rules._meta.get_field(field), "verbose_name", field))
