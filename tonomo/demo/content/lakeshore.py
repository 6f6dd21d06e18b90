"""Lakeshore Media in Chicago: the company the demo is about."""

from decimal import Decimal

from .catalogue import PACKAGES, SERVICES, SKILLS
from .people import LAKESHORE_BROKERAGES, LAKESHORE_CUSTOMERS, LAKESHORE_STAFF
from .shapes import Company
from .streets import CHICAGO_AREA

LAKESHORE = Company(
    subdomain="demo",
    name="Lakeshore Media",
    time_zone="America/Chicago",
    brand="#0f6b8f",
    email="hello@lakeshoremedia.example",
    phone="+13125550100",
    street="1550 N Damen Ave",
    city="Chicago",
    state="IL",
    postal_code="60622",
    tax_name="Sales tax",
    tax_percent=Decimal("6.25"),
    members=LAKESHORE_STAFF,
    brokerages=LAKESHORE_BROKERAGES,
    customers=LAKESHORE_CUSTOMERS,
    services=SERVICES,
    packages=PACKAGES,
    streets=CHICAGO_AREA,
    skills=SKILLS,
)
