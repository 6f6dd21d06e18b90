"""A company's colour, held where text on it stays readable: what CSS does in the browser, for e-mail, paper and previews.

Sources: Björn Ottosson, "A perceptual color space for image processing" (OKLab); WCAG 2.2, "contrast ratio".
"""

from dataclasses import dataclass
from math import atan2, cos, hypot, sin

WHITE = "#ffffff"
FILL_LIGHTEST = 0.515
"""White words on anything lighter would be hard to read."""


@dataclass(frozen=True, slots=True)
class Oklch:
    lightness: float
    chroma: float
    hue: float


def readable(colour: str) -> str:
    """The colour for buttons and other fills: white words on it have a contrast of at least 4.5 to 1."""
    return _held(colour, lowest=0.36, highest=FILL_LIGHTEST, most=0.17)


def readable_ink(colour: str) -> str:
    """The colour for words and links on a light ground."""
    return _held(colour, lowest=0.34, highest=0.47, most=0.15)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG, from 1 to 21."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _held(colour: str, *, lowest: float, highest: float, most: float) -> str:
    given = to_oklch(colour)
    return to_hex(Oklch(min(max(given.lightness, lowest), highest), min(given.chroma, most), given.hue))


def to_oklch(colour: str) -> Oklch:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def to_hex(colour: Oklch) -> str:
    """The colour as browsers show it: what a screen cannot show is cut off, channel by channel."""
    linear = _to_linear(colour.lightness, colour.chroma, colour.hue)
    return "#" + "".join(f"{round(_encoded(min(max(channel, 0), 1)) * 255):02x}" for channel in linear)


def _to_linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(hue), chroma * sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _encoded(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else float(1.055 * channel ** (1 / 2.4) - 0.055)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
