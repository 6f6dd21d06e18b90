"""Makes a picture small enough to keep with the code."""

from io import BytesIO
from pathlib import Path

from PIL import Image

MOST_BYTES = 150_000
COLOURS = (256, 128)
QUALITIES = (85, 70, 55, 40, 25)


def keep(shot: bytes, folder: Path, name: str) -> Path:
    """Write the picture as PNG, or as WebP where photographs would make that too large; the file it lies in now."""
    picture = Image.open(BytesIO(shot)).convert("RGB")
    kind, small = _png(picture) or _webp(picture)
    for old in folder.glob(f"{name}.*"):
        old.unlink()
    file = folder / f"{name}.{kind}"
    file.write_bytes(small)
    return file


def _png(picture: Image.Image) -> tuple[str, bytes] | None:
    for colours in COLOURS:
        drawn = picture.quantize(colours, dither=Image.Dither.NONE)
        small = _written(drawn, "PNG", optimize=True)
        if len(small) <= MOST_BYTES:
            return "png", small
    return None


def _webp(picture: Image.Image) -> tuple[str, bytes]:
    for quality in QUALITIES:
        small = _written(picture, "WEBP", quality=quality, method=6)
        if len(small) <= MOST_BYTES:
            return "webp", small
    raise ValueError("This picture stays larger than 150 KB whatever its quality.")


def _written(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()
