"""Saying to every process that something changed. Only `record` and actions that append to a stream call this."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import redis
import structlog
from django.conf import settings
from django.db import transaction

from core.live import recent
from core.live.topics import topics_of

log = structlog.get_logger(__name__)


@lru_cache(maxsize=1)
def connection() -> redis.Redis:
    """One small blocking pool a process: the default pool raises when many speak at once."""
    pool = redis.BlockingConnectionPool.from_url(
        settings.VALKEY_URL, max_connections=10, timeout=10, socket_connect_timeout=2, socket_timeout=5
    )
    return redis.Redis(connection_pool=pool)


@lru_cache(maxsize=1)
def prefix() -> str:
    """Channels of Valkey know no database number, so it stands in their names."""
    number = connection().connection_pool.connection_kwargs.get("db", 0)
    return f"live:{number}"


def channel(company_id: int, topic: str) -> str:
    return f"{prefix()}:{company_id}:{topic}"


def announce(activity: Any) -> None:
    """After the commit, tell the topics of this record that it happened."""
    topics = topics_of(activity)
    if not topics:
        return
    frame = {"changed": topics, "verb": activity.verb, "subject": activity.subject_id, "activity": activity.pk}
    _after_commit(activity.company_id, topics, frame)


def push(company_id: int, topic: str, html: str) -> None:
    """After the commit, send a finished fragment to everybody on a topic: an append-only stream, the same for all."""
    transaction.on_commit(lambda: _send([(channel(company_id, topic), html)]), robust=True)


def tell(company_id: int, topic: str, *also: str) -> None:
    """After the commit, say on one topic that something of it changed which is no record, such as what was read.

    Whoever listens hears the topic's own name and those of `also`.
    """
    frame = json.dumps({"changed": [topic, *also]})
    transaction.on_commit(lambda: _send([(channel(company_id, topic), frame)]), robust=True)


def hint(company_id: int, topic: str, event: str, **facts: Any) -> None:
    """Say something that passes, such as who is typing: pages get it as an event, and nobody is told twice."""
    frame = json.dumps({"event": event, **facts})
    transaction.on_commit(lambda: _send_passing(channel(company_id, topic), frame), robust=True)


def recheck(company_id: int, user_id: int) -> None:
    """After the commit, make every socket of this person prove again that it may listen."""
    frame = json.dumps({"company": company_id, "user": user_id})
    transaction.on_commit(lambda: _send_passing(f"{prefix()}:recheck", frame), robust=True)


def _after_commit(company_id: int, topics: Iterable[str], frame: dict[str, Any]) -> None:
    """Each topic hears its own name; whoever listens to all orders also hears which one it was."""
    order = [topic for topic in topics if topic.startswith("order:")]
    messages = [
        (
            channel(company_id, topic),
            json.dumps({**frame, "changed": [*order, topic] if topic == "orders" else [topic]}),
        )
        for topic in topics
    ]
    transaction.on_commit(lambda: _send(messages), robust=True)


def _send(messages: list[tuple[str, str]]) -> None:
    """Best effort by design: a page that missed it catches up when it reconnects."""
    try:
        recent.say(connection(), messages)
    except redis.RedisError:
        log.warning("live channel is down", messages=len(messages))


def _send_passing(name: str, frame: str) -> None:
    """As above, but not kept for pages that are just being opened."""
    try:
        connection().publish(name, frame)
    except redis.RedisError:
        log.warning("live channel is down", messages=1)
