"""The components every page uses: {% load ui %}. See /styleguide/ for each of them."""

from collections.abc import Callable
from typing import Any

from django import template
from django.template.context import Context

from core import fragments, navigation, toasts
from core.components import boxes, devices, drawing, fields, people, states
from core.phone import readable
from core.words import WORDS

register = template.Library()

Tag = Callable[..., str]

SIMPLE: list[Tag] = [drawing.icon, drawing.button, people.avatar, people.avatars, people.person, boxes.item, boxes.tab]
SIMPLE += [states.status, states.stage, states.escalated, states.badge, states.money, states.when, fields.control]
SIMPLE += [fragments.kept]
BLOCKS: list[Tag] = [boxes.menu, boxes.tabs, boxes.tabpanel, boxes.empty_state, boxes.notice]
WITH_SLOTS: list[Tag] = [boxes.slot, boxes.dialog, boxes.panel]
FILTERS: list[Tag] = [states.stage_icon, states.status_icon, people.names, devices.device]

for tag in SIMPLE:
    register.simple_tag(tag)
for tag in BLOCKS:
    register.simple_block_tag(tag)
for tag in WITH_SLOTS:
    register.simple_block_tag(tag, takes_context=True)
for tag in FILTERS:
    register.filter(tag)
register.filter("phone", readable)

register.inclusion_tag("components/field.html")(fields.field)
register.inclusion_tag("components/errors.html")(fields.errors)
register.inclusion_tag("components/pager.html", takes_context=True)(fields.pager)


@register.inclusion_tag("components/toasts.html", takes_context=True, name="toasts")
def said(context: Context) -> dict[str, Any]:
    request = context.get("request")
    return {"said": toasts.waiting(request) if request else [], "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[navigation.Group]:
    """The groups of the rail for the person who looks."""
    return navigation.groups_for(getattr(context["request"], "can", frozenset()))


@register.filter
def holds(place: navigation.Place, path: str) -> bool:
    return place.holds(path)


@register.simple_tag
def words() -> dict[str, str]:
    """What the scripts say, in the reader's language."""
    return {key: str(text) for key, text in WORDS.items()}
