from datetime import time
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from companies import actions
from companies.actions.settings import hours_in_words
from companies.models import Company, Host, LegalVersion, OpeningHours, Tax
from companies.refusals import CurrencyFixed, HostTaken, HoursOverlap, LastHost, NothingNew, TaxInUse
from core.actor import CLOCK


def fresh(world):
    return Company.objects.get(pk=world.company.pk)


# --- company ----------------------------------------------------------------------------------------------------------
def test_the_company_is_changed_and_its_record_says_what(north, ledger):
    with north.scope():
        actions.change_company(
            north.company, by=north.owner.as_actor, name="North & Co", payment_terms_days=30, email="office@north.test"
        )
    assert (fresh(north).name, fresh(north).payment_terms_days, ledger(north, "company.changed")) == (
        "North & Co",
        30,
        [
            (
                "company.changed",
                "Olive Owner",
                {
                    "fields": ["name", "days to pay"],
                    "before": {"name": "North Media", "payment_terms_days": "14"},
                    "after": {"name": "North & Co", "payment_terms_days": "30"},
                },
            )
        ],
    )


def test_what_is_no_setting_is_not_changed(north):
    with north.scope():
        actions.change_company(north.company, by=CLOCK, slug="elsewhere", created_at=None)
    assert fresh(north).slug == "north"


def test_nothing_changed_is_not_recorded(north, ledger):
    with north.scope():
        actions.change_company(north.company, by=CLOCK, name="North Media")
    assert ledger(north, "company.changed") == []


def test_the_currency_may_change_while_nothing_is_in_it(north):
    with north.scope():
        assert actions.change_company(north.company, by=CLOCK, currency="CAD").currency == "CAD"


def test_the_currency_stays_once_there_are_orders(north):
    north.draft()
    with north.scope(), pytest.raises(CurrencyFixed, match="orders in this currency"):
        actions.change_company(north.company, by=CLOCK, currency="CAD")


# --- brand ------------------------------------------------------------------------------------------------------------
def picture(name="a.png"):
    return ContentFile(b"not looked at here", name=name)


def test_colour_and_logo_are_changed(north, ledger):
    with north.scope():
        company = actions.change_brand(north.company, colour="#FFCC00", logo=picture(), by=north.owner.as_actor)
    assert (
        company.brand_colour,
        company.logo.name.startswith("logos/a"),
        ledger(north, "company.")[-1][2]["fields"],
    ) == (
        "#ffcc00",
        True,
        ["brand colour", "logo"],
    )


def test_without_a_new_logo_the_old_one_stays(north):
    with north.scope():
        first = actions.change_brand(north.company, colour="#ffcc00", logo=picture(), by=CLOCK).logo.name
        assert actions.change_brand(north.company, colour="#00ccff", by=CLOCK).logo.name == first


def test_a_logo_that_goes_is_deleted_once_that_is_sure(north, django_capture_on_commit_callbacks):
    with north.scope():
        name = actions.change_brand(north.company, colour="#ffcc00", logo=picture(), by=CLOCK).logo.name
        with django_capture_on_commit_callbacks(execute=True):
            company = actions.change_brand(north.company, colour="#ffcc00", without_logo=True, by=CLOCK)
            assert default_storage.exists(name)
    assert (bool(company.logo), default_storage.exists(name)) == (False, False)


# --- hours ------------------------------------------------------------------------------------------------------------
def test_hours_are_replaced_as_a_whole(north, ledger):
    week = [(5, time(10), time(14)), (0, time(13), time(17)), (0, time(9), time(12))]
    with north.scope():
        actions.set_hours(north.company, week, by=north.owner.as_actor)
        assert list(OpeningHours.objects.values_list("weekday", "opens", "closes")) == sorted(week)
    assert ledger(north, "hours.")[0][2]["after"] == "Mon 9:00–12:00, Mon 13:00–17:00, Sat 10:00–14:00"


def test_the_same_hours_are_not_recorded(north, ledger):
    with north.scope():
        actions.set_hours(north.company, [(day, time(9), time(17)) for day in range(5)], by=CLOCK)
    assert ledger(north, "hours.") == []


def test_touching_ranges_are_fine(north):
    with north.scope():
        assert len(actions.set_hours(north.company, [(0, time(9), time(12)), (0, time(12), time(17))], by=CLOCK)) == 2


@pytest.mark.parametrize(
    "week",
    [
        [(0, time(9), time(12)), (0, time(11), time(17))],
        [(0, time(9), time(17)), (0, time(10), time(11))],
        [(3, time(17), time(9))],
        [(3, time(9), time(9))],
    ],
)
def test_hours_that_overlap_or_end_before_they_begin_are_refused(north, week):
    with north.scope():
        with pytest.raises(HoursOverlap):
            actions.set_hours(north.company, week, by=CLOCK)
        assert OpeningHours.objects.count() == 5


def test_a_company_may_be_closed_all_week(north):
    with north.scope():
        assert actions.set_hours(north.company, [], by=CLOCK) == []
    assert hours_in_words([]) == "closed"


