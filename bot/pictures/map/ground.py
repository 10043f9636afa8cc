"""The empty map: sea, land, road and border. Drawn once for each route."""

from collections.abc import Iterator
from math import atan2, cos, dist, radians, sin
from typing import Final

from bot.core.packs.route import Route
from bot.pictures.boxes import Box
from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face
from bot.pictures.label_placement import sampled
from bot.pictures.map.layout import FRAME, HEIGHT, LARGEST_LEGEND, WIDTH, corner, frame, projected
from bot.pictures.map.projection import Projection
from bot.pictures.palette import CREAM, GOLD, NIGHT, PAPER, RED, SEA, Colour

ABROAD: Final[Colour] = (214, 201, 174)
SHALLOWS: Final[Colour] = (184, 200, 198)
SHORE: Final[Colour] = (200, 212, 207)
WAVE: Final[Colour] = (151, 172, 174)
COAST: Final[Colour] = (92, 104, 112)
BORDER: Final[Colour] = (186, 170, 138)

ROAD, CASING = 7.0, 13.0
COMPASS = 74.0
"""The radius of the compass."""

ARROWS, FROM_STOPS = 150.0, 26.0
"""Pixels of road from one arrow to the next, and pixels to any stop."""


def ground_of(route: Route) -> Canvas:
    """The empty map."""
    canvas = Canvas.blank(WIDTH, HEIGHT, SEA)
    project = projected(route)
    _waves(canvas)
    for width, colour in ((22, SHALLOWS), (10, SHORE)):
        for edge in (*route.outline.others, *route.outline.home):
            points = [project(position) for position in edge]
            canvas.line([*points, points[0]], colour, width)
    for edges, paper, rim in (
        (route.outline.others, ABROAD, BORDER),
        (route.outline.home, PAPER, COAST),
    ):
        for edge in edges:
            canvas.polygon([project(position) for position in edge], paper, rim, 1.4)
    _road(canvas, route, project)
    _compass(canvas, compass(route).middle)
    _border(canvas)
    return canvas


def compass(route: Route) -> Box:
    """The box of the compass: in a corner that the road leaves free."""
    project = projected(route)
    line = [project(position) for position in route.line]
    size = 2 * COMPASS + 44
    # The corner with the most room is kept for the legend.
    return corner((size, size), line, [corner(LARGEST_LEGEND, line, ())])


def _waves(canvas: Canvas) -> None:
    """Rows of small arcs, as on an engraved map."""
    for row, y in enumerate(range(int(FRAME[1]) + 14, int(FRAME[3]), 26)):
        for x in range(int(FRAME[0]) + 10 + (row % 2) * 33, int(FRAME[2]), 66):
            canvas.arc((x, y), 9, 200, 340, WAVE, 1.5)
            canvas.arc((x + 17, y), 9, 200, 340, WAVE, 1.5)


def _road(canvas: Canvas, route: Route, project: Projection) -> None:
    line = [project(position) for position in route.line]
    canvas.line(line, CREAM, CASING)
    canvas.line(line, RED, ROAD)
    stops = [project(stop.at) for stop in route.stops]
    for tip, angle in _arrows(line, stops):
        wings = [
            (tip[0] + cos(angle + turn) * reach, tip[1] + sin(angle + turn) * reach)
            for turn, reach in ((0, 13.0), (radians(140), 14.0), (radians(180), 5.0), (radians(-140), 14.0))
        ]
        canvas.polygon(wings, NIGHT, CREAM, 1.5)


def _arrows(line: list[Point], stops: list[Point]) -> Iterator[tuple[Point, float]]:
    """The arrows on the road: each with its point and its angle in radians; never at a stop."""
    points = list(sampled(line))
    since = ARROWS / 2
    for before, point, after in zip(points, points[2:], points[4:], strict=False):
        since += dist(before, point) / 2
        if since >= ARROWS and all(dist(point, stop) > FROM_STOPS for stop in stops):
            since = 0.0
            yield point, atan2(after[1] - before[1], after[0] - before[0])


def _compass(canvas: Canvas, middle: Point) -> None:
    """A compass rose of eight points with an N: north has that letter in most of Europe's languages."""
    x, y = middle
    y += 14
    canvas.circle((x, y), COMPASS * 0.66, None, NIGHT, 2)
    canvas.circle((x, y), COMPASS * 0.6, None, NIGHT, 1)
    for reach, turns in ((0.62, (45, 135, 225, 315)), (1.0, (0, 90, 180, 270))):
        for turn in turns:
            tip = _polar((x, y), COMPASS * reach, turn)
            for side, colour in ((-45, NIGHT), (45, CREAM)):
                waist = _polar((x, y), COMPASS * 0.2, turn + side)
                canvas.polygon([(x, y), waist, tip], colour, NIGHT, 1.2)
    canvas.circle((x, y), 6, GOLD, NIGHT, 1.5)
    canvas.polygon(
        [
            _polar((x, y), COMPASS, 0),
            _polar((x, y), COMPASS * 0.2, -45),
            (x, y),
            _polar((x, y), COMPASS * 0.2, 45),
        ],
        RED,
        NIGHT,
        1.2,
    )
    canvas.text((x, y - COMPASS - 4), "N", Face.DISPLAY, 34, NIGHT, "mb")


def _polar(middle: Point, radius: float, degrees: float) -> Point:
    """The point at that radius, in degrees clockwise from north."""
    angle = radians(degrees - 90)
    return middle[0] + cos(angle) * radius, middle[1] + sin(angle) * radius


def _border(canvas: Canvas) -> None:
    left, top, right, bottom = FRAME
    for corner_, opposite in (
        ((0, 0), (WIDTH, top)),
        ((0, 0), (left, HEIGHT)),
        ((right, 0), (WIDTH, HEIGHT)),
        ((0, bottom), (WIDTH, HEIGHT)),
    ):
        canvas.rectangle(corner_, opposite, NIGHT)
    edge = frame()
    canvas.rectangle((edge.left, edge.top), (edge.right, edge.bottom), None, CREAM, 3)
    canvas.rectangle((10, 10), (WIDTH - 10, HEIGHT - 10), None, GOLD, 2)
