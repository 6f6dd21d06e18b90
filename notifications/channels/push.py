"""Handing a message to the push service of a browser, encrypted for that browser alone and signed by this installation."""

import base64
import json
import re
from email.utils import parseaddr
from typing import Any

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush

from notifications.models.push import Browser

SECONDS = 15
KEPT_FOR = 24 * 3600
"""How long a push service keeps a message for a browser that is off."""
GONE = {404, 410}
REFUSED = {400, 401, 403, 413}
SERVICES = (
    r"https://fcm\.googleapis\.com/",
    r"https://[a-z0-9.-]+\.push\.services\.mozilla\.com/",
    r"https://web\.push\.apple\.com/",
    r"https://[a-z0-9.-]+\.notify\.windows\.com/",
)
"""The push services of the browsers there are; a message goes nowhere else, whatever address a page may send us."""


class NotTaken(Exception):
    """The push service did not take it. `for_good`: it never will. `is_gone`: that browser is there no longer."""

    def __init__(self, error: Any, *, for_good: bool, is_gone: bool = False) -> None:
        super().__init__(str(error) or repr(error))
        self.for_good = for_good
        self.is_gone = is_gone


def is_of_a_service(endpoint: str) -> bool:
    """Whether an address is that of a push service."""
    return any(re.match(service, endpoint) for service in SERVICES)


def public_key() -> str:
    """By what a browser knows this installation again: the public half of the key, as browsers want it."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def deliver(browser: Browser, *, title: str, body: str, url: str, tag: str) -> None:
    """Hand a message over. Raises NotTaken."""
    if not is_of_a_service(browser.endpoint):
        raise NotTaken("This is no push service.", for_good=True)
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    try:
        webpush(
            {"endpoint": browser.endpoint, "keys": {"p256dh": browser.p256dh, "auth": browser.auth}},
            json.dumps({"title": title[:200], "body": body[:400], "url": url, "tag": tag}),
            vapid_private_key=Vapid02(_key()),
            vapid_claims={"sub": f"mailto:{address}"},
            ttl=KEPT_FOR,
            timeout=SECONDS,
        )
    except WebPushException as error:
        code = error.response.status_code if error.response is not None else 0
        raise NotTaken(error.message, for_good=code in GONE | REFUSED, is_gone=code in GONE) from error
    except requests.RequestException as error:
        raise NotTaken(error, for_good=False) from error


def _key() -> ec.EllipticCurvePrivateKey:
    """One key an installation, derived from its secret: another secret is another sender, whom browsers refuse."""
    derived = HKDF(hashes.SHA256(), 40, salt=None, info=b"tonomo web push").derive(settings.SECRET_KEY.encode())
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return ec.derive_private_key(int.from_bytes(derived) % (order - 1) + 1, ec.SECP256R1())
