"""{% load schedule %}: where things lie on the drawn day."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from scheduling.queries.axis import Place

register = template.Library()


@register.simple_tag
def at(place: Place) -> SafeString:
    """The attributes that put an element from one line of the day to another."""
    return flatatt(
        {
            "data-hour": place.hour,
            "data-minute": place.minute,
            "data-end-hour": place.end_hour,
            "data-end-minute": place.end_minute,
        }
    )


@register.filter
def iso(moment: datetime) -> str:
    """The moment as it is sent back."""
    return moment.isoformat()


@register.filter
def there(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment by the clock of a zone."""
    return moment.astimezone(zone)


@register.filter
def span(minutes: int) -> str:
    """1 h 30, or 45 min."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    return _("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": rest} if rest else _("%d h") % hours
