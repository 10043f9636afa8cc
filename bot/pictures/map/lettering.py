"""The large lettering across sea and land: it gives way to every label."""

from collections.abc import Iterator, Sequence
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

LARGE: Final[Colour] = (150, 162, 160)
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
    road = list(sampled([project(position) for position in route.line]))
    taken = [*furniture, *(label.box for label in layout.placed)]
    taken += [box for box in (layout.legend, layout.key) if box is not None]
    for lettering in route.lettering:
        text = "  ".join(lettering.text.upper())
        for middle in _middles(project(lettering.at), lettering):
            letters = list(boxes(Written(text, middle, lettering.turn)))
            if all(_is_clear(letter, taken, road) for letter in letters):
                yield Written(text, middle, lettering.turn)
                break


def boxes(lettering: Written) -> Iterator[Box]:
    """The box around each of its letters."""
    start = -width_of(lettering.text, Face.DISPLAY, SIZE) / 2
    across, down = _direction(lettering.turn)
    x, y = lettering.middle
    for index, letter in enumerate(lettering.text):
        if not letter.isspace():
            before = width_of(lettering.text[:index], Face.DISPLAY, SIZE)
            along = start + before + width_of(letter, Face.DISPLAY, SIZE) / 2
            yield Box.around((x + along * across, y + along * down), SIZE, SIZE)


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


def _is_clear(letter: Box, taken: Sequence[Box], road: Sequence[Point]) -> bool:
    return (
        letter.within(frame())
        and not any(letter.meets(box) for box in taken)
        and not any(letter.holds(point) for point in road)
    )
