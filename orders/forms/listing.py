"""The forms above and beside the order list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from orders.models import Order, Status
from orders.queries.listing import PER_PAGE, Filters
from services.models import Service


class FilterForm(forms.Form):
    """The filters above the order list. What makes no sense is left out rather than refused."""

    q = forms.CharField(label=_("Search orders"), required=False)
    sort = forms.ChoiceField(
        label=_("Sort"), required=False, choices=[("recent", _("Most recent")), ("visit", _("Scheduled date"))]
    )
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    service = forms.ModelChoiceField(
        Service.objects.in_order(), label=_("Service"), required=False, empty_label=_("Any service")
    )
    member = forms.ModelChoiceField(Member.objects.by_name(), label=_("Team"), required=False, empty_label=_("Anybody"))
    hide_completed = forms.BooleanField(label=_("Hide completed"), required=False)
    per_page = forms.TypedChoiceField(
        label=_("Per page"), required=False, coerce=int, choices=[(size, size) for size in PER_PAGE], empty_value=None
    )

    def filters(self) -> Filters:
        """The filters that make sense; a bad one counts as not given."""
        self.is_valid()
        given: dict[str, Any] = self.cleaned_data
        service, member = given.get("service"), given.get("member")
        return Filters(
            search=given.get("q", "")[:200],
            sort=given.get("sort") or "recent",
            first_day=given.get("since"),
            last_day=given.get("until"),
            service_id=service.pk if service else None,
            member_id=member.pk if member else None,
            hide_completed=given.get("hide_completed", False),
        )


class ManagerForm(forms.Form):
    member = forms.ModelChoiceField(
        Member.objects.active().with_job(Member.Job.PROJECT_MANAGER), required=False, label=_("Project manager")
    )


class TeamForm(forms.Form):
    member = forms.ModelChoiceField(Member.objects.select_related("user"), label=_("Member"))
    on = forms.BooleanField(required=False)


class StatusForm(forms.Form):
    status = forms.ModelChoiceField(Status.objects.active(), label=_("Status"))


class BulkForm(forms.Form):
    """Some orders of the list, and what shall happen to them."""

    order = forms.ModelMultipleChoiceField(
        Order.objects.all(), to_field_name="number", error_messages={"required": _("Choose at least one order first.")}
    )
    status = forms.ModelChoiceField(Status.objects.active(), required=False)
