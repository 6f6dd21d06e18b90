"""The company's account at the gateway."""

from django.db import transaction

from core.actor import Actor
from core.ledger import record
from invoicing import card_api
from invoicing.models import Gateway


def gateway_row() -> Gateway:
    """The company's gateway, there or not yet."""
    return Gateway.objects.first() or Gateway()


@transaction.atomic
def set_gateway(*, secret_key: str, webhook_secret: str, is_active: bool, by: Actor) -> Gateway:
    """Keep the keys, encrypted, and say whether cards are taken. An empty key leaves the one that is there."""
    gateway, _made = Gateway.objects.select_for_update().get_or_create()
    changed = []
    if secret_key:
        gateway.secret_key = secret_key
        changed.append("secret key")
    if webhook_secret:
        gateway.webhook_secret = webhook_secret
        changed.append("webhook secret")
    if gateway.is_active != is_active:
        gateway.is_active = is_active
        changed.append("cards on" if is_active else "cards off")
    gateway.save(update_fields=["secret_key", "webhook_secret", "is_active"])
    if changed:
        record("gateway.changed", on=gateway, by=by, what=changed)
    return gateway


def try_gateway() -> None:
    """Ask the gateway whether it takes our key. Raises GatewayTrouble or CardsNotTaken."""
    card_api.try_key(gateway_row())
