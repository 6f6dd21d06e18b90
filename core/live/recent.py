"""What was said a moment ago, for pages that were drawn before it and listen only after it.

Between the drawing of a page and the moment its socket listens lies the time the browser needs. Each frame is kept for
a minute beside its channel, and a socket that joins is given those since its page was asked for. Frames are the same
for everyone and say what is, not what to add to it, so that one heard twice does nothing.
"""

import time
from collections.abc import Sequence

import redis
import redis.asyncio

SECONDS = 60
MOST = 100
"""Frames kept for each channel; a page that may have missed more fetches everything anew."""
SAY = """
for turn, channel in ipairs(KEYS) do
  local key, at, frame = "recent:" .. channel, ARGV[turn * 2 + 1], ARGV[turn * 2 + 2]
  redis.call("ZADD", key, at, frame)
  redis.call("ZREMRANGEBYRANK", key, 0, -ARGV[1] - 1)
  redis.call("EXPIRE", key, ARGV[2])
  redis.call("PUBLISH", channel, frame)
end
"""
"""Keeps each frame, then publishes it. In one go: a socket that joins meanwhile is given it from here or hears it."""


def say(client: redis.Redis, messages: Sequence[tuple[str, str]]) -> None:
    """Publish each frame on its channel, and keep it."""
    now = time.time()
    frames = [word for turn, (_channel, frame) in enumerate(messages) for word in (now + turn / 1_000_000, frame)]
    client.eval(SAY, len(messages), *(channel for channel, _frame in messages), MOST, SECONDS, *frames)


async def since(client: redis.asyncio.Redis, channels: Sequence[str], moment: float) -> list[str] | None:
    """What was said on these channels since a moment (seconds since 1970), oldest first; None if not all is known."""
    if not time.time() - SECONDS < moment:
        return None
    pipeline = client.pipeline(transaction=False)
    for channel in channels:
        pipeline.zrange(f"recent:{channel}", f"({moment}", "+inf", byscore=True, withscores=True)
    found = await pipeline.execute()
    if any(len(frames) >= MOST for frames in found):
        return None
    ordered = sorted((said_at, frame) for frames in found for frame, said_at in frames)
    return [frame.decode() for _said_at, frame in ordered]