# --- hosts ------------------------------------------------------------------------------------------------------------
def test_a_domain_is_added_made_the_main_one_and_the_old_one_removed(north, ledger):
    with north.scope():
        host = actions.add_host(name="book.north.example", by=north.owner.as_actor)
        assert host.is_primary is False
        assert actions.make_primary(host, by=north.owner.as_actor).is_primary
        actions.remove_host(Host.objects.get(name=north.host), by=north.owner.as_actor)
        assert list(Host.objects.values_list("name", "is_primary")) == [("book.north.example", True)]
    assert [(verb, data) for verb, _actor, data in ledger(north, "host.")] == [
        ("host.added", {"host": "book.north.example"}),
        ("host.made_primary", {"before": north.host, "after": "book.north.example"}),
        ("host.removed", {"host": north.host}),
    ]


def test_the_main_host_stays(north):
    with north.scope(), pytest.raises(LastHost):
        actions.remove_host(Host.objects.get(), by=CLOCK)


def test_another_companys_host_is_taken(north, south):
    with north.scope(), pytest.raises(HostTaken):
        actions.add_host(name=south.host, by=CLOCK)


def test_a_new_host_is_known_as_soon_as_it_is_kept(north, django_capture_on_commit_callbacks):
    client = north.client(north.owner)
    assert client.get("/team/", headers={"host": "book.north.example"}).status_code == 404
    with north.scope(), django_capture_on_commit_callbacks(execute=True):
        actions.add_host(name="book.north.example", by=CLOCK)
    assert client.get("/team/", headers={"host": "book.north.example"}).status_code == 200


# --- taxes ------------------------------------------------------------------------------------------------------------
def test_the_first_tax_is_on_new_orders(north):
    with north.scope():
        Tax.objects.all().delete()
        first = actions.add_tax(name="VAT", percent=Decimal(19), is_included=True, by=CLOCK)
        second = actions.add_tax(name="Reduced", percent=Decimal(7), is_included=True, by=CLOCK)
    assert (first.is_default, second.is_default) == (True, False)


def test_another_tax_goes_on_new_orders(north, ledger):
    with north.scope():
        second = actions.add_tax(name="City", percent=Decimal("1.25"), is_included=False, by=north.owner.as_actor)
        actions.make_standard(second, by=north.owner.as_actor)
        actions.make_standard(second, by=north.owner.as_actor)
        assert list(Tax.objects.order_by("id").values_list("name", "is_default")) == [
            ("Sales tax", False),
            ("City", True),
        ]
    assert [(verb, data) for verb, _actor, data in ledger(north, "tax.")] == [
        ("tax.added", {"tax": "City", "percent": "1.25"}),
        ("tax.made_standard", {"before": "Sales tax", "after": "City"}),
    ]


def test_a_changed_tax_leaves_orders_that_exist_alone(north):
    order = north.order()
    with north.scope():
        tax = actions.change_tax(Tax.objects.get(), name="VAT", percent=Decimal(20), is_included=False, by=CLOCK)
        order.refresh_from_db()
    assert ((tax.name, tax.percent), (order.tax_name, order.tax_percent)) == (
        ("VAT", Decimal(20)),
        ("Sales tax", Decimal(10)),
    )


@pytest.mark.parametrize(("percent", "rate"), [("6.250", "6.25"), ("10.000", "10"), ("0", "0"), ("100", "100")])
def test_a_rate_is_said_without_needless_zeros(percent, rate):
    assert Tax(company_id=1, percent=Decimal(percent)).rate == rate


def test_the_tax_of_new_orders_is_not_removed(north):
    with north.scope():
        with pytest.raises(TaxInUse, match="New orders take this tax"):
            actions.remove_tax(Tax.objects.get(), by=CLOCK)
        other = actions.add_tax(name="City", percent=Decimal(1), is_included=False, by=CLOCK)
        actions.remove_tax(other, by=CLOCK)
        assert Tax.objects.count() == 1


# --- legal pages ------------------------------------------------------------------------------------------------------
def versions(page="terms"):
    return list(LegalVersion.objects.filter(page=page).order_by("number").values_list("number", "body", "published_by"))


def test_a_new_text_is_a_new_version_and_the_old_one_stays(north, ledger):
    with north.scope():
        actions.publish_legal(north.company, page="terms", body="Be kinder.  \n\nStill. ", by=north.owner.as_actor)
        assert versions() == [(1, "Be kind.", "Owner"), (2, "Be kinder.\n\nStill.", "Olive Owner")]
    assert ledger(north, "legal.") == [("legal.published", "Olive Owner", {"page": "Terms of service", "number": 2})]


def test_the_same_text_is_no_new_version(north):
    with north.scope():
        with pytest.raises(NothingNew):
            actions.publish_legal(north.company, page="terms", body=" Be kind.\n", by=CLOCK)
        assert len(versions()) == 1


def test_the_sample_may_be_published_as_it_is(north):
    with north.scope():
        LegalVersion.objects.create(page="privacy", number=1, body="Sample.", published_by=CLOCK.name)
        actions.publish_legal(north.company, page="privacy", body="Sample.", by=north.owner.as_actor)
        assert versions("privacy") == [(1, "Sample.", "Tonomo"), (2, "Sample.", "Olive Owner")]
