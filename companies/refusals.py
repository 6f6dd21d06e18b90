"""Why a change to the company or its team is refused. Each reads as a sentence for the person who asked."""

from typing import Any

from django.utils.translation import gettext as _


class Refusal(Exception):
    """Said to the person as it is."""

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        return str(self.args[0]) if self.args else type(self).__name__


class SlugTaken(Refusal):
    def sentence(self) -> str:
        return _("Another company is called that. Choose another short name.")


class HostTaken(Refusal):
    def sentence(self) -> str:
        return _("This address is in use already.")


class LastHost(Refusal):
    def sentence(self) -> str:
        return _("This is the address your customers know. Make another one the main address first.")


class CurrencyFixed(Refusal):
    def sentence(self) -> str:
        return _("There are orders in this currency already, so it stays as it is.")


class HoursOverlap(Refusal):
    """Two ranges of one day that touch each other's time, or end before they begin."""

    def sentence(self) -> str:
        return _("Two times of one day overlap.")


class TaxInUse(Refusal):
    def sentence(self) -> str:
        return _("New orders take this tax. Make another one the standard first.")


class NothingNew(Refusal):
    def sentence(self) -> str:
        return _("The text is the same as the one in force.")


class NotYours(Refusal):
    """The role of the person who asks does not reach that far."""

    def sentence(self) -> str:
        return _("Only an owner can do that.")


class OwnRole(Refusal):
    def sentence(self) -> str:
        return _("Nobody raises their own role. Ask an owner.")


class OwnPlace(Refusal):
    def sentence(self) -> str:
        return _("You cannot end your own access. Ask somebody else who runs the team.")


class LastOwner(Refusal):
    def sentence(self) -> str:
        return _("A company needs an owner. Make somebody else an owner first.")


class AlreadyThere(Refusal):
    """Invited though they work here, or worked here; `email` says who."""

    def __init__(self, email: str, *, is_active: bool) -> None:
        super().__init__(email)
        self.email, self.is_active = email, is_active

    def sentence(self) -> str:
        words: dict[str, Any] = {"email": self.email}
        if self.is_active:
            return _("%(email)s is in the team already.") % words
        return _("%(email)s worked here before. Bring them back from the list below.") % words


class InvitationOver(Refusal):
    """The invitation was used, withdrawn or is too old; `why` says which."""

    USED, WITHDRAWN, EXPIRED = "used", "withdrawn", "expired"

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def sentence(self) -> str:
        return {
            self.USED: _("This invitation has been accepted already. Sign in with the e-mail it was sent to."),
            self.WITHDRAWN: _("This invitation was withdrawn. Ask the company if you think that is a mistake."),
            self.EXPIRED: _("This invitation is too old. Ask the company to send it again."),
        }[self.why]


class WrongPerson(Refusal):
    def sentence(self) -> str:
        return _("This invitation was sent to somebody else.")
