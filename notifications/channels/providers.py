"""The mail providers a company may choose, spoken to through Anymail: what each needs, and what its events mean."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from anymail.backends import mailgun, postmark, resend, sendgrid
from anymail.exceptions import AnymailError, AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType
from anymail.webhooks.mailgun import MailgunTrackingWebhookView
from anymail.webhooks.postmark import PostmarkTrackingWebhookView
from anymail.webhooks.resend import ResendTrackingWebhookView
from anymail.webhooks.sendgrid import SendGridTrackingWebhookView
from django.conf import settings
from django.http import HttpRequest

from notifications.models.sender import Sender

SECONDS: Final = 20


class Forged(Exception):
    """A message to our hook that the provider has not sent, or that makes no sense."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of a mail, whichever provider says it: `delivered`, `opened`, `bounced` or `complained`."""

    kind: str
    mail: str
    message_id: str
    recipient: str
    at: datetime | None
    text: str
    is_hard: bool


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: how to send through it and how to read its events."""

    backend: Any
    key: str
    view: Any
    is_hard: Callable[[dict[str, Any]], bool]
    tells_opens: bool = True
    signing_key: str = ""


def _postmark_hard(told: dict[str, Any]) -> bool:
    return told.get("Type") in {"HardBounce", "BadEmailAddress"}


def _mailgun_hard(told: dict[str, Any]) -> bool:
    return told.get("event-data", {}).get("severity") == "permanent"


def _resend_hard(told: dict[str, Any]) -> bool:
    return told.get("data", {}).get("bounce", {}).get("type") == "Permanent"


def _sendgrid_hard(told: dict[str, Any]) -> bool:
    return told.get("event") == "bounce" and told.get("type") != "blocked"


_mailgun = Provider(
    mailgun.EmailBackend, "api_key", MailgunTrackingWebhookView, _mailgun_hard, signing_key="webhook_signing_key"
)
PROVIDERS: Final[dict[str, Provider]] = {
    "postmark": Provider(postmark.EmailBackend, "server_token", PostmarkTrackingWebhookView, _postmark_hard),
    "mailgun": _mailgun,
    "mailgun_eu": _mailgun,
    "resend": Provider(resend.EmailBackend, "api_key", ResendTrackingWebhookView, _resend_hard, tells_opens=False),
    "sendgrid": Provider(sendgrid.EmailBackend, "api_key", SendGridTrackingWebhookView, _sendgrid_hard),
}
KINDS: Final = {
    EventType.DELIVERED: "delivered",
    EventType.OPENED: "opened",
    EventType.CLICKED: "opened",
    EventType.BOUNCED: "bounced",
    EventType.REJECTED: "bounced",
    EventType.FAILED: "bounced",
    EventType.COMPLAINED: "complained",
}


def backend(sender: Sender) -> Any:
    """A connection to the company's provider with the company's key."""
    provider = PROVIDERS[sender.provider]
    given = {provider.key: sender.provider_key, "api_url": settings.MAIL_PROVIDER_URLS[sender.provider]}
    return provider.backend(timeout=SECONDS, **given)


def read_events(sender: Sender, request: HttpRequest) -> list[Event]:
    """The events in a message to our hook; raises Forged when it is not signed as agreed, or is no event at all."""
    provider = PROVIDERS[sender.provider]
    given: dict[str, Any] = {"webhook_secret": [sender.hook_secret]}
    if provider.signing_key:
        given[provider.signing_key] = sender.signing_key
    view = provider.view(**given)
    view.basic_auth = None  # the secret in the address stands for it
    try:
        view.run_validators(request)
        told = view.parse_events(request)
        return [read for one in told if (read := _read(provider, one)) is not None]
    except AnymailWebhookValidationFailure as error:
        raise Forged(str(error)) from error
    except (AnymailError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Forged(repr(error)) from error


def _read(provider: Provider, told: AnymailTrackingEvent) -> Event | None:
    if told.event_type not in KINDS:
        return None
    text = told.mta_response or told.description or _described(told.esp_event)
    metadata = told.metadata if isinstance(told.metadata, dict) else {}
    return Event(
        KINDS[told.event_type],
        str(metadata.get("mail", "")),
        str(told.message_id or ""),
        str(told.recipient or "").lower(),
        told.timestamp,
        " ".join(str(text or "").split())[:1000],
        told.event_type == EventType.BOUNCED and provider.is_hard(told.esp_event),
    )


def _described(told: Any) -> str:
    """Resend's own words for a bounce, which Anymail does not hand on."""
    data = told.get("data", {}) if isinstance(told, dict) else {}
    bounce = data.get("bounce", {}) if isinstance(data, dict) else {}
    return str(bounce.get("message", "")) if isinstance(bounce, dict) else json.dumps(bounce)
