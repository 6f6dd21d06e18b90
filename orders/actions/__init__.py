"""Everything that changes an order."""

from orders.actions.commissioning import commission
from orders.actions.drafting import choose, create_draft, set_contact, set_customer, set_details, set_property
from orders.actions.lines import (
    add_adjustment,
    add_package,
    add_service,
    add_task,
    assign_line,
    change_task,
    remove_adjustment,
    remove_line,
)
from orders.actions.money import note_money, reprice
from orders.actions.moving import move_line
from orders.actions.notes import (
    add_checklist_item,
    add_deliverable,
    remove_checklist_item,
    remove_deliverable,
    set_additional_notes,
    set_line_notes,
    set_order_notes,
    tick,
    untick,
)
from orders.actions.states import (
    LastOfItsKind,
    NameTaken,
    add_stage,
    add_status,
    change_state,
    merge_state,
    place_state,
)
from orders.actions.status import archive, change_status, complete_by_itself, restore
from orders.actions.team import add_to_team, assign_manager, remove_from_team
from orders.actions.visits import note_visit, note_wish

__all__ = [
    "LastOfItsKind",
    "NameTaken",
    "add_adjustment",
    "add_checklist_item",
    "add_deliverable",
    "add_package",
    "add_service",
    "add_stage",
    "add_status",
    "add_task",
    "add_to_team",
    "archive",
    "assign_line",
    "assign_manager",
    "change_state",
    "change_status",
    "change_task",
    "choose",
    "commission",
    "complete_by_itself",
    "create_draft",
    "merge_state",
    "move_line",
    "note_money",
    "note_visit",
    "note_wish",
    "place_state",
    "remove_adjustment",
    "remove_checklist_item",
    "remove_deliverable",
    "remove_from_team",
    "remove_line",
    "reprice",
    "restore",
    "set_additional_notes",
    "set_contact",
    "set_customer",
    "set_details",
    "set_line_notes",
    "set_order_notes",
    "set_property",
    "tick",
    "untick",
]
