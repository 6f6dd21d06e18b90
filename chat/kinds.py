"""What an uploaded file is, by its content and never by its name, and the name it is kept under."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from django.core.files.base import ContentFile
from PIL import Image, ImageOps

from core.pictures import UNREADABLE

HEAD: Final = 4096
PREVIEW: Final = 1280
MOST_PIXELS: Final = 80_000_000
LONGEST_NAME: Final = 120
PICTURES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp", "GIF": "image/gif"}
ENDINGS: Final = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff", "dng", "nef", "arw", "cr2"),
    "image/heic": ("heic", "heif", "avif"),
    "application/pdf": ("pdf",),
    "application/zip": ("zip", "docx", "xlsx", "pptx", "odt", "ods"),
    "video/mp4": ("mp4", "mov", "m4v", "m4a", "cr3"),
    "text/plain": ("txt", "csv", "md", "srt"),
}
"""Every kind that is taken, with the endings its names may have; the first is put behind any other name."""
STARTS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
STILLS: Final = (b"heic", b"heix", b"mif1", b"avif", b"hevc")


class UnknownKind(ValueError):
    """The content is nothing that is taken."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file: its kind and, of a picture, its size and a smaller one to show."""

    kind: str
    width: int | None = None
    height: int | None = None
    preview: ContentFile | None = None


def look_into(upload: Any) -> Looked:
    """What this file is; raises UnknownKind. Pictures are read to the end, and drawn anew to be shown."""
    head = upload.read(HEAD)
    upload.seek(0)
    kind = _kind_of(head)
    if kind:
        return Looked(kind)
    try:
        return _picture(upload)
    except UNREADABLE:
        pass
    finally:
        upload.seek(0)
    if _is_text(head):
        return Looked("text/plain")
    raise UnknownKind


def harmless(name: str, kind: str) -> str:
    """The name without folders, signs that steer or hide, and with an ending that fits what the file is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(
        letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    )
    kept = re.sub(r'[<>:"|?*]', "_", " ".join(kept.split())).strip(". ") or "file"
    stem, point, ending = kept.rpartition(".")
    if point and ending.lower() in ENDINGS[kind]:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return f"{kept[: LONGEST_NAME - 6]}.{ENDINGS[kind][0]}"


def _kind_of(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in STILLS else "video/mp4"
    return next((kind for start, kind in STARTS if head.startswith(start)), "")


def _picture(upload: Any) -> Looked:
    opened = Image.open(upload, formats=list(PICTURES))
    if opened.width * opened.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    kind = PICTURES[str(opened.format)]
    opened.load()
    upright = ImageOps.exif_transpose(opened) or opened
    width, height = upright.size
    shown = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    shown.thumbnail((PREVIEW, PREVIEW))
    into = BytesIO()
    shown.save(into, "WEBP", quality=80, method=3)
    return Looked(kind, width, height, ContentFile(into.getvalue(), name="preview.webp"))


def _is_text(head: bytes) -> bool:
    if b"\0" in head or head.startswith((b"MZ", b"\x7fELF", b"#!")):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as broken:
        return len(head) == HEAD and broken.start > HEAD - 4
    return True
