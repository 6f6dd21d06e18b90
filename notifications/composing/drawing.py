"""From filled-in Markdown to the HTML of a mail. HTML that somebody typed, or that came with a value, is shown as words.

Source: markdown-it-py, "Using markdown_it" and "The Token Stream".
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from notifications.composing.engine import KEPT, NotUnderstood, unwrapped

SCHEMES = {"http", "https", "mailto", "tel"}


class Drawn(str):
    """HTML of ours, made here and nowhere else: templates take it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


class Drawing(RendererHTML):
    """Text keeps its lines; everything is escaped by the library's own rules."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return escapeHtml(tokens[idx].content).replace("\n", "<br>")


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=Drawing)
    reader.enable(["table", "strikethrough"])
    reader.disable(["image", "code", "html_block", "html_inline", "reference"])
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]  # wrappings stay whole until they are opened below
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # checked below, once the values are in
    return reader


MARKDOWN = _markdown()


def draw(filled: str) -> Drawn:
    """The HTML of words that `engine.fill` has filled in."""
    tokens = MARKDOWN.parse(filled)
    _open_values(tokens)
    return Drawn(MARKDOWN.renderer.render(_arranged(tokens), MARKDOWN.options, {}))


def check_links(source: str) -> None:
    """Raises NotUnderstood for a link that would lead nowhere from a mail."""
    for token in _inside(MARKDOWN.parse(source)):
        address = str(token.attrGet("href") or "")
        if token.type == "link_open" and not KEPT.search(address) and not _leads_somewhere(address):
            raise NotUnderstood(
                _("The link to “%(address)s” leads nowhere: write the whole address, such as https://example.com.")
                % {"address": address[:80]}
            )


def _inside(tokens: Sequence[Token]) -> list[Token]:
    return [each for token in tokens for each in (token, *(_inside(token.children or ())))]


def _open_values(tokens: Sequence[Token]) -> None:
    """Put the values in place of their wrappings; a link that would run something leads nowhere."""
    is_isolated = get_language_bidi()
    for token in _inside(tokens):
        token.content = unwrapped(token.content, isolated=is_isolated) if token.type != "inline" else token.content
        for name, value in list(token.attrs.items()):
            token.attrs[name] = unwrapped(str(value))
        if token.type == "link_open" and not _leads_somewhere(str(token.attrs.get("href", ""))):
            token.attrs.pop("href", None)


def _leads_somewhere(address: str) -> bool:
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES and address.isprintable()
    except ValueError:
        return False


def _arranged(tokens: list[Token]) -> list[Token]:
    """A link alone in its paragraph is a button; a table without headings is a list of facts."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "inline" and tokens[at - 1].type == "paragraph_open":
            _make_button(token)
        if token.type == "table_open":
            token.attrSet("role", "presentation")
            if _has_no_headings(tokens, at):
                token.attrJoin("class", "facts")
                kept.append(token)
                at = _after(tokens, at, "thead_close")
                continue
        kept.append(token)
        at += 1
    return kept


def _make_button(paragraph: Token) -> None:
    inside = [each for each in paragraph.children or () if each.type != "text" or each.content.strip()]
    links = [each for each in inside if each.type == "link_open"]
    if len(links) == 1 and inside[0] is links[0] and inside[-1].type == "link_close":
        links[0].attrJoin("class", "button")


def _has_no_headings(tokens: Sequence[Token], at: int) -> bool:
    head = tokens[at : _after(tokens, at, "thead_close")]
    return not any(each.content.strip() for each in head if each.type == "inline")


def _after(tokens: Sequence[Token], at: int, kind: str) -> int:
    return next(index for index in range(at, len(tokens)) if tokens[index].type == kind) + 1
