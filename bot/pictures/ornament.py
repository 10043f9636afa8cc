"""The ornament where there is no drawing: a sun made from a seed, always the same for the same seed."""

import cmath
import hashlib
import math
from collections.abc import Sequence
from typing import Final

from bot.pictures.canvas import Canvas, Point
from bot.pictures.fonts import Face, fitted
from bot.pictures.palette import CREAM, GOLD, NIGHT, RED, SEA, Colour

CAPITALS: Final = 0.72
"""The height of the display type's capitals and figures, as a share of its size."""

_COLOUR_SETS: Final[Sequence[tuple[Colour, Colour, Colour]]] = (
    (CREAM, RED, GOLD),
    (CREAM, SEA, RED),
    (NIGHT, RED, CREAM),
    (RED, CREAM, NIGHT),
    (SEA, CREAM, RED),
    (NIGHT, GOLD, CREAM),
)
"""The colours of the sky, of the rays, and of the sun."""


def sunburst(canvas: Canvas, seed: str, centre: Point, size: float, word: str = "") -> None:
    """Cover the canvas with the sun of that seed, and a word in it; few seeds have the same sun."""
    digest = hashlib.sha256(seed.encode()).digest()
    sky, beam, sun = _COLOUR_SETS[digest[0] % len(_COLOUR_SETS)]
    canvas.rectangle((0, 0), (canvas.width, canvas.height), sky)
    rays(canvas, centre, 10 + 2 * (digest[1] % 9), beam, digest[2] / 256 * math.tau)
    radius = size * (0.18 + 0.1 * digest[3] / 256)
    for share, colour in ((1.16, sky), (1.0, sun), (0.8, sky), (0.72, sun)):
        canvas.circle(centre, radius * share, fill=colour)
    type_size = fitted(word, Face.DISPLAY, radius, radius / 4, radius * 1.2)
    canvas.text((centre[0], centre[1] + type_size * CAPITALS / 2), word, Face.DISPLAY, type_size, sky, "ms")


def rays(canvas: Canvas, centre: Point, count: int, colour: Colour, turn: float = 0.0) -> None:
    """Rays from the centre to the canvas's edges, each as wide as the gap beside it; `turn` is in radians."""
    middle, reach = complex(*centre), 2.0 * (canvas.width + canvas.height)
    for index in range(count):
        angle = turn + index * math.tau / count
        sides = (angle - math.pi / count / 2, angle + math.pi / count / 2)
        ends = [middle + cmath.rect(reach, side) for side in sides]
        canvas.polygon([centre, *((end.real, end.imag) for end in ends)], colour)
