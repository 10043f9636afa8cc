"""A story's route as a race poster: stops, chapters' places, and the cars of a round."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from string import ascii_uppercase
from typing import Final

from bot.core.packs.route import Route, point_at
from bot.pictures.boxes import Box
from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face, fitted, width_of
from bot.pictures.label_placement import PlacedLabel
from bot.pictures.map.ground import compass, ground_of
from bot.pictures.map.layout import (
    CHEQUERS,
    DISC,
    DOT,
    FIGURE,
    FLAG_HEIGHT,
    FLAG_WIDTH,
    FRAME,
    HEADING,
    KEY_PAD,
    LEGEND_PAD,
    LETTER,
    LINE,
    PAD,
    RING,
    SMALL,
    STRONG_DOT,
    WIDTH,
    Dot,
    Layout,
    Name,
    What,
    flag_width,
    inset,
    label_of,
    lay_out,
    projected,
    shown_name,
)
from bot.pictures.map.lettering import write, written
from bot.pictures.map.scene import Car, Scene
from bot.pictures.palette import CREAM, GOLD, INK, NIGHT, PAPER, RED, Colour

SILVER: Final[Colour] = (188, 192, 198)

FLAGS: Final[tuple[tuple[Colour, Colour], ...]] = (
    (NIGHT, PAPER),
    (GOLD, INK),
    ((46, 106, 78), PAPER),
    ((122, 52, 104), PAPER),
    ((36, 118, 152), PAPER),
    ((206, 98, 34), INK),
    ((120, 84, 52), PAPER),
    ((94, 98, 104), PAPER),
)
"""The colour of each car's flag and of its letter; the letter identifies the car, the colour only helps."""

MORE_FLAGS: Final[tuple[tuple[Colour, Colour], ...]] = (
    ((232, 190, 178), INK),
    ((104, 134, 62), PAPER),
    ((172, 196, 214), INK),
    (INK, GOLD),
)
"""The same for the ninth car and the next ones, in a race."""

TEAMS: Final[tuple[tuple[str, tuple[Colour, Colour]], ...]] = (
    ("red", (RED, PAPER)),
    ("silver", (SILVER, INK)),
)
"""The colours of the teams."""

SQUARES: Final = (5, 3)
"""The squares of the chequered flag, across and down."""


class RouteMap:
    """Draws a route's maps over an empty map that is drawn once."""

    def __init__(self, route: Route) -> None:
        """Keep the route; nothing is drawn yet."""
        self._route = route

    def lay_out(self, scene: Scene) -> Layout:
        """Where everything of the scene is."""
        return lay_out(self._route, scene, (compass(self._route),))

    def draw(self, scene: Scene) -> bytes:
        """The map as a PNG."""
        return self.canvas(scene).png()

    def canvas(self, scene: Scene) -> Canvas:
        """The map on its canvas."""
        canvas = self._ground.copy()
        layout = self.lay_out(scene)
        _title(canvas, scene)
        for lettering in written(self._route, layout, (compass(self._route),)):
            write(canvas, lettering)
        for text, one in layout.of(What.FIGURE):
            _milestone(canvas, one, text)
        flags = {(What.FLAG, letters) for letters, _ in layout.of(What.FLAG)}
        for placed in layout.placed:
            if placed.leader and placed.name not in flags:
                canvas.line(placed.leader, PAPER, 5)
                canvas.line(placed.leader, NIGHT, 2)
        for dot in layout.dots:
            _dot(canvas, dot, named=not scene.letters)
        _names(canvas, layout)
        _flags(canvas, self._route, scene, layout)
        right = {dot.letter for dot in layout.dots if dot.looked_at}
        for letter, one in layout.of(What.LETTER):
            # Beside the right one, which also has a ring and its name, the others step back.
            colour = RED if letter in right or not right else NIGHT
            _disc(canvas, one.box.middle, LETTER, letter, colour, 40)
        if layout.legend:
            _legend(canvas, scene, layout.legend)
        if layout.key:
            _key(canvas, scene, layout.key)
        return canvas

    @cached_property
    def _ground(self) -> Canvas:
        return ground_of(self._route)


