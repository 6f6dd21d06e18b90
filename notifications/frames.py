"""Showing a mail within a page: it carries its styles in itself, runs nothing, and loads nothing of others."""

from collections.abc import Callable

from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

OF_MAIL = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
    "sandbox": ["allow-popups"],
}

type View = Callable[..., HttpResponse]


def for_frame(view: View) -> View:
    """Let pages of ours show the answer in a frame, under the policy of mails."""
    framed: View = xframe_options_sameorigin(csp_override(OF_MAIL)(view))
    return framed


def mail_page(html: str) -> HttpResponse:
    """The mail as a mail program shows it; its links open in a new window."""
    return HttpResponse(html.replace("<head>", '<head><base target="_blank">', 1))
