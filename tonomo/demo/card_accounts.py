"""The demo companies' accounts at our stand-in for the card processor."""

import os

from django.conf import settings
from django.utils.crypto import salted_hmac

from tonomo.standin.messages import Account

PORT = 8001
COMPANIES = {"demo": "Lakeshore Media", "rival": "Harbor Visuals"}


def card_account(subdomain: str) -> Account:
    """The account of a demo company: the same in every process, another on every installation."""
    return Account(
        key=f"sk_test_{subdomain}{_told_apart('key', subdomain)}",
        name=COMPANIES[subdomain],
        webhook_url=f"http://{subdomain}.{settings.BASE_HOST}:{_port()}/hooks/stripe/",
        webhook_secret=f"whsec_{_told_apart('webhook', subdomain)}",
    )


def _told_apart(what: str, subdomain: str) -> str:
    return salted_hmac(f"tonomo.demo.{what}", subdomain, algorithm="sha256").hexdigest()[:32]


def _port() -> str:
    return settings.PUBLIC_PORT or os.environ.get("PORT", "8000")
