"""Draws a pack's artwork on a canvas."""

import cmath
import math
from collections.abc import Iterator
from typing import Final

from bot.core.packs.art import Arc, Artwork, Bands, Circle, Ink, Layer, Path, Placement, Rays, Text
from bot.core.packs.svg_paths import traced
from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face
from bot.pictures.palette import INKS, Colour

_FACES: Final = (("display", Face.DISPLAY), ("text", Face.TEXT), ("bold", Face.BOLD))
_ANCHORS: Final = (("left", "ls"), ("middle", "ms"), ("right", "rs"))


def paint(canvas: Canvas, art: Artwork, where: Point, width: float) -> None:
    """Draw the artwork with its top left corner there, that many pixels wide."""
    whole = Placement(complex(*where), complex(width / art.width))
    for layer in art.layers:
        _LayerPainter(canvas, layer, layer.placing.inside(whole)).draw()


class _LayerPainter:
    """Draws one layer of an artwork."""

    def __init__(self, canvas: Canvas, layer: Layer, placing: Placement) -> None:
        self._canvas = canvas
        self._layer = layer
        self._placing = placing

    def draw(self) -> None:
        match self._layer.shape:
            case Path() as shape:
                self._path(shape)
            case Circle() as shape:
                self._circle(shape)
            case Arc() as shape:
                self._arc(shape)
            case Rays() as shape:
                self._rays(shape)
            case Bands() as shape:
                self._bands(shape)
            case Text() as shape:
                self._text(shape)

    def _path(self, shape: Path) -> None:
        for trace in traced(shape.path):
            points = [self._point(point) for point in trace.points]
            if shape.fill is not None:
                self._canvas.polygon(points, self._colour(shape.fill))
            if shape.line is not None:
                ends = points[:2] if trace.is_closed else []
                self._canvas.line([*points, *ends], self._colour(shape.line), self._length(shape.width))

    def _circle(self, shape: Circle) -> None:
        self._canvas.circle(
            self._point(complex(*shape.centre)),
            self._length(shape.radius),
            None if shape.fill is None else self._colour(shape.fill),
            None if shape.line is None else self._colour(shape.line),
            self._length(shape.width),
        )

    def _arc(self, shape: Arc) -> None:
        start, end = self._placing.angle(shape.start), self._placing.angle(shape.end)
        if self._placing.mirrored:
            start, end = end, start
        self._canvas.arc(
            self._point(complex(*shape.centre)),
            self._length(shape.radius),
            start,
            end,
            self._colour(shape.line),
            self._length(shape.width),
        )

    def _rays(self, shape: Rays) -> None:
        colour = self._colour(shape.fill)
        for ray in _rays(shape):
            points = [self._point(point) for point in ray]
            if shape.width is None:
                self._canvas.polygon(points, colour)
            else:
                self._canvas.line(points, colour, self._length(shape.width))

    def _bands(self, shape: Bands) -> None:
        (left, top), (right, bottom) = shape.corner, shape.opposite
        steps = shape.steps or len(shape.colours)
        height = (bottom - top) / steps
        for step in range(steps):
            # Each stripe reaches down to the end, so that no gap shows between two.
            here = top + step * height
            corners = (
                complex(left, here),
                complex(right, here),
                complex(right, bottom),
                complex(left, bottom),
            )
            self._canvas.polygon(
                [self._point(corner) for corner in corners], self._mixed(shape.colours, step, steps)
            )

    def _text(self, shape: Text) -> None:
        turn = shape.turn + math.degrees(cmath.phase(self._placing.factor))
        self._canvas.text(
            self._point(complex(*shape.at)),
            shape.text,
            dict(_FACES)[shape.face],
            self._length(shape.size),
            self._colour(shape.fill),
            dict(_ANCHORS)[shape.anchor],
            turn=turn,
        )

    def _mixed(self, inks: tuple[Ink, ...], step: int, steps: int) -> Colour:
        along = step / max(1, steps - 1) * (len(inks) - 1)
        first = min(int(along), len(inks) - 1)
        here, after = self._colour(inks[first]), self._colour(inks[min(first + 1, len(inks) - 1)])
        red, green, blue = (round(a + (b - a) * (along - first)) for a, b in zip(here, after, strict=True))
        return red, green, blue

    def _point(self, point: complex) -> Point:
        placed = self._placing.place(point)
        return placed.real, placed.imag

    def _length(self, units: float) -> float:
        return units * self._placing.scale

    def _colour(self, ink: Ink) -> Colour:
        return INKS[self._layer.ink(ink)]


def _rays(shape: Rays) -> Iterator[tuple[complex, ...]]:
    centre = complex(*shape.centre)
    gap = math.tau / shape.count
    for index in range(shape.count):
        angle = math.radians(shape.turn) + index * gap
        if shape.width is None:
            sides = (angle - gap / 4, angle + gap / 4)
            outer = tuple(centre + cmath.rect(shape.radius, side) for side in sides)
            inner = tuple(centre + cmath.rect(shape.inner, side) for side in reversed(sides))
            yield (*outer, *inner)
        else:
            yield centre + cmath.rect(shape.inner, angle), centre + cmath.rect(shape.radius, angle)
