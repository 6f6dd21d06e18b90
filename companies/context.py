"""What every template knows about where it is shown."""

from typing import Any

from django.http import HttpRequest


def company(request: HttpRequest) -> dict[str, Any]:
    return {
        "company": getattr(request, "company", None),
        "member": getattr(request, "member", None),
        "customer": getattr(request, "customer", None),
        "can": getattr(request, "can", frozenset()),
    }
