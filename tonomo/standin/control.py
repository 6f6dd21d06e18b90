"""Making webhooks misbehave on demand, for tests: held back, twice, in another order.

Under /_control/, for whoever has the account's key:
GET deliveries · POST hold · POST release (order=oldest|newest, copies=1…) · POST send (event, copies).
"""

from dataclasses import asdict

from . import params
from .api import Api
from .messages import ApiError, Json, Request, Response, as_json, invalid
from .webhooks import Herald


class Control:
    """Answers the requests under /_control/."""

    def __init__(self, api: Api, herald: Herald) -> None:
        self.api = api
        self.herald = herald

    def answer(self, request: Request) -> Response:
        """Do as told, or say what is wrong."""
        try:
            key = self.api.account(request).key
            given = params.read(request.body.decode(errors="replace"))
            return as_json(200, self._do(request.method, request.path, key, given))
        except ApiError as refused:
            return as_json(refused.status, {"error": refused.error})

    def _do(self, method: str, path: str, key: str, given: Json) -> Json:
        store = self.herald.checkout.store
        match method, path.removeprefix("/_control/"):
            case "GET", "deliveries":
                mine = [d for d in store.deliveries() if d.account == key]
                return {"data": [{**asdict(d), "account": None} for d in mine]}
            case "POST", "hold":
                self.herald.hold()
                return {"holding": True}
            case "POST", "release":
                return {"sent": self._release(key, given)}
            case "POST", "send":
                event = params.needed(given, "event")
                if store.account_of(event) != key or store.find("event", event) is None:
                    raise invalid(
                        f"No such event: '{event}'",
                        param="event",
                        code="resource_missing",
                    )
                return {"sent": [self.herald.send(event) for _ in range(_copies(given))]}
        raise ApiError(404, "invalid_request_error", f"Unknown control: {method} {path}")

    def _release(self, key: str, given: Json) -> list[Json]:
        """Send what was held in the order asked for, then go on as usual."""
        self.herald.hold()
        store = self.herald.checkout.store
        waiting = [d for d in store.deliveries() if d.account == key and d.state == "waiting"]
        if given.get("order", "oldest") == "newest":
            waiting.reverse()
        sent = []
        for delivery in waiting:
            for _ in range(_copies(given)):
                status = self.herald.send(delivery.event)
                sent.append({"event": delivery.event, "status": status})
            state = "heard" if status.startswith("2") else "waiting"
            store.tried(delivery, status=status, state=state, due=delivery.due)
        self.herald.go_on()
        return sent


def _copies(given: Json) -> int:
    copies = params.whole(given.get("copies", "1"), "copies")
    if not 1 <= copies <= 20:
        raise invalid("Send 1 to 20 copies.", param="copies")
    return copies
