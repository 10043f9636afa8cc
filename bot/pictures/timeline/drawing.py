"""Draws the years of a story as a road down a poster, with the winner's sign beside each year."""

import math
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face, fitted, width_of
from bot.pictures.palette import CREAM, GOLD, INK, NIGHT, PAPER, RED, Colour
from bot.pictures.timeline.plan import (
    HEADER,
    LEGEND_SIZE,
    MARGIN,
    ROAD,
    SIGN,
    WIDTH,
    YEAR_SIZE,
    Label,
    Plan,
    Timeline,
    lay_out,
    road_at,
)

_Sign: TypeAlias = Callable[[Canvas, Point, float, Colour, Colour], None]
STEP: Final = 6
"""Pixels between two points of the road's line."""


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
    canvas.rectangle((14, 14), (WIDTH - 14, HEADER - 58), NIGHT)
    middle = complex(WIDTH / 2, HEADER - 58)
    for index in range(0, 18, 2):
        start, end = (math.pi + math.pi * step / 18 for step in (index, index + 1))
        rim = [middle + 700 * complex(math.cos(angle), math.sin(angle)) for angle in (start, end)]
        corners = [(min(max(point.real, 14), WIDTH - 14), max(point.imag, 14)) for point in rim]
        canvas.polygon([(middle.real, middle.imag), *corners], (40, 54, 86))
    size = fitted(timeline.title.upper(), Face.DISPLAY, 156, 40, WIDTH - 2 * MARGIN - 40)
    canvas.text(
        (WIDTH / 2, (HEADER - 44) / 2 + 4), timeline.title.upper(), Face.DISPLAY, size, CREAM, anchor="mm"
    )
    canvas.rectangle((14, HEADER - 58), (WIDTH - 14, HEADER), RED)
    size = fitted(timeline.subtitle, Face.TEXT, 34, 18, WIDTH - 2 * MARGIN - 20)
    canvas.text((WIDTH / 2, HEADER - 30), timeline.subtitle, Face.TEXT, size, CREAM, anchor="mm")


def _road(canvas: Canvas, plan: Plan) -> None:
    stretches = _stretches(plan)
    for start, end in stretches:
        canvas.polygon(_band(start, end, -ROAD / 2, ROAD / 2), INK)
        for edge in (-ROAD / 2 + 4, ROAD / 2 - 6):
            canvas.polygon(_band(start, end, edge, edge + 2), CREAM)
        y = start + 10
        while y + 18 < end:
            canvas.polygon(_band(y, y + 18, -2, 2), GOLD)
            y += 36
    for start, end in plan.gaps:
        for edge in (-ROAD / 2 + 2, ROAD / 2 - 2):
            y = start + 5
            while y + 6 < end:
                canvas.polygon(_band(y, y + 6, edge - 1.5, edge + 1.5), INK)
                y += 12
    x, y = road_at(plan.road_ends), plan.road_ends
    canvas.polygon([(x - ROAD, y - 2), (x + ROAD, y - 2), (x, y + 40)], RED)


def _stretches(plan: Plan) -> list[tuple[float, float]]:
    """Where there is road: between the gaps."""
    edges = [float(HEADER), *(edge for gap in plan.gaps for edge in gap), plan.road_ends]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _band(start: float, end: float, left: float, right: float) -> list[Point]:
    """A stretch along the road; `left` and `right` are its edges in pixels from the road's middle."""
    steps = max(1, round((end - start) / STEP))
    heights = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [(road_at(y) + left, y) for y in heights] + [(road_at(y) + right, y) for y in reversed(heights)]


def _label(canvas: Canvas, label: Label, plan: Plan) -> None:
    entry = label.milestone.entry
    x, y = label.sign
    inward = -1 if not label.on_left else 1
    canvas.line([(x, y), (road_at(y) - inward * (ROAD / 2 - 2), y)], INK, 3)
    if entry.mark is not None:
        _sign(canvas, plan, entry.mark, (x, y))
    elif entry.gap:
        canvas.circle((x, y), 7, PAPER, INK, 3)
    else:
        canvas.circle((x, y), 9, RED)
    edge, side = (label.box.right, -1) if label.on_left else (label.box.left, 1)
    badges = bool(label.milestone.chapters or label.milestone.anecdotes)
    colour = INK if entry.gap else RED
    years_y = y - 13 if badges else y
    canvas.text(
        (edge, years_y), label.years, Face.DISPLAY, YEAR_SIZE, colour, anchor="rm" if side < 0 else "lm"
    )
    if badges:
        _badges(canvas, label, edge, side)
    block, at = label.line, edge + side * (label.years_width + 14)
    first = y - block.leading * (len(block.lines) - 1) / 2
    for index, line in enumerate(block.lines):
        place = (at, first + index * block.leading)
        canvas.text(place, line, block.face, block.size, INK, anchor="rm" if side < 0 else "lm")


def _badges(canvas: Canvas, label: Label, edge: float, side: int) -> None:
    y, x = label.sign[1] + 20, edge
    for number in label.milestone.chapters:
        _chapter(canvas, (x + side * 13, y), str(number))
        x += side * 30
    if label.milestone.anecdotes:
        _anecdote(canvas, (x + side * 10, y))
        place = (x + side * 22, y)
        count = str(label.milestone.anecdotes)
        canvas.text(place, count, Face.BOLD, 20, INK, anchor="rm" if side < 0 else "lm")


def _chapter(canvas: Canvas, centre: Point, number: str) -> None:
    x, y = centre
    canvas.rectangle((x - 13, y - 11), (x + 13, y + 12), NIGHT, radius=4)
    canvas.text((x, y), number, Face.BOLD, 19, CREAM, anchor="mm")


def _anecdote(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    canvas.polygon([(x, y - 10), (x + 8, y), (x, y + 10), (x - 8, y)], GOLD, INK, 1.5)


def _legend(canvas: Canvas, plan: Plan) -> None:
    top = plan.keys[0].box.top - 18
    canvas.line([(MARGIN + 10, top), (WIDTH - MARGIN - 10, top)], NIGHT, 3)
    others = iter((_chapter_key, _anecdote_key, _gap_key))
    for key in plan.keys:
        centre = (key.box.left + SIGN, (key.box.top + key.box.bottom) / 2)
        if key.mark is not None:
            _sign(canvas, plan, key.mark, centre)
        else:
            next(others)(canvas, centre)
        text = (key.box.left + 2 * SIGN + 12, centre[1])
        canvas.text(text, key.text, Face.TEXT, LEGEND_SIZE, INK, anchor="lm")


def _chapter_key(canvas: Canvas, centre: Point) -> None:
    _chapter(canvas, centre, "1")


def _anecdote_key(canvas: Canvas, centre: Point) -> None:
    _anecdote(canvas, centre)


def _gap_key(canvas: Canvas, centre: Point) -> None:
    x, y = centre
    for edge in (-12, 12):
        for start in (-16, -4, 8):
            canvas.line([(x + edge, y + start), (x + edge, y + start + 7)], INK, 3)


def _sign(canvas: Canvas, plan: Plan, mark: str, centre: Point) -> None:
    index = plan.marks.index(mark)
    shape, fill, ink = _SIGNS[index % len(_SIGNS)]
    shape(canvas, centre, SIGN, fill, ink)
    letter = plan.letters[index]
    size = 30 if width_of(letter, Face.BOLD, 30) < SIGN * 1.3 else 22
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
