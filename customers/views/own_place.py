"""Becoming a customer with an account that is signed in but has no place in this company yet."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.toasts import toast_next
from customers.sign_up import become_customer


@require_POST
@login_required
def own_place(request: HttpRequest) -> HttpResponse:
    """Make the person a customer here, if their e-mail is proven and nobody else's. The team stays the team."""
    if request.member is None and become_customer(request.user) is None:
        words = {"email": request.company.email}
        toast_next(request, _("Your e-mail belongs to another customer here. Write to %(email)s.") % words, tone="red")
        return redirect("companies:no_place")
    return redirect("/")
