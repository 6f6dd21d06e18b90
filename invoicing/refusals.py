"""Why something about papers or money was refused, in words a person can act on."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.money import format_money


class InvoicingRefused(Exception):
    """The base of every refusal; `str()` is a sentence to show."""


class NotBillable(InvoicingRefused):
    """An order that cannot be invoiced as it stands."""


class AlreadyInvoiced(InvoicingRefused):
    def __init__(self, number: str) -> None:
        super().__init__(
            _(
                "%(number)s is issued and stays as it is. A change of the order is billed by a correction, "
                "which this version does not write yet."
            )
            % {"number": number}
        )
        self.number = number


class AlreadyIssued(InvoicingRefused):
    """Issued meanwhile; `number` is the invoice's."""

    def __init__(self, number: str) -> None:
        super().__init__(_("This invoice is issued as %(number)s and never changes.") % {"number": number})
        self.number = number


class OrderChanged(InvoicingRefused):
    def __init__(self) -> None:
        super().__init__(
            _("The order changed since this draft was written. Here it is as the order is now: check it and issue it.")
        )


class NotIssued(InvoicingRefused):
    def __init__(self) -> None:
        super().__init__(_("This is a draft. Issue it first, so that it has its number."))


class AmountRefused(InvoicingRefused):
    """An amount that cannot be recorded as it is."""


class MoreThanDue(AmountRefused):
    def __init__(self, due: Decimal, currency: str) -> None:
        if due > 0:
            words = _("Only %(due)s is still to be paid.") % {"due": format_money(due, currency)}
        else:
            words = _("Nothing is to be paid here.")
        super().__init__(words)
        self.due = due


class DateRefused(InvoicingRefused):
    def __init__(self) -> None:
        super().__init__(_("This day is still to come. When did the money arrive?"))


class CannotReverse(InvoicingRefused):
    """A payment that cannot be taken back."""


class CardsNotTaken(InvoicingRefused):
    def __init__(self) -> None:
        super().__init__(_("Paying by card is not set up here. Please pay as the invoice says."))


class GatewayTrouble(InvoicingRefused):
    """The gateway did not do what it was asked; `str()` is for the payer, `detail` for the company."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class ForgedEvent(InvoicingRefused):
    """A message that is not signed with the company's secret."""
