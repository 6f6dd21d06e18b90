"""The two talks on an order: the internal one, never shown to an agent, and the lane that the team shares with the agent.

No row of the one is ever part of the other: the lane has its own tables, written by its own actions.
"""

import secrets
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.files.storage import Storage, storages
from django.db import models

from chat.threads import Thread
from companies.base import CompanyLink, CompanyManager, CompanyModel, CompanyOneToOne
from companies.models import Member
from customers.models import Customer
from orders.models import LineItem, Order


def vault() -> Storage:
    """Where files of the team are kept: no address of the web leads there."""
    return storages["papers"]


def place_of(attachment: "Attachment", _name: str) -> str:
    """A place nobody can guess, whatever the file is called."""
    return f"chat/{attachment.company_id}/{secrets.token_urlsafe(24)}"


class MessageQuerySet(models.QuerySet["Message"]):
    def of_order(self, order: Order) -> "MessageQuerySet":
        return self.filter(order=order)

    def of_thread(self, thread: Thread) -> "MessageQuerySet":
        return self.filter(order=thread.order, line=thread.line)

    def standing(self) -> "MessageQuerySet":
        """Without those that were deleted."""
        return self.filter(deleted_at=None)

    def to_show(self) -> "MessageQuerySet":
        """With everybody who speaks."""
        return self.select_related("author__user")


class Message(CompanyModel):
    """One thing somebody said on an order or on one of its lines.

    `client_id` is the sender's, so sending twice says it once. What was said on a line that is taken off the order
    stands in the talk about the order from then on. `version` grows with everything that changes how it looks, and
    `touched_at` is when it last did.
    """

    order = CompanyLink(Order, models.CASCADE, related_name="messages")
    line = CompanyLink(LineItem, models.SET_NULL, null=True, blank=True, related_name="messages")
    author = CompanyLink(Member, models.PROTECT, related_name="messages")
    body = models.TextField(blank=True)
    files = models.PositiveSmallIntegerField(default=0, db_default=0)
    client_id = models.UUIDField()
    quoted = CompanyLink("self", models.SET_NULL, null=True, blank=True, related_name="answers")
    created_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = CompanyLink(Member, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1)
    touched_at = models.DateTimeField(null=True, blank=True)

    objects = CompanyManager.of(MessageQuerySet)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["company", "order", "id"], name="message_of_order"),
            models.Index(fields=["company", "order", "line", "id"], name="message_of_thread"),
            models.Index(fields=["company", "created_at", "id"], name="message_by_time"),
            models.Index(fields=["company", "author", "created_at", "id"], name="message_of_author"),
            models.Index(
                fields=["company", "order", "touched_at"],
                name="message_that_changed",
                condition=models.Q(touched_at__isnull=False),
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "author", "client_id"], name="said_once"),
            models.CheckConstraint(
                condition=~models.Q(body="") | models.Q(files__gt=0), name="a_message_says_something"
            ),
        ]


class Attachment(CompanyModel):
    """A file for the team, before and after its message is sent. Kept out of the web's reach; a gate hands it out."""

    order = CompanyLink(Order, models.CASCADE, related_name="+")
    message = CompanyLink(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    by = CompanyLink(Member, models.PROTECT, related_name="+")
    client_id = models.UUIDField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    file = models.FileField(upload_to=place_of, storage=vault, max_length=200)
    preview = models.FileField(upload_to=place_of, storage=vault, max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "by", "client_id"], name="uploaded_once"),
        ]


def pieces_of(upload: "Upload") -> str:
    """Where the pieces of a file stand until it is whole: a place nobody can guess."""
    return f"chat/{upload.company_id}/pieces/{secrets.token_urlsafe(24)}"


class Upload(CompanyModel):
    """A file that is still on its way to a room, in pieces: `received` bytes of `size` are there, in order.

    `client_id` is the sender's, who asks with it where to go on after a break.
    """

    order = CompanyLink(Order, models.CASCADE, related_name="+")
    by = CompanyLink(Member, models.CASCADE, related_name="+")
    client_id = models.UUIDField()
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0, db_default=0)
    place = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "by", "client_id"], name="on_its_way_once"),
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")), name="no_more_is_received_than_there_is"
            ),
        ]


class Revision(CompanyModel):
    """What a message said before it was edited; kept, and shown to nobody but those who may see the room."""

    message = CompanyLink(Message, models.CASCADE, related_name="revisions")
    body = models.TextField()
    by = CompanyLink(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]


class Reaction(CompanyModel):
    """One member's sign on a message."""

    message = CompanyLink(Message, models.CASCADE, related_name="reactions")
    member = CompanyLink(Member, models.CASCADE, related_name="+")
    emoji = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "message", "member", "emoji"], name="reacted_once"),
        ]


class Pin(CompanyModel):
    """A message that the team wants to have at hand."""

    message = CompanyOneToOne(Message, models.CASCADE, related_name="pin")
    by = CompanyLink(Member, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)


class Saved(CompanyModel):
    """A message that one member keeps for later."""

    message = CompanyLink(Message, models.CASCADE, related_name="+")
    member = CompanyLink(Member, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "member", "message"], name="saved_once"),
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


class Lane(CompanyModel):
    """How far the talk with the agent of an order has come on the agent's side.

    `agent_read` and `mailed` are the last message that the agent has read, and the last that a letter said; `mail_at` is
    when a letter is due, and empty when there is nothing to say in one. Whoever speaks or mails locks the row.
    """

    order = CompanyOneToOne(Order, models.CASCADE, related_name="+")
    agent_read = models.BigIntegerField(default=0)
    mailed = models.BigIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)
    mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["mail_at"], name="lane_to_mail", condition=models.Q(mail_at__isnull=False)),
        ]


class AgentMessageQuerySet(models.QuerySet["AgentMessage"]):
    def of_lane(self, order: Order) -> "AgentMessageQuerySet":
        """What was said with the agent whose order this is now; nobody reads what was said with another."""
        return self.filter(order=order, customer=order.customer_id)

    def by_team(self) -> "AgentMessageQuerySet":
        return self.filter(author__isnull=False)

    def by_agent(self) -> "AgentMessageQuerySet":
        return self.filter(author=None)


class AgentMessage(CompanyModel):
    """One thing said between the team and the agent of an order; without an author it was the agent.

    `client_id` is the sender's, so sending twice says it once.
    """

    order = CompanyLink(Order, models.CASCADE, related_name="+")
    customer = CompanyLink(Customer, models.PROTECT, related_name="+")
    author = CompanyLink(Member, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.TextField()
    client_id = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(AgentMessageQuerySet)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["company", "order", "id"], name="message_of_lane")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "order", "client_id"], name="said_once_in_a_lane"),
            models.CheckConstraint(condition=~models.Q(body=""), name="a_message_of_a_lane_says_something"),
        ]


class LaneRead(CompanyModel):
    """Up to which message of a lane a member has read it."""

    order = CompanyLink(Order, models.CASCADE, related_name="+")
    member = CompanyLink(Member, models.CASCADE, related_name="+")
    message_id = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "order", "member"], name="one_last_read_of_a_lane"),
        ]
