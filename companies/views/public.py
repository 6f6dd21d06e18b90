"""What every page of a company fetches: its colour and its pictures."""

import mimetypes
from typing import Final

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from companies.forms.settings import BrandForm
from companies.gates import fresh_company

FOR_EVER: Final = "public, max-age=31536000, immutable"
PUBLIC: Final = ("logos/", "services/", "packages/")
PICTURES: Final = {"image/png", "image/jpeg", "image/webp"}


@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """The one value from which CSS makes all brand colours. Its address names the colour, so it is kept for ever."""
    colour = fresh_company(request).brand_colour
    response = HttpResponse(f":root {{ --brand: {colour}; }}\n", content_type="text/css; charset=utf-8")
    is_named = request.GET.get("v", "").lower() == colour.removeprefix("#").lower()
    response["Cache-Control"] = FOR_EVER if is_named else "public, max-age=60"
    return response


@require_safe
def brand_sample(request: HttpRequest) -> HttpResponse:
    """The same for a colour that is being tried, inside the preview only."""
    tried = f"#{request.GET.get('v', '')}"
    if not BrandForm.base_fields["colour"].validators[0].regex.match(tried):  # type: ignore[attr-defined]
        raise Http404
    css = f"[data-brand=tried] {{ --brand: {tried}; }}\n"
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOR_EVER})


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A picture that everybody may see. Papers and what customers sent are never given out here."""
    kind = mimetypes.guess_type(path)[0]
    is_public = path.startswith(PUBLIC) and ".." not in path and kind in PICTURES
    if not is_public or not default_storage.exists(path):
        raise Http404
    with default_storage.open(path) as file:
        return HttpResponse(file.read(), content_type=kind, headers={"Cache-Control": FOR_EVER})


@require_safe
def no_place(request: HttpRequest) -> HttpResponse:
    """For somebody who is signed in but neither works for this company nor orders from it."""
    if request.member or request.customer:
        return redirect("/")
    return render(request, "accounts/no_place.html")
