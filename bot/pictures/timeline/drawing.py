"""Draws the years of a story along a winding road, with the winner's sign at each year."""

import math
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face, fitted
from bot.pictures.palette import CREAM, GOLD, INK, NIGHT, PAPER, RED, Colour
from bot.pictures.timeline.plan import (
    HEADER,
    LEGEND_SIZE,
    MARGIN,
    ROAD,
    SIGN,
    WIDTH,
    Label,
    Plan,
    Timeline,
    lay_out,
)

_Sign: TypeAlias = Callable[[Canvas, Point, float, Colour, Colour], None]
BAND: Final = 70
"""The height of the red band below the title."""

DASH: Final = 22.0
"""Pixels of a dash on the road."""


def draw_timeline(timeline: Timeline) -> bytes:
    """The finished picture as a PNG."""
    plan = lay_out(timeline)
    canvas = Canvas.blank(WIDTH, plan.height, CREAM)
    canvas.rectangle((14, 14), (WIDTH - 14, plan.height - 14), PAPER)
    _road(canvas, plan)
    _header(canvas, timeline)
    for label in plan.labels:
        _label(canvas, label, plan)
    _legend(canvas, plan)
    canvas.rectangle((14, 14), (WIDTH - 14, plan.height - 14), None, NIGHT, 3)
    return canvas.png()


def _header(canvas: Canvas, timeline: Timeline) -> None:
    canvas.rectangle((14, 14), (WIDTH - 14, HEADER - BAND), NIGHT)
    middle = complex(WIDTH / 2, HEADER - BAND)
    for index in range(0, 18, 2):
        start, end = (math.pi + math.pi * step / 18 for step in (index, index + 1))
        rim = [middle + 700 * complex(math.cos(angle), math.sin(angle)) for angle in (start, end)]
        corners = [(min(max(point.real, 14), WIDTH - 14), max(point.imag, 14)) for point in rim]
        canvas.polygon([(middle.real, middle.imag), *corners], (40, 54, 86))
    size = fitted(timeline.title.upper(), Face.DISPLAY, 156, 40, WIDTH - 2 * MARGIN - 40)
    middle_of_title = (WIDTH / 2, (HEADER - BAND + 14) / 2 + 4)
    canvas.text(middle_of_title, timeline.title.upper(), Face.DISPLAY, size, CREAM, anchor="mm")
    canvas.rectangle((14, HEADER - BAND), (WIDTH - 14, HEADER), RED)
    size = fitted(timeline.subtitle, Face.TEXT, 44, 24, WIDTH - 2 * MARGIN - 20)
    canvas.text((WIDTH / 2, HEADER - BAND / 2), timeline.subtitle, Face.TEXT, size, CREAM, anchor="mm")


def _road(canvas: Canvas, plan: Plan) -> None:
    road = plan.road
    for start, end in plan.stretches:
        for width, colour in ((ROAD, INK), (ROAD - 6, CREAM), (ROAD - 10, INK)):
            canvas.line(road.between(start, end), colour, width)
        at = start + DASH / 2
        while at + DASH < end:
            canvas.line(road.between(at, at + DASH), GOLD, 3)
            at += 2 * DASH
    for start, end in plan.gaps:
        at = start + DASH / 2
        while at + DASH / 2 < end:
            for edge in (-ROAD / 2 + 2, ROAD / 2 - 2):
                canvas.line(_beside(road.between(at - DASH / 4, at + DASH / 4), edge), INK, 3)
            at += DASH
    (before, y), (x, _) = road.points[-2:]
    onward = 1 if x > before else -1
    canvas.polygon([(x, y - ROAD), (x, y + ROAD), (x + onward * (ROAD + 6), y)], RED)


def _beside(line: Sequence[Point], edge: float) -> list[Point]:
    """A short line moved to its side by so many pixels."""
    (left, top), (right, bottom) = line[0], line[-1]
    length = math.dist(line[0], line[-1]) or 1.0
    across, down = (top - bottom) / length * edge, (right - left) / length * edge
    return [(x + across, y + down) for x, y in line]


