"""What a person decides for themselves."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions import change_person
from companies import actions
from companies.forms.team import ProfileForm
from core.toasts import toast_next


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, phone and initials; the way to password, second factor and devices."""
    user, member = request.user, request.member
    first = {"name": user.name, "phone": user.phone, "tone": member.tone if member else ""}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=first, member=member)
    if request.method == "POST" and form.is_valid():
        change_person(user, name=form.cleaned_data["name"], phone=form.cleaned_data["phone"])
        if member and form.cleaned_data["tone"]:
            actions.choose_tone(member, tone=form.cleaned_data["tone"])
        toast_next(request, _("Saved."))
        return redirect("companies:profile")
    status = 422 if request.method == "POST" else 200
    return render(request, "companies/profile.html", {"form": form}, status=status)
