"""Mails from templates: `templates/mail/<name>.html` extends `mail/layout.html` and has a partial `subject`."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from companies.links import link
from companies.models import Company
from companies.scope import current_company_id
from core.colour import readable, readable_ink
from notifications.plain import plain


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail in words: the HTML and the text are made from the same template."""

    subject: str
    text: str
    html: str


def compose(template: str, **context: Any) -> Letter:
    """Write a mail of the company in force, in its language. `root` is the company's address: `{{ root }}/my/orders/`."""
    company = Company.objects.get(pk=current_company_id())
    frame = {
        "company": company,
        "root": link(""),
        "fill": readable(company.brand_colour),
        "ink": readable_ink(company.brand_colour),
    }
    with translation.override(company.language):
        subject = render_to_string(f"{template}#subject", frame | context)
        html = render_to_string(template, frame | context).strip()
    return Letter(" ".join(plain(subject).split())[:300], plain(html), html)