def _label(canvas: Canvas, label: Label, plan: Plan) -> None:
    entry = label.milestone.entry
    if entry.mark is not None:
        _sign(canvas, plan, entry.mark, label.sign)
    elif entry.gap:
        canvas.circle(label.sign, 13, PAPER, INK, 4)
    else:
        canvas.circle(label.sign, 17, RED, PAPER, 4)
    colour = INK if entry.gap else RED
    canvas.text(label.box.middle, label.years, Face.DISPLAY, label.size, colour, anchor="mm")


def _legend(canvas: Canvas, plan: Plan) -> None:
    top = plan.keys[0].box.top - 14
    canvas.line([(MARGIN + 10, top), (WIDTH - MARGIN - 10, top)], NIGHT, 3)
    for key in plan.keys:
        centre = (key.box.left + SIGN, (key.box.top + key.box.bottom) / 2)
        if key.mark is not None:
            _sign(canvas, plan, key.mark, centre)
        else:
            _gap_key(canvas, centre)
        text = (key.box.left + 2 * SIGN + 14, centre[1])
        canvas.text(text, key.text, Face.TEXT, LEGEND_SIZE, INK, anchor="lm")


def _gap_key(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    for edge in (-14, 14):
        for start in (-26, -6, 14):
            canvas.line([(x + start, y + edge), (x + start + 12, y + edge)], INK, 3)


def _sign(canvas: Canvas, plan: Plan, mark: str, centre: Point) -> None:
    index = plan.marks.index(mark)
    shape, fill, ink = _SIGNS[index % len(_SIGNS)]
    shape(canvas, centre, SIGN, fill, ink)
    letter = plan.letters[index]
    size = fitted(letter, Face.BOLD, 42, 26, SIGN * 1.3)
    canvas.text((centre[0], centre[1] - 1), letter, Face.BOLD, size, ink, anchor="mm")


def _disc(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    canvas.circle(centre, radius, fill, ink, 2.5)


def _square(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    (x, y), half = centre, radius * 0.9
    canvas.rectangle((x - half, y - half), (x + half, y + half), fill, ink, 2.5, radius=3)


def _hexagon(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    _corners(canvas, centre, radius, 6, 0, (fill, ink))


def _octagon(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    _corners(canvas, centre, radius, 8, 22.5, (fill, ink))


def _diamond(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    _corners(canvas, centre, radius, 4, 0, (fill, ink))


def _corners(
    canvas: Canvas, centre: Point, radius: float, count: int, turn: float, colours: tuple[Colour, Colour]
) -> None:
    """A regular polygon of that many corners, turned by so many degrees."""
    angles = [math.radians(turn) + index * math.tau / count for index in range(count)]
    reach = radius * 1.06
    points = [(centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)) for angle in angles]
    canvas.polygon(points, *colours, 2.5)


def _shield(canvas: Canvas, centre: Point, radius: float, fill: Colour, ink: Colour) -> None:
    x, y = centre
    outline = [(-0.9, -0.95), (0.9, -0.95), (0.9, 0.2), (0.55, 0.75), (0, 1.1), (-0.55, 0.75), (-0.9, 0.2)]
    canvas.polygon([(x + dx * radius, y + dy * radius) for dx, dy in outline], fill, ink, 2.5)


_SIGNS: Final[Sequence[tuple[_Sign, Colour, Colour]]] = (
    (_disc, RED, CREAM),
    (_shield, GOLD, INK),
    (_hexagon, (214, 218, 218), INK),
    (_square, NIGHT, CREAM),
    (_octagon, PAPER, NIGHT),
    (_diamond, (168, 186, 186), INK),
)
"""A shape for each of the first six marks; later ones reuse them and differ by their letter."""
