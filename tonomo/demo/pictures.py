"""Pictures for the catalogue, drawn by code: the same every time, small, 1280 × 850."""

import io
import math
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 850
# Drawn at twice the size and reduced, for soft edges.
_ZOOM = 2
type Colour = tuple[int, int, int]
type Point = tuple[float, float]


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


SKY, HAZE = (191, 219, 236), (244, 238, 226)
GRASS, LEAF, TRUNK = (126, 158, 112), (92, 130, 96), (112, 92, 76)
WALL, SHADE, ROOF, DOOR = (250, 247, 240), (226, 219, 206), (74, 84, 98), (176, 88, 62)
PANE, LIT, FRAME = (148, 180, 196), (255, 214, 138), (88, 98, 110)
DUSK, GLOW = (38, 50, 86), (232, 152, 122)
INK, PAPER, TEAL, CLAY, SAND = (44, 56, 72), (250, 248, 243), (36, 118, 142), (204, 122, 86), (232, 214, 186)


@cache
def draw(motif: str) -> bytes:
    """The picture of a motif as a PNG file."""
    return _MOTIFS[motif]().png()


def _ground(canvas: Canvas, *, at: float = 640, fill: Colour = GRASS) -> None:
    canvas.box(0, at, WIDTH, HEIGHT - at, fill=fill)
    canvas.area((0, HEIGHT), (560, at), (700, at), (420, HEIGHT), fill=blend(fill, (214, 206, 190), 0.7))


def _tree(canvas: Canvas, x: float, y: float, size: float, *, leaf: Colour = LEAF) -> None:
    canvas.box(x - size * 0.06, y - size * 0.5, size * 0.12, size * 0.5, fill=TRUNK)
    for dx, dy, radius in ((-0.2, -0.62, 0.24), (0.2, -0.62, 0.24), (0, -0.85, 0.3)):
        canvas.disc(x + dx * size, y + dy * size, radius * size, fill=blend(leaf, (255, 255, 255), 0.05 - dy * 0.06))


def _window(canvas: Canvas, x: float, y: float, width: float, height: float, pane: Colour) -> None:
    canvas.box(x - 7, y - 7, width + 14, height + 14, fill=FRAME)
    canvas.box(x, y, width, height, fill=pane)
    canvas.box(x + width / 2 - 3, y, 6, height, fill=FRAME)
    canvas.box(x, y + height * 0.42, width, 6, fill=FRAME)


def _house(
    canvas: Canvas, *, wall: Colour = WALL, shade: Colour = SHADE, roof: Colour = ROOF, pane: Colour = PANE
) -> None:
    """A gabled house with a wing, its door in the middle."""
    canvas.box(640, 420, 340, 230, fill=shade)
    canvas.area((600, 425), (690, 320), (960, 320), (1030, 425), fill=blend(roof, (0, 0, 0), 0.12))
    canvas.box(330, 380, 360, 270, fill=wall)
    canvas.area((285, 390), (510, 195), (735, 390), fill=roof)
    canvas.area((345, 381), (510, 240), (675, 381), fill=wall)
    canvas.box(850, 250, 44, 90, fill=blend(DOOR, (0, 0, 0), 0.15))
    _window(canvas, 470, 290, 80, 66, pane)
    for x in (370, 585):
        _window(canvas, x, 440, 74, 100, pane)
    for x in (740, 860):
        _window(canvas, x, 470, 78, 96, pane)
    canvas.box(478, 480, 66, 170, fill=DOOR)
    canvas.disc(532, 568, 5, fill=SAND)
    canvas.box(462, 642, 98, 16, fill=blend(wall, (120, 120, 120), 0.4))


def _day() -> Canvas:
    canvas = Canvas(SKY, HAZE)
    canvas.disc(1060, 160, 62, fill=(255, 240, 204))
    return canvas


def house() -> Canvas:
    """A house by day."""
    canvas = _day()
    _ground(canvas)
    _tree(canvas, 190, 655, 300)
    _house(canvas)
    _tree(canvas, 1110, 662, 240)
    return canvas


