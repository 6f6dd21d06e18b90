"""Who gets in: every page of the team asks for a capability."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from companies.capabilities import Can

type View = Callable[..., HttpResponse]


def needs(*capabilities: Can) -> Callable[[View], View]:
    """Let in members who may do all of this. A stranger is asked to sign in, anybody else finds nothing."""

    def around(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.member is None or not all(capability in request.can for capability in capabilities):
                raise Http404
            return view(request, *args, **kwargs)

        return gate

    return around


def members_only(view: View) -> View:
    """Let in everybody who works for the company."""
    return needs()(view)
