"""The internal talk on an order. Never shown to an agent."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from chat.threads import Thread
from companies.base import CompanyLink, CompanyManager, CompanyModel
from companies.models import Member
from orders.models import LineItem, Order


class MessageQuerySet(models.QuerySet["Message"]):
    def of_order(self, order: Order) -> "MessageQuerySet":
        return self.filter(order=order)

    def of_thread(self, thread: Thread) -> "MessageQuerySet":
        return self.filter(order=thread.order, line=thread.line)

    def to_show(self) -> "MessageQuerySet":
        """With everybody who speaks."""
        return self.select_related("author__user")


class Message(CompanyModel):
    """One thing somebody said on an order or on one of its lines.

    `client_id` is the sender's, so sending twice says it once. What was said on a line that is taken off the order
    stands in the talk about the order from then on.
    """

    order = CompanyLink(Order, models.CASCADE, related_name="messages")
    line = CompanyLink(LineItem, models.SET_NULL, null=True, blank=True, related_name="messages")
    author = CompanyLink(Member, models.PROTECT, related_name="messages")
    body = models.TextField()
    client_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(MessageQuerySet)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "order", "id"], name="message_of_order"),
            models.Index(fields=["company", "order", "line", "id"], name="message_of_thread"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "author", "client_id"], name="said_once"),
            models.CheckConstraint(condition=~models.Q(body=""), name="a_message_says_something"),
        ]


class Mention(CompanyModel):
    """A member who was named in a message; `places` are the starts and ends of the name in its text, in pairs."""

    message = CompanyLink(Message, models.CASCADE, related_name="mentions")
    member = CompanyLink(Member, models.PROTECT, related_name="mentions")
    places = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "message", "member"], name="mentioned_once"),
        ]


class LastRead(CompanyModel):
    """Up to which message a member has read one thread of an order."""

    order = CompanyLink(Order, models.CASCADE, related_name="+")
    line = CompanyLink(LineItem, models.CASCADE, null=True, blank=True, related_name="+")
    member = CompanyLink(Member, models.CASCADE, related_name="+")
    message_id = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "order", "line", "member"], name="one_last_read", nulls_distinct=False
            ),
        ]
