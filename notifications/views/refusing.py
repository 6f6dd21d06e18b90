"""Unsubscribing by a link in a letter, without a login."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from notifications.actions.refusing import is_refused, refuse, take_back
from notifications.refusing import Reader, reader_of


@csrf_exempt  # mail programs press the button for their readers (RFC 8058), and know no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, letter: str) -> HttpResponse:
    """A page that asks first, since programs open links to look at them; sending it off is enough."""
    reader = _reader_or_404(letter)
    if request.method == "POST":
        refuse(reader)
    context = {"reader": reader, "letter": letter, "is_refused": is_refused(reader.address, reader.kind)}
    return render(request, "notifications/unsubscribe.html", context)


@require_POST
def undone(request: HttpRequest, letter: str) -> HttpResponse:
    """Get these letters again."""
    take_back(_reader_or_404(letter))
    return redirect("notifications:unsubscribe", letter)


def _reader_or_404(letter: str) -> Reader:
    reader = reader_of(letter)
    if reader is None:
        raise Http404
    return reader
