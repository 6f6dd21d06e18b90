"""Fields, their errors, and the pager above long lists."""

from typing import Any

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    Form,
    RadioSelect,
    Select,
)
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

SIZES = (25, 50, 100, 250, 500)


def shape(field: BoundField) -> str:
    """How a field is laid out: check, choices or plain."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, CheckboxInput) else "plain"


def control(field: BoundField, **given: Any) -> SafeString:
    """The widget alone, in our classes; its label must be beside it."""
    attrs = {key.strip("_").replace("_", "-"): value for key, value in given.items() if value is not None}
    widget = field.field.widget
    if shape(field) == "plain":
        own = widget.attrs.get("class", "")
        attrs["class"] = " ".join(filter(None, ["input", own, attrs.get("class", "")]))
    if isinstance(widget, ClearableFileInput):
        attrs.setdefault("data-file", "")
    if field.errors:
        attrs["data-tone"] = "red"
    return field.as_widget(attrs=attrs)


def field(
    field: BoundField,
    label: str = "",
    hint: str = "",
    *,
    unit: str = "",
    end_unit: str = "",
    icon: str = "",
    switch: bool = False,
    **given: Any,
) -> dict[str, Any]:
    """Label, control, hint and error of one field, tied together for screen readers."""
    if label:
        field.label = label
    if hint:
        field.help_text = hint
    drawn = control(field, role="switch", **given) if switch else control(field, **given)
    marks_optional = not field.field.required and shape(field) == "plain" and not isinstance(field.field.widget, Select)
    return {
        "field": field,
        "shape": shape(field),
        "kind": "switch" if switch else "check",
        "control": drawn,
        "options": _options(field),
        "optional": marks_optional,
        "unit": unit,
        "end_unit": end_unit,
        "icon": icon,
    }


def _options(field: BoundField) -> list[tuple[str, Any]]:
    if shape(field) != "choices":
        return []
    kind = "check" if isinstance(field.field.widget, CheckboxSelectMultiple) else "radio"
    return [(kind, option) for option in field.subwidgets]


def errors(form: Form, title: str = "") -> dict[str, Any]:
    """All errors of a form in one place that takes the focus, each a link to its field."""
    found = [(field, error) for field in form.visible_fields() for error in field.errors]
    own = form.non_field_errors()
    return {"form": form, "found": found, "own": own, "count": len(found) + len(own), "title": title}


def pager(
    context: Context, page: Any, *, total: str = "", target: str = "", label: str = "", sizes: bool = True
) -> dict[str, Any]:
    """Where this page stands in the list, one back, one on, and how many a page.

    `page` is a page of Django's paginator, or anything with its names; `total` replaces the count ("over 10,000").
    `target` makes it swap that element by htmx.
    """
    request = context["request"]
    drawn_before = vars(request).setdefault("pagers", [])
    drawn_before.append(page)
    name = label or (_("Pages") if len(drawn_before) == 1 else _("Pages, once more"))
    return {
        "page": page,
        "total": total,
        "target": target,
        "label": name,
        "sizes": SIZES if sizes else (),
        "request": request,
    }
