"""The canvas that every picture is drawn on.

All sizes are in pixels of the finished picture. It is drawn at twice that size and scaled down at the
end, so that edges and letters are smooth.
"""

import io
import math
from collections.abc import Sequence
from typing import TypeAlias

from PIL import Image, ImageDraw

from bot.pictures.fonts import SCALE, Face, font
from bot.pictures.palette import PAPER, Colour

RIM = 4
"""Pixels of a halo around letters."""

EDGE = 2
"""Pixels around letters that are turned, so that none is cut."""

Point: TypeAlias = tuple[float, float]


class Canvas:
    """A canvas of paper to draw on."""

    def __init__(self, image: Image.Image) -> None:
        """Keep the image, twice the finished picture's size."""
        self.image = image
        self._pen = ImageDraw.Draw(image)

    @classmethod
    def blank(cls, width: int, height: int, paper: Colour = PAPER) -> "Canvas":
        """An empty canvas of that size."""
        return cls(Image.new("RGB", (width * SCALE, height * SCALE), paper))

    @property
    def width(self) -> int:
        """In pixels of the finished picture."""
        return self.image.width // SCALE

    @property
    def height(self) -> int:
        """In pixels of the finished picture."""
        return self.image.height // SCALE

    def copy(self) -> "Canvas":
        """The same canvas, to draw on without touching this one."""
        return Canvas(self.image.copy())

    def line(self, points: Sequence[Point], colour: Colour, width: float = 1.0) -> None:
        """A line through the points, its joints rounded."""
        self._pen.line(_scaled(points), fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def polygon(
        self,
        points: Sequence[Point],
        fill: Colour | None,
        outline: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        """A closed shape."""
        self._pen.polygon(_scaled(points), fill=fill, outline=outline, width=max(1, round(width * SCALE)))

    def rectangle(
        self,
        corner: Point,
        opposite: Point,
        fill: Colour | None = None,
        outline: Colour | None = None,
        width: float = 1.0,
        radius: float = 0.0,
    ) -> None:
        """An upright rectangle, its corners rounded where a radius is given."""
        box = _scaled([corner, opposite])
        stroke = max(1, round(width * SCALE))
        self._pen.rounded_rectangle(box, radius * SCALE, fill=fill, outline=outline, width=stroke)

    def circle(
        self,
        centre: Point,
        radius: float,
        fill: Colour | None = None,
        outline: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        """A disc, a ring, or both."""
        x, y = centre
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._pen.ellipse(box, fill=fill, outline=outline, width=max(1, round(width * SCALE)))

    def arc(
        self, centre: Point, radius: float, start: float, end: float, colour: Colour, width: float = 1.0
    ) -> None:
        """A part of a ring; degrees run clockwise from three o'clock."""
        x, y = centre
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self._pen.arc(box, start, end, fill=colour, width=max(1, round(width * SCALE)))

    def text(
        self,
        where: Point,
        text: str,
        face: Face,
        size: float,
        colour: Colour,
        anchor: str = "la",
        turn: float = 0.0,
        halo: Colour | None = None,
    ) -> None:
        """A line of text; `anchor` is Pillow's: `la` top left, `mm` middle, `rs` right on the baseline.

        It may be turned about its anchor, in degrees clockwise, or have a halo of another colour.
        """
        x, y = where
        place, font_ = (x * SCALE, y * SCALE), font(face, round(size * SCALE))
        if not turn:
            rim = RIM * SCALE if halo else 0
            self._pen.text(
                place, text, font=font_, fill=colour, anchor=anchor, stroke_width=rim, stroke_fill=halo
            )
            return
        left, top, right, bottom = font_.getbbox(text, anchor=anchor)
        stencil = Image.new("L", (math.ceil(right - left) + 2 * EDGE, math.ceil(bottom - top) + 2 * EDGE))
        ImageDraw.Draw(stencil).text((EDGE - left, EDGE - top), text, font=font_, fill=255, anchor=anchor)
        stencil = stencil.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
        # It was turned about its middle, which goes around the anchor.
        angle, across, down = math.radians(turn), (left + right) / 2, (top + bottom) / 2
        x = place[0] + across * math.cos(angle) - down * math.sin(angle)
        y = place[1] + across * math.sin(angle) + down * math.cos(angle)
        corner = round(x - stencil.width / 2), round(y - stencil.height / 2)
        self.image.paste(colour, corner, stencil)

    def stamp(self, other: "Canvas", where: Point) -> None:
        """Paste another canvas onto this one, with its top left corner there."""
        x, y = where
        self.image.paste(other.image, (round(x * SCALE), round(y * SCALE)))

    def png(self, colours: int = 160) -> bytes:
        """The finished picture; it has few colours, so a palette keeps the file small."""
        finished = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        # Without dithering flat colours stay flat.
        reduced = finished.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        target = io.BytesIO()
        reduced.save(target, "PNG", optimize=False)
        return target.getvalue()


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
