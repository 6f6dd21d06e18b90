"""Legal pages: for the company to publish, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies import actions, queries
from companies.capabilities import Can
from companies.forms.settings import LegalForm
from companies.gates import found, legal_page_or_404, needs
from companies.legal_text import blocks
from companies.models import LegalVersion
from companies.refusals import NothingNew
from core.toasts import toast_next


@require_safe
@needs(Can.EDIT_SETTINGS)
def legal(request: HttpRequest) -> HttpResponse:
    """The three pages, and how each stands."""
    versions = queries.legal_in_force(request.company)
    rows = []
    for page in LegalVersion.Page:
        version = versions.get(page)
        is_sample = version is not None and queries.is_sample(version)
        rows.append({"page": page, "version": version, "is_sample": is_sample})
    return render(request, "companies/legal.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def legal_edit(request: HttpRequest, page: str) -> HttpResponse:
    """Publish a new version of one page."""
    kind = legal_page_or_404(page)
    versions = queries.legal_versions(request.company, kind)
    newest = versions[0] if versions else None
    form = LegalForm(
        request.POST if request.method == "POST" else None, initial={"body": newest.body if newest else ""}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and (version := _published(request, form, kind)):
            words = {"page": version.title, "number": version.number}
            toast_next(request, _("%(page)s, version %(number)s is in force.") % words)
            return redirect("companies:legal_edit", page=kind)
    is_sample = newest is not None and queries.is_sample(newest)
    shown = {"kind": kind, "form": form, "versions": versions, "is_sample": is_sample}
    return render(request, "companies/legal_edit.html", shown, status=status)


def _published(request: HttpRequest, form: LegalForm, kind: LegalVersion.Page) -> LegalVersion | None:
    try:
        return actions.publish_legal(request.company, page=kind, body=form.cleaned_data["body"], by=request.actor)
    except NothingNew as refusal:
        form.add_error("body", str(refusal))
        return None


@require_safe
def legal_page(request: HttpRequest, page: str, number: int | None = None) -> HttpResponse:
    """The text in force, or an older version, for everybody."""
    version = found(queries.legal_version(request.company, legal_page_or_404(page), number))
    newest = found(queries.legal_version(request.company, page))
    pages = queries.legal_in_force(request.company).values()
    shown = {"version": version, "newest": newest, "blocks": blocks(version.body), "pages": pages}
    return render(request, "companies/legal_page.html", shown)
