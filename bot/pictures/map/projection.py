"""The pixel of a position on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from bot.core.packs.route import Position
from bot.pictures.boxes import Box
from bot.pictures.canvas import Point


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular projection, with degrees of longitude as wide as at the map's middle.

    Over a country of Italy's size no distance is off by more than about 4%.
    """

    centre: Position
    middle: Point
    """The pixel of the centre."""
    scale: float
    """Pixels to a degree of latitude."""

    @classmethod
    def onto(cls, positions: Sequence[Position], frame: Box, margin: float) -> "Projection":
        """The largest scale at which the positions fit into the frame with the margin around them."""
        latitudes = [latitude for latitude, _ in positions]
        longitudes = [longitude for _, longitude in positions]
        centre = ((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)
        height = max(latitudes) - min(latitudes)
        width = (max(longitudes) - min(longitudes)) * cos(radians(centre[0]))
        scales = [
            (room - 2 * margin) / extent
            for room, extent in ((frame.width, width), (frame.height, height))
            if extent
        ]
        return cls(centre, frame.middle, min(scales, default=1.0))

    def __call__(self, position: Position) -> Point:
        """The pixel of a position."""
        latitude, longitude = position
        across = (longitude - self.centre[1]) * cos(radians(self.centre[0]))
        return self.middle[0] + across * self.scale, self.middle[1] - (latitude - self.centre[0]) * self.scale
