"""Someone with a card in front of the hosted page, without a browser."""

import requests

CARD = {
    "number": "4242 4242 4242 4242",
    "expiry": "12 / 39",
    "cvc": "123",
    "name": "Ava Lindqvist",
}


def pay(bench, session, **typed):
    """Fill in the form of a session and send it: the answer, redirects not followed."""
    server = getattr(bench, "server", bench)
    return requests.post(
        f"{server.url}/c/pay/{session.id}",
        data={**CARD, **typed},
        allow_redirects=False,
        timeout=5,
    )
