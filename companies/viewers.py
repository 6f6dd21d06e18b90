"""Who listens on a socket. Apps above add the viewers that only they know."""

from collections.abc import Callable

from companies.models import Member
from core.live import Grant, Viewer

type Finder = Callable[[Grant], Viewer | None]

_finders: dict[str, Finder] = {}


def viewer_kind(holder: str) -> Callable[[Finder], Finder]:
    """Register how the viewer of grants with this `holder` is found, in the company's scope."""

    def register(finder: Finder) -> Finder:
        _finders[holder] = finder
        return finder

    return register


def viewer_of(grant: Grant) -> Viewer | None:
    """The viewer behind a grant as they are now; None when they have lost their place."""
    finder = _finders.get(grant.holder)
    return finder(grant) if finder else None


@viewer_kind("member")
def member_viewer(grant: Grant) -> Viewer | None:
    member = Member.objects.active().filter(user_id=grant.user_id, user__is_active=True).select_related("user").first()
    return Viewer(grant.user_id, member=member) if member else None


@viewer_kind("link")
def link_viewer(grant: Grant) -> Viewer | None:
    """Pages without login: their token was checked when the page was made, and their topics name one thing only."""
    return Viewer(None)
