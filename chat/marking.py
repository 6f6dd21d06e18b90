"""A message as HTML: formatted, its addresses to follow, its mentions marked. The same for every reader.

A subset of Markdown (bold, italic, strike, code, quotes, lists, links) is read by markdown-it with HTML switched off;
what comes out is cleaned by nh3 all the same. Mentions are known by their places in the text, so each stands in for
itself as a sign of its own until the formatting is found.
"""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any, Final
from urllib.parse import quote

import nh3
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from chat.said import Mark, Said

OPENS, SHUTS = "\ue000", "\ue001"
STRANGE: Final = {ord(OPENS): "\ufffd", ord(SHUTS): "\ufffd"}
STAND_IN = re.compile(f"{OPENS}(\\d+){SHUTS}")
IN_ADDRESS = re.compile(f"{quote(OPENS)}(\\d+){quote(SHUTS)}")
SUBSET: Final = [
    "blockquote",
    "list",
    "fence",
    "newline",
    "escape",
    "backticks",
    "strikethrough",
    "emphasis",
    "link",
    "autolink",
    "linkify",
]
TAGS: Final = {"p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "span"}
ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}, "span": {"data-people"}}
VALUES: Final = {"span": {"class": {"mention"}}}
OUTSIDE: Final = {"a": {"target": "_blank"}}
SCHEMES: Final = {"http", "https", "mailto", "tel"}


class Clean(str):
    """HTML in which only what we allow is left."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Drawing(RendererHTML):
    """Markdown's HTML, with each mention in its place; in code it is mere text again."""

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        pieces = STAND_IN.split(tokens[idx].content)
        return "".join(
            _mention(env["body"], env["marks"][int(piece)]) if at % 2 else escape(piece)
            for at, piece in enumerate(pieces)
        )

    def code_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"<code>{escape(_written(tokens[idx].content, env))}</code>"

    def fence(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"<pre><code>{escape(_written(tokens[idx].content, env))}</code></pre>\n"

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        address = str(tokens[idx].attrs["href"])
        whole = IN_ADDRESS.sub(lambda found: quote(_words(env["body"], env["marks"][int(found[1])])), address)
        return f'<a href="{escape(whole)}">'


_reader = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}, renderer_cls=Drawing).enable(SUBSET)


def marked(said: Said) -> SafeString:
    """The body of a message."""
    return formatted(said.body, said.marks)


def formatted(text: str, marks: Sequence[Mark] = ()) -> SafeString:
    """A text with its formatting; nobody is named in it but at its `marks`."""
    body = text.translate(STRANGE)
    made = _reader.render(_with_stand_ins(body, marks), {"body": body, "marks": marks})
    clean = nh3.clean(
        made,
        tags=TAGS,
        attributes=ATTRIBUTES,
        tag_attribute_values=VALUES,
        set_tag_attribute_values=OUTSIDE,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )
    return format_html("{}", Clean(clean.strip()))


def _with_stand_ins(body: str, marks: Sequence[Mark]) -> str:
    pieces, at = [], 0
    for number, mark in enumerate(marks):
        pieces += [body[at : mark.start], f"{OPENS}{number}{SHUTS}"]
        at = mark.end
    return "".join([*pieces, body[at:]])


def _mention(body: str, mark: Mark) -> str:
    ids = " ".join(str(id) for id, _name in mark.people)
    return format_html('<span class="mention" data-people="{}">@{}</span>', ids, mark.label(body))


def _words(body: str, mark: Mark) -> str:
    return body[mark.start : mark.end]


def _written(text: str, env: MutableMapping[str, Any]) -> str:
    return STAND_IN.sub(lambda found: _words(env["body"], env["marks"][int(found[1])]), text)
