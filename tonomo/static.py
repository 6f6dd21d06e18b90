"""Static files, answered before Django: its middleware is asynchronous and would make every page start a loop."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from servestatic import ServeStatic, ServeStaticASGI

type Application = Callable[..., Any]


def with_static_pages(pages: Application) -> Application:
    """The WSGI application of production, with the collected files in front of it."""
    return ServeStatic(pages, root=settings.STATIC_ROOT, prefix=settings.STATIC_URL)


def with_static_files(pages: Application) -> Application:
    """The ASGI application with its files in front of it: the collected ones, or those of the source tree."""
    if not settings.STATIC_IS_COLLECTED:
        return ASGIStaticFilesHandler(pages)  # type: ignore[arg-type]
    return ServeStaticASGI(pages, root=settings.STATIC_ROOT, prefix=settings.STATIC_URL)
