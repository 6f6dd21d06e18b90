"""How the bytes of a file are to be read, and refusing those that are no text at all."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, Final

from customers.reading.problems import Unreadable, gettext_noop

HEAD: Final = 4096
CHUNK: Final = 64 * 1024
FIRST_WORDS: Final = 64

PICTURE: Final = gettext_noop("This is a picture, not a CSV file.")
PDF: Final = gettext_noop("This is a PDF, not a CSV file.")
WORKBOOK: Final = gettext_noop(
    "This is an Excel workbook or another archive, not a CSV file. Open it in your spreadsheet, choose Save as, "
    "CSV UTF-8, and bring that file."
)
DOCUMENT: Final = gettext_noop("This is a web page or a document, not a CSV file.")
BINARY: Final = gettext_noop("This is not a text file, so it cannot be a CSV file.")
SIGNATURES: Final = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"RIFF", PICTURE),
    (b"%PDF", PDF),
    (b"PK\x03\x04", WORKBOOK),
    (b"PK\x05\x06", WORKBOOK),
    (b"\xd0\xcf\x11\xe0", WORKBOOK),
    (b"\x1f\x8b", WORKBOOK),
    (b"Rar!", WORKBOOK),
    (b"7z\xbc\xaf", WORKBOOK),
    (b"{\\rtf", DOCUMENT),
    (b"\x7fELF", BINARY),
)
MARKUP: Final = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<svg")
# What text may hold below the space: tab, the line ends, and the marks some address books leave behind.
HARMLESS: Final = frozenset(b"\t\n\r\x0b\x0c\x1a")


def encoding_of(stream: BinaryIO) -> str:
    """The codec that reads the whole file; the stream may be anywhere and is left anywhere."""
    stream.seek(0)
    head = stream.read(HEAD)
    if not head.strip():
        raise Unreadable(gettext_noop("The file is empty."))
    for signature, refusal in SIGNATURES:
        if head.startswith(signature):
            raise Unreadable(refusal)
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:FIRST_WORDS].lower().startswith(MARKUP):
        raise Unreadable(DOCUMENT)
    encoding = _marked(head)
    if encoding is None and _controls(head) * 50 > len(head):
        raise Unreadable(BINARY)
    if encoding is None:
        return _unmarked(stream)
    broken = _first_broken_line(stream, encoding)
    if broken:
        raise Unreadable(
            gettext_noop("Line {line} is damaged: it is not {encoding}, which the file says it is."),
            line=broken,
            encoding=encoding.removesuffix("-sig").upper(),
        )
    return encoding


def _marked(head: bytes) -> str | None:
    """UTF-8 and UTF-16 by their mark, and UTF-16 without one by the zeros beside its first letters."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Unreadable(BINARY)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:FIRST_WORDS:2], head[1:FIRST_WORDS:2]
    if odd.count(0) * 2 > len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) * 2 > len(even) and not odd.count(0):
        return "utf-16-be"
    if 0 in head:
        raise Unreadable(BINARY)
    return None


def _unmarked(stream: BinaryIO) -> str:
    """UTF-8 where all of it is; Windows-1252 where not, unless most of what is not ASCII would be UTF-8."""
    broken = _first_broken_line(stream, "utf-8")
    if not broken:
        return "utf-8"
    escaped = whole = 0
    for text in _decoded(stream, "utf-8", "surrogateescape"):
        for letter in text if not text.isascii() else "":
            if "\udc80" <= letter <= "\udcff":
                escaped += 1
            elif letter > "\x7f":
                whole += 1
    if whole > escaped:
        raise Unreadable(
            gettext_noop("Line {line} is damaged: it is not UTF-8 like the rest. Save the file again as CSV UTF-8."),
            line=broken,
        )
    broken = _first_broken_line(stream, "cp1252")
    if broken:
        raise Unreadable(
            gettext_noop("Line {line} is neither UTF-8 nor Windows-1252. Save the file again as CSV UTF-8."),
            line=broken,
        )
    return "cp1252"


def _first_broken_line(stream: BinaryIO, encoding: str) -> int:
    """The number of the first line that the codec cannot read; 0 if it reads them all."""
    lines = 1
    try:
        for text in _decoded(stream, encoding, "strict"):
            lines += text.count("\n")
    except UnicodeDecodeError as error:
        readable = error.object[: error.start].decode(error.encoding, "ignore")
        return lines + readable.count("\n")
    return 0


def _decoded(stream: BinaryIO, encoding: str, errors: str) -> Iterator[str]:
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while chunk := stream.read(CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _controls(head: bytes) -> int:
    return sum(byte < 32 and byte not in HARMLESS for byte in head)
