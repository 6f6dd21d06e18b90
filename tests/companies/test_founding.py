from datetime import time
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress

from accounts.actions import create_person
from accounts.models import User
from activity.models import Activity
from companies import actions
from companies.models import Company, Host, LegalVersion, Member, OpeningHours, Tax
from companies.refusals import HostTaken, SlugTaken
from companies.scope import company_scope
from core.actor import CLOCK
from orders.models import Stage, Status


def found(**given):
    words = {
        "name": "Bright Rooms",
        "slug": "bright-rooms",
        "owner_email": "Mia@Bright.example",
        "owner_name": "Mia Bright",
        "by": CLOCK,
    }
    return actions.create_company(**words | given)


def test_a_company_begins_with_everything_it_works_with(db):
    company = found(time_zone="America/Denver", currency="CAD", password="a-good-password")
    with company_scope(company.pk):
        assert {
            "company": (company.name, company.slug, company.email, company.time_zone, company.currency),
            "hosts": list(Host.objects.values_list("name", "is_primary")),
            "owner": list(Member.objects.values_list("user__email", "role", "is_active")),
            "hours": list(OpeningHours.objects.values_list("weekday", "opens", "closes")),
            "tax": list(Tax.objects.values_list("name", "percent", "is_default")),
            "legal": list(LegalVersion.objects.values_list("page", "number", "published_by")),
            "records": list(Activity.objects.values_list("verb", "actor_name", "data")),
        } == {
            "company": ("Bright Rooms", "bright-rooms", "mia@bright.example", "America/Denver", "CAD"),
            "hosts": [("bright-rooms.localhost", True)],
            "owner": [("mia@bright.example", "owner", True)],
            "hours": [(day, time(9), time(17)) for day in range(5)],
            "tax": [("Sales tax", Decimal(0), True)],
            "legal": [("cancellation", 1, "Tonomo"), ("privacy", 1, "Tonomo"), ("terms", 1, "Tonomo")],
            "records": [("company.created", "Tonomo", {"company": "Bright Rooms", "owner": "Mia Bright"})],
        }


def test_upper_apps_add_what_they_need(db):
    company = found()
    with company_scope(company.pk):
        assert (Status.objects.count(), Stage.objects.count()) == (8, 5)


def test_the_owner_gets_an_account_with_the_password_given(db):
    found(password="a-good-password", email_is_verified=False)
    user = User.objects.get()
    assert (user.name, user.check_password("a-good-password"), EmailAddress.objects.get().verified) == (
        "Mia Bright",
        True,
        False,
    )


def test_somebody_with_an_account_keeps_their_name_and_password(db):
    user = create_person(email="mia@bright.example", name="Mia B.", password="the-old-one", is_verified=True)
    company = found(password="a-new-one-entirely")
    with company_scope(company.pk):
        member = Member.objects.select_related("user").get()
    assert (member.user, member.name, member.user.check_password("the-old-one")) == (user, "Mia B.", True)


def test_an_owner_without_password_cannot_sign_in_before_setting_one(db):
    found()
    assert User.objects.get().has_usable_password() is False


def test_the_sample_texts_name_the_company(db):
    company = found()
    with company_scope(company.pk):
        texts = {version.page: version.body for version in LegalVersion.objects.all()}
    assert {
        page: (text.count("{"), "Bright Rooms" in text or "mia@bright" in text) for page, text in texts.items()
    } == {
        "terms": (0, True),
        "cancellation": (0, True),
        "privacy": (0, True),
    }


def test_two_companies_cannot_have_one_short_name(db):
    found()
    with pytest.raises(SlugTaken, match="Another company is called that"):
        found(owner_email="other@bright.example", host="elsewhere.example")
    assert (Company.objects.count(), User.objects.count()) == (1, 1)


def test_two_companies_cannot_have_one_host(north):
    with pytest.raises(HostTaken, match="in use already"):
        found(host=north.host.upper())
    assert list(Company.objects.values_list("slug", flat=True)) == ["north"]


def test_a_company_may_begin_while_another_is_in_force(north):
    with north.scope():
        company = found()
        assert list(Host.objects.values_list("name", flat=True)) == [north.host]
    with company_scope(company.pk):
        assert list(Host.objects.values_list("name", flat=True)) == ["bright-rooms.localhost"]