def twilight() -> Canvas:
    """The same house in the blue hour."""
    canvas = Canvas(DUSK, GLOW)
    for place in range(26):
        canvas.disc((place * 197) % WIDTH, 30 + (place * 71) % 240, 1.6 + place % 2, fill=(206, 212, 236))
    dark = (42, 58, 66)
    _ground(canvas, fill=dark)
    _tree(canvas, 190, 655, 300, leaf=(36, 54, 62))
    _house(canvas, wall=(120, 122, 146), shade=(98, 102, 128), roof=(34, 40, 60), pane=LIT)
    _tree(canvas, 1110, 662, 240, leaf=(36, 54, 62))
    return canvas


def neighborhood() -> Canvas:
    """A row of houses, trees and a lamp."""
    canvas = _day()
    canvas.box(0, 660, WIDTH, 190, fill=(186, 188, 190))
    canvas.box(0, 640, WIDTH, 34, fill=(222, 216, 204))
    for place, (wall, height) in enumerate(
        zip((CLAY, WALL, TEAL, SAND, (150, 164, 176)), (330, 270, 360, 300, 250), strict=True)
    ):
        left = 30 + place * 250
        canvas.box(left, 640 - height, 226, height, fill=wall)
        canvas.box(left - 8, 628 - height, 242, 22, fill=ROOF)
        for row in range(height // 110):
            for column in (30, 130):
                _window(canvas, left + column, 660 - height + row * 108, 64, 70, PANE)
    for x in (270, 780, 1030):
        _tree(canvas, x, 668, 170)
    canvas.line((0, 760), (WIDTH, 760), fill=PAPER, width=6)
    return canvas


def _from_above(canvas: Canvas) -> None:
    canvas.box(0, 0, WIDTH, HEIGHT, fill=(142, 172, 124))
    canvas.area((0, 690), (WIDTH, 560), (WIDTH, 680), (0, 820), fill=(176, 180, 182))
    canvas.line((0, 755), (WIDTH, 620), fill=PAPER, width=4)
    canvas.area((420, 560), (500, 548), (520, 690), (436, 704), fill=(214, 206, 190))
    canvas.area((300, 220), (640, 170), (690, 500), (346, 556), fill=ROOF)
    canvas.area((300, 220), (640, 170), (516, 352), fill=blend(ROOF, (255, 255, 255), 0.2))
    canvas.area((690, 500), (346, 556), (516, 352), fill=blend(ROOF, (0, 0, 0), 0.15))
    canvas.area((820, 250), (1040, 218), (1064, 370), (842, 404), fill=(94, 176, 196))
    canvas.area((838, 264), (1026, 236), (1046, 358), (856, 388), fill=(134, 206, 220))
    for x, y, size in (
        (170, 200, 64),
        (120, 420, 50),
        (760, 110, 58),
        (1150, 160, 70),
        (1120, 470, 54),
        (740, 480, 42),
        (220, 560, 40),
    ):
        canvas.disc(x + 10, y + 14, size, fill=(112, 142, 100))
        canvas.disc(x, y, size, fill=LEAF)
        canvas.disc(x - size * 0.25, y - size * 0.25, size * 0.55, fill=blend(LEAF, (255, 255, 255), 0.16))


def _quadcopter(canvas: Canvas, x: float, y: float, size: float) -> None:
    for dx in (-1, 1):
        for dy in (-1, 1):
            canvas.line((x, y), (x + dx * size, y + dy * size * 0.62), fill=INK, width=size * 0.1)
            canvas.disc(x + dx * size, y + dy * size * 0.62, size * 0.5, fill=(214, 222, 228), squash=0.5)
            canvas.disc(x + dx * size, y + dy * size * 0.62, size * 0.09, fill=INK)
    canvas.box(x - size * 0.34, y - size * 0.26, size * 0.68, size * 0.52, fill=PAPER, round_=size * 0.18)
    canvas.disc(x, y + size * 0.16, size * 0.16, fill=INK)
    canvas.disc(x, y + size * 0.16, size * 0.08, fill=TEAL)


def drone() -> Canvas:
    """A property from above, the drone over it."""
    canvas = Canvas(SKY, HAZE)
    _from_above(canvas)
    _quadcopter(canvas, 900, 560, 120)
    return canvas


def flight() -> Canvas:
    """The way of a flight round a property."""
    canvas = Canvas(SKY, HAZE)
    _from_above(canvas)
    turn = [(640 + 420 * math.cos(a / 20), 400 + 250 * math.sin(a / 20)) for a in range(30, 128)]
    for start in range(0, len(turn) - 3, 6):
        canvas.line(*turn[start : start + 4], fill=PAPER, width=9)
    _quadcopter(canvas, *turn[-1], 84)
    return canvas


def _room(canvas: Canvas, wall: Colour = (236, 230, 220)) -> None:
    canvas.box(0, 0, WIDTH, HEIGHT, fill=wall)
    canvas.area((0, 650), (WIDTH, 650), (WIDTH, HEIGHT), (0, HEIGHT), fill=(190, 158, 126))
    for x in range(-300, 1700, 150):
        canvas.line((640 + (x - 640) * 0.8, 650), (x + (x - 640) * 0.35, HEIGHT), fill=(174, 142, 112), width=3)
    canvas.box(0, 636, WIDTH, 16, fill=PAPER)


def window() -> Canvas:
    """A room with a view over the lake."""
    canvas = Canvas(SKY, HAZE)
    _room(canvas)
    canvas.box(330, 110, 640, 400, fill=FRAME)
    canvas.box(346, 126, 608, 368, fill=SKY)
    canvas.box(346, 330, 608, 164, fill=(96, 152, 176))
    for x, width, height in (
        (380, 40, 90),
        (426, 54, 150),
        (486, 36, 110),
        (528, 60, 190),
        (594, 44, 130),
        (646, 70, 80),
    ):
        canvas.box(x, 330 - height, width, height, fill=blend(ROOF, SKY, 0.45))
    canvas.box(644, 126, 12, 368, fill=FRAME)
    _sofa(canvas, 420, 520, CLAY)
    return canvas


def _sofa(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    dark = blend(colour, (0, 0, 0), 0.14)
    canvas.box(x + 30, y, 400, 140, fill=dark, round_=34)
    canvas.box(x, y + 60, 70, 140, fill=colour, round_=28)
    canvas.box(x + 390, y + 60, 70, 140, fill=colour, round_=28)
    canvas.box(x + 50, y + 100, 360, 96, fill=colour, round_=22)
    canvas.box(x + 227, y + 106, 6, 84, fill=dark)
    for foot in (30, 410):
        canvas.box(x + foot, y + 196, 16, 30, fill=INK)


def sofa() -> Canvas:
    """An empty room, half of it furnished."""
    canvas = Canvas(SKY, HAZE)
    _room(canvas, (228, 232, 230))
    _window(canvas, 160, 150, 240, 260, PANE)
    canvas.box(640, 0, 640, HEIGHT, fill=(222, 210, 196))
    canvas.area((640, 650), (WIDTH, 650), (WIDTH, HEIGHT), (640, HEIGHT), fill=(178, 146, 114))
    canvas.box(860, 150, 220, 170, fill=PAPER)
    canvas.box(876, 166, 188, 138, fill=TEAL)
    canvas.disc(930, 250, 46, fill=SAND)
    canvas.disc(960, 740, 260, fill=(206, 186, 160), squash=0.2)
    _sofa(canvas, 740, 480, TEAL)
    canvas.box(634, 0, 12, HEIGHT, fill=PAPER)
    canvas.disc(640, 425, 40, fill=PAPER)
    canvas.area((622, 425), (634, 410), (634, 440), fill=INK)
    canvas.area((658, 425), (646, 410), (646, 440), fill=INK)
    return canvas


def declutter() -> Canvas:
    """A room with boxes, and without."""
    canvas = sofa()
    for x, y, size in ((120, 560, 130), (260, 600, 110), (170, 470, 96), (420, 620, 90)):
        canvas.box(x, y, size, size * 0.82, fill=(196, 160, 118))
        canvas.box(x + size * 0.42, y, size * 0.16, size * 0.82, fill=(222, 196, 160))
    return canvas


def detail() -> Canvas:
    """A vase with twigs on a stone counter."""
    canvas = Canvas((240, 234, 224), (214, 202, 186))
    canvas.box(0, 600, WIDTH, 250, fill=(198, 200, 200))
    canvas.box(0, 600, WIDTH, 26, fill=(230, 230, 228))
    for dx, height in ((-130, 360), (-60, 430), (20, 400), (110, 340)):
        canvas.line((640, 470), (640 + dx, 560 - height), fill=TRUNK, width=7)
        for leaf in range(5):
            part = 0.35 + leaf * 0.15
            canvas.disc(
                640 + dx * part + (18 if leaf % 2 else -18), 470 + (90 - height) * part, 20, fill=LEAF, squash=0.6
            )
    canvas.area((560, 460), (720, 460), (750, 612), (530, 612), fill=TEAL)
    canvas.disc(640, 460, 80, fill=blend(TEAL, (0, 0, 0), 0.25), squash=0.2)
    canvas.disc(930, 590, 90, fill=CLAY, squash=0.35)
    canvas.disc(930, 578, 76, fill=blend(CLAY, (255, 255, 255), 0.25), squash=0.3)
    return canvas


def film() -> Canvas:
    """A doorway in the frame of a film."""
    canvas = Canvas(SKY, HAZE)
    _room(canvas)
    canvas.box(480, 170, 320, 480, fill=PAPER)
    canvas.box(500, 190, 280, 460, fill=SKY)
    canvas.box(500, 480, 280, 170, fill=GRASS)
    _tree(canvas, 690, 520, 170)
    for edge in (0, HEIGHT - 92):
        canvas.box(0, edge, WIDTH, 92, fill=INK)
        for x in range(24, WIDTH, 112):
            canvas.box(x, edge + 24, 64, 44, fill=PAPER, round_=8)
    canvas.disc(640, 425, 84, fill=PAPER)
    canvas.area((612, 376), (612, 474), (694, 425), fill=INK)
    return canvas


def phone() -> Canvas:
    """A telephone with a house on it."""
    canvas = Canvas((226, 236, 240), (206, 222, 228))
    canvas.box(440, 60, 400, 730, fill=INK, round_=48)
    canvas.box(460, 84, 360, 682, fill=SKY, round_=32)
    canvas.box(460, 560, 360, 206, fill=GRASS, round_=32)
    canvas.area((500, 420), (640, 290), (780, 420), fill=ROOF)
    canvas.box(530, 410, 220, 190, fill=WALL)
    canvas.box(610, 490, 60, 110, fill=DOOR)
    for x in (545, 685):
        _window(canvas, x, 450, 48, 56, PANE)
    canvas.box(500, 690, 280, 10, fill=(240, 240, 236), round_=5)
    canvas.box(500, 690, 120, 10, fill=CLAY, round_=5)
    canvas.disc(640, 130, 9, fill=INK)
    return canvas


def _person(canvas: Canvas, x: float, y: float, size: float, coat: Colour, hair: Colour, skin: Colour) -> None:
    canvas.disc(x, y + size * 0.98, size * 0.78, fill=coat, squash=0.7)
    canvas.box(x - size * 0.78, y + size, size * 1.56, size, fill=coat)
    canvas.area((x - size * 0.2, y + size * 0.44), (x + size * 0.2, y + size * 0.44), (x, y + size * 0.86), fill=PAPER)
    canvas.box(x - size * 0.13, y + size * 0.2, size * 0.26, size * 0.36, fill=blend(skin, (0, 0, 0), 0.12))
    canvas.disc(x, y - size * 0.14, size * 0.46, fill=hair)
    canvas.disc(x, y, size * 0.38, fill=skin, squash=1.14)


def person() -> Canvas:
    """A portrait in front of a backdrop."""
    canvas = Canvas((214, 222, 228), (176, 192, 202))
    canvas.disc(640, 400, 420, fill=(228, 234, 238))
    _person(canvas, 640, 380, 270, INK, (70, 52, 44), (214, 164, 132))
    return canvas


def team() -> Canvas:
    """Five people in a row."""
    canvas = Canvas((228, 224, 214), (206, 198, 184))
    looks = (
        (190, TEAL, (42, 36, 36), (150, 104, 78)),
        (1090, CLAY, (206, 184, 150), (236, 196, 170)),
        (400, (120, 132, 150), (96, 66, 46), (230, 186, 154)),
        (880, (92, 110, 88), (40, 34, 34), (118, 80, 60)),
        (640, INK, (120, 116, 112), (220, 172, 140)),
    )
    for x, coat, hair, skin in looks:
        _person(canvas, x, 420 if x == 640 else 380, 180, coat, hair, skin)
    return canvas


def _walls(canvas: Canvas, fill: Colour, width: float) -> None:
    outline = ((260, 150), (1020, 150), (1020, 480), (860, 480), (860, 700), (260, 700), (260, 150), (300, 150))
    canvas.line(*outline, fill=fill, width=width)
    for start, end in (
        ((620, 150), (620, 330)),
        ((620, 420), (620, 700)),
        ((260, 430), (520, 430)),
        ((620, 480), (780, 480)),
    ):
        canvas.line(start, end, fill=fill, width=width)


def plan() -> Canvas:
    """A floor plan on paper."""
    canvas = Canvas(PAPER, PAPER)
    for x in range(0, WIDTH, 40):
        canvas.line((x, 0), (x, HEIGHT), fill=(236, 236, 230), width=1)
    for y in range(0, HEIGHT, 40):
        canvas.line((0, y), (WIDTH, y), fill=(236, 236, 230), width=1)
    canvas.area((260, 150), (620, 150), (620, 430), (260, 430), fill=(226, 236, 238))
    canvas.area((620, 150), (1020, 150), (1020, 480), (620, 480), fill=(240, 230, 214))
    canvas.area((260, 430), (620, 430), (620, 700), (260, 700), fill=(234, 238, 226))
    canvas.area((620, 480), (860, 480), (860, 700), (620, 700), fill=(240, 226, 220))
    _walls(canvas, INK, 14)
    for x, y in ((380, 150), (760, 150), (1020, 250), (260, 540)):
        across = x in (380, 760)
        canvas.box(
            x - (0 if across else 7), y - (7 if across else 0), 120 if across else 14, 14 if across else 110, fill=PANE
        )
    for x, y in ((420, 290), (800, 310), (420, 560), (735, 590)):
        canvas.box(x - 60, y - 8, 120, 12, fill=(120, 130, 140), round_=6)
        canvas.box(x - 38, y + 14, 76, 8, fill=(172, 180, 186), round_=4)
    canvas.line((260, 760), (860, 760), fill=CLAY, width=4)
    for x in (260, 860):
        canvas.line((x, 744), (x, 776), fill=CLAY, width=4)
    return canvas


def plan3d() -> Canvas:
    """The plan with floors and furniture, seen from above at an angle."""
    canvas = Canvas((232, 238, 240), (210, 222, 226))

    def at(x: float, y: float, height: float = 0) -> Point:
        return (640 + (x - 640) * 0.86 - (y - 425) * 0.42, 470 + (y - 425) * 0.62 + (x - 640) * 0.16 - height)

    rooms = (((260, 150), (620, 430), (206, 178, 146)), ((620, 150), (1020, 480), (222, 210, 192)),
             ((260, 430), (620, 700), (196, 206, 208)), ((620, 480), (860, 700), (214, 190, 160)))  # fmt: skip
    for (left, top), (right, bottom), floor in rooms:
        canvas.area(at(left, top), at(right, top), at(right, bottom), at(left, bottom), fill=floor)
    for left, top, right, bottom, colour in (
        (320, 220, 480, 320, TEAL),
        (760, 220, 900, 300, CLAY),
        (330, 520, 470, 640, PAPER),
        (680, 560, 800, 640, LEAF),
    ):
        for height, shade in ((0, 0.25), (26, 0)):
            corners = [at(x, y, height) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]
            canvas.area(*corners, fill=blend(colour, (0, 0, 0), shade))
    for start, end in (
        ((260, 150), (1020, 150)),
        ((260, 150), (260, 700)),
        ((620, 150), (620, 330)),
        ((260, 430), (520, 430)),
        ((620, 480), (1020, 480)),
        ((620, 420), (620, 700)),
    ):
        canvas.area(at(*start), at(*end), at(*end, 84), at(*start, 84), fill=(246, 244, 240))
        canvas.line(at(*start, 84), at(*end, 84), fill=FRAME, width=5)
    return canvas


def tour() -> Canvas:
    """A room with the points one can stand on."""
    canvas = Canvas(SKY, HAZE)
    _room(canvas)
    canvas.area((0, 0), (280, 130), (280, 650), (0, 850), fill=(222, 214, 202))
    canvas.box(860, 220, 220, 430, fill=(206, 196, 182))
    canvas.box(880, 240, 180, 410, fill=(240, 234, 224))
    _window(canvas, 430, 190, 260, 220, PANE)
    for x, y, size in ((420, 790, 62), (640, 720, 44), (900, 690, 30)):
        canvas.disc(x, y, size, fill=PAPER, squash=0.36)
        canvas.disc(x, y, size * 0.72, fill=TEAL, squash=0.36)
    canvas.disc(1110, 120, 70, fill=PAPER)
    canvas.disc(1110, 120, 58, fill=INK)
    canvas.area((1110, 76), (1126, 120), (1094, 120), fill=CLAY)
    canvas.area((1110, 164), (1126, 120), (1094, 120), fill=PAPER)
    return canvas


def website() -> Canvas:
    """A page in a browser."""
    canvas = Canvas((216, 226, 232), (196, 210, 218))
    canvas.box(160, 90, 960, 680, fill=PAPER, round_=22)
    canvas.box(160, 90, 960, 64, fill=INK, round_=22)
    canvas.box(160, 130, 960, 24, fill=INK)
    for place, colour in enumerate((CLAY, SAND, LEAF)):
        canvas.disc(200 + place * 34, 122, 10, fill=colour)
    canvas.box(330, 106, 560, 32, fill=(74, 88, 106), round_=16)
    canvas.box(200, 190, 880, 330, fill=SKY)
    canvas.box(200, 440, 880, 80, fill=GRASS)
    canvas.area((480, 340), (640, 220), (800, 340), fill=ROOF)
    canvas.box(520, 335, 240, 135, fill=WALL)
    canvas.box(615, 390, 50, 80, fill=DOOR)
    for x in (545, 690):
        _window(canvas, x, 370, 44, 48, PANE)
    for place in range(4):
        canvas.box(200 + place * 226, 550, 202, 130, fill=(TEAL, SAND, CLAY, (150, 164, 176))[place])
    canvas.box(200, 704, 380, 16, fill=(120, 130, 140), round_=8)
    canvas.box(200, 734, 240, 12, fill=(186, 192, 198), round_=6)
    return canvas


def clock() -> Canvas:
    """An early hour over the roofs."""
    canvas = Canvas((250, 214, 176), (252, 240, 222))
    canvas.disc(640, 660, 320, fill=(255, 232, 180))
    for x, width, height in (
        (0, 200, 210),
        (180, 160, 150),
        (320, 220, 250),
        (760, 180, 200),
        (920, 190, 280),
        (1090, 190, 170),
    ):
        canvas.box(x, 850 - height, width, height, fill=blend(ROOF, GLOW, 0.25))
    canvas.disc(640, 380, 250, fill=INK)
    canvas.disc(640, 380, 226, fill=PAPER)
    for hour in range(12):
        angle = hour * math.pi / 6
        inner, outer = (176, 206) if hour % 3 else (166, 206)
        canvas.line(
            (640 + inner * math.sin(angle), 380 - inner * math.cos(angle)),
            (640 + outer * math.sin(angle), 380 - outer * math.cos(angle)), fill=INK, width=8 if hour % 3 else 14,
        )  # fmt: skip
    canvas.line(
        (640, 380), (640 + 110 * math.sin(7 * math.pi / 6), 380 - 110 * math.cos(7 * math.pi / 6)), fill=INK, width=18
    )
    canvas.line((640, 380), (640, 210), fill=CLAY, width=12)
    canvas.disc(640, 380, 18, fill=INK)
    return canvas


_MOTIFS: dict[str, Callable[[], Canvas]] = {
    made.__name__: made
    for made in (
        house, twilight, neighborhood, drone, flight, window, sofa, declutter, detail, film, phone, person, team, plan,
        plan3d, tour, website, clock,
    )
}  # fmt: skip
MOTIFS: frozenset[str] = frozenset(_MOTIFS)
