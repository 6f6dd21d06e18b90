"""The card processor's stand-in beside one company, and a payer in front of its page."""

import json
import time
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

import requests
import stripe

from core.actor import CLOCK, Actor, ActorKind
from invoicing import actions, card_api
from invoicing.models import CheckoutSession
from tests.standin.openapi import check_request, check_response
from tests.standin.payer import CARD
from tonomo.standin import params
from tonomo.standin.webhooks import signature

GUEST = Actor(ActorKind.LINK, "Guest")
KEY, SECRET = "sk_test_north", "whsec_north"


class Judged(stripe.RequestsClient):
    """The library's own client; every request and answer must be as Stripe publishes it."""

    asked = []

    def request(self, method, url, headers, post_data=None):
        where = urlsplit(url)
        given = params.read(post_data or where.query)
        check_request(method, where.path, given)
        self.asked.append((method.upper(), where.path, given, headers.get("Idempotency-Key", "")))
        body, status, received = super().request(method, url, headers, post_data)
        check_response(method, where.path, status, json.loads(body))
        return body, status, received


@dataclass
class Cards:
    """One company with its gateway, the stand-in that plays it, and what was asked there."""

    world: object
    server: object
    key: str = KEY
    secret: str = SECRET

    def take_cards(self):
        with self.world.scope():
            actions.set_gateway(secret_key=self.key, webhook_secret=self.secret, is_active=True, by=CLOCK)

    def start(self, paper, client_id=None, by=GUEST):
        with self.world.scope():
            root = f"http://{self.world.host}"
            return actions.start_checkout(paper, client_id=client_id or uuid4(), root=root, by=by)

    def pay(self, page, **typed):
        """Fill in the card page and send it; where it leads."""
        answer = requests.post(page.url, data={**CARD, **typed}, allow_redirects=False, timeout=5)
        return answer.status_code, answer.headers.get("Location", "")

    def events(self, kind=""):
        with card_api.asking():
            found = card_api.client(self.gateway()).v1.events.list({"limit": 50}).to_dict()["data"]
        return [event for event in found if not kind or event["type"] == kind][::-1]

    def gateway(self):
        with self.world.scope():
            return actions.gateway_row()

    def tell(self, event, *, secret=None, age=0, client=None):
        """Send an event to the company's address, signed."""
        payload = json.dumps(event).encode()
        signed = signature(payload, secret=secret or self.secret, now=int(time.time()) - age)
        return (client or self.world.client()).post(
            "/hooks/stripe/", payload, content_type="application/json", headers={"Stripe-Signature": signed}
        )

    def fresh(self, page):
        with self.world.scope():
            return CheckoutSession.objects.get(pk=page.pk)
