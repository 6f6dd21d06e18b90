"""Which languages the company's letters and texts speak."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions
from companies.capabilities import Can
from companies.gates import found, fresh_company, needs
from core.languages import codes, name_of
from core.toasts import toast_next
from notifications.composing import standing
from notifications.composing.pieces import choice_of
from notifications.settings_forms import LanguageForm

SETTINGS = needs(Can.EDIT_SETTINGS)


@require_POST
@SETTINGS
def languages(request: HttpRequest) -> HttpResponse:
    """Let letters speak one more language."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        page = {"standings": standing.standings(), **choice_of(), "form": form}
        return render(request, "notifications/templates/list.html", page, status=422)
    code = form.cleaned_data["language"]
    actions.offer_language(fresh_company(request), code, by=request.actor)
    toast_next(request, _("Letters can speak %(language)s now. Write them below.") % {"language": name_of(code)})
    return redirect("notifications:templates")


@require_POST
@SETTINGS
def removal(request: HttpRequest, code: str) -> HttpResponse:
    """Let letters speak a language no more; whoever asked for it is written to in the main one."""
    found(code in codes() or None)
    actions.withdraw_language(fresh_company(request), code, by=request.actor)
    said = _("Nobody is written to in %(language)s any more. The words are kept.")
    toast_next(request, said % {"language": name_of(code)})
    return redirect("notifications:templates")
