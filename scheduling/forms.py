"""What people type about times, as clean values."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from scheduling.models import BookingRules
from scheduling.queries import photographers
from scheduling.spans import NoSuchTime, moment_of

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
CLOCK = {"type": "time", "step": "300"}


class DayForm(forms.Form):
    """The day that is looked at; what makes no sense is today."""

    day = forms.DateField(required=False)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    fit = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    def chosen(self, today: date) -> date:
        self.is_valid()
        day: date | None = self.cleaned_data.get("day")
        far = timedelta(days=36_500)
        return day if day and today - far < day < today + far else today

    def number(self, name: str) -> int | None:
        self.is_valid()
        value: int | None = self.cleaned_data.get(name)
        return value


class VisitForm(forms.Form):
    """When a visit is, how long, and who goes; the clock is the property's."""

    day = forms.DateField(label=_("Date"), widget=DAY)
    at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Length"), min_value=5, max_value=24 * 60)
    people = forms.ModelMultipleChoiceField(
        photographers(),
        label=_("Photographers"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose who goes.")},
    )
    reason = forms.CharField(
        label=_("Why less time around it"),
        max_length=200,
        required=False,
        help_text=_(
            "Only where the usual time before or after a visit does not fit. The visit itself is never shortened."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        given = cast("dict[str, Any]", super().clean())
        day, at = given.get("day"), given.get("at")
        if day and at is not None:
            try:
                given["starts_at"] = moment_of(day, at, self.zone)
            except NoSuchTime as error:
                self.add_error("at", str(error))
            except OverflowError:
                self.add_error("day", _("That day is too far away."))
        return given

    @property
    def starts_at(self) -> datetime:
        moment: datetime = self.cleaned_data["starts_at"]
        return moment

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.cleaned_data["minutes"])

    def values(self) -> dict[str, Any]:
        """What was asked for, as values to post again."""
        given = self.cleaned_data
        return {
            "starts_at": self.starts_at.isoformat(),
            "minutes": given["minutes"],
            "people": ",".join(str(person.pk) for person in given["people"]),
            "version": given["version"],
        }


class PlaceForm(forms.Form):
    """Where a card was dropped: a moment, or a day that keeps the clock time; and whose lane it was."""

    starts_at = forms.DateTimeField(required=False)
    day = forms.DateField(required=False)
    minutes = forms.IntegerField(required=False, min_value=5, max_value=24 * 60)
    person = forms.ModelChoiceField(photographers(), required=False)
    instead_of = forms.IntegerField(required=False)
    people = forms.CharField(required=False, max_length=400)
    version = forms.IntegerField(required=False)
    reason = forms.CharField(max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = cast("dict[str, Any]", super().clean())
        if not given.get("starts_at") and not given.get("day"):
            raise forms.ValidationError(_("Say when."))
        given["length"] = timedelta(minutes=given["minutes"]) if given.get("minutes") else None
        return given

    def clean_people(self) -> list[Member]:
        """Members by their ids with commas between them; whoever is not a photographer is left out."""
        ids = [int(word) for word in self.cleaned_data["people"].split(",") if word.isdecimal() and len(word) < 18]
        return list(photographers().filter(pk__in=ids)) if ids else []


class ReasonForm(forms.Form):
    """Why a visit is called off."""

    reason = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class HoursForm(forms.Form):
    """A week of working time, so many ranges a day; a day without any is off."""

    def __init__(self, *args: Any, rows: list[tuple[int, time, time]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_day: dict[int, list[tuple[time, time]]] = {day: [] for day in range(7)}
        for weekday, starts, ends in rows:
            by_day[weekday].append((starts, ends))
        self.shape = {day: max(2, len(ranges)) for day, ranges in by_day.items()}
        for day, count in self.shape.items():
            for place in range(count):
                known = by_day[day][place] if place < len(by_day[day]) else (None, None)
                for edge, label, initial in zip(("from", "to"), (_("from"), _("to")), known, strict=True):
                    self.fields[f"{edge}_{day}_{place}"] = forms.TimeField(
                        label=label,
                        required=False,
                        initial=initial,
                        widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"),
                    )

    def days(self) -> list[dict[str, Any]]:
        """The fields of each day, for the page."""
        return [
            {
                "name": WEEKDAYS[day],
                "ranges": [(self[f"from_{day}_{place}"], self[f"to_{day}_{place}"]) for place in range(count)],
            }
            for day, count in self.shape.items()
        ]

    def clean(self) -> dict[str, Any]:
        given = cast("dict[str, Any]", super().clean())
        for day, place in self._places():
            starts, ends = given.get(f"from_{day}_{place}"), given.get(f"to_{day}_{place}")
            if (starts is None) != (ends is None):
                self.add_error(f"{'from' if starts is None else 'to'}_{day}_{place}", _("Give both times, or none."))
            elif starts is not None and ends is not None and ends <= starts:
                self.add_error(f"to_{day}_{place}", _("This has to be later than it begins."))
        return given

    def rows(self) -> list[tuple[int, time, time]]:
        given = self.cleaned_data
        return [
            (day, given[f"from_{day}_{place}"], given[f"to_{day}_{place}"])
            for day, place in self._places()
            if given.get(f"from_{day}_{place}") is not None
        ]

    def _places(self) -> list[tuple[int, int]]:
        return [(day, place) for day, count in self.shape.items() for place in range(count)]


class TimeOffForm(forms.Form):
    """A stretch without work: whole days, or from one clock time to another."""

    first = forms.DateField(label=_("From"), widget=DAY)
    first_at = forms.TimeField(
        label=_("at"),
        required=False,
        widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"),
        help_text=_("Empty: all day."),
    )
    last = forms.DateField(label=_("Until"), widget=DAY)
    last_at = forms.TimeField(label=_("at"), required=False, widget=forms.TimeInput(attrs=CLOCK, format="%H:%M"))
    reason = forms.CharField(
        label=_("Reason"), max_length=120, required=False, help_text=_("The team sees it on the schedule.")
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        given = cast("dict[str, Any]", super().clean())
        first, last = given.get("first"), given.get("last")
        if not first or not last:
            return given
        try:
            given["starts_at"] = moment_of(first, given.get("first_at") or time(), self.zone)
            until = given.get("last_at")
            given["ends_at"] = moment_of(last if until else last + timedelta(days=1), until or time(), self.zone)
        except (NoSuchTime, OverflowError) as error:
            raise forms.ValidationError(str(error)) from None
        if given["ends_at"] <= given["starts_at"]:
            self.add_error("last", _("This has to be later than it begins."))
        return given


class RulesForm(forms.ModelForm):
    """The company's rules for booking its time."""

    lead_hours = forms.DecimalField(
        label=_("Notice before a visit"),
        min_value=0,
        max_value=24 * 90,
        decimal_places=2,
        help_text=_("Customers cannot book a time that starts sooner. You can."),
    )

    class Meta:
        model = BookingRules
        fields = ["buffer_before", "buffer_after", "slot_step", "horizon_days", "hold_minutes"]
        labels = {
            "buffer_before": _("Free before a visit"),
            "buffer_after": _("Free after a visit"),
            "slot_step": _("Visits start every"),
            "horizon_days": _("Bookable ahead"),
            "hold_minutes": _("A chosen time is held for"),
        }
        help_texts = {
            "buffer_before": _("For the way there and for setting up."),
            "buffer_after": _("For packing up."),
            "slot_step": _("Times are offered on this step of the clock: 30 gives 9:00, 9:30, 10:00."),
            "hold_minutes": _("While a customer finishes the booking nobody else gets that time."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_hours"].initial = f"{self.instance.lead_minutes / 60:.4g}"

    def rules(self) -> dict[str, int]:
        """What was typed, as the fields of the rules."""
        given = self.cleaned_data
        return {name: given[name] for name in self.Meta.fields} | {"lead_minutes": round(given["lead_hours"] * 60)}


class SkillsForm(forms.Form):
    """Who can do what: a tick for each photographer and service, named `skill` with `member-service`."""

    def __init__(self, *args: Any, people: list[Member], services: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{person.pk}-{service.pk}", "") for person in people for service in services]
        self.people, self.services = people, services
        self.fields["skill"] = forms.MultipleChoiceField(choices=choices, required=False)

    def chosen(self) -> dict[Member, list[Any]]:
        """The services of each person."""
        ticked = set(self.cleaned_data["skill"])
        return {
            person: [service for service in self.services if f"{person.pk}-{service.pk}" in ticked]
            for person in self.people
        }
