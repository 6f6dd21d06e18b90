"""Why a change of the schedule was refused, in words a person can act on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from orders.refusals import OrderRefused
from scheduling.slots import Slot

if TYPE_CHECKING:
    from scheduling.models import Appointment


class ScheduleRefused(OrderRefused):
    """The base of every refusal of the schedule; `str()` is a sentence to show."""


class SlotTaken(ScheduleRefused):
    """The time is somebody else's, or no longer on offer; `next_free` are the times that are.

    `only_buffers`: the visit itself would fit, only not with the usual time around it.
    """

    def __init__(self, next_free: Sequence[Slot] = (), *, only_buffers: bool = False) -> None:
        super().__init__(_("That time was just taken."))
        self.next_free = list(next_free)
        self.only_buffers = only_buffers


class StaleMove(ScheduleRefused):
    """Somebody else changed the visit first; `appointment` is how it stands now."""

    def __init__(self, appointment: "Appointment", mover: str) -> None:
        super().__init__(
            _("%(who)s changed this visit meanwhile. It is now on %(when)s.")
            % {"who": mover or _("Somebody"), "when": appointment.spoken}
        )
        self.appointment = appointment


class NotPlaced(ScheduleRefused):
    def __init__(self) -> None:
        super().__init__(_("This order is still a draft. Place it first, then schedule the visit."))


class NotPlanned(ScheduleRefused):
    def __init__(self) -> None:
        super().__init__(_("This visit is over or cancelled, so it does not move any more."))


class TooEarly(ScheduleRefused):
    def __init__(self) -> None:
        super().__init__(_("This visit has not begun yet."))


class NeedsReason(ScheduleRefused):
    def __init__(self) -> None:
        super().__init__(_("Say why."))


class NotAPhotographer(ScheduleRefused):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s does not work as a photographer here.") % {"name": name})


class BadSpan(ScheduleRefused):
    """A time that ends before it begins, or lasts too long."""


class HoursOverlap(BadSpan):
    def __init__(self) -> None:
        super().__init__(_("Two times of one day overlap."))
