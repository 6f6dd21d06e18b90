"""Tells mypy what the stubs of Django cannot know about our code.

What our middleware puts on a request; that a gate has let a person in before a view asks who it is; that every row of a
company has one; that forms are filled from requests; and that querysets speak sentences of ours.
"""

from collections.abc import Callable

from mypy.nodes import ARG_POS, Argument, Var
from mypy.plugin import AttributeContext, ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class, add_method_to_class
from mypy.types import AnyType, Type, TypeOfAny
from mypy.types_utils import remove_optional

REQUEST = "django.http.request.HttpRequest"
FORM = "django.forms.forms.BaseForm"
RELATION = "django.db.models.fields.reverse_related.ForeignObjectRel"
QUERYSET = "django.db.models.query.QuerySet"
ON_REQUESTS = ("id", "company", "member", "customer", "actor", "can", "htmx", "view_failed", "asked_at")
ANY = AnyType(TypeOfAny.explicit)


class Ours(Plugin):
    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        hooks = {REQUEST: carries_what_middleware_puts, QUERYSET: speaks_sentences, RELATION: is_named_like_a_field}
        return hooks.get(fullname)

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        if fullname in (f"{REQUEST}.user", f"{FORM}.data"):
            return lambda _context: ANY
        if fullname.endswith(".company_id"):
            return lambda context: remove_optional(context.default_attr_type)
        return None


def carries_what_middleware_puts(context: ClassDefContext) -> None:
    for name in ON_REQUESTS:
        add_attribute_to_class(context.api, context.cls, name, ANY)


def speaks_sentences(context: ClassDefContext) -> None:
    name = Argument(Var("name", ANY), ANY, None, ARG_POS)
    add_method_to_class(context.api, context.cls, "__getattr__", [name], ANY, self_type=ANY)


def is_named_like_a_field(context: ClassDefContext) -> None:
    """`get_field` is asked for fields of ours by name, never for a relation from elsewhere."""
    add_attribute_to_class(context.api, context.cls, "verbose_name", ANY)


def plugin(_version: str) -> type[Plugin]:
    return Ours
