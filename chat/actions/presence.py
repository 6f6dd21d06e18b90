"""Who is in a room and who is writing there: known for a short while, in Valkey alone, and told sparingly."""

import time
from contextlib import suppress

import redis
from django.template.loader import render_to_string
from django.utils import translation

from chat.threads import Thread
from companies.models import Company, Member
from core import live
from core.live.publishing import connection, prefix
from orders.models import Order

STAYS = 45
"""Seconds after which a page that says nothing is taken for gone; it says so every 25."""
PAUSE = 1_000
BREATH = 300
"""Milliseconds in which one room is told once who is there, and once who is writing."""


def be_here(order: Order, member: Member, *, company: Company) -> list[Member]:
    """Be in the room for the next STAYS seconds; the people who are."""
    now = time.time()
    with suppress(redis.RedisError):
        work = connection().pipeline(transaction=False)
        work.zremrangebyscore(_key(order), "-inf", now)
        work.zadd(_key(order), {str(member.pk): now + STAYS})
        work.expire(_key(order), STAYS * 2)
        gone, come, *_rest = work.execute()
        here = people_in(order)
        if gone or come:
            _show(order, here, company)
        return here
    return [member]


def leave(order: Order, member: Member, *, company: Company) -> None:
    """Be no longer in the room."""
    with suppress(redis.RedisError):
        if connection().zrem(_key(order), str(member.pk)):
            _show(order, people_in(order), company)


def write(thread: Thread, member: Member) -> None:
    """Be seen writing, by those who have the thread open; of several at once those who say it again are told later."""
    order = thread.order
    with suppress(redis.RedisError):
        if connection().set(f"{_key(order)}:writing", 1, nx=True, px=BREATH):
            live.hint(
                order.company_id, f"chat:{order.pk}", "chat:typing", thread=thread.key, who=member.pk, name=member.name
            )


def people_in(order: Order) -> list[Member]:
    """Who is in the room now, by name."""
    rows = connection().zrangebyscore(_key(order), time.time(), "+inf")
    ids = [int(id) for id in rows if isinstance(id, bytes)]
    return list(Member.objects.active().filter(pk__in=ids).by_name()) if ids else []


def _show(order: Order, people: list[Member], company: Company) -> None:
    if not connection().set(f"{_key(order)}:told", 1, nx=True, px=PAUSE):
        return
    with translation.override(company.language):
        html = render_to_string("chat/_here.html", {"order_id": order.pk, "people": people})
    live.push(company.pk, f"chat:{order.pk}", html)


def _key(order: Order) -> str:
    return f"{prefix()}:here:{order.company_id}:{order.pk}"
