from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from companies.models import Company, Host, LegalVersion, OpeningHours, Tax

PAGES = [
    "/settings/",
    "/settings/checklist/",
    "/settings/company/",
    "/settings/brand/",
    "/settings/brand/preview/",
    "/settings/hours/",
    "/settings/hosts/",
    "/settings/taxes/",
    "/settings/legal/",
    "/settings/legal/terms/",
]
COMPANY = {
    "name": "North & Co",
    "email": "hello@north.test",
    "phone": "+1 312 555 0100",
    "address": "1 Lake St",
    "time_zone": "America/Denver",
    "currency": "USD",
    "payment_terms_days": "30",
    "invoice_footer": "Thank you.",
}


def texts(response):
    return response.content.decode()


def fresh(world):
    return Company.objects.get(pk=world.company.pk)


def logo(kind="PNG"):
    into = BytesIO()
    Image.new("RGB", (800, 400), "teal").save(into, kind)
    return SimpleUploadedFile("logo.png", into.getvalue(), content_type="image/png")


@pytest.mark.parametrize("path", PAGES)
def test_settings_are_for_those_who_may_change_them(north, south, path):
    codes = [
        north.client(person).get(path).status_code
        for person in (north.owner, north.admin, north.coordinator, north.contractor, north.agent, south.owner)
    ]
    assert codes == [200, 200, 404, 404, 404, 404]


def test_the_hub_names_every_page_and_finds_it_by_other_words(north):
    page = texts(north.client(north.owner).get("/settings/"))
    links = ["company", "hours", "brand", "hosts", "legal", "taxes"]
    assert ([f'href="/settings/{name}/"' in page for name in links], "vat gst" in page) == ([True] * 6, True)


# --- company ----------------------------------------------------------------------------------------------------------
def test_the_company_is_saved(north):
    response = north.client(north.owner).post("/settings/company/", COMPANY, follow=True)
    company = fresh(north)
    assert (
        response.redirect_chain,
        company.name,
        company.time_zone,
        company.payment_terms_days,
        company.shows_carts,
    ) == (
        [("/settings/company/", 302)],
        "North & Co",
        "America/Denver",
        30,
        False,
    )


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "This field is required."),
        ("email", "nobody", "Enter a valid email address."),
        ("payment_terms_days", "soon", "Enter a whole number."),
        ("payment_terms_days", "366", "less than or equal to 365"),
        ("time_zone", "Mars/Base", "Select a valid choice."),
        ("currency", "QQQ", "Select a valid choice."),
        ("address", "x" * 10_001, "at most 2000 characters"),
    ],
)
def test_what_is_wrong_about_the_company_is_said(north, field, value, said):
    response = north.client(north.owner).post("/settings/company/", COMPANY | {field: value})
    assert (response.status_code, said in texts(response), fresh(north).name) == (422, True, "North Media")


def test_the_currency_is_locked_once_there_are_orders(north):
    north.draft()
    client = north.client(north.owner)
    page = texts(client.get("/settings/company/"))
    client.post("/settings/company/", COMPANY | {"currency": "CAD"})
    assert ("so it stays" in page, fresh(north).currency, fresh(north).name) == (True, "USD", "North & Co")


# --- brand ------------------------------------------------------------------------------------------------------------
def test_colour_and_logo_are_saved(north):
    client = north.client(north.owner)
    client.post("/settings/brand/", {"colour": "#ffcc00", "logo": logo()})
    company = fresh(north)
    picture = Image.open(company.logo)
    assert (company.brand_colour, picture.format, picture.size) == ("#ffcc00", "PNG", (512, 256))
    company.logo.close()
    page = texts(client.get("/settings/brand/"))
    assert company.logo.url in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"colour": "red"}, "A colour such as #1f5fd6."),
        ({"colour": "#ffcc00;}"}, "A colour such as #1f5fd6."),
        ({"colour": "#ffcc00", "logo": SimpleUploadedFile("a.png", b"<svg/>")}, "An SVG can carry code"),
        ({"colour": "#ffcc00", "logo": SimpleUploadedFile("a.png", b"%PDF-1.7")}, "not a picture we can read"),
    ],
)
def test_a_brand_that_cannot_be_is_refused(north, given, said):
    response = north.client(north.owner).post("/settings/brand/", given)
    assert (response.status_code, said in texts(response), fresh(north).brand_colour) == (422, True, "#1f5fd6")


def test_the_preview_shows_the_colour_as_it_will_be_used(north):
    page = texts(north.client(north.owner).get("/settings/brand/preview/", {"colour": "#ffdd00"}))
    assert ("#ffdd00" in page, "#836400" in page, "White words would be hard to read" in page) == (True, True, True)


def test_the_preview_takes_nothing_but_a_colour(north):
    page = texts(north.client(north.owner).get("/settings/brand/preview/", {"colour": '"><script>'}))
    assert ("<script>" in page, "#1f5fd6" in page) == (False, True)


# --- hours ------------------------------------------------------------------------------------------------------------
def test_hours_are_saved(north):
    given = {"opens_0_1": "08:00", "closes_0_1": "12:00", "opens_0_2": "13:00", "closes_0_2": "18:30"}
    north.client(north.owner).post("/settings/hours/", given)
    with north.scope():
        rows = [(row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in OpeningHours.objects.all()]
    assert rows == [(0, "08:00", "12:00"), (0, "13:00", "18:30")]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"opens_1_1": "09:00"}, "Give both times, or none."),
        ({"opens_1_1": "17:00", "closes_1_1": "09:00"}, "The end must be later than the beginning."),
        (
            {"opens_1_1": "09:00", "closes_1_1": "13:00", "opens_1_2": "12:00", "closes_1_2": "17:00"},
            "This overlaps the time before it.",
        ),
        ({"opens_1_1": "early", "closes_1_1": "late"}, "Enter a valid time."),
    ],
)
def test_hours_that_cannot_be_are_refused_and_kept_as_typed(north, given, said):
    response = north.client(north.owner).post("/settings/hours/", given)
    with north.scope():
        assert (response.status_code, said in texts(response), OpeningHours.objects.count()) == (422, True, 5)


