"""Reads for the mailbox of the demo. It is everybody's, so it looks across the companies."""

from django.core.paginator import Page, Paginator
from django.http import Http404

from companies.scope import everywhere
from notifications.models import Mail, Text

PER_PAGE = 50


def letters(*, to: str, number: int) -> Page[Mail]:
    """A page of the mails that left or should leave, newest first; `to` is a part of the address."""
    with everywhere():  # the demo has one mailbox for all of its companies
        rows = (
            Mail.everywhere.filter(to__icontains=to)
            .select_related("company")
            .defer("text", "html")
            .order_by("-created_at", "-id")
        )
        page = Paginator(rows, PER_PAGE).get_page(number)
        page.object_list = list(page.object_list)
    return page


def letter(pk: int) -> Mail:
    """One mail, or 404."""
    with everywhere():  # as above
        found = Mail.everywhere.select_related("company").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def texts_of_all(*, number: int) -> Page[Text]:
    """A page of the text messages that left or should leave, newest first."""
    with everywhere():  # as above
        page = Paginator(Text.everywhere.select_related("company").order_by("-id"), PER_PAGE).get_page(number)
        page.object_list = list(page.object_list)
    return page
