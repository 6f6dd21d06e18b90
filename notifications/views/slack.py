"""The company's Slack: where it is, what is posted there, and what could not be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.capabilities import Can
from companies.gates import needs
from companies.links import link
from core.toasts import toast_next
from notifications import troubles
from notifications.actions import slack
from notifications.gates import slack_place_or_404, slack_post_or_404
from notifications.settings_forms import SlackForm
from notifications.slack import events, safe


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_SETTINGS)
def place(request: HttpRequest) -> HttpResponse:
    """Webhook or token go in, never out again."""
    row = slack.place_row()
    initial = {"channel": row.channel, "verbs": row.verbs, "is_active": row.is_active}
    choices = [(event.verb, event.title) for event in events()]
    form = SlackForm(request.POST if request.method == "POST" else None, row=row, choices=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        slack.set_place(by=request.actor, **form.cleaned_data)
        toast_next(request, _("Saved."))
        return redirect("notifications:slack")
    context = {"form": form, "place": row, "posts": troubles.posts_in_trouble()}
    return render(request, "notifications/settings/slack.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(Can.EDIT_SETTINGS)
def trial(request: HttpRequest) -> HttpResponse:
    """Post something now."""
    slack_place_or_404()
    words = {"name": safe(request.member.name), "link": f"<{link('/orders/')}|{safe(request.company.name)}>"}
    text = _("%(name)s is trying out whether %(link)s reaches this channel. It does.") % words
    slack.post(text, key=f"test:{request.member.pk}:{timezone.now().isoformat()}")
    toast_next(request, _("On its way. If it does not arrive, this page says why."))
    return redirect("notifications:slack")


@require_POST
@needs(Can.EDIT_SETTINGS)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a message once more."""
    slack.post_again(slack_post_or_404(pk))
    toast_next(request, _("On its way again."))
    return redirect("notifications:slack")
