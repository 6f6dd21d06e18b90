"""The objects as the API shows them: session, line item, payment intent, event."""

import secrets
from typing import Any

from .messages import Json

API_VERSION = "2026-10-28.endive"
# Currencies whose smallest unit is the whole one.
WHOLE_CURRENCIES = frozenset(
    [
        "bif",
        "clp",
        "djf",
        "gnf",
        "jpy",
        "kmf",
        "krw",
        "mga",
        "pyg",
        "rwf",
        "ugx",
        "vnd",
        "vuv",
        "xaf",
        "xof",
        "xpf",
    ]
)


def new_id(prefix: str, length: int = 24) -> str:
    """A fresh id nobody can guess."""
    alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return prefix + "".join(secrets.choice(alphabet) for _ in range(length))


# What a session has and we never fill in.
_UNUSED = (
    "after_expiration", "allow_promotion_codes", "billing_address_collection", "client_secret",
    "collected_information", "consent", "consent_collection", "currency_conversion", "customer", "invoice",
    "invoice_creation", "payment_intent", "payment_link", "recovered_from", "setup_intent",
    "shipping_address_collection", "shipping_cost", "shipping_details", "subscription",
)  # fmt: skip


def session(*, now: int, lines: list[Json], given: Json, url: str) -> Json:
    """A new hosted checkout session."""
    total = sum(line["amount_total"] for line in lines)
    session_id = new_id("cs_test_a1", 58)
    email = given.get("customer_email")
    asked = ("cancel_url", "client_reference_id", "customer_email", "locale", "submit_type")
    return {
        **dict.fromkeys(_UNUSED),
        **{name: given.get(name) for name in asked},
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "created": now,
        "currency": given["currency"],
        "custom_fields": [],
        "custom_text": {"shipping_address": None, "submit": None, "terms_of_service_acceptance": None},
        "customer_creation": given.get("customer_creation", "if_required"),
        "customer_details": _customer(email) if email else None,
        "discounts": [],
        "expires_at": given["expires_at"],
        "livemode": False,
        "metadata": given["metadata"],
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "success_url": given["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "url": f"{url}/c/pay/{session_id}",
        # Kept, never shown:
        "_lines": lines,
        "_intent": given["payment_intent_data"],
    }


def line_item(*, name: str, description: str, currency: str, amount: int, quantity: int) -> Json:
    """One line of a session, with the price and product made for it."""
    price: Json = {
        "id": new_id("price_1"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": 0,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": new_id("prod_", 14),
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": amount,
        "unit_amount_decimal": str(amount),
    }
    return {
        "id": new_id("li_1"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount * quantity,
        "amount_tax": 0,
        "amount_total": amount * quantity,
        "currency": currency,
        "description": name,
        "price": price,
        "quantity": quantity,
        "_description": description,
    }


def listed(data: list[Json], *, url: str, has_more: bool = False) -> Json:
    """A page of a list."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}


def payment_intent(*, now: int, of: Json) -> Json:
    """The payment of a session, before anything was charged."""
    given: Json = of["_intent"]
    intent_id = new_id("pi_3")
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": of["amount_total"],
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"{intent_id}_{new_id('secret_')}",
        "confirmation_method": "automatic",
        "created": now,
        "currency": of["currency"],
        "customer": None,
        "description": given.get("description"),
        "invoice": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": given.get("metadata", {}),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": given.get("receipt_email"),
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": given.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }


def event(*, now: int, kind: str, thing: Json, request: Json | None = None) -> Json:
    """What happened to a thing, with the thing as it was then."""
    return {
        "id": new_id("evt_1"),
        "object": "event",
        "api_version": API_VERSION,
        "created": now,
        "data": {"object": shown(thing)},
        "livemode": False,
        "pending_webhooks": 1,
        "request": request or {"id": None, "idempotency_key": None},
        "type": kind,
    }


def shown(thing: Json) -> Json:
    """A thing without what we keep to ourselves."""
    return {name: _clean(value) for name, value in thing.items() if not name.startswith("_")}


def with_customer(of: Json, *, name: str, email: str) -> None:
    """Put the payer into a session."""
    of["customer_details"] = _customer(email, name)


def in_words(amount: int, currency: str) -> str:
    """An amount as a person reads it: `$430.00`."""
    figure = f"{amount:,}" if currency in WHOLE_CURRENCIES else f"{amount / 100:,.2f}"
    sign = {"usd": "$", "cad": "CA$", "eur": "€", "gbp": "£"}.get(currency)
    return f"{sign}{figure}" if sign else f"{figure} {currency.upper()}"


def _customer(email: str, name: str | None = None) -> Json:
    return {
        "address": None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return shown(value)
    return [_clean(item) for item in value] if isinstance(value, list) else value
