"""Which names a company may have on the web."""

import re
from ipaddress import ip_address
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

LABEL = re.compile(r"^(?!-)[a-z0-9-]{1,63}(?<!-)$")
RESERVED = frozenset(
    {
        "www",
        "app",
        "api",
        "admin",
        "mail",
        "smtp",
        "imap",
        "ftp",
        "static",
        "media",
        "assets",
        "cdn",
        "start",
        "accounts",
        "account",
        "login",
        "hooks",
        "live",
        "status",
        "support",
        "help",
        "blog",
        "docs",
        "test",
        "staging",
        "tonomo",
        "root",
        "postmaster",
        "abuse",
        "security",
    }
)


def clean_slug(text: str) -> str:
    """The short name, as it stands before our own domain; raises ValidationError."""
    slug = text.strip().lower()
    if len(slug) < 3 or len(slug) > 40 or not LABEL.match(slug):
        raise ValidationError(_("Use 3 to 40 small letters, digits and hyphens, such as lakeshore-media."))
    if slug in RESERVED:
        raise ValidationError(_("This short name is kept for ourselves. Choose another one."))
    return slug


def slug_for(name: str) -> str:
    """A short name made of the company's."""
    return slugify(name)[:40].strip("-")


def clean_host(text: str) -> str:
    """A host as browsers send it: no scheme, no path, no port, letters of other scripts encoded; raises ValidationError."""
    name = re.sub(r"^https?://", "", text.strip().lower()).partition("/")[0].partition(":")[0].rstrip(".")
    try:
        name = name.encode("idna").decode()
    except UnicodeError:
        name = ""
    labels = name.split(".")
    if len(labels) < 2 or len(name) > 253 or _is_address(name) or not all(LABEL.match(label) for label in labels):
        raise ValidationError(_("Give a domain such as book.example.com."))
    return name


def clean_own_domain(text: str) -> str:
    """A host that a company brings along: everything under our own domain is given by us."""
    name = clean_host(text)
    if name == settings.BASE_HOST or name.endswith(f".{settings.BASE_HOST}"):
        raise ValidationError(
            _("Names under %(domain)s are given by us. Add a domain of your own.") % {"domain": settings.BASE_HOST}
        )
    return name


def clean_time_zone(text: str) -> str:
    if text not in time_zones():
        raise ValidationError(_("Unknown time zone. Give one such as America/Chicago."))
    return text


def time_zones() -> list[str]:
    """The zones people live in, by name; not the old aliases without a region."""
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/")))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