# --- hosts ------------------------------------------------------------------------------------------------------------
def test_a_domain_is_added_made_main_and_removed(north):
    client = north.client(north.owner)
    page = texts(client.post("/settings/hosts/", {"name": "https://Book.North.example/"}, follow=True))
    with north.scope():
        added, old = Host.objects.get(name="book.north.example"), Host.objects.get(name=north.host)
    client.post(f"/settings/hosts/{added.pk}/primary/")
    client.post(f"/settings/hosts/{old.pk}/removal/")
    with north.scope():
        rows = list(Host.objects.values_list("name", "is_primary"))
    assert ("Set its DNS record now." in page, "north.localhost." in page, rows) == (
        True,
        True,
        [("book.north.example", True)],
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "This field is required."),
        ("not a domain", "Give a domain such as book.example.com."),
        ("127.0.0.1", "Give a domain such as book.example.com."),
        ("rival.localhost", "are given by us"),
    ],
)
def test_a_domain_that_cannot_be_is_refused(north, name, said):
    response = north.client(north.owner).post("/settings/hosts/", {"name": name})
    assert (response.status_code, said in texts(response)) == (422, True)


def test_a_domain_of_another_company_is_refused(north, south):
    with south.scope():
        Host.objects.create(name="book.south.example")
    response = north.client(north.owner).post("/settings/hosts/", {"name": "book.south.example"})
    assert (response.status_code, "in use already" in texts(response)) == (422, True)


def test_removing_the_main_host_says_why_not(north):
    with north.scope():
        host = Host.objects.get()
    page = texts(north.client(north.owner).post(f"/settings/hosts/{host.pk}/removal/", follow=True))
    assert "Make another one the main address first." in page


# --- taxes ------------------------------------------------------------------------------------------------------------
def test_a_tax_is_added_changed_made_standard_and_the_old_one_removed(north):
    client = north.client(north.owner)
    with north.scope():
        old = Tax.objects.get()
    client.post("/settings/taxes/", {"name": "City", "percent": "1.125"})
    with north.scope():
        new = Tax.objects.get(name="City")
    client.post(f"/settings/taxes/{new.pk}/", {"name": "City tax", "percent": "2", "is_included": "on"})
    client.post(f"/settings/taxes/{new.pk}/standard/")
    client.post(f"/settings/taxes/{old.pk}/removal/")
    with north.scope():
        rows = [(row.name, f"{row.percent:.3f}", row.is_included, row.is_default) for row in Tax.objects.all()]
    assert rows == [("City tax", "2.000", True, True)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "", "percent": "1"}, "This field is required."),
        ({"name": "City", "percent": "a little"}, "Enter a number."),
        ({"name": "City", "percent": "-1"}, "greater than or equal to 0"),
        ({"name": "City", "percent": "101"}, "less than or equal to 100"),
    ],
)
def test_a_tax_that_cannot_be_is_refused(north, given, said):
    client = north.client(north.owner)
    with north.scope():
        tax = Tax.objects.get()
    for path in ("/settings/taxes/", f"/settings/taxes/{tax.pk}/"):
        response = client.post(path, given)
        assert (response.status_code, said in texts(response)) == (422, True)


def test_the_standard_tax_says_why_it_stays(north):
    with north.scope():
        tax = Tax.objects.get()
    page = texts(north.client(north.owner).post(f"/settings/taxes/{tax.pk}/removal/", follow=True))
    assert "New orders take this tax." in page


# --- legal pages ------------------------------------------------------------------------------------------------------
def test_a_text_is_published(north):
    response = north.client(north.owner).post("/settings/legal/terms/", {"body": "Be kinder."}, follow=True)
    with north.scope():
        numbers = list(LegalVersion.objects.filter(page="terms").values_list("number", flat=True))
    assert ("Terms of service, version 2 is in force." in texts(response), numbers) == (True, [2, 1])


@pytest.mark.parametrize(
    ("body", "said"), [("", "This field is required."), ("Be kind.", "the same as the one in force")]
)
def test_a_text_that_says_nothing_new_is_refused(north, body, said):
    response = north.client(north.owner).post("/settings/legal/terms/", {"body": body})
    assert (response.status_code, said in texts(response)) == (422, True)


def test_a_page_that_does_not_exist_is_404(north):
    assert north.client(north.owner).get("/settings/legal/manifesto/").status_code == 404


# --- rows of another company ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("action", ["primary", "removal"])
def test_another_companys_host_is_404(north, south, action):
    with south.scope():
        host = Host.objects.get()
    assert north.client(north.owner).post(f"/settings/hosts/{host.pk}/{action}/").status_code == 404


@pytest.mark.parametrize("action", ["", "standard/", "removal/"])
def test_another_companys_tax_is_404(north, south, action):
    with south.scope():
        tax = Tax.objects.get()
    assert north.client(north.owner).post(f"/settings/taxes/{tax.pk}/{action}").status_code == 404


@pytest.mark.parametrize("path", ["company", "brand", "hours", "hosts", "taxes", "legal/terms"])
def test_staff_save_no_settings(north, path):
    assert north.client(north.coordinator).post(f"/settings/{path}/", COMPANY).status_code == 404
