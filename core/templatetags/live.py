"""`{% live "order:12" "orders" %}`: the page's one socket, with the signed list of what it may ask for."""

from typing import Any

from django import template

from core.live import Grant, seal

register = template.Library()


@register.inclusion_tag("components/live.html", takes_context=True)
def live(context: template.Context, *topics: str | list[str]) -> dict[str, Any]:
    """The socket of this page, for topics given one by one or as lists.

    A signed-in member or customer listens as themselves, anybody else by the link.
    """
    request = context["request"]
    holder = (
        "member" if getattr(request, "member", None) else "customer" if getattr(request, "customer", None) else "link"
    )
    if not request.company:
        return {"token": ""}
    user_id = request.user.pk if holder != "link" else None
    wanted = [name for topic in topics for name in ([topic] if isinstance(topic, str) else topic)]
    if holder == "member":
        wanted.append(f"member:{request.member.pk}")
    grant = Grant(request.company.pk, user_id, holder, tuple(dict.fromkeys(wanted)), request.asked_at)
    return {"token": seal(grant)}
