"""Files of a room: put in, taken back, and handed out to those who may see the room."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from chat import actions
from chat.forms import UploadForm
from chat.gates import attachment_of, thread_of
from chat.refusals import NotSaid
from chat.said import file_of
from companies.gates import members_only


@require_POST
@members_only
def files(request: HttpRequest, number: int, line: int = 0) -> HttpResponse:
    """Take a file; answers with how it waits in the composer."""
    order = thread_of(request, number, line).order
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        problem = " ".join(error for errors in form.errors.values() for error in errors)
        return render(request, "chat/_waiting.html", {"problem": problem}, status=422)
    given = form.cleaned_data
    try:
        taken = actions.upload(order, file=given["file"], client_id=given["client_id"], by=request.member)
    except NotSaid as refusal:
        return render(request, "chat/_waiting.html", {"problem": str(refusal)}, status=422)
    return render(request, "chat/_waiting.html", {"file": file_of(taken)}, status=201)


@require_http_methods(["GET", "HEAD", "DELETE"])
@members_only  # type: ignore[arg-type]
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file, to be kept on one's own machine; DELETE takes back one's own that was not sent."""
    found = attachment_of(request, pk)
    if request.method != "DELETE":
        response = FileResponse(found.file.open(), as_attachment=True, filename=found.name, content_type=found.kind)
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
    if found.message_id or found.by_id != request.member.pk:
        raise Http404
    actions.discard(found)
    return HttpResponse(status=204)


@require_safe
@members_only  # type: ignore[arg-type]
def preview(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A picture, drawn anew by us, to be looked at."""
    found = attachment_of(request, pk)
    if not found.preview:
        raise Http404
    response = FileResponse(found.preview.open(), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    return response
