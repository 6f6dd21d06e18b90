"""How much may go out at once: for each company and each way out a bucket of tokens in Valkey, filled by the minute."""

from functools import lru_cache
from typing import Any

import redis
import structlog
from django.conf import settings

log = structlog.get_logger(__name__)

TAKE = """
local time = redis.call("TIME")
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local gap, burst = 60 / tonumber(ARGV[1]), tonumber(ARGV[2])
local full_at = math.max(tonumber(redis.call("GET", KEYS[1]) or "0"), now)
local wait = full_at + gap - now - gap * burst
if wait > 0.0001 then return tostring(wait) end
redis.call("SET", KEYS[1], string.format("%.6f", full_at + gap), "EX", 120)
return "0"
"""
"""The bucket as the moment at which it will be full again; taking one puts that off by the time one token needs."""
BURST_SECONDS = 10
"""A bucket holds what ten seconds bring, so that a busy moment passes at once."""


def pause(way: str, company_id: int) -> float:
    """Take a token for one thing to `way` (`mail:postmark`); the seconds to wait if there is none, else 0.

    While Valkey is away nothing is held up: a provider that is asked too often says so, and is asked again later.
    """
    rate = settings.SENDING_PER_MINUTE[way.partition(":")[0]]
    burst = max(1, rate * BURST_SECONDS // 60)
    try:
        return float(_store().eval(TAKE, 1, f"limit:{way}:{company_id}", rate, burst))
    except redis.RedisError as error:
        log.warning("limit cannot be asked", way=way, error=repr(error))
        return 0.0


@lru_cache(maxsize=1)
def _store() -> Any:
    return redis.Redis.from_url(settings.VALKEY_URL, socket_timeout=2)
