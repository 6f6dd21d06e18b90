"""What every row of a company is: in its company, behind its wall, linked to nothing outside."""

from functools import cache
from typing import Any, Self, override

from django.db import models
from django.db.models.base import ModelBase
from django.db.models.sql import Query

from companies.scope import CurrentCompany, current_company_id
from core.constraints import SameCompany, Walled


class CompanyKey[_ST, _GT](models.ForeignKey[_ST, _GT]):
    """The company of a row: the one in force when the row is made. Migrations know no such default."""

    def __init__(self, to: Any = "companies.Company", on_delete: Any = models.CASCADE, **kwargs: Any) -> None:
        kwargs.update(default=current_company_id, editable=False, related_name="+", db_index=False)
        super().__init__(to, on_delete, **kwargs)

    @override
    def get_default(self) -> Any:
        """None in the historical models of migrations, which never make rows without naming their company."""
        return None if self.model.__module__ == "__fake__" else super().get_default()

    @override
    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        for key in ("default", "editable", "related_name", "db_index"):
            kwargs.pop(key, None)
        return name, path, list(args), kwargs


class CompanyLink[_ST, _GT](models.ForeignKey[_ST, _GT]):
    """A foreign key to a row of the same company; the database checks both columns."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class CompanyOneToOne[_ST, _GT](models.OneToOneField[_ST, _GT]):
    """A one-to-one link to a row of the same company."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)


class CompanyModelBase(ModelBase):
    """Adds the walls to each concrete model, whatever constraints its own Meta names."""

    def __new__(cls, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any) -> Any:
        meta = attrs.get("Meta")
        if meta is not None and getattr(meta, "abstract", False):
            return super().__new__(cls, name, bases, attrs, **kwargs)
        links = [key for key, field in attrs.items() if isinstance(field, CompanyLink | CompanyOneToOne)]
        label = f"{attrs['__module__'].split('.')[0]}_{name.lower()}"
        walls: list[models.BaseConstraint] = [
            models.UniqueConstraint(fields=["company", "id"], name=f"{label}_of_company"),
            Walled(name=f"{label}_walled"),
            *(SameCompany(field=link, name=f"{label}_{link}_same_company") for link in links),
        ]
        own = list(getattr(meta, "constraints", []))
        attrs["Meta"] = type(
            "Meta",
            (meta or object,),
            {
                "constraints": [*own, *walls],
                "default_manager_name": "objects",
                "base_manager_name": "everywhere",
            },
        )
        return super().__new__(cls, name, bases, attrs, **kwargs)


class CompanyQuerySet(models.QuerySet[Any]):
    """The base of every queryset of ours."""


@cache
def _of_company(model: type[models.Model]) -> Query:
    """The first wall, built once: which company is in force is asked when the SQL is made."""
    return models.QuerySet(model).filter(company_id=CurrentCompany()).query


class CompanyManager[M: models.Model](models.Manager[M]):
    """Sees the rows of the company in force and fails loudly without one."""

    @override
    def get_queryset(self) -> models.QuerySet[M]:
        rows = super().get_queryset()
        rows.query = _of_company(self.model).chain()
        return rows

    @classmethod
    def of(cls, queryset: type[models.QuerySet[Any]]) -> Any:
        """A manager of this kind that speaks the sentences of `queryset`."""
        return cls.from_queryset(queryset)()


class CompanyModel(models.Model, metaclass=CompanyModelBase):
    """A row that belongs to one company. Its company is the one in force when it is made."""

    company = CompanyKey()

    objects: models.Manager[Self] = CompanyManager()
    everywhere: models.Manager[Self] = models.Manager()

    class Meta:
        abstract = True
