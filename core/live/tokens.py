"""The signed list of topics that a page may ask the socket for."""

import time
from dataclasses import dataclass, field

from django.core import signing

SALT = "live"
DAY = 60 * 60 * 24


@dataclass(frozen=True, slots=True)
class Grant:
    """What the page was rendered for: one company, one viewer, some topics.

    `holder` is the kind of viewer: "member", "customer" or "link" (a page that works without login); `asked_at` is when
    the page was asked for, in seconds since 1970: what was said since then it may not show.
    """

    company_id: int
    user_id: int | None
    holder: str
    topics: tuple[str, ...]
    asked_at: float = field(default_factory=time.time)


def seal(grant: Grant) -> str:
    asked_at = round(grant.asked_at, 3)
    return signing.dumps(
        [grant.company_id, grant.user_id, grant.holder, asked_at, *grant.topics], salt=SALT, compress=True
    )


def open_grant(token: str) -> Grant:
    """The grant in a token; raises signing.BadSignature for one that is forged or older than a day."""
    company_id, user_id, holder, asked_at, *topics = signing.loads(token, salt=SALT, max_age=DAY)
    return Grant(company_id, user_id, holder, tuple(topics), asked_at)
