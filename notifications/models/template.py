"""How a company words its letters, and whether and when they are sent."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from companies.base import CompanyManager, CompanyModel
from core.constraints import AppendOnly


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def of_letter(self, letter: str) -> "TemplateVersionQuerySet":
        return self.filter(letter=letter)


class TemplateVersion(CompanyModel):
    """One wording of a letter; the newest is in force. Without words it stands for our standard text."""

    letter = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    saved_by = models.CharField(max_length=200)
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyManager.of(TemplateVersionQuerySet)

    class Meta:
        ordering: ClassVar = ["letter", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "letter", "number"], name="template_version_once"),
            models.CheckConstraint(
                condition=Q(subject="", body="") | (~Q(subject="") & ~Q(body="")),
                name="template_version_has_both_words_or_none",
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
