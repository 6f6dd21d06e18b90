"""The paper that is sent: its words, its numbers, its pages."""

import io
import re
from decimal import Decimal

import pdfplumber
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from core.actor import CLOCK
from invoicing import actions, pdf
from invoicing.models import Invoice
from invoicing.refusals import NotIssued
from orders import actions as order_actions

MONEY = re.compile(r"[−]?\$[\d,]+\.\d\d")


def drawn(world, paper):
    with world.scope():
        return actions.pdf_of(Invoice.objects.get(pk=paper.pk))


def pages_of(content):
    with pdfplumber.open(io.BytesIO(content)) as opened:
        return [page.extract_text() for page in opened.pages], opened.metadata, opened.doc.catalog


def amounts_on_the_page(world, paper):
    html = world.client().get(f"/i/{paper.token}/").content.decode()
    sheet = html[html.index("<article") : html.index("</article>")]
    return MONEY.findall(re.sub(r"<[^>]+>", " ", sheet))


@pytest.fixture
def paper(north, issued, pay):
    """An invoice with a package, a discount, a fee, tax and a first payment."""
    package = north.package(north.service("Photos"), north.service("Aerial photos"), name="Signature", price="949.00")
    order = north.order(packages=[package], services=[north.service("Twilight photos", price="139.00")])
    with north.scope():
        order_actions.add_adjustment(order, kind="discount", text="FALL50", amount=Decimal(50), by=CLOCK)
        order_actions.add_adjustment(order, kind="fee", text="Travel", amount=Decimal("28.75"), by=CLOCK)
    paper = issued(order)
    pay(paper, "100.00", reference="1204")
    return paper


def test_the_numbers_of_the_paper_are_those_of_the_page(north, paper):
    (text,), _metadata, _catalog = pages_of(drawn(north, paper))
    assert MONEY.findall(text) == amounts_on_the_page(north, paper)
    assert MONEY.findall(text) == (
        ["$949.00", "$949.00", "$139.00", "$139.00"]
        + ["$1,088.00", "−$50.00", "$28.75", "$106.68", "$1,173.43", "−$100.00", "$1,073.43"]
    )


def test_the_paper_says_who_what_where_and_until_when(north, paper):
    (text,), _metadata, _catalog = pages_of(drawn(north, paper))
    words = [
        "North Media",
        paper.number,
        "Agnes Agent",
        "233 S Wacker Dr",
        "Chicago, IL 60606",
        "Photos, Aerial photos",
    ]
    words += ["FALL50", "Travel", "Sales tax 10%", "Cheque", "1204", "Amount due", "Partly paid", "Page 1 / 1"]
    words += [f"{paper.due_on:%B} {paper.due_on.day}, {paper.due_on.year}", f"Order #{paper.order.number}"]
    assert [word for word in words if word not in text] == []


def test_it_is_tagged_named_and_in_a_language(north, paper):
    _pages, metadata, catalog = pages_of(drawn(north, paper))
    assert (metadata["Title"], metadata["Author"]) == (f"Invoice {paper.number} · North Media", "North Media")
    assert (catalog["Lang"], catalog["MarkInfo"], catalog["ViewerPreferences"]["DisplayDocTitle"]) == (
        b"en",
        {"Marked": True},
        True,
    )


def test_a_long_table_repeats_its_head_on_every_page(north, issued):
    services = [north.service(f"Service number {place}") for place in range(60)]
    texts, _metadata, _catalog = pages_of(drawn(north, issued(north.order(services=services))))
    assert len(texts) >= 3
    assert [("Description" in text, "Amount" in text) for text in texts[:-1]] == [(True, True)] * (len(texts) - 1)
    assert [f"Page {place} / {len(texts)}" in text for place, text in enumerate(texts, 1)] == [True] * len(texts)
    assert sum(text.count("Service number") for text in texts) == 60


def test_words_of_any_script_and_length_are_printed(north, issued):
    north.company.invoice_footer = "Danke! שלום 🏡 " + "x" * 400
    north.company.save()
    paper = issued(north.order(services=[north.service("W" * 110)]))
    texts, _metadata, _catalog = pages_of(drawn(north, paper))
    assert "".join(texts).replace("\n", "").count("W") >= 110


