"""Roles that can be named in a message: everybody who works as one, or everybody who works on the order."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from companies.models import Member

Job = Member.Job


@dataclass(frozen=True, slots=True)
class Role:
    """A word after `@`, whom it means in words, and the jobs of those; without jobs, who works on the order."""

    word: str
    meaning: object
    jobs: frozenset[str] = frozenset()


ROLES: Final = (
    Role("team", _("Everybody who works on this order")),
    Role("project managers", _("Everybody who manages projects"), frozenset({Job.PROJECT_MANAGER})),
    Role("photographers", _("Everybody who photographs"), frozenset({Job.PHOTOGRAPHER})),
    Role("editors", _("Everybody who edits photos or video"), frozenset({Job.PHOTO_EDITOR, Job.VIDEO_EDITOR})),
    Role("photo editors", _("Everybody who edits photos"), frozenset({Job.PHOTO_EDITOR})),
    Role("video editors", _("Everybody who edits video"), frozenset({Job.VIDEO_EDITOR})),
    Role("coordinators", _("Everybody who coordinates"), frozenset({Job.COORDINATOR})),
    Role("accounting", _("Everybody in accounting"), frozenset({Job.ACCOUNTING})),
)
