"""Letters that somebody wants no more of."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from companies.base import CompanyManager, CompanyModel


class RefusalQuerySet(models.QuerySet["Refusal"]):
    def of_reader(self, address: str, kind: str) -> "RefusalQuerySet":
        return self.filter(address=address.lower(), kind=kind)


class Refusal(CompanyModel):
    """One kind of letter that one address gets no more; gone again when that is undone."""

    address = models.EmailField()
    kind = models.CharField(max_length=60)
    refused_at = models.DateTimeField(default=timezone.now)

    objects = CompanyManager.of(RefusalQuerySet)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["company", "address", "kind"], name="refused_once"),
        ]
