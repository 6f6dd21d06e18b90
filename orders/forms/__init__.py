"""What people type about orders, as clean values."""

from orders.forms.listing import BulkForm, FilterForm, ManagerForm, StatusForm, TeamForm
from orders.forms.page import (
    AdjustmentForm,
    AttentionForm,
    CardForm,
    ChecklistForm,
    DeliverableForm,
    DetailsForm,
    LineForm,
    MoveForm,
    NotesForm,
)
from orders.forms.place import PropertyForm, property_of

__all__ = [
    "AdjustmentForm",
    "AttentionForm",
    "BulkForm",
    "CardForm",
    "ChecklistForm",
    "DeliverableForm",
    "DetailsForm",
    "FilterForm",
    "LineForm",
    "ManagerForm",
    "MoveForm",
    "NotesForm",
    "PropertyForm",
    "StatusForm",
    "TeamForm",
    "property_of",
]
