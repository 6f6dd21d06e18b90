"""What was said a moment ago, for pages that were drawn before it and listen only after it.

Between the drawing of a page and the moment its socket listens lies the time the browser needs. Each frame is kept for
a minute beside its channel, and a socket that joins is given those since its page was asked for. Frames are the same
for everyone and say what is, not what to add to it, so that one heard twice does nothing.
"""

import time
from collections.abc import Sequence
from typing import Any

import redis.asyncio

SECONDS = 60
MOST = 100
"""Frames kept for each channel; a page that may have missed more fetches everything anew."""


def keep(pipeline: Any, channel: str, frame: str) -> None:
    """Add to a pipeline of Valkey that this is said now. It has to stand before the publishing itself."""
    key = _key(channel)
    pipeline.zadd(key, {frame: time.time()})
    pipeline.zremrangebyrank(key, 0, -MOST - 1)
    pipeline.expire(key, SECONDS)


async def since(client: redis.asyncio.Redis, channels: Sequence[str], moment: float) -> list[str] | None:
    """What was said on these channels since a moment (seconds since 1970), oldest first; None if not all is known."""
    if not time.time() - SECONDS < moment:
        return None
    pipeline = client.pipeline(transaction=False)
    for channel in channels:
        pipeline.zrange(_key(channel), f"({moment}", "+inf", byscore=True, withscores=True)
    found = await pipeline.execute()
    if any(len(frames) >= MOST for frames in found):
        return None
    ordered = sorted((said_at, frame) for frames in found for frame, said_at in frames)
    return [frame.decode() for _said_at, frame in ordered]


def _key(channel: str) -> str:
    return f"recent:{channel}"
