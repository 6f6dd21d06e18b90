"""People, plans and screens."""

import math

from tonomo.demo.pictures.canvas import (
    CLAY,
    DOOR,
    FRAME,
    GLOW,
    GRASS,
    HEIGHT,
    INK,
    LEAF,
    PANE,
    PAPER,
    ROOF,
    SAND,
    SKY,
    TEAL,
    WALL,
    WIDTH,
    Canvas,
    Colour,
    Point,
    blend,
    glazing,
)


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
        glazing(canvas, x, 450, 48, 56, PANE)
    canvas.box(500, 690, 280, 10, fill=(240, 240, 236), round_=5)
    canvas.box(500, 690, 120, 10, fill=CLAY, round_=5)
    canvas.disc(640, 130, 9, fill=INK)
    return canvas


def figure(canvas: Canvas, x: float, y: float, size: float, coat: Colour, hair: Colour, skin: Colour) -> None:
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
    figure(canvas, 640, 380, 270, INK, (70, 52, 44), (214, 164, 132))
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
        figure(canvas, x, 420 if x == 640 else 380, 180, coat, hair, skin)
    return canvas


def walls(canvas: Canvas, fill: Colour, width: float) -> None:
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
    walls(canvas, INK, 14)
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
        glazing(canvas, x, 370, 44, 48, PANE)
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
