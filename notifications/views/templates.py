"""`/settings/templates/`: what the company's letters and texts say in each language, and whether and when they are sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import found, needs
from core.toasts import toast, toast_next
from notifications.actions import templates as actions
from notifications.actions import texts
from notifications.composing import showing, standing
from notifications.composing.engine import NotUnderstood
from notifications.composing.forms import ExampleForm, SendingForm, WordsForm, form_of
from notifications.composing.pieces import choice_of, how_it_stands, our_why
from notifications.composing.registry import kind_of
from notifications.composing.standing import Piece
from notifications.gates import piece_or_404
from notifications.settings_forms import LanguageForm

SETTINGS = needs(Can.EDIT_SETTINGS)


@require_safe
@SETTINGS
def templates(request: HttpRequest) -> HttpResponse:
    """All letters, and how each stands; and the languages they speak."""
    page = {"standings": standing.standings(), **choice_of(), "form": LanguageForm()}
    return render(request, "notifications/templates/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
def template(request: HttpRequest, name: str) -> HttpResponse:
    """One letter or text in one language: GET shows its words, POST puts new ones in force."""
    if request.method != "POST":
        piece = piece_or_404(name, request.GET)
        return _editor(request, piece, form_of(piece, words=_in_force(piece)))
    piece = piece_or_404(name, request.POST)
    form = form_of(piece, request.POST)
    if not form.is_valid():
        return _editor(request, piece, form, status=422)
    actions.save_template(piece, **form.words, by=request.actor)
    said = _("Saved. Texts say this from now on.") if piece.is_text else _("Saved. Letters say this from now on.")
    toast_next(request, said)
    return _back(piece)


def _in_force(piece: Piece) -> standing.Wording:
    return standing.in_force(piece.kind, piece.language, piece.channel)


def _back(piece: Piece) -> HttpResponse:
    address = reverse("notifications:template", args=[piece.kind.key])
    return redirect(address if piece.is_main and not piece.is_text else f"{address}?{piece.address}")


def _editor(request: HttpRequest, piece: Piece, form: WordsForm, status: int = 200) -> HttpResponse:
    settings = standing.settings_of(piece.kind)
    page = {
        "form": form,
        "sending": SendingForm(kind=piece.kind, settings=settings) if piece.kind.starts_on is not None else None,
        "is_sent": standing.is_sent(piece.kind, settings),
        **how_it_stands(piece),
    }
    return render(request, "notifications/templates/edit.html", page, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
@xframe_options_sameorigin
@csp_override(showing.SHOWN)
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """It as its reader sees it: GET in the words in force, POST in those being typed."""
    if request.method != "POST":
        piece = piece_or_404(name, request.GET)
        number = ExampleForm(request.GET).wanted()
        return showing.page(showing.shown(piece.kind, _in_force(piece), number, channel=piece.channel))
    piece = piece_or_404(name, request.POST)
    form = form_of(piece, request.POST)
    shown = _tried(piece, form)
    if shown is None:
        return render(request, "mail/refused.html", {"form": form}, status=422)
    return showing.page(shown, dark=form.cleaned_data.get("dark", False))


def _tried(piece: Piece, form: WordsForm) -> showing.Shown | None:
    """What is being typed, filled in; None, and the form says why, if that cannot be done."""
    if not form.is_valid():
        return None
    try:
        return showing.shown(piece.kind, form.wording, form.cleaned_data["number"], channel=piece.channel)
    except NotUnderstood as trouble:
        form.add_error("body", str(trouble))
        return None


@require_POST
@SETTINGS
def trial(request: HttpRequest, name: str) -> HttpResponse:
    """Send the words being typed to whoever types them, by mail or to their own telephone."""
    piece = piece_or_404(name, request.POST)
    form = form_of(piece, request.POST)
    shown = _tried(piece, form)
    if shown is None:
        page = {"kind": piece.kind, "piece": piece, "form": form, "our_why": our_why(piece.kind)}
        return render(request, "notifications/templates/edit.html#words", page, status=422)
    if not piece.is_text:
        mail = actions.send_trial(shown.letter, to=request.member)
        return toast(HttpResponse(status=204), _("On its way to %(mail)s.") % {"mail": mail.to})
    try:
        number = texts.send_trial(shown.letter.text, to=request.member)
    except texts.NoTrial as why:
        return toast(HttpResponse(status=204), str(why), tone="red")
    return toast(HttpResponse(status=204), _("On its way to %(number)s.") % {"number": number})


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
    """No words of one's own any more."""
    piece = piece_or_404(name, request.POST)
    actions.use_standard(piece, by=request.actor)
    said = _("The standard text is in force again.") if piece.is_main else _("This version is dropped.")
    toast_next(request, said)
    return _back(piece)


@require_http_methods(["GET", "HEAD", "POST"])
@SETTINGS
def version(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """GET: what it said then. POST: put that in force again."""
    piece = piece_or_404(name, request.POST if request.method == "POST" else request.GET)
    row = found(standing.version(piece, number))
    if request.method == "POST":
        actions.restore_template(piece, row, by=request.actor)
        toast_next(request, _("Version %(number)s is in force again.") % {"number": row.number})
        return _back(piece)
    words = standing.standard(piece.kind, piece.channel) if row.is_standard else standing.worded(row)
    page = {"kind": piece.kind, "piece": piece, "version": row, "words": words}
    return render(request, "notifications/templates/version.html", page)
