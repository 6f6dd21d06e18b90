"""The parameters that open a session, checked as the API checks them."""

import re
from typing import Any

from . import params, shapes
from .messages import Json, invalid

_PRODUCT: dict[str, Any] = {
    "name": None,
    "description": None,
    "images": [{}],
    "metadata": None,
}
_PRICE: dict[str, Any] = {
    "currency": None,
    "unit_amount": None,
    "product_data": _PRODUCT,
    "tax_behavior": None,
}
_INTENT: dict[str, Any] = {
    "description": None,
    "metadata": None,
    "receipt_email": None,
    "statement_descriptor_suffix": None,
}
# The parameters of a session we know; anything else is refused, not overlooked.
_SESSION: dict[str, Any] = {
    "mode": None,
    "line_items": [{"price_data": _PRICE, "quantity": None}],
    "success_url": None,
    "cancel_url": None,
    "client_reference_id": None,
    "currency": None,
    "customer_creation": None,
    "customer_email": None,
    "expires_at": None,
    "locale": None,
    "metadata": None,
    "payment_intent_data": _INTENT,
    "payment_method_types": None,
    "submit_type": None,
    "expand": None,
}
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")


def read(given: Json, *, now: int) -> tuple[Json, list[Json]]:
    """The values of a new session and its lines, or the refusal."""
    params.check_known(given, _SESSION)
    if params.needed(given, "mode") != "payment":
        raise invalid("This stand-in only takes mode=payment.", param="mode")
    for name in ("success_url", "cancel_url"):
        needed = name == "success_url" or name in given
        if needed and not _URL.fullmatch(params.needed(given, name)):
            raise invalid(f"Not a valid URL: {name} begins with http:// or https://.", param=name)
    lines = _lines(given.get("line_items"))
    currency = lines[0]["currency"]
    _check_total(sum(line["amount_total"] for line in lines), currency)
    intent = dict(given.get("payment_intent_data", {}))
    intent["metadata"] = params.metadata(intent.get("metadata"), "payment_intent_data[metadata]")
    clean = {
        **given,
        "currency": currency,
        "expires_at": _expires_at(given, now),
        "metadata": params.metadata(given.get("metadata"), "metadata"),
        "payment_intent_data": intent,
    }
    return clean, lines


def _check_total(total: int, currency: str) -> None:
    least = 50 if currency not in shapes.WHOLE_CURRENCIES else 50 * 100
    if total < least:
        raise invalid(
            "The Checkout Session's total amount due must add up to at least"
            f" {shapes.in_words(least, currency)} {currency}",
            code="amount_too_small",
        )
    if total > 99_999_999:
        raise invalid(
            f"The Checkout Session's total amount must be no more than {shapes.in_words(99_999_999, currency)}.",
            code="amount_too_large",
        )


def _expires_at(given: Json, now: int) -> int:
    if "expires_at" not in given:
        return now + 24 * 3600
    chosen = params.whole(given["expires_at"], "expires_at")
    # A minute of grace on either side, for the way here.
    if not now + 29 * 60 <= chosen <= now + 24 * 3600 + 60:
        raise invalid(
            "The `expires_at` timestamp must be at least 30 minutes and at most 24 hours from"
            " Checkout Session creation.",
            param="expires_at",
        )
    return chosen


def _lines(given: Any) -> list[Json]:
    if not isinstance(given, list) or not given:
        raise invalid(
            "A session in payment mode needs line_items.",
            param="line_items",
            code="parameter_missing",
        )
    lines = [_line(item, f"line_items[{place}]") for place, item in enumerate(given)]
    if len(lines) > 100:
        raise invalid("A session takes up to 100 line items.", param="line_items")
    if len({line["currency"] for line in lines}) > 1:
        raise invalid("All line items must have the same currency.", param="line_items")
    return lines


def _line(item: Json, where: str) -> Json:
    price = item.get("price_data")
    if not isinstance(price, dict):
        raise invalid(
            f"Missing required param: {where}[price_data].",
            param=f"{where}[price_data]",
        )
    currency = params.needed(price, "currency", inside=f"{where}[price_data]").lower()
    if not re.fullmatch("[a-z]{3}", currency):
        raise invalid(f"Invalid currency: {currency}", param=f"{where}[price_data][currency]")
    product = price.get("product_data")
    inside = f"{where}[price_data][product_data]"
    if not isinstance(product, dict):
        raise invalid(f"Missing required param: {inside}.", param=inside)
    if "description" in product:
        params.needed(product, "description", inside=inside)
    amount = params.whole(price.get("unit_amount"), f"{where}[price_data][unit_amount]")
    quantity = params.whole(item.get("quantity"), f"{where}[quantity]")
    if amount < 0 or quantity < 1:
        raise invalid("An amount is 0 or more, a quantity 1 or more.", param=where)
    return shapes.line_item(
        name=params.needed(product, "name", inside=inside),
        description=product.get("description", ""),
        currency=currency,
        amount=amount,
        quantity=quantity,
    )
