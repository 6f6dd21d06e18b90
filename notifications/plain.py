"""The text of a mail from its HTML, so that each mail is written once."""

import re
from html.parser import HTMLParser
from typing import override

BLOCKS = {"p", "div", "h1", "h2", "h3", "ul", "ol", "table", "blockquote", "hr"}
SILENT = {"head", "style", "title", "script"}


def plain(html: str) -> str:
    """What a reader without HTML sees: paragraphs apart, links with their address, `data-html-only` left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []
        self.link = ""
        self.words_of_link = ""

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.append(tag)
            return
        if tag in SILENT or "data-html-only" in given:
            self.silent.append(tag)
        elif tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag in {"br", "tr"}:
            self.parts.append("\n")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag == "a":
            self.link, self.words_of_link = given.get("href") or "", ""

    @override
    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag == self.silent[-1]:
                self.silent.pop()
            return
        if tag in BLOCKS:
            self.parts.append("\n\n")
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif tag == "a" and self.link:
            target = self.link.removeprefix("mailto:").removeprefix("tel:")
            if target != self.words_of_link.strip():
                self.parts.append(f": {target}")
            self.link = ""

    @override
    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        text = re.sub(r"\s+", " ", data)
        self.parts.append(text)
        self.words_of_link += text
