"""Text messages: the company's number, who agreed, and what Twilio tells."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from twilio.twiml.messaging_response import MessagingResponse

from companies.capabilities import Can
from companies.gates import needs
from companies.links import link
from core.phone import readable
from core.toasts import toast_next
from notifications import troubles
from notifications.actions import texts
from notifications.channels.texts import is_signed, way_out
from notifications.gates import text_or_404
from notifications.settings_forms import ConsentForm, NumberForm, TestTextForm

STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}
START = {"START", "YES", "UNSTOP"}
HELP = {"HELP", "INFO"}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def number(request: HttpRequest) -> HttpResponse:
    """Number and keys. The token goes in, never out again."""
    row = texts.number_row()
    initial = {"account": row.account, "number": row.number, "is_active": row.is_active}
    form = NumberForm(request.POST if request.method == "POST" else None, row=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        texts.set_number(by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("notifications:texts")
    return _page(request, form=form)


@require_POST
@needs(Can.EDIT_SETTINGS)
def trial(request: HttpRequest) -> HttpResponse:
    """Send a text to one's own telephone, whose owner has just agreed."""
    form = TestTextForm(request.POST)
    if not form.is_valid():
        return _page(request, trial_form=form)
    to, key = form.cleaned_data["to"], f"test:{request.member.pk}:{timezone.now().isoformat()}"
    texts.say(to, agrees=True, how=_("Agreed on the settings page"), by=request.actor)
    texts.send_text(to=to, body=form.cleaned_data["body"], kind="test", key=key)
    toast_next(request, _("On its way to %s.") % readable(to))
    return redirect("notifications:texts")


@require_POST
@needs(Can.EDIT_CUSTOMERS)
def consent(request: HttpRequest) -> HttpResponse:
    """Note what the owner of a number said about texts."""
    form = ConsentForm(request.POST)
    if not form.is_valid():
        number = request.POST.get("number", "")
        context = {"consent_form": form, "number": number, "consent": troubles.consent_of(number)}
        return render(request, "notifications/settings/consent.html", context, status=422)
    said = form.cleaned_data
    row = texts.say(said["number"], agrees=said["agrees"] == "yes", how=said["how"], by=request.actor)
    return render(request, "notifications/settings/consent.html", {"consent": row, "number": row.number})


@csrf_exempt
@require_POST
def heard(request: HttpRequest) -> HttpResponse:
    """Somebody texted the company's number: STOP, START and HELP are obeyed, anything else is told where to go."""
    told = _signed(request)
    word, who = told.get("Body", "").strip().upper(), told.get("From", "")
    answer = MessagingResponse()
    if word in STOP:
        texts.say(who, agrees=False, how=_("Sent %s") % word, by=texts.CLOCK)
    elif word in START:
        texts.say(who, agrees=True, how=_("Sent %s") % word, by=texts.CLOCK)
    if "OptOutType" not in told and word not in START:  # with it, Twilio has answered by itself
        answer.message(_reply(request, word))
    return HttpResponse(str(answer), content_type="text/xml")


@csrf_exempt
@require_POST
def status(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a text."""
    told = _signed(request)
    text = text_or_404(pk)
    if told.get("MessageSid") == text.provider_id or not text.provider_id:
        texts.note_status(text, status=told.get("MessageStatus", ""), code=told.get("ErrorCode", ""))
    return HttpResponse(status=204)


def _signed(request: HttpRequest) -> dict[str, str]:
    """What Twilio says; for everybody else there is no such address."""
    told: dict[str, str] = request.POST.dict()
    signature = request.headers.get("X-Twilio-Signature", "")
    if not is_signed(texts.number_row(), request.path, told, signature):
        raise Http404
    return told


def _reply(request: HttpRequest, word: str) -> str:
    company = request.company
    if word in STOP:
        return _("%s will text you no more. Send START to change that.") % company.name
    words = {"name": company.name, "reach": readable(company.phone) or company.email}
    return _("%(name)s: nobody reads texts to this number. Reach us at %(reach)s. Send STOP to get no more.") % words


def _page(
    request: HttpRequest, *, form: NumberForm | None = None, trial_form: TestTextForm | None = None
) -> HttpResponse:
    row = texts.number_row()
    initial = {"account": row.account, "number": row.number, "is_active": row.is_active}
    form, trial_form = form or NumberForm(row=row, initial=initial), trial_form or TestTextForm.blank(request.company)
    context = {
        "form": form,
        "trial_form": trial_form,
        "number": row,
        "way_out": way_out(row),
        "hook": link("/hooks/texts/"),
        "troubled": troubles.texts_in_trouble(),
    }
    is_refused = form.is_bound or trial_form.is_bound
    return render(request, "notifications/settings/texts.html", context, status=422 if is_refused else 200)


@require_POST
@needs(Can.EDIT_SETTINGS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a text that did not leave once more."""
    texts.send_again(text_or_404(pk))
    toast_next(request, _("On its way again."))
    return redirect("notifications:texts")
