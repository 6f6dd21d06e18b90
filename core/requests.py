"""What is true of every request: it has an id, it is logged once, and private pages stay private."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

type GetResponse = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("request")
SECRET = re.compile(r"[\w-]{32,}")  # a private link, or the address a provider reports to
KNOWN_ID = re.compile(r"^[\w-]{8,64}$")
PUBLIC = ("/accounts/login/", "/accounts/signup/", "/static/", "/media/", "/legal/", "/brand.css")


class RequestLog:
    """Gives the request the time (`asked_at`, seconds since 1970) and an id (the proxy's, if it has one), binds that to
    every log line and returns it.

    What opens a door by itself, such as the token of a private link, is left out of the log.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if KNOWN_ID.match(given) else uuid.uuid4().hex
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)
        request.asked_at = time.time()
        began = time.perf_counter()
        response = self.get_response(request)
        if not request.path.startswith(("/static/", "/healthz", "/readyz")):
            log.info(
                "answered",
                method=request.method,
                path=SECRET.sub("…", request.path),
                status=response.status_code,
                host=request.META.get("HTTP_HOST", ""),
                ms=round((time.perf_counter() - began) * 1000, 1),
            )
        response["X-Request-ID"] = request.id
        return response


class PrivatePages:
    """Pages behind a login or a token are neither indexed, cached nor told to other sites."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path != "/book/" and not request.path.startswith(PUBLIC):
            response.setdefault("X-Robots-Tag", "noindex")
            response.setdefault("Cache-Control", "no-store, private")
            response["Referrer-Policy"] = "no-referrer" if request.path.startswith(("/o/", "/i/")) else "same-origin"
        return response
