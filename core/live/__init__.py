"""Live pages: what changed is said here, after the commit, and nowhere else."""

from core.live.publishing import announce, hint, push, recheck, tell
from core.live.tokens import Grant, open_grant, seal
from core.live.topics import Viewer, guard, joinable, may_join, topics_of

__all__ = [
    "Grant",
    "Viewer",
    "announce",
    "guard",
    "hint",
    "joinable",
    "may_join",
    "open_grant",
    "push",
    "recheck",
    "seal",
    "tell",
    "topics_of",
]
