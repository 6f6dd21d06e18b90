"""What comes in and what goes out, free of sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

type Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived; header names are lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Response:
    """One answer."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Account:
    """One company's account: its test key, and where and with which secret it hears of events."""

    key: str
    name: str
    webhook_url: str = ""
    webhook_secret: str = ""
    hears: tuple[str, ...] = (
        "checkout.session.completed",
        "checkout.session.expired",
        "payment_intent.payment_failed",
    )


class ApiError(Exception):
    """A refusal in the shape the API gives it."""

    def __init__(self, status: int, kind: str, message: str, **more: str) -> None:
        super().__init__(message)
        self.status = status
        self.error: Json = {"type": kind, "message": message, **more}


def invalid(message: str, *, param: str = "", code: str = "") -> ApiError:
    """A request that is wrong: 400, naming the parameter."""
    more = {"param": param} if param else {}
    return ApiError(
        400,
        "invalid_request_error",
        message,
        **more,
        **({"code": code} if code else {}),
    )


def as_json(status: int, content: Json, **headers: str) -> Response:
    """An answer in JSON."""
    body = json.dumps(content, indent=2).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(status, body, {"Content-Type": "application/json", **named})
