"""Rooms and what stands in them."""

from tonomo.demo.pictures.canvas import (
    CLAY,
    FRAME,
    GRASS,
    HAZE,
    HEIGHT,
    INK,
    LEAF,
    PANE,
    PAPER,
    ROOF,
    SAND,
    SKY,
    TEAL,
    TRUNK,
    WIDTH,
    Canvas,
    Colour,
    blend,
    glazing,
    tree,
)


def room(canvas: Canvas, wall: Colour = (236, 230, 220)) -> None:
    canvas.box(0, 0, WIDTH, HEIGHT, fill=wall)
    canvas.area((0, 650), (WIDTH, 650), (WIDTH, HEIGHT), (0, HEIGHT), fill=(190, 158, 126))
    for x in range(-300, 1700, 150):
        canvas.line((640 + (x - 640) * 0.8, 650), (x + (x - 640) * 0.35, HEIGHT), fill=(174, 142, 112), width=3)
    canvas.box(0, 636, WIDTH, 16, fill=PAPER)


def couch(canvas: Canvas, x: float, y: float, colour: Colour) -> None:
    dark = blend(colour, (0, 0, 0), 0.14)
    canvas.box(x + 30, y, 400, 140, fill=dark, round_=34)
    canvas.box(x, y + 60, 70, 140, fill=colour, round_=28)
    canvas.box(x + 390, y + 60, 70, 140, fill=colour, round_=28)
    canvas.box(x + 50, y + 100, 360, 96, fill=colour, round_=22)
    canvas.box(x + 227, y + 106, 6, 84, fill=dark)
    for foot in (30, 410):
        canvas.box(x + foot, y + 196, 16, 30, fill=INK)


def window() -> Canvas:
    """A room with a view over the lake."""
    canvas = Canvas(SKY, HAZE)
    room(canvas)
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
    couch(canvas, 420, 520, CLAY)
    return canvas


def sofa() -> Canvas:
    """An empty room, half of it furnished."""
    canvas = Canvas(SKY, HAZE)
    room(canvas, (228, 232, 230))
    glazing(canvas, 160, 150, 240, 260, PANE)
    canvas.box(640, 0, 640, HEIGHT, fill=(222, 210, 196))
    canvas.area((640, 650), (WIDTH, 650), (WIDTH, HEIGHT), (640, HEIGHT), fill=(178, 146, 114))
    canvas.box(860, 150, 220, 170, fill=PAPER)
    canvas.box(876, 166, 188, 138, fill=TEAL)
    canvas.disc(930, 250, 46, fill=SAND)
    canvas.disc(960, 740, 260, fill=(206, 186, 160), squash=0.2)
    couch(canvas, 740, 480, TEAL)
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
    room(canvas)
    canvas.box(480, 170, 320, 480, fill=PAPER)
    canvas.box(500, 190, 280, 460, fill=SKY)
    canvas.box(500, 480, 280, 170, fill=GRASS)
    tree(canvas, 690, 520, 170)
    for edge in (0, HEIGHT - 92):
        canvas.box(0, edge, WIDTH, 92, fill=INK)
        for x in range(24, WIDTH, 112):
            canvas.box(x, edge + 24, 64, 44, fill=PAPER, round_=8)
    canvas.disc(640, 425, 84, fill=PAPER)
    canvas.area((612, 376), (612, 474), (694, 425), fill=INK)
    return canvas


def tour() -> Canvas:
    """A room with the points one can stand on."""
    canvas = Canvas(SKY, HAZE)
    room(canvas)
    canvas.area((0, 0), (280, 130), (280, 650), (0, 850), fill=(222, 214, 202))
    canvas.box(860, 220, 220, 430, fill=(206, 196, 182))
    canvas.box(880, 240, 180, 410, fill=(240, 234, 224))
    glazing(canvas, 430, 190, 260, 220, PANE)
    for x, y, size in ((420, 790, 62), (640, 720, 44), (900, 690, 30)):
        canvas.disc(x, y, size, fill=PAPER, squash=0.36)
        canvas.disc(x, y, size * 0.72, fill=TEAL, squash=0.36)
    canvas.disc(1110, 120, 70, fill=PAPER)
    canvas.disc(1110, 120, 58, fill=INK)
    canvas.area((1110, 76), (1126, 120), (1094, 120), fill=CLAY)
    canvas.area((1110, 164), (1126, 120), (1094, 120), fill=PAPER)
    return canvas
