"""Pages whose form leads to the gateway's card page, which the browser must be told about."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

type View = Callable[..., HttpResponse]


def leads_to_card_page(view: View) -> View:
    """Let the forms of this page redirect to the card page; everywhere else `form-action` is this host alone."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        policy: dict[str, Any] = {**settings.SECURE_CSP, "form-action": [CSP.SELF, *settings.CARD_PAGES]}
        found: HttpResponse = csp_override(policy)(view)(request, *args, **kwargs)
        return found

    return allowed
