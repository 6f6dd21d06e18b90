"""Messages in templates: {% load chat %}."""

from django import template

from chat import emoji
from chat.marking import formatted, marked

register = template.Library()

register.simple_tag(marked)
register.simple_tag(formatted)


@register.simple_tag
def offered_emoji() -> tuple[tuple[str, object], ...]:
    """The emoji to choose from, with their names."""
    return emoji.OFFERED
