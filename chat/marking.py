"""A message as HTML: its words escaped, its links to follow, its mentions marked. The same for every reader."""

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from chat.said import Said

LINK = re.compile(r"(?<![\w@])(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
SCHEME = re.compile(r"https?://", re.IGNORECASE)
TRAILING = ".,:;!?'’”…"
CLOSING = {")": "(", "]": "[", "}": "{"}


def marked(said: Said) -> SafeString:
    """The body of a message. Lines stay lines by CSS."""
    return _joined(_pieces(said))


def linked(text: str) -> SafeString:
    """Text with its web addresses as links that lend no weight and open elsewhere."""
    return _joined(_with_links(text))


def _joined(pieces: Iterator[str]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pieces(said: Said) -> Iterator[str]:
    at = 0
    for mark in said.marks:
        yield from _with_links(said.body[at : mark.start])
        names = ", ".join(name for _id, name in mark.people)
        ids = " ".join(str(id) for id, _name in mark.people)
        yield format_html('<span class="mention" data-people="{}">@{}</span>', ids, names)
        at = mark.end
    yield from _with_links(said.body[at:])


def _with_links(text: str) -> Iterator[str]:
    at = 0
    for match in LINK.finditer(text):
        address = _trimmed(match[0])
        if not SCHEME.sub("", address).removeprefix("www."):
            continue
        yield text[at : match.start()]
        target = address if SCHEME.match(address) else f"https://{address}"
        yield format_html('<a href="{}" rel="noopener nofollow" target="_blank">{}</a>', target, address)
        at = match.start() + len(address)
    yield text[at:]


def _trimmed(address: str) -> str:
    """The address without the signs of the sentence around it."""
    while address:
        last = address[-1]
        if last in TRAILING or (last in CLOSING and address.count(last) > address.count(CLOSING[last])):
            address = address[:-1]
        else:
            break
    return address
