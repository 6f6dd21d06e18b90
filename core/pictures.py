"""Pictures that people upload: believed by content, never by name, and made anew before they are kept."""

import secrets
from io import BytesIO
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_PIXELS: Final = 40_000_000
FORMATS: Final = ("PNG", "JPEG", "WEBP")


class NotAPicture(ValueError):
    """The upload cannot be used; the message says why, for the person who chose it."""


END: Final = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}
UNREADABLE: Final = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


def clean_picture(upload: Any, *, longest: int, is_drawn: bool = False) -> ContentFile:
    """The picture anew, at most `longest` pixels a side, under a name nobody can guess; raises NotAPicture.

    What the file says about place and camera is left behind. `is_drawn` (a logo) keeps hard edges, as PNG.
    """
    if upload.size > MOST_BYTES:
        raise NotAPicture(_("The picture is larger than 5 MB. Make it smaller and try again."))
    head = upload.read(512)
    upload.seek(0)
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        raise NotAPicture(_("An SVG can carry code, so we do not take it. Save the picture as PNG, JPEG or WebP."))
    try:
        picture = _opened(upload)
    except UNREADABLE:
        raise NotAPicture(_("This is not a picture we can read. Take a PNG, JPEG or WebP.")) from None
    picture.thumbnail((longest, longest))
    return _kept(picture, is_drawn=is_drawn)


def _opened(upload: Any) -> Image.Image:
    """The picture, turned upright and wholly read; raises what Pillow raises, ValueError for too many pixels."""
    opened = Image.open(upload, formats=FORMATS)
    if opened.width * opened.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    opened.load()
    if not _is_whole(upload, str(opened.format)):
        raise ValueError("cut short")
    return ImageOps.exif_transpose(opened) or opened


def _is_whole(upload: Any, kind: str) -> bool:
    """Whether the end of the file arrived. Pillow would refuse by itself, had WeasyPrint not told it, for all, not to."""
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    if kind == "WEBP":
        return len(content) >= 8 + int.from_bytes(content[4:8], "little")
    return END[kind] in content[len(content) // 2 :]


def _kept(picture: Image.Image, *, is_drawn: bool) -> ContentFile:
    is_clear = "A" in picture.getbands() or "transparency" in picture.info
    made = picture.convert("RGBA" if is_clear else "RGB")
    into = BytesIO()
    if is_clear or is_drawn:
        made.save(into, "PNG", optimize=True)
    else:
        made.save(into, "WEBP", quality=86, method=4)
    ending = "png" if is_clear or is_drawn else "webp"
    return ContentFile(into.getvalue(), name=f"{secrets.token_urlsafe(16)}.{ending}")
