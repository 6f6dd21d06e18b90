"""Letters that their reader may refuse: they are no part of what was ordered. Each app names its own."""

from dataclasses import dataclass
from typing import Any, Final

from django.core import signing
from django.urls import reverse

from companies.links import link
from companies.scope import current_company_id

_refusable: dict[str, Any] = {}
SALT: Final = "unsubscribe"


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a link to unsubscribe is for, and from what."""

    address: str
    kind: str

    @property
    def title(self) -> Any:
        return _refusable[self.kind]


def may_be_refused(kind: str, title: Any) -> None:
    """Say that letters of this kind carry a way to get no more of them."""
    _refusable[kind] = title


def is_refusable(kind: str) -> bool:
    return kind in _refusable


def way_out(address: str, kind: str) -> str:
    """The whole address of the page by which a reader gets no more of these; it needs no login and holds for ever."""
    letter = signing.Signer(salt=_salt()).sign_object([address.lower(), kind])
    return link(reverse("notifications:unsubscribe", args=[letter]))


def reader_of(letter: str) -> Reader | None:
    """Whom a link is for; None if we of this company have not made it."""
    try:
        address, kind = signing.Signer(salt=_salt()).unsign_object(letter)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Reader(address, kind) if is_refusable(kind) else None


def _salt() -> str:
    return f"{SALT}:{current_company_id()}"
