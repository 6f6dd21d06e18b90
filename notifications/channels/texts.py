"""Handing a text to Twilio, or outside production to the outbox of the demo."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, override

from django.conf import settings
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from companies.links import link
from notifications.models.text import Text, TextNumber

TWILIO = "https://api.twilio.com"
SECONDS = 20
LATER = {401, 403, 408, 429}
STOPPED = 21610
"""Twilio's number for: the reader of this telephone has sent STOP."""


class NotTaken(Exception):
    """Nobody took the text. `for_good`: nobody ever will. `is_stopped`: its reader wants no texts."""

    def __init__(self, error: Any, *, for_good: bool, is_stopped: bool = False) -> None:
        super().__init__(str(error) or repr(error))
        self.for_good = for_good
        self.is_stopped = is_stopped


class There(TwilioHttpClient):
    """Twilio at the address that the installation names."""

    @cached_property
    def root(self) -> str:
        return str(settings.TWILIO_API_BASE).rstrip("/")

    @override
    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(method, url.replace(TWILIO, self.root, 1), *args, **kwargs)


def way_out(number: TextNumber) -> str:
    """By what a text of the company leaves now: `twilio`, `local` (the demo's outbox), or nothing."""
    if number.is_active:
        return "twilio"
    return "" if settings.IS_PRODUCTION else "local"


def deliver(text: Text, number: TextNumber, *, told: str) -> str:
    """Hand the text over; the provider's name for it. What becomes of it is said to `told`. Raises NotTaken."""
    if way_out(number) == "local":
        return f"local-{text.pk}"
    client = Client(number.account, number.secret, http_client=There(timeout=SECONDS, max_retries=0))
    try:
        made = client.messages.create(to=text.to, from_=number.number, body=text.body, status_callback=told)
    except TwilioRestException as error:
        is_final = 400 <= error.status < 500 and error.status not in LATER
        raise NotTaken(error.msg, for_good=is_final, is_stopped=error.code == STOPPED) from error
    except (TwilioException, OSError, ValueError) as error:
        raise NotTaken(error, for_good=False) from error
    return str(made.sid)


def is_signed(number: TextNumber, path: str, told: Mapping[str, str], signature: str) -> bool:
    """Whether Twilio sent this to the address of the company that it knows."""
    return bool(number.secret) and RequestValidator(number.secret).validate(link(path), dict(told), signature)
