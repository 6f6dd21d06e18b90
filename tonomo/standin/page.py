"""The hosted card page: what the payer sees at /c/pay/<session>."""

import re
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.template import Context, Engine

from . import cards, shapes
from .checkout import Checkout
from .messages import Json, Request, Response

HERE = Path(__file__).parent / "pages"
_ENGINE = Engine(dirs=[str(HERE)], debug=False)
_FILES = {
    "/c/card-page.css": ("card-page.css", "text/css"),
    "/c/card.svg": ("card.svg", "image/svg+xml"),
}
_PATH = re.compile(r"/c/pay/(cs_test_\w+)(/confirmation)?")


class CardPage:
    """Shows the form, takes the card, sends the payer back."""

    def __init__(self, checkout: Checkout) -> None:
        self.checkout = checkout

    def answer(self, request: Request) -> Response:
        """The page, its style sheet, or where to go next."""
        if request.path in _FILES and request.method == "GET":
            name, kind = _FILES[request.path]
            return Response(200, (HERE / name).read_bytes(), {"Content-Type": kind})
        found = _PATH.fullmatch(request.path)
        session = self.checkout.find(found[1]) if found else None
        if found is None or session is None:
            return _page(404, "gone.html", title="No such payment")
        if session["status"] == "complete":
            return _go(_success(session))
        if session["status"] == "expired":
            return _page(410, "gone.html", title="This payment page has expired", session=session)
        if found[2]:
            return self._confirmation(request, session)
        if request.method == "POST":
            return self._take(request, session)
        return self._form(session)

    def _take(self, request: Request, session: Json) -> Response:
        typed = _fields(request)
        if session["customer_email"]:
            typed["email"] = session["customer_email"]
        today = time.gmtime(self.checkout.clock())
        card, wrong = cards.read(typed, today=(today.tm_year, today.tm_mon))
        if card is None:
            return self._form(session, status=422, typed=typed, wrong=wrong)
        after, refusal = self.checkout.pay(session["id"], card)
        if refusal:
            kept = {**typed, "cvc": ""}
            return self._form(after, status=402, typed=kept, wrong={}, refusal=refusal)
        if self.checkout.asks(session["id"]):
            return _go(f"/c/pay/{session['id']}/confirmation")
        return _go(_success(after) if after["status"] == "complete" else f"/c/pay/{after['id']}")

    def _confirmation(self, request: Request, session: Json) -> Response:
        if not self.checkout.asks(session["id"]):
            return _go(f"/c/pay/{session['id']}")
        if request.method != "POST":
            return _page(200, "confirmation.html", **self._context(session))
        after, refusal = self.checkout.confirm(session["id"], yes=_fields(request).get("answer") == "yes")
        if refusal:
            return self._form(after, status=402, refusal=refusal)
        return _go(_success(after))

    def _form(
        self,
        session: Json,
        *,
        status: int = 200,
        typed: dict[str, str] | None = None,
        wrong: dict[str, str] | None = None,
        refusal: str = "",
    ) -> Response:
        return _page(
            status,
            "card.html",
            **self._context(session),
            typed=typed or {},
            wrong=wrong or {},
            refusal=refusal,
        )

    def _context(self, session: Json) -> dict[str, Any]:
        account = self.checkout.accounts[self.checkout.store.account_of(session["id"])]
        currency = session["currency"]
        return {
            "session": session,
            "merchant": account.name,
            "total": shapes.in_words(session["amount_total"], currency),
            "lines": [
                {
                    "name": line["description"],
                    "detail": line["_description"],
                    "quantity": line["quantity"],
                    "amount": shapes.in_words(line["amount_total"], currency),
                }
                for line in session["_lines"]
            ],
            "page": f"/c/pay/{session['id']}",
        }


def _fields(request: Request) -> dict[str, str]:
    read = parse_qs(request.body.decode(errors="replace"), keep_blank_values=True)
    return {name: values[0][:300] for name, values in read.items()}


def _success(session: Json) -> str:
    url: str = session["success_url"]
    return url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _go(where: str) -> Response:
    return Response(303, b"", {"Location": where, **_safe()})


def _page(status: int, template: str, *, session: Json | None = None, **context: Any) -> Response:
    html = _ENGINE.get_template(template).render(Context({"session": session, **context}, use_l10n=False))
    return Response(
        status,
        html.encode(),
        {"Content-Type": "text/html; charset=utf-8", **_safe(session)},
    )


def _safe(session: Json | None = None) -> dict[str, str]:
    # Browsers hold `form-action` against the redirect after the form too, so the way back is named.
    back = {"'self'"}
    for name in ("success_url", "cancel_url"):
        if session and session[name]:
            parts = urlsplit(session[name])
            back.add(f"{parts.scheme}://{parts.netloc}")
    return {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
            f" frame-ancestors 'none'; form-action {' '.join(sorted(back))}"
        ),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex",
    }
