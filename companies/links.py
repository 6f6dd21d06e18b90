"""Addresses that work outside a page: in e-mails, on paper, in another company's browser tab."""

from django.conf import settings

from companies.models import Company, Host


def root_of(host: str) -> str:
    """`https://book.example.com`; outside production with the port the demo is served on."""
    if settings.IS_PRODUCTION:
        return f"https://{host}"
    return f"http://{host}:{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else f"http://{host}"


def main_host() -> Host:
    """The host of the company in force that stands in e-mails."""
    return Host.objects.order_by("-is_primary", "id")[0]


def link(path: str) -> str:
    """The whole address of a path of the company in force."""
    return root_of(main_host().name) + path


def own_host(company: Company) -> str:
    """The host that every company has from us, whatever others it adds."""
    return f"{company.slug}.{settings.BASE_HOST}"
