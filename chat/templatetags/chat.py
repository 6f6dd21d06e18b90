"""Messages in templates: {% load chat %}."""

from django import template

from chat.marking import marked

register = template.Library()

register.simple_tag(marked)
