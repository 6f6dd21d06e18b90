"""Which company a host name belongs to."""

import time

from django.conf import settings

from companies.models import Company, Host
from companies.scope import everywhere

SECONDS = 10
_known: dict[str, tuple[float, Company | None]] = {}


def bare_name(host: str) -> str:
    """The host without port, in lower case; keeps the brackets of an IPv6 address."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0].rstrip(".")


def company_of_host(host: str) -> Company | None:
    """The company that is reached under this host, remembered for a few seconds in each process."""
    name = bare_name(host)
    now = time.monotonic()
    kept = _known.get(name)
    if kept is not None and kept[0] > now:
        return kept[1]
    company = _look_up(name)
    if company is None and settings.FALLBACK_HOST and name in {settings.BASE_HOST, "127.0.0.1", "[::1]"}:
        company = _look_up(settings.FALLBACK_HOST)
    if len(_known) > 10_000:
        _known.clear()
    _known[name] = (now + SECONDS, company)
    return company


def company_id_of_host(host: str) -> int | None:
    company = company_of_host(host)
    return company.pk if company else None


def forget_hosts() -> None:
    """Look every host up anew; called when a company changed in this process."""
    _known.clear()


def _look_up(name: str) -> Company | None:
    with everywhere():
        host = Host.everywhere.select_related("company").filter(name__iexact=name).first()
        return host.company if host else None
