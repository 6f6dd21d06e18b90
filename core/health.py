"""Is the process up, and can it work? Answered before anything else, under any host."""

from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

from core.live.publishing import connection as valkey

WORKER_BEAT = "worker-beat"


class HealthMiddleware:
    """`/healthz`: the process answers. `/readyz`: database, Valkey and a worker answer too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"process": "up"})
        if request.path == "/readyz":
            parts = {"database": database_answers(), "valkey": valkey_answers(), "worker": worker_answers()}
            answer = JsonResponse(parts, status=200 if all(parts.values()) else 503)
            answer._has_been_logged = True  # type: ignore[attr-defined]  # whoever asks is told; the log is not
            return answer
        return self.get_response(request)


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def valkey_answers() -> bool:
    try:
        return bool(valkey().ping())
    except RedisError:
        return False


def worker_answers() -> bool:
    """A worker said within the last minute that it is there."""
    try:
        return cache.get(WORKER_BEAT) is not None
    except RedisError:
        return False


def note_worker() -> None:
    """Called by the worker itself, every few seconds."""
    cache.set(WORKER_BEAT, "here", timeout=60)
