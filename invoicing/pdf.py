"""Papers as PDF, by WeasyPrint. It reads our style sheet and the company's logo, and nothing else on any network or disk."""

import logging
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

from core.colour import readable, readable_ink
from invoicing.queries.papers import Paper

logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)

LOGO: Final = "paper:logo"
LETTER: Final = frozenset({"USD", "CAD", "MXN"})


class OwnFiles:
    """Hands out what this one paper needs; every other address is refused, and the paper with it.

    It is no `URLFetcher`, which would make ready for TLS anew for each paper.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def __call__(self, url: str) -> URLFetcherResponse:
        if url not in self.files:
            raise FatalURLFetchingError(f"papers fetch nothing from elsewhere: {url}")
        return URLFetcherResponse(url, self.files[url])


def draw(paper: Paper) -> bytes:
    """The paper as a tagged PDF with title, language and author, in the company's language."""
    logo = _logo(paper.seller.get("logo", ""))
    with translation.override(paper.language):
        html = render_to_string(
            "papers/invoice.html",
            {"paper": paper, "logo": LOGO if logo else "", "order_number": str(paper.order.number)},
        )
        words = _company_words(paper)
    fetcher = OwnFiles({LOGO: logo} if logo else {})
    styles = [_common_styles(), CSS(string=words, url_fetcher=fetcher)]
    document = HTML(string=html, base_url=None, url_fetcher=fetcher)
    drawn: bytes = document.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", optimize_images=True)
    return drawn


def _company_words(paper: Paper) -> str:
    """What differs from company to company: colour, size of the sheet, the word for page."""
    colour = paper.seller.get("brand_colour") or "#22221f"
    size = "letter" if paper.invoice.currency in LETTER else "A4"
    page = _("Page").replace('"', "")
    return (
        f"@page {{ size: {size} }}"
        f' :root {{ --brand-fill: {readable(colour)}; --brand-ink: {readable_ink(colour)}; --page-words: "{page}" }}'
    )


@lru_cache(maxsize=1)
def style_sheet() -> str:
    return Path(str(finders.find("css/paper.css"))).read_text()


@lru_cache(maxsize=1)
def _common_styles() -> CSS:
    """The part of the styles that all companies share, read once; a paper only looks things up in it."""
    return CSS(string=style_sheet(), url_fetcher=OwnFiles({}))


def _logo(name: str) -> bytes:
    """The logo as it was when the paper was issued; nothing if it is gone."""
    if not name or not default_storage.exists(name):
        return b""
    with default_storage.open(name, "rb") as file:
        content: bytes = file.read()
    return content
