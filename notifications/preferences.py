"""The form of what a member wants to be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BoundField
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from companies.forms.zones import zone_choices
from companies.models import Member
from notifications.channels.push import is_of_a_service
from notifications.models import Browser, NoticeChoice
from notifications.queries.hearing import Channels, times_of, usual
from notifications.registry import Event, Words, events_for
from notifications.timing import Times

CHANNELS = ("in_inbox", "by_mail", "by_push", "on_every_order")
LABELS = {
    "in_inbox": _("In the inbox"),
    "by_mail": _("E-mail"),
    "by_push": _("Browser"),
    "on_every_order": _("On every order"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One event, with its boxes to tick."""

    event: Event
    in_inbox: BoundField
    by_mail: BoundField
    by_push: BoundField | None
    on_every_order: BoundField | None


class NoticesForm(forms.Form):
    """Every event that this member can be told, and when their mail may come."""

    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, widget=forms.TimeInput({"type": "time"}))
    quiet_until = forms.TimeField(label=_("until"), required=False, widget=forms.TimeInput({"type": "time"}))
    digest_at = forms.TypedChoiceField(label=_("E-mails"), required=False, coerce=int, empty_value=None)
    time_zone = forms.ChoiceField(label=_("Your time zone"), choices=zone_choices)

    def __init__(self, data: Any = None, *, member: Member) -> None:
        times = times_of(member)
        super().__init__(
            data,
            initial={
                "quiet_from": times.quiet_from and times.quiet_from.strftime("%H:%M"),
                "quiet_until": times.quiet_until and times.quiet_until.strftime("%H:%M"),
                "digest_at": "" if times.digest_at is None else times.digest_at.hour,
                "time_zone": times.zone.key,
            },
        )
        hours = [(hour, _("Once a day, at %(time)s") % {"time": time_format(time(hour))}) for hour in range(24)]
        self.fields["digest_at"].choices = [("", _("As things happen")), *hours]  # type: ignore[attr-defined]
        self.groups = events_for(member)
        chosen = {choice.event: choice for choice in NoticeChoice.objects.filter(member=member)}
        self.browsers = list(Browser.objects.filter(member=member))
        self.now = {event.key: chosen.get(event.key) or usual(member, event) for event in self.events()}
        for event in self.events():
            for channel in CHANNELS:
                if channel == "by_push" and not self.browsers:
                    continue
                now = getattr(self.now[event.key], channel)
                field = forms.BooleanField(label=LABELS[channel], required=False, initial=now)
                field.disabled = event.always and channel == "in_inbox"
                self.fields[f"{event.key}-{channel}"] = field

    def events(self) -> Iterator[Event]:
        for events in self.groups.values():
            yield from events

    def tables(self) -> list[tuple[Words, list[Row]]]:
        """The events by group."""
        return [(group, [self._row(event) for event in events]) for group, events in self.groups.items()]

    def _row(self, event: Event) -> Row:
        every = self[f"{event.key}-on_every_order"] if event.may_hear_every else None
        pushed = self[f"{event.key}-by_push"] if self.browsers else None
        return Row(event, self[f"{event.key}-in_inbox"], self[f"{event.key}-by_mail"], pushed, every)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = given.get("quiet_from"), given.get("quiet_until")
        if (start is None) != (end is None) and not self.errors:
            self.add_error("quiet_from" if start is None else "quiet_until", _("Say both, or leave both empty."))
        elif start is not None and start == end:
            self.add_error("quiet_until", _("Quiet hours end at another time than they begin."))
        return given

    def channels(self) -> dict[str, Channels]:
        """How each event is wanted."""
        return {event.key: Channels(**{each: self._wants(event, each) for each in CHANNELS}) for event in self.events()}

    def _wants(self, event: Event, channel: str) -> bool:
        """As ticked; what was not asked stays as it is."""
        return bool(self.cleaned_data.get(f"{event.key}-{channel}", getattr(self.now[event.key], channel)))

    def times(self) -> Times:
        """When mail is wanted."""
        given = self.cleaned_data
        digest = None if given["digest_at"] is None else time(given["digest_at"])
        return Times(ZoneInfo(given["time_zone"]), given["quiet_from"], given["quiet_until"], digest)


class BrowserForm(forms.Form):
    """What a browser says of where it can be told things."""

    endpoint = forms.URLField(max_length=1000, assume_scheme="https")
    p256dh = forms.RegexField(r"^[A-Za-z0-9_-]{80,100}=*$", max_length=120)
    auth = forms.RegexField(r"^[A-Za-z0-9_-]{20,30}=*$", max_length=60)

    def clean_endpoint(self) -> str:
        endpoint = str(self.cleaned_data["endpoint"])
        if not is_of_a_service(endpoint):
            raise forms.ValidationError(_("This browser's push service is none we know."))
        return endpoint