def test_markup_in_words_stays_words(north, issued):
    paper = issued(north.order(services=[north.service('<img src="file:///etc/passwd">')]))
    (text,), _metadata, _catalog = pages_of(drawn(north, paper))
    assert '<img src="file:///etc/passwd">' in text


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "file:///etc/hostname",
        "/static/img/mark.svg",
        "data:,x",
    ],
)
def test_a_paper_fetches_nothing_from_elsewhere(source):
    fetcher = pdf.OwnFiles({})
    with pytest.raises(FatalURLFetchingError):
        HTML(string=f'<img src="{source}">', base_url="paper:", url_fetcher=fetcher).write_pdf()


def test_what_papers_share_takes_nothing_over_from_one_company_to_the_next(north, south, issued):
    def inks(world, paper):
        with pdfplumber.open(io.BytesIO(drawn(world, paper))) as opened:
            return {char["non_stroking_color"] for char in opened.pages[0].chars if char["size"] > 20}

    for world, colour in ((north, "#1d4ed8"), (south, "#b91c1c")):
        world.company.brand_colour = colour
        world.company.save()
    first, other, again = inks(north, issued()), inks(south, issued(world=south)), inks(north, issued())
    assert first == again != other


def test_logo_and_colour_stand_on_it(north, issued):
    logo = io.BytesIO()
    Image.new("RGB", (200, 80), "#ffee00").save(logo, "PNG")
    north.company.logo.save("north.png", ContentFile(logo.getvalue()), save=False)
    north.company.brand_colour = "#ffee00"
    north.company.save()
    content = drawn(north, issued())
    with pdfplumber.open(io.BytesIO(content)) as opened:
        page = opened.pages[0]
        assert len(page.images) == 1
        heading = next(char for char in page.chars if char["size"] > 20)
        assert max(heading["non_stroking_color"]) < 0.6
    default_storage.delete(north.company.logo.name)


def test_a_logo_that_is_gone_does_not_keep_the_paper(north, issued):
    north.company.logo = "logos/gone.png"
    north.company.save()
    assert drawn(north, issued()).startswith(b"%PDF-")


def test_it_is_made_once_and_then_a_file(north, issued, django_assert_num_queries):
    paper = issued()
    first = drawn(north, paper)
    with north.scope():
        kept = Invoice.objects.get(pk=paper.pk)
        assert kept.pdf.name.startswith(f"{north.company.pk}/{paper.number}")
        with django_assert_num_queries(0):
            assert actions.pdf_of(kept) == first


def test_a_payment_makes_it_anew_and_the_old_file_goes(north, issued, pay, django_capture_on_commit_callbacks):
    paper = issued(north.order(services=[north.service(price="100.00")]))
    drawn(north, paper)
    with north.scope():
        before = Invoice.objects.get(pk=paper.pk).pdf
    with django_capture_on_commit_callbacks(execute=True):
        pay(paper, "110.00")
    assert not before.storage.exists(before.name)
    (text,), _metadata, _catalog = pages_of(drawn(north, paper))
    assert [word in text for word in ("Paid", "−$110.00", "$0.00")] == [True] * 3


def test_a_file_that_is_lost_is_made_again(north, issued):
    paper = issued()
    first = drawn(north, paper)
    with north.scope():
        kept = Invoice.objects.get(pk=paper.pk)
        kept.pdf.storage.delete(kept.pdf.name)
    again = drawn(north, paper)
    assert pages_of(again)[0] == pages_of(first)[0]


def test_a_draft_has_no_paper(north, drafted):
    draft = drafted()
    with north.scope(), pytest.raises(NotIssued):
        actions.pdf_of(draft)


def test_the_size_of_the_sheet_is_the_country_s(north, issued):
    def size(paper):
        with pdfplumber.open(io.BytesIO(drawn(north, paper))) as opened:
            return round(opened.pages[0].width), round(opened.pages[0].height)

    north.company.currency = "EUR"
    letter = size(issued())
    north.company.save()
    assert (letter, size(issued())) == ((612, 792), (595, 842))
