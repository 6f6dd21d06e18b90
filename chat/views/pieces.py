"""Files that come in pieces: begun, gone on with after a break, and made whole."""

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from chat import actions
from chat.forms import BeginForm
from chat.gates import thread_of, upload_of
from chat.models import Upload
from chat.refusals import NoSuchFile, NotSaid, OutOfStep, TooLarge
from chat.said import file_of
from companies.gates import members_only


@require_POST
@members_only
def uploads(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Begin a file; `Location` is where its pieces go, `Upload-Offset` how much is there from an earlier attempt."""
    order = thread_of(request, number, line).order
    form = BeginForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        begun = actions.begin_upload(order, **form.cleaned_data, by=request.member)
    except NotSaid as refusal:
        return render(request, "chat/_waiting.html", {"problem": str(refusal)}, status=422)
    response = _standing(begun, status=201)
    response["Location"] = reverse("chat:upload", args=[begun.client_id])
    return response


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@members_only
def upload(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """How much of a file is there; PATCH adds a piece at `Upload-Offset`, 409 names the right place; DELETE forgets it."""
    begun = upload_of(request, client_id)
    if request.method == "DELETE":
        actions.stop_upload(begun)
        return HttpResponse(status=204)
    if request.method == "HEAD":
        return _standing(begun, status=200)
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 18:
        return HttpResponseBadRequest()
    try:
        return _standing(actions.add_piece(begun, offset=int(offset), content=request.body), status=204)
    except OutOfStep as refusal:
        begun.received = refusal.received
        return _standing(begun, status=409)
    except (TooLarge, RequestDataTooBig):
        return _standing(begun, status=413)
    except NoSuchFile as gone:
        raise Http404 from gone


@require_POST
@members_only
def whole(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Make the pieces one file; answers with how it waits in the composer."""
    begun = upload_of(request, client_id)
    try:
        taken = actions.finish_upload(begun)
    except OutOfStep as refusal:
        begun.received = refusal.received
        return _standing(begun, status=409)
    except NotSaid as refusal:
        actions.stop_upload(begun)
        return render(request, "chat/_waiting.html", {"problem": str(refusal)}, status=422)
    return render(request, "chat/_waiting.html", {"file": file_of(taken)}, status=201)


def _standing(begun: Upload, *, status: int) -> HttpResponse:
    headers = {"Upload-Offset": str(begun.received), "Upload-Length": str(begun.size), "Cache-Control": "no-store"}
    return HttpResponse(status=status, headers=headers)
