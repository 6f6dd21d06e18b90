import re
from collections import Counter
from decimal import Decimal
from string import Formatter
from zoneinfo import ZoneInfo

import phonenumbers
import pytest

from core.places.zip_centroids import ZipCentroids
from tonomo.demo.content import words
from tonomo.demo.content.harbor import HARBOR
from tonomo.demo.content.lakeshore import LAKESHORE

BOTH = pytest.mark.parametrize("company", [LAKESHORE, HARBOR], ids=lambda company: company.subdomain)


@BOTH
def test_every_address_lies_where_its_zip_code_says(company):
    offices = [company, *company.brokerages]
    for place in [*company.streets, *offices]:
        found = ZipCentroids().locate("", place.city, place.state, place.postal_code)
        assert (found.city, found.state, found.warning) == (place.city, place.state, ""), place
        assert found.time_zone == company.time_zone, place
    for member in company.members:
        if member.postal_code:
            ZipCentroids().locate("", "", "", member.postal_code)


def test_lakeshore_is_as_large_as_promised():
    photographers = [m for m in LAKESHORE.members if "photographer" in m.jobs]
    assert (
        len(LAKESHORE.customers),
        len(LAKESHORE.brokerages),
        len(photographers),
        len(LAKESHORE.services),
        len(LAKESHORE.packages),
        len(LAKESHORE.streets),
    ) == (40, 6, 8, 20, 4, 60)
    assert (len(HARBOR.customers), len(HARBOR.services), len(HARBOR.streets)) == (6, 3, 10)


@BOTH
def test_streets_have_house_numbers_and_kinds(company):
    for street in company.streets:
        assert street.high - street.low >= 200, street
        assert street.kind in {"house", "flat", "tower", "estate"}


def test_the_promised_people_are_there():
    roles = {m.email: (m.role, m.jobs[0]) for m in LAKESHORE.members}
    assert {
        mail: roles.get(f"{mail}@demo.test")
        for mail in ("owner", "admin", "pm", "photographer", "editor", "contractor")
    } == {
        "owner": ("owner", "accounting"),
        "admin": ("admin", "coordinator"),
        "pm": ("staff", "project_manager"),
        "photographer": ("staff", "photographer"),
        "editor": ("staff", "photo_editor"),
        "contractor": ("contractor", "photographer"),
    }
    assert LAKESHORE.customers[0].email == "agent@demo.test"
    assert HARBOR.customers[0].email == "agent@rival.test"
    assert "admin@rival.test" in {m.email for m in HARBOR.members}


def test_nobody_shares_an_address_or_a_phone_number():
    people = [p for c in (LAKESHORE, HARBOR) for p in (*c.members, *c.customers)]
    for what in ("email", "phone"):
        assert [v for v, n in Counter(getattr(p, what) for p in people).items() if n > 1] == []
    for person in people:
        assert phonenumbers.is_valid_number(phonenumbers.parse(person.phone)), person
        assert re.fullmatch(r"[a-z0-9.-]+@(?:[a-z0-9-]+\.)+(?:example|test)", person.email), person


@BOTH
def test_agents_belong_to_brokerages_that_exist(company):
    keys = {b.key for b in company.brokerages} | {""}
    assert [c for c in company.customers if c.brokerage not in keys] == []
    assert {c.brokerage for c in company.customers} == keys


@BOTH
def test_services_are_complete(company):
    assert len({s.key for s in company.services}) == len(company.services)
    for service in company.services:
        assert service.kind in {"core", "add_on"}
        assert set(service.skills) <= set(company.skills)
        assert bool(service.skills) == any(t.minutes for t in service.tiers), service.key
        assert service.checklist
        assert service.tagline
        assert len(service.description) > 20
        sizes = [t.up_to for t in service.tiers]
        assert sizes == ([None] if len(sizes) == 1 else sorted(sizes))
        assert [t.price for t in service.tiers] == sorted(t.price for t in service.tiers)


@BOTH
def test_an_add_on_has_core_services_to_go_with(company):
    cores = {s.key: s.category for s in company.services if s.kind == "core"}
    for service in company.services:
        if service.kind == "add_on":
            assert set(service.beside) <= set(cores)
            assert service.beside or service.category in cores.values(), service.key


@BOTH
def test_someone_has_the_skills_of_every_service(company):
    for service in company.services:
        assert any(m.hours and set(service.skills) <= set(m.skills) for m in company.members), service.key


@BOTH
def test_a_package_costs_less_than_its_parts_at_every_size(company):
    services = {s.key: s for s in company.services}
    for package in company.packages:
        for size, price in package.prices:
            parts = sum(
                next(t.price for t in services[key].tiers if t.up_to is None or t.up_to >= size)
                for key in package.services
            )
            assert Decimal("0.6") * parts < price < Decimal("0.95") * parts, (package.key, size, parts)


@BOTH
def test_hours_are_spans_of_a_day(company):
    ZoneInfo(company.time_zone)
    for member in company.members:
        assert bool(member.hours) == ("photographer" in member.jobs)
        for day, start, end in member.hours:
            assert 0 <= day <= 6
            assert 0 <= start < end <= 24 * 60


def test_words_have_only_the_gaps_that_are_filled():
    gaps = {
        name
        for _, line in (*words.CHAT_BEFORE, *words.CHAT_AFTER)
        for _, name, _, _ in Formatter().parse(line)
        if name is not None
    }
    assert {speaker for speaker, _ in (*words.CHAT_BEFORE, *words.CHAT_AFTER)} == {
        "pm",
        "photographer",
        "editor",
        "admin",
    }
    assert gaps == {"pm", "photographer", "editor", "admin", "customer", "street", "time"}
    assert {s.category for s in LAKESHORE.services} == set(words.DELIVERABLES)
