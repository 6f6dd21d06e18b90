"""The API under /v1/: sessions, payment intents, events, with Stripe's own refusals."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from . import opening, params, shapes
from .checkout import Checkout
from .messages import Account, ApiError, Json, Request, Response, as_json, invalid

_CREATED = {"gt": None, "gte": None, "lt": None, "lte": None}
_EVENTS: dict[str, Any] = {
    "created": _CREATED,
    "ending_before": None,
    "limit": None,
    "starting_after": None,
    "type": None,
    "types": None,
    "expand": None,
}


class Api:
    """Answers one request of the API for the account its key names."""

    def __init__(self, checkout: Checkout, *, url: str) -> None:
        self.checkout = checkout
        self.url = url
        self._routes: list[tuple[str, str, Callable[..., Json]]] = [
            ("POST", "/v1/checkout/sessions", self._open),
            ("GET", "/v1/checkout/sessions/([^/]+)", self._session),
            ("POST", "/v1/checkout/sessions/([^/]+)/expire", self._expire),
            ("GET", "/v1/checkout/sessions/([^/]+)/line_items", self._lines),
            ("GET", "/v1/payment_intents/([^/]+)", self._intent),
            ("GET", "/v1/events", self._events),
            ("GET", "/v1/events/([^/]+)", self._event),
        ]

    def answer(self, request: Request) -> Response:
        """Answer, or refuse as the API refuses."""
        marks = {
            "Request_Id": shapes.new_id("req_", 14),
            "Stripe_Version": request.headers.get("stripe-version", shapes.API_VERSION),
        }
        try:
            account = self.account(request)
            if request.method == "POST":
                return self._once(account, request, marks)
            return as_json(200, self._call(account, request, marks), **marks)
        except ApiError as refused:
            return as_json(refused.status, {"error": refused.error}, **marks)

    def account(self, request: Request) -> Account:
        """The account whose key came with the request."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key.strip():
            raise ApiError(
                401,
                "invalid_request_error",
                "You did not provide an API key. Send it as 'Authorization: Bearer YOUR_KEY'.",
            )
        if not key.startswith("sk_test_") or key not in self.checkout.accounts:
            shown = key[:8] + "*" * 6 + key[-4:] if len(key) > 16 else "*" * 8
            raise ApiError(401, "invalid_request_error", f"Invalid API Key provided: {shown}")
        return self.checkout.accounts[key]

    def _once(self, account: Account, request: Request, marks: dict[str, str]) -> Response:
        """A POST answered once for its idempotency key; refused ones leave the key free."""
        key = request.headers.get("idempotency-key", "")
        if len(key) > 255:
            raise ApiError(400, "idempotency_error", "An idempotency key has up to 255 characters.")
        tree = params.read(request.body.decode(errors="replace"))
        same = hashlib.sha256(json.dumps([request.method, request.path, tree], sort_keys=True).encode()).hexdigest()
        store = self.checkout.store
        with store.changing():
            before = store.remembered(account.key, key) if key else None
            if before and before[0] != same:
                raise ApiError(
                    400,
                    "idempotency_error",
                    "Keys for idempotent requests can only be used with the same parameters they"
                    f" were first used with. Try using a key other than '{key}' if you meant to"
                    " execute a different request.",
                )
            if before:
                return as_json(200, before[1], Idempotent_Replayed="true", **marks)
            content = self._call(account, request, marks)
            if key:
                store.remember(account.key, key, request=same, content=content)
            return as_json(200, content, **marks)

    def _call(self, account: Account, request: Request, marks: dict[str, str]) -> Json:
        given = params.read(request.body.decode(errors="replace") if request.method == "POST" else request.query)
        for method, pattern, called in self._routes:
            found = re.fullmatch(pattern, request.path)
            if found and method == request.method:
                origin = {
                    "id": marks["Request_Id"],
                    "idempotency_key": request.headers.get("idempotency-key"),
                }
                return called(account.key, given, origin, *found.groups())
        raise ApiError(
            404,
            "invalid_request_error",
            f"Unrecognized request URL ({request.method}: {request.path}). This stand-in knows"
            " checkout sessions, payment intents and events.",
        )

    def _open(self, account: str, given: Json, origin: Json) -> Json:
        clean, lines = opening.read(given, now=self.checkout.now())
        opened = shapes.session(now=self.checkout.now(), lines=lines, given=clean, url=self.url)
        self.checkout.store.keep("session", account, opened)
        return self._shown(opened, given)

    def _session(self, account: str, given: Json, origin: Json, session_id: str) -> Json:
        params.check_known(given, {"expand": None})
        return self._shown(self._found("session", session_id, account), given)

    def _expire(self, account: str, given: Json, origin: Json, session_id: str) -> Json:
        params.check_known(given, {"expand": None})
        found = self._found("session", session_id, account)
        if found["status"] != "open":
            raise invalid(
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
                f" Session has a status of `{found['status']}`.",
            )
        return self._shown(self.checkout.expire(found, request=origin), given)

    def _lines(self, account: str, given: Json, origin: Json, session_id: str) -> Json:
        params.check_known(given, {"limit": None, "starting_after": None, "ending_before": None})
        return _line_list(self._found("session", session_id, account))

    def _intent(self, account: str, given: Json, origin: Json, intent_id: str) -> Json:
        params.check_known(given, {"expand": None, "client_secret": None})
        return shapes.shown(self._found("payment_intent", intent_id, account))

    def _event(self, account: str, given: Json, origin: Json, event_id: str) -> Json:
        params.check_known(given, {"expand": None})
        return self._found("event", event_id, account)

    def _events(self, account: str, given: Json, origin: Json) -> Json:
        params.check_known(
            given,
            _EVENTS if isinstance(given.get("created"), dict) else {**_EVENTS, "created": None},
        )
        limit = params.whole(given.get("limit", "10"), "limit")
        if not 1 <= limit <= 100:
            raise invalid("A limit lies between 1 and 100.", param="limit")
        kinds = given.get("types") or ([given["type"]] if "type" in given else [])
        rows = [
            event
            for event in self.checkout.store.all("event", account=account)
            if (not kinds or event["type"] in kinds) and _within(event["created"], given.get("created"))
        ]
        ids = [event["id"] for event in rows]
        if "starting_after" in given:
            rows = rows[_place(ids, given["starting_after"], "starting_after") + 1 :]
        elif "ending_before" in given:
            rows = rows[: _place(ids, given["ending_before"], "ending_before")][-limit:]
        return shapes.listed(rows[:limit], url="/v1/events", has_more=len(rows) > limit)

    def _found(self, kind: str, thing_id: str, account: str) -> Json:
        if kind == "session":
            found = self.checkout.find(thing_id, account=account)
        else:
            kept_as = "intent" if kind == "payment_intent" else kind
            found = self.checkout.store.find(kept_as, thing_id, account=account)
        if found is None:
            named = "checkout.session" if kind == "session" else kind
            raise ApiError(
                404,
                "invalid_request_error",
                f"No such {named}: '{thing_id}'",
                code="resource_missing",
                param="session" if kind == "session" else "intent" if kind == "payment_intent" else "id",
            )
        return found

    def _shown(self, session: Json, given: Json) -> Json:
        content = shapes.shown(session)
        for wanted in given.get("expand", []):
            if wanted == "line_items":
                content["line_items"] = _line_list(session)
            elif wanted == "payment_intent":
                intent = self.checkout.store.find("intent", session["payment_intent"] or "")
                content["payment_intent"] = shapes.shown(intent) if intent else None
            else:
                raise invalid(f"This property cannot be expanded ({wanted}).", param="expand")
        return content


def _line_list(session: Json) -> Json:
    return shapes.listed(
        [shapes.shown(line) for line in session["_lines"]],
        url=f"/v1/checkout/sessions/{session['id']}/line_items",
    )


def _within(created: int, asked: Any) -> bool:
    if asked is None:
        return True
    if not isinstance(asked, dict):
        return created == params.whole(asked, "created")
    limits = {name: params.whole(value, f"created[{name}]") for name, value in asked.items()}
    return (
        created > limits.get("gt", created - 1)
        and created >= limits.get("gte", created)
        and created < limits.get("lt", created + 1)
        and created <= limits.get("lte", created)
    )


def _place(ids: list[str], wanted: Any, param: str) -> int:
    if wanted not in ids:
        raise ApiError(
            404,
            "invalid_request_error",
            f"No such event: '{wanted}'",
            code="resource_missing",
            param=param,
        )
    return ids.index(wanted)
