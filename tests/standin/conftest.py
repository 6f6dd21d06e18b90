"""Stripe's official library in front of the stand-in, every exchange judged by Stripe's description."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from tests.standin.openapi import check_object, check_request, check_response
from tonomo.standin import params
from tonomo.standin.messages import Account
from tonomo.standin.server import CardServer

KEY, OTHER_KEY, SECRET = "sk_test_north", "sk_test_south", "whsec_north"


class Receiver:
    """A webhook endpoint that remembers what it was sent and can be made to fail."""

    def __init__(self) -> None:
        self.heard: list[tuple[bytes, str]] = []
        self.status = 200
        self.came = threading.Condition()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.came:
                    receiver.heard.append((body, self.headers["Stripe-Signature"]))
                    receiver.came.notify_all()
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://north.localhost:{self.server.server_address[1]}/hooks/stripe/"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def events(self, count: int) -> list[dict[str, Any]]:
        """The first `count` events, verified by the library, each checked against the description."""
        with self.came:
            assert self.came.wait_for(lambda: len(self.heard) >= count, timeout=5), self.heard
            heard = self.heard[:count]
        for body, signature in heard:
            stripe.Webhook.construct_event(body, signature, SECRET)
            check_object("event", json.loads(body))
        return [json.loads(body) for body, _ in heard]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Judged(stripe.RequestsClient):
    """The library's own client; every request and answer must have the published shape."""

    def __init__(self, *, judging_requests: bool) -> None:
        super().__init__()
        self.judging_requests = judging_requests

    def request(self, method, url, headers, post_data=None):
        where = urlsplit(url)
        if self.judging_requests:
            check_request(method, where.path, params.read(post_data or where.query))
        body, status, received = super().request(method, url, headers, post_data)
        check_response(method, where.path, status, json.loads(body))
        return body, status, received


@dataclass
class Bench:
    """The stand-in running, its receiver, and clients to it."""

    server: CardServer
    receiver: Receiver
    seconds: list[float] = field(default_factory=lambda: [0.0])

    def client(self, key: str = KEY, *, judging_requests: bool = True) -> stripe.StripeClient:
        return stripe.StripeClient(
            key,
            base_addresses={"api": self.server.url},
            http_client=Judged(judging_requests=judging_requests),
            max_network_retries=0,
        )

    def later(self, seconds: float) -> None:
        self.seconds[0] += seconds


@pytest.fixture
def receiver():
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def accounts(receiver):
    return [
        Account(KEY, "Lakeshore Media", receiver.url, SECRET),
        Account(OTHER_KEY, "Harbor Visuals"),
    ]


@pytest.fixture
def bench(accounts, receiver, tmp_path):
    seconds = [0.0]
    with CardServer(
        accounts,
        state=tmp_path / "cards.sqlite3",
        clock=lambda: time.time() + seconds[0],
        back_off=(0.05, 0.1),
    ) as server:
        yield Bench(server, receiver, seconds)


@pytest.fixture
def order():
    """The parameters of a session as the product sends them."""
    return {
        "mode": "payment",
        "line_items": [
            {
                "price_data": {
                    "currency": "usd",
                    "unit_amount": 43000,
                    "product_data": {"name": "Invoice INV-1042"},
                },
                "quantity": 1,
            }
        ],
        "success_url": "http://north.localhost:8000/i/abc/?session={CHECKOUT_SESSION_ID}",
        "cancel_url": "http://north.localhost:8000/i/abc/",
        "client_reference_id": "17",
        "customer_email": "ava.lindqvist@northshore-homes.example",
        "metadata": {"invoice": "17"},
        "payment_intent_data": {"metadata": {"invoice": "17"}},
    }
