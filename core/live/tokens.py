"""The signed list of topics that a page may ask the socket for."""

from dataclasses import dataclass

from django.core import signing

SALT = "live"
DAY = 60 * 60 * 24


@dataclass(frozen=True, slots=True)
class Grant:
    """What the page was rendered for: one company, one viewer, some topics.

    `holder` is the kind of viewer: "member", "customer" or "link" (a page that works without login).
    """

    company_id: int
    user_id: int | None
    holder: str
    topics: tuple[str, ...]


def seal(grant: Grant) -> str:
    return signing.dumps([grant.company_id, grant.user_id, grant.holder, *grant.topics], salt=SALT, compress=True)


def open_grant(token: str) -> Grant:
    """The grant in a token; raises signing.BadSignature for one that is forged or older than a day."""
    company_id, user_id, holder, *topics = signing.loads(token, salt=SALT, max_age=DAY)
    return Grant(company_id, user_id, holder, tuple(topics))
