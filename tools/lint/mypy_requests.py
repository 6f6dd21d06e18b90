"""Tells mypy what our middleware puts on a request, which Django's own class does not know."""

from collections.abc import Callable

from mypy.nodes import MDEF, SymbolTableNode, Var
from mypy.plugin import ClassDefContext, Plugin
from mypy.types import AnyType, TypeOfAny

REQUEST = "django.http.request.HttpRequest"
NAMES = ("id", "company", "member", "customer", "actor", "can", "htmx", "view_failed")


class Requests(Plugin):
    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        return add_names if fullname == REQUEST else None


def add_names(context: ClassDefContext) -> None:
    info = context.cls.info
    for name in NAMES:
        if name not in info.names:
            variable = Var(name, AnyType(TypeOfAny.explicit))
            variable.info = info
            variable._fullname = f"{REQUEST}.{name}"
            info.names[name] = SymbolTableNode(MDEF, variable)


def plugin(_version: str) -> type[Plugin]:
    return Requests
