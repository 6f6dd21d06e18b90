"""What a domain must say in DNS so that mailboxes believe our mail, and what it says."""

from dataclasses import asdict, dataclass
from typing import Any, Final

import dns.exception
import dns.resolver
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.models.sender import Sender

SECONDS: Final = 3
SHORTEST_KEY: Final = 40
FREE: Final = frozenset(
    f"{name}.com" for name in (
        "gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "aol", "icloud", "me", "mac",
        "protonmail", "gmx", "mail", "zoho", "yandex",
    )
) | {"proton.me", "gmx.net", "gmx.de", "web.de", "comcast.net"}  # fmt: skip
"""Domains that belong to a mailbox service: no company can add records there."""
WHAT: Final = {
    "spf": gettext_lazy("SPF: who may send"),
    "dkim": gettext_lazy("DKIM: our signature"),
    "dmarc": gettext_lazy("DMARC: what to do with forgeries"),
}


class NoAnswer(Exception):
    """The domain's name servers could not be asked."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One record, as it should be and as it is: `good`, `missing`, `wrong`, or `unknown` if nobody answered."""

    kind: str
    name: str
    value: str
    state: str
    text: str

    @property
    def title(self) -> Any:
        return WHAT[self.kind]

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def wanted(sender: Sender) -> list[Finding]:
    """The records as they should be, before anybody has looked."""
    if not sender.address:
        return []
    if sender.has_provider:
        return _wanted_of_provider(sender)
    spf = f"v=spf1 include:{settings.MAIL_SPF_DOMAIN} ~all"
    dmarc = f"v=DMARC1; p=none; rua=mailto:{sender.reply_to or sender.address}"
    return [
        Finding("spf", sender.domain, spf, "", ""),
        Finding("dkim", f"{sender.selector}._domainkey.{sender.domain}", f"v=DKIM1; k=rsa; p={public_key(sender)}", "", ""),
        Finding("dmarc", f"_dmarc.{sender.domain}", dmarc, "", ""),
    ]  # fmt: skip


def _wanted_of_provider(sender: Sender) -> list[Finding]:
    """A provider gives out its own DKIM key and looks after SPF with a return address of its own."""
    where = f"{sender.provider_selector}._domainkey.{sender.domain}"
    value = _("the value that %s shows for your domain") % sender.provider_name
    dmarc = f"v=DMARC1; p=none; rua=mailto:{sender.reply_to or sender.address}"
    return [Finding("dkim", where, value, "", ""), Finding("dmarc", f"_dmarc.{sender.domain}", dmarc, "", "")]


def look(sender: Sender) -> list[Finding]:
    """Ask DNS for each record and say in words how it stands."""
    return [_looked(one) for one in wanted(sender)]


def public_key(sender: Sender) -> str:
    """The half of the DKIM key that everybody may read, as DNS carries it."""
    private: Any = serialization.load_pem_private_key(sender.dkim_key.encode(), password=None)
    format_ = serialization.PublicFormat.SubjectPublicKeyInfo
    pem = private.public_key().public_bytes(serialization.Encoding.PEM, format_).decode()
    return "".join(line for line in pem.splitlines() if not line.startswith("-"))


def _looked(one: Finding) -> Finding:
    try:
        state, text = {"spf": _spf, "dkim": _dkim, "dmarc": _dmarc}[one.kind](one)
    except NoAnswer:
        state, text = "unknown", _("The name servers of the domain did not answer. Try again in some minutes.")
    return Finding(one.kind, one.name, one.value, state, text)


def _spf(one: Finding) -> tuple[str, str]:
    found = [text for text in texts(one.name) if text.lower().split(" ")[0] == "v=spf1"]
    if not found:
        return "missing", _("There is no SPF record. Add this one.")
    if len(found) > 1:
        return "wrong", _("There are %d SPF records; mailboxes then trust none. Make one of them.") % len(found)
    ours = f"include:{settings.MAIL_SPF_DOMAIN}".lower()
    if ours not in found[0].lower().replace("+include:", "include:").split():
        words = {"ours": ours, "found": found[0]}
        return "wrong", _("The record does not let us send. Put %(ours)s into it: it says %(found)s") % words
    return "good", _("We may send for this domain.")


def _dkim(one: Finding) -> tuple[str, str]:
    found = [tags(text) for text in texts(one.name)]
    if not found:
        return "missing", _("There is no record under this name. Add this one.")
    if "p" not in tags(one.value):
        given = any(len(each.get("p", "")) > SHORTEST_KEY for each in found)
        return ("good", _("There is a key.")) if given else ("wrong", _("The record holds no key."))
    keys = {each.get("p", "").replace(" ", "") for each in found}
    if tags(one.value)["p"] not in keys:
        return "wrong", _("The key in the record is another one. Copy the whole value: it is long, and easily cut.")
    return "good", _("Mailboxes can check our signature.")


def _dmarc(one: Finding) -> tuple[str, str]:
    labels = one.name.removeprefix("_dmarc.").split(".")
    for start in range(max(1, len(labels) - 1)):
        found = [tags(text) for text in texts("_dmarc." + ".".join(labels[start:]))]
        found = [each for each in found if each.get("v", "").upper() == "DMARC1"]
        if len(found) > 1:
            return "wrong", _("There are several DMARC records; mailboxes then heed none. Keep one of them.")
        if found and found[0].get("p", "").lower() not in {"none", "quarantine", "reject"}:
            return "wrong", _("The record names no policy: p must be none, quarantine or reject.")
        if found:
            return "good", _("The policy is “%s”.") % found[0]["p"].lower()
    return "missing", _("There is no DMARC record. Add this one; Gmail and Yahoo ask for it.")


def tags(text: str) -> dict[str, str]:
    """The parts of a record such as `v=DKIM1; p=…`."""
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _sign, value in parts}


def texts(name: str) -> list[str]:
    """The TXT records of a name. Raises NoAnswer when that cannot be known."""
    try:
        answer = _resolver().resolve(name, "TXT")
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except dns.exception.DNSException as error:
        raise NoAnswer(str(error)) from error
    return [b"".join(row.strings).decode(errors="replace") for row in answer]


def _resolver() -> dns.resolver.Resolver:
    """The machine's resolver, or the one that the installation names."""
    resolver = dns.resolver.Resolver(configure=not settings.DNS_SERVER)
    if settings.DNS_SERVER:
        host, _sign, port = settings.DNS_SERVER.partition(":")
        resolver.nameservers, resolver.port = [host], int(port or 53)
    resolver.lifetime = SECONDS
    return resolver
