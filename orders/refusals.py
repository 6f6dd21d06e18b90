"""Why an action on an order was refused, in words a person can act on."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from orders.models import LineItem


class OrderRefused(Exception):
    """The base of every refusal; `str()` is a sentence to show."""


class NotADraft(OrderRefused):
    def __init__(self) -> None:
        super().__init__(_("This order is already placed, so it is changed by your team and not in the booking."))


class NothingChosen(OrderRefused):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one service or package first."))


class Missing(OrderRefused):
    """Something that commissioning needs is not there; `field` names it."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class IllegalChange(OrderRefused):
    """A change that the order's state does not allow."""


class NotTheWay(IllegalChange):
    """The company lets one go on from here only to `ways` (names)."""

    def __init__(self, before: str, after: str, ways: list[str]) -> None:
        super().__init__(
            _("From %(before)s one goes on to %(ways)s, not to %(after)s.")
            % {"before": before, "after": after, "ways": ", ".join(ways) or _("nothing")}
        )


class NoLongerThere(IllegalChange):
    """A status or stage that was merged into another meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("This is no longer there. What it held was merged into another."))


class NotOffered(OrderRefused):
    """A service or package that cannot be ordered as asked."""


class StaleMove(OrderRefused):
    """Somebody else moved the card first; `line` is how it stands now."""

    def __init__(self, line: "LineItem", mover: str) -> None:
        super().__init__(
            _("%(who)s moved “%(line)s” to %(stage)s meanwhile.")
            % {"who": mover or _("Somebody"), "line": line.name, "stage": line.stage}
        )
        self.line = line


class StaleText(OrderRefused):
    """Somebody else saved the text since it was opened; `now` is how it stands."""

    def __init__(self, now: str) -> None:
        super().__init__(_("Somebody saved these notes meanwhile. Both texts stand below: keep what you need."))
        self.now = now
