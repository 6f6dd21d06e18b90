"""Why a change to an account is refused. Each reads as a sentence."""

from django.utils.translation import gettext_lazy as _


class EmailTaken(Exception):
    """Another person signs in with this address."""

    def __str__(self) -> str:
        return str(_("There is an account with this e-mail already."))
