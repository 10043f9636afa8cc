"""A story's route as a race poster: stops, chapters' places, and the cars of a round."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import cycle
from typing import Final

from bot.core.packs.route import Route, point_at
from bot.pictures.boxes import Box
from bot.pictures.canvas import (
    CREAM,
    GOLD,
    INK,
    NIGHT,
    PAPER,
    RED,
    Colour,
    Face,
    Point,
    Sheet,
    fitted,
    width_of,
)
from bot.pictures.label_placement import Placed
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
from bot.pictures.map.scene import Car, Scene

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
"""Each car's colour, and that of its letter; the letter says which car it is, the colour only helps."""

MORE_FLAGS: Final[tuple[tuple[Colour, Colour], ...]] = (
    ((232, 190, 178), INK),
    ((104, 134, 62), PAPER),
    ((172, 196, 214), INK),
    (INK, GOLD),
)
"""Those of the ninth car and of each after it, in a race."""

SIDES: Final[tuple[tuple[str, tuple[Colour, Colour]], ...]] = (
    ("red", (RED, PAPER)),
    ("silver", (SILVER, INK)),
)
"""The colours of the teams."""

SQUARES: Final = (5, 3)
"""Of a finish's flag, across and down."""


class RouteMap:
    """Draws a route's maps over a ground that is drawn once."""

    def __init__(self, route: Route) -> None:
        """Take the route; nothing is drawn yet."""
        self._route = route

    def lay_out(self, scene: Scene) -> Layout:
        """Where everything of the scene stands."""
        return lay_out(self._route, scene, (compass(self._route),))

    def draw(self, scene: Scene) -> bytes:
        """The map as PNG."""
        return self.sheet(scene).png()

    def sheet(self, scene: Scene) -> Sheet:
        """The map on its sheet."""
        sheet = self._ground.copy()
        layout = self.lay_out(scene)
        _title(sheet, scene)
        for text, one in layout.of(What.FIGURE):
            _milestone(sheet, one, text)
        flags = {(What.FLAG, letters) for letters, _ in layout.of(What.FLAG)}
        for placed in layout.placed:
            if placed.leader and placed.name not in flags:
                sheet.line(placed.leader, PAPER, 5)
                sheet.line(placed.leader, NIGHT, 2)
        for dot in layout.dots:
            _dot(sheet, dot, named=not scene.letters)
        _names(sheet, layout)
        _flags(sheet, self._route, scene, layout)
        for letter, one in layout.of(What.LETTER):
            _disc(sheet, one.box.middle, LETTER, letter, RED, 40)
        if layout.legend:
            _legend(sheet, scene, layout.legend)
        if layout.key:
            _key(sheet, scene, layout.key)
        return sheet

    @cached_property
    def _ground(self) -> Sheet:
        return ground_of(self._route)


def _title(sheet: Sheet, scene: Scene) -> None:
    title = scene.title.upper()
    size = fitted(title, Face.DISPLAY, 104, 40, WIDTH - 120)
    sheet.text((WIDTH / 2, 68), title, Face.DISPLAY, size, PAPER, "mm")
    sheet.rectangle((FRAME[0], 122), (FRAME[2], FRAME[1]), RED)
    size = fitted(scene.subtitle, Face.BOLD, 36, 20, WIDTH - 100)
    sheet.text((WIDTH / 2, (122 + FRAME[1]) / 2), scene.subtitle, Face.BOLD, size, PAPER, "mm")
    sheet.line([(FRAME[0], FRAME[1]), (FRAME[2], FRAME[1])], CREAM, 3)


def _dot(sheet: Sheet, dot: Dot, *, named: bool) -> None:
    if dot.looked_at:
        sheet.circle(dot.point, RING, None, RED, 3)
        sheet.circle(dot.point, STRONG_DOT + 3, GOLD, NIGHT, 3)
        sheet.circle(dot.point, 5, NIGHT)
    elif dot.strong:
        sheet.circle(dot.point, STRONG_DOT, PAPER, NIGHT, 3)
        sheet.circle(dot.point, 6, RED)
    elif named:
        sheet.circle(dot.point, DOT, PAPER, NIGHT, 2.5)


def _names(sheet: Sheet, layout: Layout) -> None:
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
            sheet.rectangle((box.left - 2, box.top), (box.right + 2, box.bottom), RED, PAPER, 2, 6)
        colour, halo = (PAPER, None) if dot.looked_at else (INK, PAPER)
        sheet.text((start, y), dot.stop.label, face, size, colour, "lm", halo=halo)
        _numbers(sheet, dot, (box.left + inset(dot) if is_left else box.right - inset(dot) - numbers, y))
        if dot.end:
            _end(sheet, dot, (start + width_of(dot.stop.label, face, size), y))
    for stop_id, one in layout.of(What.NUMBER):
        _numbers(sheet, dots[stop_id], (one.box.left, one.box.middle[1]))


