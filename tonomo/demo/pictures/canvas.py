"""A sheet to draw on, its colours, and what stands in many pictures."""

import io

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 850
# Drawn at twice the size and reduced, for soft edges.
_ZOOM = 2
type Colour = tuple[int, int, int]
type Point = tuple[float, float]

SKY, HAZE = (191, 219, 236), (244, 238, 226)
GRASS, LEAF, TRUNK = (126, 158, 112), (92, 130, 96), (112, 92, 76)
WALL, SHADE, ROOF, DOOR = (250, 247, 240), (226, 219, 206), (74, 84, 98), (176, 88, 62)
PANE, LIT, FRAME = (148, 180, 196), (255, 214, 138), (88, 98, 110)
DUSK, GLOW = (38, 50, 86), (232, 152, 122)
INK, PAPER, TEAL, CLAY, SAND = (44, 56, 72), (250, 248, 243), (36, 118, 142), (204, 122, 86), (232, 214, 186)


class Canvas:
    """A sheet with coordinates of the finished picture."""

    def __init__(self, top: Colour, bottom: Colour) -> None:
        strip = Image.new("RGB", (1, HEIGHT * _ZOOM))
        for y in range(HEIGHT * _ZOOM):
            strip.putpixel((0, y), blend(top, bottom, y / (HEIGHT * _ZOOM)))
        self.image = strip.resize((WIDTH * _ZOOM, HEIGHT * _ZOOM))
        self._draw = ImageDraw.Draw(self.image)

    def area(self, *points: Point, fill: Colour) -> None:
        """A filled shape."""
        self._draw.polygon([(x * _ZOOM, y * _ZOOM) for x, y in points], fill=fill)

    def box(self, left: float, top: float, width: float, height: float, *, fill: Colour, round_: float = 0) -> None:
        """A filled rectangle."""
        corners = [left * _ZOOM, top * _ZOOM, (left + width) * _ZOOM, (top + height) * _ZOOM]
        self._draw.rounded_rectangle(corners, radius=round_ * _ZOOM, fill=fill)

    def disc(self, x: float, y: float, radius: float, *, fill: Colour, squash: float = 1) -> None:
        """A filled circle, or an ellipse lying down."""
        corners = [
            (x - radius) * _ZOOM,
            (y - radius * squash) * _ZOOM,
            (x + radius) * _ZOOM,
            (y + radius * squash) * _ZOOM,
        ]
        self._draw.ellipse(corners, fill=fill)

    def line(self, *points: Point, fill: Colour, width: float) -> None:
        """A line through points."""
        self._draw.line(
            [(x * _ZOOM, y * _ZOOM) for x, y in points], fill=fill, width=round(width * _ZOOM), joint="curve"
        )

    def png(self) -> bytes:
        """The finished picture."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
        kept = io.BytesIO()
        small.quantize(64, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        return kept.getvalue()


def blend(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two."""
    return (
        round(one[0] + (other[0] - one[0]) * part),
        round(one[1] + (other[1] - one[1]) * part),
        round(one[2] + (other[2] - one[2]) * part),
    )


def tree(canvas: Canvas, x: float, y: float, size: float, *, leaf: Colour = LEAF) -> None:
    canvas.box(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, fill=TRUNK)
    for dx, dy, radius in ((-0.2, -0.62, 0.24), (0.2, -0.62, 0.24), (0, -0.85, 0.3)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, fill=blend(leaf, (255, 255, 255), 0.05 - dy * 0.06))


def glazing(canvas: Canvas, x: float, y: float, width: float, height: float, pane: Colour) -> None:
    canvas.box(x - 7, y - 7, width + 14, height + 14, fill=FRAME)
    canvas.box(x, y, width, height, fill=pane)
    canvas.box(x + width / 2 - 3, y, 6, height, fill=FRAME)
    canvas.box(x, y + height * 0.42, width, 6, fill=FRAME)
