"""The words of a company, read as Liquid: variables, `if`, `unless`, `for`, and nothing that could reach further.

Source: python-liquid, "Render a template" and "Static analysis". See docs/decisions/letters-in-liquid-and-markdown.md.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, ClassVar, TextIO, override

from django.utils.translation import gettext as _
from liquid import BoundTemplate, Environment
from liquid.ast import Node
from liquid.builtin import content, illegal, output
from liquid.builtin.expressions import FilteredExpression, Path
from liquid.builtin.filters.misc import default
from liquid.builtin.filters.string import capitalize, downcase, upcase
from liquid.builtin.tags.for_tag import ForNode, ForTag
from liquid.builtin.tags.if_tag import IfTag
from liquid.builtin.tags.unless_tag import UnlessTag
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.stringify import to_liquid_string

type Shape = Any
"""What may follow a name: the names of a group, the one thing of a list, or None after a word."""

OPENS, CLOSES = "\ue000", "\ue001"
"""Around a value that was filled in, until the drawing is done: nothing in it can be taken for Markdown."""
ISOLATED, ISOLATED_NO_MORE = "\u2068", "\u2069"
"""Around a value in words that run from right to left, so that a street keeps its number in front."""
KEPT = re.compile(f"{OPENS}([0-9a-f]*){CLOSES}")
ALONE = re.compile(r"^[ \t]*((?:\{%(?:(?!%\}).)*%\}[ \t]*)+)\n", re.MULTILINE)
"""Lines that hold nothing but tags; they leave no line behind."""
PARTS = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)", re.DOTALL)
LOOP: Shape = {"first": None, "last": None, "index": None, "length": None}


class NotUnderstood(Exception):
    """What is wrong with the words, as a sentence for whoever wrote them."""


class FilledIn(output.OutputNode):
    """A value in its wrapping."""

    @override
    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = to_liquid_string(self.expression.evaluate(context), autoescape=False)
        return buffer.write(f"{OPENS}{value.encode().hex()}{CLOSES}")


class FillIn(output.Output):
    node_class = FilledIn


class Reader(Environment):
    """Knows three tags and four filters; bounded, so that no text can keep a worker busy."""

    block_nesting_limit: ClassVar[int] = 10
    context_depth_limit: ClassVar[int] = 20
    loop_iteration_limit: ClassVar[int | None] = 2_000
    output_stream_limit: ClassVar[int | None] = 1_000_000
    suppress_blank_control_flow_blocks = False

    @override
    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (content.Literal, illegal.Illegal, FillIn, IfTag, UnlessTag, ForTag):
            self.add_tag(tag)
        for name, run in (("upcase", upcase), ("downcase", downcase), ("capitalize", capitalize), ("default", default)):
            self.add_filter(name, run)


READER = Reader()


def check(source: str, shape: Shape) -> None:
    """Whether the words can be filled by what `shape` offers; raises NotUnderstood, naming the first thing that is wrong."""
    try:
        template = READER.from_string(_tidied(source))
    except LiquidError as error:
        raise NotUnderstood(_sentence(error, source)) from None
    _walk(template.nodes, shape, shape)


def fill(source: str, data: Mapping[str, Any]) -> str:
    """The words with every value in its wrapping. Raises NotUnderstood for words that cannot be read or run too long."""
    try:
        return _parsed(_tidied(source)).render(**_truthful(data))
    except LiquidError as error:
        raise NotUnderstood(_sentence(error, source)) from None


def unwrapped(text: str, *, isolated: bool = False) -> str:
    """The values themselves in place of their wrappings; `isolated`, each keeps its own direction of writing."""
    begin, end = (ISOLATED, ISOLATED_NO_MORE) if isolated else ("", "")
    return KEPT.sub(lambda found: f"{begin}{bytes.fromhex(found[1]).decode()}{end}", text)


@lru_cache(maxsize=256)
def _parsed(source: str) -> BoundTemplate:
    return READER.from_string(source)


def _tidied(source: str) -> str:
    """Lines end one way, tags that stand alone leave no line, and nobody types our wrappings."""
    plain = source.replace("\r\n", "\n").replace("\r", "\n").replace(OPENS, "").replace(CLOSES, "")
    return ALONE.sub(r"\1", plain + "\n")


def _truthful(data: Any) -> Any:
    """In Liquid an empty word and an empty list count as something; in ours they are nothing."""
    if isinstance(data, Mapping):
        return {name: _truthful(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_truthful(value) for value in data] or None
    return None if data == "" else data


def _walk(nodes: Iterable[Node], scope: Mapping[str, Shape], shape: Shape) -> None:
    for node in nodes:
        inner = scope
        if isinstance(node, ForNode):
            for bound in node.expression.children()[1:]:
                _look(bound, scope, shape, is_shown=True)
            listed = _list_of(node, scope, shape)
            inner = {**scope, node.expression.identifier: listed[0], "forloop": LOOP}
        else:
            for expression in node.expressions():
                _look(expression, scope, shape, is_shown=isinstance(node, FilledIn))
        _walk(node.children(NOWHERE), inner, shape)


def _list_of(node: ForNode, scope: Mapping[str, Shape], shape: Shape) -> list[Shape]:
    over = node.expression.iterable
    found = _found(over, scope, shape) if isinstance(over, Path) else None
    if not isinstance(found, list):
        raise NotUnderstood(_("“{%% for … in %(name)s %%}”: %(name)s is not a list.") % {"name": over})
    return found


def _look(expression: Expression, scope: Mapping[str, Shape], shape: Shape, *, is_shown: bool) -> None:
    if isinstance(expression, FilteredExpression):
        for each in expression.filters or ():
            if each.name not in READER.filters:
                known = ", ".join(sorted(READER.filters))
                raise NotUnderstood(
                    _("There is no filter “%(name)s”. You can use: %(known)s.") % {"name": each.name, "known": known}
                )
    if isinstance(expression, Path):
        found = _found(expression, scope, shape)
        if is_shown and found is not None:
            raise NotUnderstood(_whole(expression, found))
        return
    for child in expression.children():
        _look(child, scope, shape, is_shown=is_shown)


def _found(path: Path, scope: Mapping[str, Shape], shape: Shape) -> Shape:
    at: Shape = scope
    for part in path.path:
        if isinstance(at, Mapping) and isinstance(part, str) and part in at:
            at = at[part]
        elif isinstance(at, list) and part == "size":
            at = None
        else:
            raise NotUnderstood(_unknown(str(path), scope))
    return at


def _unknown(name: str, scope: Mapping[str, Shape]) -> str:
    near = get_close_matches(name, list(_names(scope)), n=1, cutoff=0.6)
    if near:
        return _("There is no variable “%(name)s” in this letter. Did you mean “%(near)s”?") % {
            "name": name,
            "near": near[0],
        }
    return _("There is no variable “%(name)s” in this letter.") % {"name": name}


def _names(shape: Shape, before: str = "") -> Iterator[str]:
    for name, inside in shape.items():
        yield before + name
        if isinstance(inside, Mapping):
            yield from _names(inside, f"{before}{name}.")


def _whole(path: Path, found: Shape) -> str:
    if isinstance(found, list):
        return _("“%(name)s” is a list: go through it with “for”.") % {"name": path}
    return _("“%(name)s” is a group: say which part, such as “%(name)s.%(part)s”.") % {
        "name": path,
        "part": next(iter(found)),
    }


def _sentence(error: LiquidError, source: str) -> str:
    """What is wrong, in words of ours, with the piece that is."""
    message = str(error.message)
    if tag := re.fullmatch(r"unexpected tag '(.*)'", message):
        return _(
            "“{%% %(tag)s %%}” cannot stand there. The tags are: if, elsif, else, endif, unless, endunless, for, endfor."
        ) % {"tag": tag[1]}
    for piece in PARTS.findall(_tidied(source)):
        if not piece.endswith(("}}", "%}")):
            return _("“%(piece)s” is not closed.") % {"piece": piece.strip()[:60]}
        if piece.startswith("{{") and not _is_readable(piece):
            return _("“%(piece)s” is not understood. Write a variable between the braces.") % {"piece": piece[:60]}
    if end := re.match(r"expected tag (\w+)", message):
        return _("“{%% %(tag)s %%}” is missing.") % {"tag": end[1]}
    if "limit" in message:
        return _("This letter would get too long, or has too much inside each other.")
    at = error.context()
    return _("“%(piece)s” is not understood.") % {"piece": at[3].strip()[:60] if at else source.strip()[:60]}


def _is_readable(piece: str) -> bool:
    try:
        READER.from_string(piece)
    except LiquidError:
        return False
    return True


NOWHERE = RenderContext(READER.from_string(""))
"""Our tags know their children without one; the library asks for it."""
