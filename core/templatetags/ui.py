"""The components every page uses: {% load ui %}. See /styleguide/ for each of them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import get_language

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
def rail(context: Context) -> navigation.Rail:
    """What the rail shows to the person who looks."""
    return navigation.rail_of(context["request"])


register.filter("places", navigation.groups_for)


@register.simple_tag
def words() -> SafeString:
    """What the scripts say, in the reader's language, as the element they read."""
    return _words(get_language())


@lru_cache
def _words(language: str | None) -> SafeString:
    return json_script({key: str(text) for key, text in WORDS.items()}, "words")
