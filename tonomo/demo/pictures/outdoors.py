"""Houses, streets, and land from above."""

import math

from tonomo.demo.pictures.canvas import (
    CLAY,
    DOOR,
    DUSK,
    GLOW,
    GRASS,
    HAZE,
    HEIGHT,
    INK,
    LEAF,
    LIT,
    PANE,
    PAPER,
    ROOF,
    SAND,
    SHADE,
    SKY,
    TEAL,
    WALL,
    WIDTH,
    Canvas,
    Colour,
    blend,
    glazing,
    tree,
)


def ground(canvas: Canvas, *, at: float = 640, fill: Colour = GRASS) -> None:
    canvas.box(0, at, WIDTH, HEIGHT - at, fill=fill)
    canvas.area((0, HEIGHT), (560, at), (700, at), (420, HEIGHT), fill=blend(fill, (214, 206, 190), 0.7))


def home(
    canvas: Canvas, *, wall: Colour = WALL, shade: Colour = SHADE, roof: Colour = ROOF, pane: Colour = PANE
) -> None:
    """A gabled house with a wing, its door in the middle."""
    canvas.box(640, 420, 340, 230, fill=shade)
    canvas.area((600, 425), (690, 320), (960, 320), (1030, 425), fill=blend(roof, (0, 0, 0), 0.12))
    canvas.box(330, 380, 360, 270, fill=wall)
    canvas.area((285, 390), (510, 195), (735, 390), fill=roof)
    canvas.area((345, 381), (510, 240), (675, 381), fill=wall)
    canvas.box(850, 250, 44, 90, fill=blend(DOOR, (0, 0, 0), 0.15))
    glazing(canvas, 470, 290, 80, 66, pane)
    for x in (370, 585):
        glazing(canvas, x, 440, 74, 100, pane)
    for x in (740, 860):
        glazing(canvas, x, 470, 78, 96, pane)
    canvas.box(478, 480, 66, 170, fill=DOOR)
    canvas.disc(532, 568, 5, fill=SAND)
    canvas.box(462, 642, 98, 16, fill=blend(wall, (120, 120, 120), 0.4))


def day() -> Canvas:
    canvas = Canvas(SKY, HAZE)
    canvas.disc(1060, 160, 62, fill=(255, 240, 204))
    return canvas


def house() -> Canvas:
    """A house by day."""
    canvas = day()
    ground(canvas)
    tree(canvas, 190, 655, 300)
    home(canvas)
    tree(canvas, 1110, 662, 240)
    return canvas


def twilight() -> Canvas:
    """The same house in the blue hour."""
    canvas = Canvas(DUSK, GLOW)
    for place in range(26):
        canvas.disc((place * 197) % WIDTH, 30 + (place * 71) % 240, 1.6 + place % 2, fill=(206, 212, 236))
    dark = (42, 58, 66)
    ground(canvas, fill=dark)
    tree(canvas, 190, 655, 300, leaf=(36, 54, 62))
    home(canvas, wall=(120, 122, 146), shade=(98, 102, 128), roof=(34, 40, 60), pane=LIT)
    tree(canvas, 1110, 662, 240, leaf=(36, 54, 62))
    return canvas


def neighborhood() -> Canvas:
    """A row of houses, trees and a lamp."""
    canvas = day()
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
                glazing(canvas, left + column, 660 - height + row * 108, 64, 70, PANE)
    for x in (270, 780, 1030):
        tree(canvas, x, 668, 170)
    canvas.line((0, 760), (WIDTH, 760), fill=PAPER, width=6)
    return canvas


def from_above(canvas: Canvas) -> None:
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


def quadcopter(canvas: Canvas, x: float, y: float, size: float) -> None:
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
    from_above(canvas)
    quadcopter(canvas, 900, 560, 120)
    return canvas


def flight() -> Canvas:
    """The way of a flight round a property."""
    canvas = Canvas(SKY, HAZE)
    from_above(canvas)
    turn = [(640 + 420 * math.cos(a / 20), 400 + 250 * math.sin(a / 20)) for a in range(30, 128)]
    for start in range(0, len(turn) - 3, 6):
        canvas.line(*turn[start : start + 4], fill=PAPER, width=9)
    quadcopter(canvas, *turn[-1], 84)
    return canvas
