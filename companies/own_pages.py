"""The settings pages and the first steps that every company has, whatever apps stand above."""

from django.utils.translation import gettext_lazy as _

from companies import queries
from companies.settings_pages import COMPANY, CUSTOMERS, MONEY, settings_page
from companies.setup import step

settings_page(
    "company",
    group=COMPANY,
    title=_("Company"),
    text=_("Name, address, time zone, currency, days to pay"),
    url="/settings/company/",
    icon="building",
    words=_("phone e-mail payment terms invoice footer cart currency zone"),
    at=10,
)
settings_page(
    "team",
    group=COMPANY,
    title=_("Team"),
    text=_("Who works here, and who may do what"),
    url="/team/",
    icon="team",
    words=_("invite people roles permissions members staff contractors"),
    at=20,
)
settings_page(
    "hours",
    group=COMPANY,
    title=_("Hours"),
    text=_("When you work in a week"),
    url="/settings/hours/",
    icon="clock",
    words=_("opening times weekdays weekend closed"),
    at=30,
)
settings_page(
    "brand",
    group=CUSTOMERS,
    title=_("Brand"),
    text=_("Colour and logo on pages, e-mails and invoices"),
    url="/settings/brand/",
    icon="image",
    words=_("color design look theme"),
    at=10,
)
settings_page(
    "hosts",
    group=CUSTOMERS,
    title=_("Addresses on the web"),
    text=_("Your address with us, and domains of your own"),
    url="/settings/hosts/",
    icon="globe",
    words=_("domain dns cname host url website certificate"),
    at=20,
)
settings_page(
    "legal",
    group=CUSTOMERS,
    title=_("Legal pages"),
    text=_("Terms, cancellation and privacy, with every version"),
    url="/settings/legal/",
    icon="file",
    words=_("terms of service cancellation policy privacy gdpr"),
    at=30,
)
settings_page(
    "taxes",
    group=MONEY,
    title=_("Taxes"),
    text=_("What goes on top of prices, or is contained in them"),
    url="/settings/taxes/",
    icon="invoice",
    words=_("sales tax vat gst percent rate"),
    at=10,
)

step(
    "brand",
    _("Show your colour and logo"),
    "/settings/brand/",
    text=_("Customers see them on every page, e-mail and invoice."),
    at=10,
    is_done=queries.has_brand,
)
step(
    "hours",
    _("Say when you work"),
    "/settings/hours/",
    text=_("Bookings are offered inside these hours."),
    at=20,
    is_done=queries.has_hours,
)
step(
    "legal",
    _("Publish your legal pages"),
    "/settings/legal/",
    text=_("We put sample texts there. Read them and make them yours."),
    at=30,
    is_done=queries.has_own_legal_pages,
)
step(
    "team",
    _("Invite your team"),
    "/team/",
    text=_("Photographers, editors, whoever takes the calls."),
    at=45,
    is_done=queries.has_team,
)