def _end(sheet: Sheet, dot: Dot, where: Point) -> None:
    """The flag and the word of a start or a finish, after its name."""
    left, y = where[0] + 2 * PAD, where[1]
    width, height = CHEQUERS
    chequers(sheet, Box(left, y - height / 2, left + width, y + height / 2))
    sheet.text((left + width + 2 * PAD, y), dot.end, Face.TEXT, SMALL, INK, "lm", halo=PAPER)


def chequers(sheet: Sheet, box: Box) -> None:
    """The flag of a finish."""
    across, down = SQUARES
    sheet.rectangle((box.left - 2, box.top - 2), (box.right + 2, box.bottom + 2), INK)
    for index in range(across * down):
        row, column = divmod(index, across)
        left, top = box.left + column * box.width / across, box.top + row * box.height / down
        colour = PAPER if index % 2 else INK
        sheet.rectangle((left, top), (left + box.width / across, top + box.height / down), colour)


def _numbers(sheet: Sheet, dot: Dot, where: Point) -> None:
    for index, number in enumerate(dot.numbers):
        middle = (where[0] + DISC + 1 + index * (2 * DISC + 2), where[1])
        _disc(sheet, middle, DISC, number, NIGHT, 29)


def _disc(sheet: Sheet, middle: Point, radius: float, text: str, colour: Colour, size: float) -> None:
    sheet.circle(middle, radius, colour, PAPER, 2.5)
    sheet.text(middle, text, Face.BOLD, fitted(text, Face.BOLD, size, 16, radius * 1.6), PAPER, "mm")


def _milestone(sheet: Sheet, one: Placed[Name], text: str) -> None:
    sheet.circle(one.point, 4, NIGHT, CREAM, 1)
    sheet.text(one.box.middle, text, Face.TEXT, FIGURE, NIGHT, "mm", halo=PAPER)


def _flags(sheet: Sheet, route: Route, scene: Scene, layout: Layout) -> None:
    project = projected(route)
    colours = dict(colours_of(scene.shown))
    for letters, one in layout.of(What.FLAG):
        sheet.line([one.point, one.box.nearest(one.point)], INK, 3)
        width = flag_width(len(letters))
        across = round(one.box.width / width)
        for index, letter in enumerate(letters):
            down, right = divmod(index, across)
            left, top = one.box.left + right * width, one.box.top + down * FLAG_HEIGHT
            flag = Box(left, top, left + width, top + FLAG_HEIGHT)
            flag_of(sheet, flag.grown(-1), letter, *colours[letter])
    for car in reversed(scene.shown):
        sheet.circle(project(point_at(route, car.distance)), 8, colours[car.letter][0], PAPER, 2)


def colours_of(cars: Sequence[Car]) -> Iterator[tuple[str, tuple[Colour, Colour]]]:
    """Each car's letter with its colours."""
    sides = dict(SIDES)
    for car, colours in zip(cars, cycle((*FLAGS, *MORE_FLAGS)), strict=False):
        yield car.letter, sides.get(car.team, colours)


def flag_of(sheet: Sheet, box: Box, letter: str, colour: Colour, ink: Colour) -> None:
    """A car's flag."""
    sheet.rectangle((box.left, box.top), (box.right, box.bottom), colour, PAPER, 2.5, 5)
    sheet.text(box.middle, letter, Face.BOLD, 29, ink, "mm")


def _legend(sheet: Sheet, scene: Scene, box: Box) -> None:
    sheet.rectangle((box.left, box.top), (box.right, box.bottom), PAPER, NIGHT, 3, 8)
    left, right = box.left + LEGEND_PAD, box.right - LEGEND_PAD
    y = box.top + LEGEND_PAD
    sheet.text((left, y + HEADING / 2 - 4), scene.cars_title, Face.DISPLAY, HEADING - 4, RED, "lm")
    y += HEADING
    for car, (_, (colour, ink)) in zip(scene.shown, colours_of(scene.shown), strict=True):
        middle = y + LINE / 2
        flag = Box.around((left + FLAG_WIDTH / 2, middle), FLAG_WIDTH, FLAG_HEIGHT - 2)
        flag_of(sheet, flag, car.letter, colour, ink)
        sheet.text(
            (left + FLAG_WIDTH + LEGEND_PAD, middle), shown_name(car.name), Face.TEXT, SMALL, INK, "lm"
        )
        sheet.text((right, middle), car.figure, Face.BOLD, SMALL, INK, "rm")
        y += LINE
    if scene.cars_more:
        sheet.text((left, y + LINE / 2), scene.cars_more, Face.TEXT, SMALL, INK, "lm")


def _key(sheet: Sheet, scene: Scene, box: Box) -> None:
    y = box.middle[1]
    sheet.rectangle((box.left, box.top), (box.right, box.bottom), PAPER, NIGHT, 3, 8)
    _disc(sheet, (box.left + KEY_PAD + DISC, y), DISC, "1", NIGHT, 29)
    sheet.text((box.left + 2 * DISC + 2 * KEY_PAD, y), scene.key, Face.TEXT, SMALL, INK, "lm")