def _title(canvas: Canvas, scene: Scene) -> None:
    title = scene.title.upper()
    size = fitted(title, Face.DISPLAY, 104, 40, WIDTH - 120)
    canvas.text((WIDTH / 2, 68), title, Face.DISPLAY, size, PAPER, "mm")
    canvas.rectangle((FRAME[0], 122), (FRAME[2], FRAME[1]), RED)
    size = fitted(scene.subtitle, Face.BOLD, 36, 20, WIDTH - 100)
    canvas.text((WIDTH / 2, (122 + FRAME[1]) / 2), scene.subtitle, Face.BOLD, size, PAPER, "mm")
    canvas.line([(FRAME[0], FRAME[1]), (FRAME[2], FRAME[1])], CREAM, 3)


def _dot(canvas: Canvas, dot: Dot, *, named: bool) -> None:
    if dot.looked_at:
        canvas.circle(dot.point, RING, None, RED, 3)
        canvas.circle(dot.point, STRONG_DOT + 3, GOLD, NIGHT, 3)
        canvas.circle(dot.point, 5, NIGHT)
    elif dot.strong:
        canvas.circle(dot.point, STRONG_DOT, PAPER, NIGHT, 3)
        canvas.circle(dot.point, 6, RED)
    elif named:
        canvas.circle(dot.point, DOT, PAPER, NIGHT, 2.5)


def _names(canvas: Canvas, layout: Layout) -> None:
    dots = {dot.stop.id: dot for dot in layout.dots}
    for stop_id, one in layout.of(What.NAME):
        dot = dots[stop_id]
        face, size = label_of(dot)
        box = one.box
        _, y = box.middle
        numbers = len(dot.numbers) * (2 * DISC + 2)
        # On the side of its place, the numbers would come between the two.
        is_left = box.middle[0] < dot.point[0]
        start = box.left + inset(dot) + PAD + (numbers if is_left else 0)
        if dot.looked_at:
            canvas.rectangle((box.left - 2, box.top), (box.right + 2, box.bottom), RED, PAPER, 2, 6)
        colour, halo = (PAPER, None) if dot.looked_at else (INK, PAPER)
        canvas.text((start, y), dot.stop.label, face, size, colour, "lm", halo=halo)
        _numbers(canvas, dot, (box.left + inset(dot) if is_left else box.right - inset(dot) - numbers, y))
        if dot.end:
            _start_or_finish(canvas, dot, (start + width_of(dot.stop.label, face, size), y))
    for stop_id, one in layout.of(What.NUMBER):
        _numbers(canvas, dots[stop_id], (one.box.left, one.box.middle[1]))


def _start_or_finish(canvas: Canvas, dot: Dot, where: Point) -> None:
    """The flag and the word of the start or the finish, after the name."""
    left, y = where[0] + 2 * PAD, where[1]
    width, height = CHEQUERS
    chequers(canvas, Box(left, y - height / 2, left + width, y + height / 2))
    canvas.text((left + width + 2 * PAD, y), dot.end, Face.TEXT, SMALL, INK, "lm", halo=PAPER)


def chequers(canvas: Canvas, box: Box) -> None:
    """The chequered flag."""
    across, down = SQUARES
    canvas.rectangle((box.left - 2, box.top - 2), (box.right + 2, box.bottom + 2), INK)
    for index in range(across * down):
        row, column = divmod(index, across)
        left, top = box.left + column * box.width / across, box.top + row * box.height / down
        colour = PAPER if index % 2 else INK
        canvas.rectangle((left, top), (left + box.width / across, top + box.height / down), colour)


def _numbers(canvas: Canvas, dot: Dot, where: Point) -> None:
    for index, number in enumerate(dot.numbers):
        middle = (where[0] + DISC + 1 + index * (2 * DISC + 2), where[1])
        _disc(canvas, middle, DISC, number, NIGHT, 29)


def _disc(canvas: Canvas, middle: Point, radius: float, text: str, colour: Colour, size: float) -> None:
    canvas.circle(middle, radius, colour, PAPER, 2.5)
    canvas.text(middle, text, Face.BOLD, fitted(text, Face.BOLD, size, 16, radius * 1.6), PAPER, "mm")


