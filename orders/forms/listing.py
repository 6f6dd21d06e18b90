"""The forms above and beside the order list."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from orders.models import Order, Status
from orders.queries.listing import PER_PAGE, Filters
from services.models import Service

LONGEST_SEARCH = 200
PAGE_OF_GROUP = re.compile(r"page-[a-z0-9]{1,20}=[0-9]{1,9}")
MOST_GROUPS = 50


@dataclass(frozen=True, slots=True)
class FilterBar:
    """What stands above a list: its filters in words, its query, and how many rows a page can have (none: no choice)."""

    page: str
    filters: Filters
    service: str
    member: str
    query: str
    size: int
    sizes: tuple[int, ...] = ()


class FilterForm(forms.Form):
    """The filters above the order list. What makes no sense is left out rather than refused."""

    q = forms.CharField(required=False)
    sort = forms.ChoiceField(required=False, choices=[("recent", ""), ("visit", "")])
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    service = forms.ModelChoiceField(Service.objects.all(), required=False)
    member = forms.ModelChoiceField(Member.objects.select_related("user"), required=False)
    hide_completed = forms.BooleanField(required=False)
    per_page = forms.TypedChoiceField(
        required=False, coerce=int, choices=[(size, size) for size in PER_PAGE], empty_value=None
    )

    @property
    def given(self) -> dict[str, Any]:
        """The filters that make sense; a bad one counts as not given."""
        self.is_valid()
        return self.cleaned_data

    def filters(self) -> Filters:
        given = self.given
        service, member = given.get("service"), given.get("member")
        return Filters(
            search=given.get("q", "")[:LONGEST_SEARCH],
            sort=given.get("sort") or "recent",
            first_day=given.get("since"),
            last_day=given.get("until"),
            service_id=service.pk if service else None,
            member_id=member.pk if member else None,
            hide_completed=given.get("hide_completed", False),
        )

    @property
    def query(self) -> str:
        """What of the address belongs to the list. Nothing else is kept with what was drawn, however long it is."""
        mine = [(name, value) for name, value in self.data.items() if value and name in self.base_fields]
        turned = [(name, value) for name, value in self.data.items() if PAGE_OF_GROUP.fullmatch(f"{name}={value}")]
        return urlencode([(name, value[:LONGEST_SEARCH]) for name, value in (*mine, *turned[:MOST_GROUPS])])

    def bar(self, page: str, size: int, sizes: tuple[int, ...] = ()) -> FilterBar:
        """The bar of the list at the URL named `page`."""
        names = {key: str(self.given.get(key) or "") for key in ("service", "member")}
        return FilterBar(page, self.filters(), query=self.query, size=size, sizes=sizes, **names)


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
