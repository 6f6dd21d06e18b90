"""The legal pages that an order accepts."""

from companies.models import LegalVersion


def legal_in_force() -> list[LegalVersion]:
    """The newest version of each legal page: what is shown before an order is placed, and recorded with it."""
    return list(LegalVersion.objects.order_by("page", "-number").distinct("page"))
