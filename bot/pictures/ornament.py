"""An ornament where there is no drawing: a sun whose rays follow from a name, the same for the same name."""

import cmath
import hashlib
import math
from collections.abc import Sequence
from typing import Final

from bot.pictures.canvas import CREAM, GOLD, NIGHT, RED, SEA, Colour, Face, Point, Sheet, fitted

CAPITALS: Final = 0.72
"""The height of the display type's capitals and figures, as a share of its size."""

_DRESSES: Final[Sequence[tuple[Colour, Colour, Colour]]] = (
    (CREAM, RED, GOLD),
    (CREAM, SEA, RED),
    (NIGHT, RED, CREAM),
    (RED, CREAM, NIGHT),
    (SEA, CREAM, RED),
    (NIGHT, GOLD, CREAM),
)
"""Of the sky, of the rays, and of the sun."""


def sunburst(sheet: Sheet, seed: str, centre: Point, size: float, word: str = "") -> None:
    """Cover the sheet with a sun of that name, and a word in it; few names have the same sun."""
    dice = hashlib.sha256(seed.encode()).digest()
    sky, beam, sun = _DRESSES[dice[0] % len(_DRESSES)]
    sheet.rectangle((0, 0), (sheet.width, sheet.height), sky)
    rays(sheet, centre, 10 + 2 * (dice[1] % 9), beam, dice[2] / 256 * math.tau)
    radius = size * (0.18 + 0.1 * dice[3] / 256)
    for share, colour in ((1.16, sky), (1.0, sun), (0.8, sky), (0.72, sun)):
        sheet.circle(centre, radius * share, fill=colour)
    type_size = fitted(word, Face.DISPLAY, radius, radius / 4, radius * 1.2)
    sheet.text((centre[0], centre[1] + type_size * CAPITALS / 2), word, Face.DISPLAY, type_size, sky, "ms")


def rays(sheet: Sheet, centre: Point, count: int, colour: Colour, turn: float = 0.0) -> None:
    """Rays from there to the sheet's edges, each as wide as the gap beside it; the turn is in radians."""
    middle, reach = complex(*centre), 2.0 * (sheet.width + sheet.height)
    for index in range(count):
        angle = turn + index * math.tau / count
        sides = (angle - math.pi / count / 2, angle + math.pi / count / 2)
        ends = [middle + cmath.rect(reach, side) for side in sides]
        sheet.polygon([centre, *((end.real, end.imag) for end in ends)], colour)
