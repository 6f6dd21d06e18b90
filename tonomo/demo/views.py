"""`/demo/mail/`: what the demo would have mailed, for everybody to read. There is no such page in production."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from tonomo.demo.forms import MailboxForm
from tonomo.demo.queries import letter, letters, texts_of_all

# A mail carries its styles in itself, as mail programs want it; it runs nothing and loads nothing of others.
OF_MAIL = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
}


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """All mails, newest first."""
    form = MailboxForm(request.GET)
    wanted = form.wanted()
    template = "demo/mail.html#rows" if request.htmx else "demo/mail.html"
    return render(request, template, {"page": letters(**wanted), "to": wanted["to"]})


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail."""
    return render(request, "demo/letter.html", {"mail": letter(pk)})


@require_safe
@xframe_options_sameorigin
@csp_override(OF_MAIL)
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as a mail program shows it; its links open in the whole window."""
    return HttpResponse(letter(pk).html.replace("<head>", '<head><base target="_top">', 1))


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """All texts, newest first."""
    template = "demo/texts.html#rows" if request.htmx else "demo/texts.html"
    return render(request, template, {"page": texts_of_all(number=MailboxForm(request.GET).wanted()["number"])})
