"""`/settings/templates/`: what the company's letters say, and whether and when they are sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import found, needs
from core.toasts import toast, toast_next
from notifications.actions import templates as actions
from notifications.composing import standing
from notifications.composing.forms import ExampleForm, SendingForm, WordsForm
from notifications.composing.registry import LetterKind, kind_of
from notifications.composing.showing import SHOWN, letter_for, page_of

SETTINGS = needs(Can.EDIT_SETTINGS)


@require_safe
@SETTINGS
def templates(request: HttpRequest) -> HttpResponse:
    """All letters, and how each stands."""
    return render(request, "notifications/templates/list.html", {"standings": standing.standings()})


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
def template(request: HttpRequest, name: str) -> HttpResponse:
    """One letter: GET shows its words, POST puts new ones in force."""
    kind = found(kind_of(name))
    words = standing.wording(kind)
    posted = request.POST if request.method == "POST" else None
    form = WordsForm(posted, kind=kind, initial={"subject": words.subject, "body": words.body})
    if posted is None:
        return _editor(request, kind, form)
    if not form.is_valid():
        return _editor(request, kind, form, status=422)
    saved = form.cleaned_data
    actions.save_template(kind, subject=saved["subject"], body=saved["body"], by=request.actor)
    toast_next(request, _("Saved. Letters say this from now on."))
    return redirect("notifications:template", name)


def _editor(request: HttpRequest, kind: LetterKind, form: WordsForm, status: int = 200) -> HttpResponse:
    versions = standing.versions(kind)
    settings = standing.settings_of(kind)
    page = {
        "kind": kind,
        "form": form,
        "versions": versions,
        "is_own": bool(versions) and not versions[0].is_standard,
        "sending": SendingForm(kind=kind, settings=settings) if kind.starts_on is not None else None,
        "is_sent": standing.is_sent(kind, settings),
    }
    return render(request, "notifications/templates/edit.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
@xframe_options_sameorigin
@csp_override(SHOWN)
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """The letter as a mail program shows it: GET in the words in force, POST in those being typed."""
    kind = found(kind_of(name))
    if request.method != "POST":
        words = standing.wording(kind)
        return page_of(letter_for(kind, words, ExampleForm(request.GET).wanted()))
    form = WordsForm(request.POST, kind=kind)
    if not form.is_valid():
        return render(request, "mail/refused.html", {"form": form}, status=422)
    words = standing.Wording(form.cleaned_data["subject"], form.cleaned_data["body"])
    shown = letter_for(kind, words, form.cleaned_data["number"])
    return page_of(shown, dark=form.cleaned_data["dark"])


@require_POST
@SETTINGS
def trial(request: HttpRequest, name: str) -> HttpResponse:
    """Mail the words being typed to whoever types them."""
    kind = found(kind_of(name))
    form = WordsForm(request.POST, kind=kind)
    if not form.is_valid():
        return render(request, "notifications/templates/edit.html#words", {"kind": kind, "form": form}, status=422)
    words = standing.Wording(form.cleaned_data["subject"], form.cleaned_data["body"])
    shown = letter_for(kind, words, form.cleaned_data["number"])
    mail = actions.send_trial(shown.letter, to=request.member)
    return toast(HttpResponse(status=204), _("On its way to %(mail)s.") % {"mail": mail.to})


@require_POST
@SETTINGS
def sending(request: HttpRequest, name: str) -> HttpResponse:
    """Switch a letter on or off, and say when the clock sends it."""
    kind = found(kind_of(name))
    found(kind.starts_on is not None or None)
    settings = standing.settings_of(kind)
    form = SendingForm(request.POST, kind=kind, settings=settings)
    if not form.is_valid():
        page = {"kind": kind, "sending": form, "is_sent": standing.is_sent(kind, settings)}
        return render(request, "notifications/templates/edit.html#sending", page, status=422)
    row = actions.set_sending(kind, by=request.actor, **form.cleaned_data)
    toast_next(request, _("It is sent from now on.") if row.is_on else _("It is not sent any more."))
    return redirect("notifications:template", name)


@require_POST
@SETTINGS
def standard_text(request: HttpRequest, name: str) -> HttpResponse:
    """Our own words again."""
    actions.use_standard(found(kind_of(name)), by=request.actor)
    toast_next(request, _("The standard text is in force again."))
    return redirect("notifications:template", name)


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """GET: what the letter said then. POST: put that in force again."""
    kind = found(kind_of(name))
    row = found(standing.version(kind, number))
    if request.method == "POST":
        actions.restore_template(kind, row, by=request.actor)
        toast_next(request, _("Version %(number)s is in force again.") % {"number": row.number})
        return redirect("notifications:template", name)
    page = {"kind": kind, "version": row, "words": standing.worded(kind, row)}
    return render(request, "notifications/templates/version.html", page)
