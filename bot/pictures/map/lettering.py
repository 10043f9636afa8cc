"""The large lettering across sea and land: it gives way to every label."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import cos, hypot, radians, sin
from typing import Final, NamedTuple

from bot.core.packs.route import Lettering, Route
from bot.pictures.boxes import Box
from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face, width_of
from bot.pictures.label_placement import sampled
from bot.pictures.map.layout import Layout, frame, projected
from bot.pictures.palette import Colour

LARGE: Final[Colour] = (122, 138, 141)
"""Visible, but in the background."""
SIZE: Final = 42.0

STEPS: Final = (0.0, -20.0, 20.0, -40.0, 40.0, -60.0, 60.0, -80.0, 80.0, -100.0, 100.0)
"""Pixels by which it is shifted at most, along its line and across it."""


class Written(NamedTuple):
    """A lettering with the place where it is written."""

    text: str
    middle: Point
    turn: float


def written(route: Route, layout: Layout, furniture: Sequence[Box]) -> Iterator[Written]:
    """Each lettering that finds room near its place, clear of labels, furniture and road."""
    project = projected(route)
    road = _Road(project(position) for position in route.line)
    taken = [*furniture, *(label.box for label in layout.placed)]
    taken += [box for box in (layout.legend, layout.key) if box is not None]
    for lettering in route.lettering:
        text = "  ".join(lettering.text.upper())
        offsets = list(_offsets(text, lettering.turn))
        for middle in _middles(project(lettering.at), lettering):
            if all(_is_clear(_letter(middle, offset), taken, road) for offset in offsets):
                yield Written(text, middle, lettering.turn)
                break


def boxes(lettering: Written) -> Iterator[Box]:
    """The box around each of its letters."""
    for offset in _offsets(lettering.text, lettering.turn):
        yield _letter(lettering.middle, offset)


def _offsets(text: str, turn: float) -> Iterator[Point]:
    """How far the middle of each letter is from the middle of the text."""
    start = -width_of(text, Face.DISPLAY, SIZE) / 2
    across, down = _direction(turn)
    for index, letter in enumerate(text):
        if not letter.isspace():
            before = width_of(text[:index], Face.DISPLAY, SIZE)
            along = start + before + width_of(letter, Face.DISPLAY, SIZE) / 2
            yield along * across, along * down


def _letter(middle: Point, offset: Point) -> Box:
    return Box.around((middle[0] + offset[0], middle[1] + offset[1]), SIZE, SIZE)


class _Road:
    """Points of the road, sorted into squares as large as a letter."""

    def __init__(self, line: Iterable[Point]) -> None:
        self._squares: defaultdict[tuple[int, int], list[Point]] = defaultdict(list)
        for x, y in sampled(list(line)):
            self._squares[int(x // SIZE), int(y // SIZE)].append((x, y))

    def is_under(self, letter: Box) -> bool:
        columns = range(int(letter.left // SIZE), int(letter.right // SIZE) + 1)
        rows = range(int(letter.top // SIZE), int(letter.bottom // SIZE) + 1)
        squares = (self._squares.get(square, ()) for square in product(columns, rows))
        return any(letter.holds(point) for points in squares for point in points)


def write(canvas: Canvas, lettering: Written) -> None:
    """Write it."""
    canvas.text(lettering.middle, lettering.text, Face.DISPLAY, SIZE, LARGE, "mm", turn=lettering.turn)


def _middles(at: Point, lettering: Lettering) -> Iterator[Point]:
    """Its place and those around it, the nearest first."""
    across, down = _direction(lettering.turn)
    for along, beside in sorted(product(STEPS, STEPS), key=lambda shift: hypot(*shift)):
        yield at[0] + along * across - beside * down, at[1] + along * down + beside * across


def _direction(turn: float) -> Point:
    return cos(radians(turn)), sin(radians(turn))


def _is_clear(letter: Box, taken: Sequence[Box], road: _Road) -> bool:
    return (
        letter.within(frame()) and not any(letter.meets(box) for box in taken) and not road.is_under(letter)
    )
