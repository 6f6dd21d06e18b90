"""How a company words its letters, and whether and when they are sent."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from companies.base import CompanyManager, CompanyModel
from core.constraints import AppendOnly


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def of_piece(self, letter: str, language: str, channel: str) -> "TemplateVersionQuerySet":
        return self.filter(letter=letter, language=language, channel=channel)

    def newest_in(self, letter: str, languages: Iterable[str], channel: str) -> "TemplateVersionQuerySet":
        """The last word in each of these languages that has one."""
        found = self.filter(letter=letter, language__in=languages, channel=channel)
        return found.order_by("language", "-number").distinct("language")


class TemplateVersion(CompanyModel):
    """One wording of a letter, or of the text beside it, in one language; the newest is in force.

    Without words it stands for having none: our standard text, or what is sent in the company's main language.
    """

    class Channel(models.TextChoices):
        MAIL = "mail"
        TEXT = "text"

    letter = models.CharField(max_length=40)
    language = models.CharField(max_length=12, default="en")
    channel = models.CharField(max_length=4, choices=Channel, default=Channel.MAIL)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    why = models.CharField(max_length=300, blank=True)
    saved_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(TemplateVersionQuerySet)

    class Meta:
        ordering: ClassVar = ["letter", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["company", "letter", "language", "channel", "number"],
                name="template_version_of_a_language_once",
            ),
            models.CheckConstraint(condition=Q(channel__in=["mail", "text"]), name="template_version_has_a_channel"),
            models.CheckConstraint(
                condition=Q(subject="", body="", why="")
                | (Q(channel="mail") & ~Q(subject="") & ~Q(body=""))
                | (Q(channel="text", subject="", why="") & ~Q(body="")),
                name="template_version_has_all_its_words_or_none",
            ),
            AppendOnly(name="template_version_is_never_changed"),
        ]

    @property
    def is_standard(self) -> bool:
        return not self.body


class TemplateSettings(CompanyModel):
    """Whether a letter is sent, and when by the clock; the clock leaves out what fell due before `since`."""

    letter = models.CharField(max_length=40)
    is_on = models.BooleanField()
    days = models.PositiveSmallIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(default=9)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "letter"], name="template_settings_once"),
            models.CheckConstraint(condition=Q(hour__lte=23, days__lte=365), name="template_is_sent_at_an_hour"),
        ]


class Withheld(CompanyModel):
    """A letter that asks before it is sent, and that somebody decided not to send; `key` is the mail's."""

    key = models.CharField(max_length=200)
    letter = models.CharField(max_length=40)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "key"], name="letter_withheld_once"),
        ]
