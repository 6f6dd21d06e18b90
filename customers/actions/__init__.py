"""Everything that changes customers and brokerages."""

from customers.actions.brokerages import NameTaken, add_brokerage, change_brokerage
from customers.actions.customers import EmailTaken, add, change, find_or_add, link_person
from customers.actions.importing import BadSheet, SheetReport, examine, import_customers, import_sheet, keep_sheet

__all__ = [
    "BadSheet",
    "EmailTaken",
    "NameTaken",
    "SheetReport",
    "add",
    "add_brokerage",
    "change",
    "change_brokerage",
    "examine",
    "find_or_add",
    "import_customers",
    "import_sheet",
    "keep_sheet",
    "link_person",
]
