"""What a role may do, by name. Pages ask for a capability, never for a role."""

from enum import StrEnum
from typing import Final


class Can(StrEnum):
    SEE_ALL_ORDERS = "see_all_orders"
    WORK_ON_ORDERS = "work_on_orders"
    EDIT_ORDERS = "edit_orders"
    CREATE_ORDERS = "create_orders"
    SEE_PRICES = "see_prices"
    SEE_CUSTOMERS = "see_customers"
    EDIT_CUSTOMERS = "edit_customers"
    SEE_SCHEDULE = "see_schedule"
    EDIT_SCHEDULE = "edit_schedule"
    EDIT_CATALOGUE = "edit_catalogue"
    SEE_INVOICES = "see_invoices"
    ISSUE_INVOICES = "issue_invoices"
    RECORD_PAYMENTS = "record_payments"
    SEE_TEAM = "see_team"
    EDIT_TEAM = "edit_team"
    EDIT_SETTINGS = "edit_settings"


CONTRACTOR: Final = frozenset({Can.WORK_ON_ORDERS})
STAFF: Final = CONTRACTOR | {
    Can.SEE_ALL_ORDERS,
    Can.EDIT_ORDERS,
    Can.CREATE_ORDERS,
    Can.SEE_PRICES,
    Can.SEE_CUSTOMERS,
    Can.EDIT_CUSTOMERS,
    Can.SEE_SCHEDULE,
    Can.EDIT_SCHEDULE,
    Can.SEE_INVOICES,
    Can.ISSUE_INVOICES,
    Can.RECORD_PAYMENTS,
    Can.SEE_TEAM,
}
ADMIN: Final = STAFF | {Can.EDIT_CATALOGUE, Can.EDIT_TEAM, Can.EDIT_SETTINGS}

OF_ROLE: Final[dict[str, frozenset[Can]]] = {
    "owner": ADMIN,
    "admin": ADMIN,
    "staff": STAFF,
    "contractor": CONTRACTOR,
}
