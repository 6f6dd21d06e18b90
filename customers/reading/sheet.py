"""A CSV file as columns and a stream of rows."""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO, Final, NamedTuple, get_args

from customers.reading.columns import Column, Field, Source, check_required, columns_of
from customers.reading.encodings import encoding_of
from customers.reading.problems import Problem, Unreadable, gettext_noop
from customers.reading.values import EMPTY, Unfit, clean

FIELDS: Final[tuple[Field, ...]] = get_args(Field.__value__)
DELIMITERS: Final = (",", ";", "\t")
# Excel writes this line itself, to tell itself what separates the cells.
SEPARATOR_LINE: Final = re.compile(r'"?sep=(.)"?[\r\n]*')
HEADER_WITHIN: Final = 50
LONGEST_LINE: Final = 1_000_000

TORN: Final = gettext_noop(
    "This cannot be read up to line {last}: a quotation mark is not closed, or is not doubled inside a cell."
)
TOO_WIDE: Final = gettext_noop(
    "There are more cells than columns. A cell that holds the separator needs quotation marks around it."
)
TAKEN: Final = gettext_noop("Line {line} has the same e-mail address.")


class Row(NamedTuple):
    """One customer: clean values for every field ("" where there is none), and what is wrong with the row."""

    line: int
    values: dict[Field, str]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that can be read, one pass at a time."""

    stream: BinaryIO
    encoding: str
    delimiter: str
    columns: tuple[Column, ...]
    lines_above: int
    region: str
    required: frozenset[Field]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings of columns that are not used."""
        return tuple(column.heading for column in self.columns if column.source is None and column.heading)

    def rows(self) -> Iterator[Row]:
        """Every row that is not empty, in order, each time from the first; raises `Unreadable` at an endless line."""
        headings = _headings(self.columns)
        lines_of: dict[str, int] = {}
        with _lines(self.stream, self.encoding) as lines:
            for _ in islice(lines, self.lines_above):
                pass
            for line, _, cells in _records(lines, self.delimiter, self.lines_above):
                if isinstance(cells, Problem):
                    yield Row(line, dict.fromkeys(FIELDS, ""), (cells,))
                elif any(cell and not cell.isspace() for cell in cells):
                    yield self._row(line, cells, headings, lines_of)

    def _row(self, line: int, cells: Sequence[str], headings: dict[Source, str], lines_of: dict[str, int]) -> Row:
        texts = {column.source: cell for column, cell in zip(self.columns, cells, strict=False) if column.source}
        if not texts.get("name", "").strip():
            texts["name"] = " ".join((texts.get("first_name", ""), texts.get("last_name", "")))
        values = dict.fromkeys(FIELDS, "")
        problems = []
        for field in FIELDS:
            try:
                values[field] = clean(field, texts.get(field, ""), self.region)
            except Unfit as unfit:
                problems.append(Problem(line, headings[field], unfit.text, unfit.params))
            else:
                if not values[field] and field in self.required:
                    problems.append(Problem(line, headings[field], EMPTY[field]))
        if any(cell and not cell.isspace() for cell in cells[len(self.columns) :]):
            problems.append(Problem(line, "", TOO_WIDE))
        if values["email"] and lines_of.setdefault(values["email"], line) != line:
            problems.append(Problem(line, headings["email"], TAKEN, {"line": lines_of[values["email"]]}))
        return Row(line, values, tuple(problems))


def read(source: bytes | BinaryIO, *, region: str = "US", required: Collection[Field] = ("name", "email")) -> Sheet:
    """Open a CSV file of customers, given whole or as a stream that can go back; raises `Unreadable`.

    Phone numbers without country code are of the region. `required` are the fields no row may leave empty.
    """
    stream = BytesIO(source) if isinstance(source, bytes) else source
    encoding = encoding_of(stream)
    with _lines(stream, encoding) as lines:
        sample = list(islice(lines, HEADER_WITHIN))
    separator = SEPARATOR_LINE.fullmatch(sample[0])
    skipped = 1 if separator else 0
    delimiters = (separator[1],) if separator else DELIMITERS
    found = [(delimiter, *_header(sample[skipped:], delimiter)) for delimiter in delimiters]
    delimiter, columns, first, last = max(found, key=lambda each: (_understood(each[1]), len(each[1])))
    check_required(columns, required, skipped + first)
    return Sheet(stream, encoding, delimiter, columns, skipped + last, region, frozenset(required))


def _header(lines: Sequence[str], delimiter: str) -> tuple[tuple[Column, ...], int, int]:
    """The columns of the first record that is not empty, and the first and the last line it is on."""
    for first, last, cells in _records(lines, delimiter, 0):
        if isinstance(cells, Problem):
            return (), first, last
        if any(cell and not cell.isspace() for cell in cells):
            return columns_of(cells), first, last
    raise Unreadable(gettext_noop("There is nothing in this file but empty lines."))


def _understood(columns: Iterable[Column]) -> int:
    return sum(column.source is not None for column in columns)


def _headings(columns: Iterable[Column]) -> dict[Source, str]:
    """The heading to name for each field; for the name also that of the first or last name."""
    headings: dict[Source, str] = dict.fromkeys(FIELDS, "")
    headings |= {column.source: column.heading for column in columns if column.source}
    headings["name"] = headings["name"] or headings.get("first_name") or headings.get("last_name") or ""
    return headings


def _records(lines: Iterable[str], delimiter: str, above: int) -> Iterator[tuple[int, int, list[str] | Problem]]:
    """Each record with the first and the last line it is on; a problem in place of one that is torn."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        first = above + reader.line_num + 1
        record: list[str] | Problem
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            record = Problem(first, "", TORN, {"last": above + reader.line_num})
        yield first, above + reader.line_num, record


@contextmanager
def _lines(stream: BinaryIO, encoding: str) -> Iterator[Iterator[str]]:
    """The lines of the file with their ends; the stream stays open."""
    stream.seek(0)
    text = TextIOWrapper(stream, encoding, newline="")
    try:
        yield _bounded(text)
    finally:
        text.detach()


def _bounded(text: TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Unreadable(gettext_noop("A line has {most} characters or more."), most=LONGEST_LINE)
        yield line