def _milestone(canvas: Canvas, one: PlacedLabel[Name], text: str) -> None:
    canvas.circle(one.point, 4, NIGHT, CREAM, 1)
    canvas.text(one.box.middle, text, Face.TEXT, FIGURE, NIGHT, "mm", halo=PAPER)


def _flags(canvas: Canvas, route: Route, scene: Scene, layout: Layout) -> None:
    project = projected(route)
    colours = dict(colours_of(scene.shown))
    for cars, one in layout.of(What.FLAG):
        letters = cars.split()
        canvas.line([one.point, one.box.nearest(one.point)], INK, 3)
        width = flag_width(len(letters))
        across = round(one.box.width / width)
        for index, letter in enumerate(letters):
            down, right = divmod(index, across)
            left, top = one.box.left + right * width, one.box.top + down * FLAG_HEIGHT
            flag = Box(left, top, left + width, top + FLAG_HEIGHT)
            flag_of(canvas, flag.grown(-1), letter, *colours[letter])
    for car in reversed(scene.shown):
        canvas.circle(project(point_at(route, car.distance)), 8, colours[car.letter][0], PAPER, 2)


def colours_of(cars: Sequence[Car]) -> Iterator[tuple[str, tuple[Colour, Colour]]]:
    """Each car's letter with its colours, which go with the letter: they stay the same for a round."""
    team_colours, colours = dict(TEAMS), (*FLAGS, *MORE_FLAGS)
    for car in cars:
        own = colours[(_count_to(car.letter) - 1) % len(colours)]
        yield car.letter, team_colours.get(car.team, own)


def _count_to(letters: str) -> int:
    """How far one counts to those letters, where Z is followed by AA."""
    count = 0
    for letter in letters:
        count = count * len(ascii_uppercase) + ascii_uppercase.index(letter) + 1
    return count


def flag_of(canvas: Canvas, box: Box, letter: str, colour: Colour, ink: Colour) -> None:
    """A car's flag."""
    canvas.rectangle((box.left, box.top), (box.right, box.bottom), colour, PAPER, 2.5, 5)
    size = fitted(letter, Face.BOLD, 29, 12, box.width - 6)
    canvas.text(box.middle, letter, Face.BOLD, size, ink, "mm")


def _legend(canvas: Canvas, scene: Scene, box: Box) -> None:
    canvas.rectangle((box.left, box.top), (box.right, box.bottom), PAPER, NIGHT, 3, 8)
    left, right = box.left + LEGEND_PAD, box.right - LEGEND_PAD
    y = box.top + LEGEND_PAD
    canvas.text((left, y + HEADING / 2 - 4), scene.cars_title, Face.DISPLAY, HEADING - 4, RED, "lm")
    y += HEADING
    for car, (_, (colour, ink)) in zip(scene.shown, colours_of(scene.shown), strict=True):
        middle = y + LINE / 2
        flag = Box.around((left + FLAG_WIDTH / 2, middle), FLAG_WIDTH, FLAG_HEIGHT - 2)
        flag_of(canvas, flag, car.letter, colour, ink)
        canvas.text(
            (left + FLAG_WIDTH + LEGEND_PAD, middle), shown_name(car.name), Face.TEXT, SMALL, INK, "lm"
        )
        canvas.text((right, middle), car.figure, Face.BOLD, SMALL, INK, "rm")
        y += LINE
    if scene.cars_more:
        canvas.text((left, y + LINE / 2), scene.cars_more, Face.TEXT, SMALL, INK, "lm")


def _key(canvas: Canvas, scene: Scene, box: Box) -> None:
    y = box.middle[1]
    canvas.rectangle((box.left, box.top), (box.right, box.bottom), PAPER, NIGHT, 3, 8)
    _disc(canvas, (box.left + KEY_PAD + DISC, y), DISC, "1", NIGHT, 29)
    canvas.text((box.left + 2 * DISC + 2 * KEY_PAD, y), scene.key, Face.TEXT, SMALL, INK, "lm")
