"""Importing a spreadsheet: upload, look at what would happen, then do it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.capabilities import Can
from companies.gates import needs
from core.toasts import toast_next
from customers import actions
from customers.forms import SheetForm
from customers.gates import own_sheet_or_404
from customers.reading import Unreadable


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_CUSTOMERS)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file. It is only read; nothing is stored as a customer yet."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            actions.examine(content)
        except Unreadable as error:
            form.add_error("file", str(error))
        else:
            sheet = actions.keep_sheet(name=file.name, content=content, member=request.member)
            return redirect("customers:sheet", pk=sheet.pk)
    return render(request, "customers/import.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@needs(Can.EDIT_CUSTOMERS)
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The dry run: what is new, what is known, and every bad cell by its line and column."""
    kept = own_sheet_or_404(request, pk)
    if kept.imported_at:
        return redirect("customers:customers")
    report = actions.examine(bytes(kept.content))
    return render(request, "customers/sheet.html", {"sheet": kept, "report": report})


@require_POST
@needs(Can.EDIT_CUSTOMERS)
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Import the sheet, all of it or nothing; pressed twice, it is imported once."""
    kept = own_sheet_or_404(request, pk)
    try:
        report = actions.import_sheet(kept, by=request.actor)
    except actions.BadSheet as bad:
        toast_next(request, str(bad), tone="red")
        return redirect("customers:sheet", pk=pk)
    if report is None:
        toast_next(request, _("This sheet is imported already."))
    else:
        text = ngettext("%(count)s customer is new.", "%(count)s customers are new.", report.new)
        toast_next(request, text % {"count": report.new})
    return redirect("customers:customers")
