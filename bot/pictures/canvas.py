"""What every picture is printed with: paper, ink and type.

Everything is given in the pixels of the finished picture. It is drawn at twice that size and brought down
at the end, so that edges and letters are smooth.
"""

import io
import math
import re
import unicodedata
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from pathlib import Path
from threading import get_ident
from typing import Final, TypeAlias

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
SCALE = 2
RIM = 4
SAMPLE = 24
NO_CHARACTER = "\uffff"
STRUCK: Final = re.compile(r"LATIN (CAPITAL|SMALL) LETTER ([A-Z]) WITH STROKE")
MOST_CHARACTERS = 2048
MOST_SIZES = 96
"""How many sizes of type are kept loaded."""

Colour: TypeAlias = tuple[int, int, int]
Point: TypeAlias = tuple[float, float]

RED: Final[Colour] = (179, 38, 30)
CREAM: Final[Colour] = (233, 220, 192)
PAPER: Final[Colour] = (243, 234, 213)
NIGHT: Final[Colour] = (31, 42, 68)
INK: Final[Colour] = (24, 26, 34)
SEA: Final[Colour] = (168, 186, 186)
GOLD: Final[Colour] = (196, 148, 58)


class Face(Enum):
    """The three cuts of type: for headings, for lines, for what is to be read first among lines."""

    DISPLAY = "league-gothic.woff"
    TEXT = "oswald-400.woff"
    BOLD = "oswald-600.woff"


class Sheet:
    """A sheet of paper to draw on."""

    def __init__(self, image: Image.Image) -> None:
        """Take the image, twice the finished picture's size."""
        self.image = image
        self._pen = ImageDraw.Draw(image)

    @classmethod
    def blank(cls, width: int, height: int, paper: Colour = PAPER) -> "Sheet":
        """An empty sheet of that size."""
        return cls(Image.new("RGB", (width * SCALE, height * SCALE), paper))

    @property
    def width(self) -> int:
        """In pixels of the finished picture."""
        return self.image.width // SCALE

    @property
    def height(self) -> int:
        """In pixels of the finished picture."""
        return self.image.height // SCALE

    def copy(self) -> "Sheet":
        """The same sheet, to draw on without touching this one."""
        return Sheet(self.image.copy())

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
        """A line of type; `anchor` is Pillow's: `la` top left, `mm` middle, `rs` right on the baseline.

        It may be turned about that place, in degrees clockwise, or have a rim of another colour to stand on.
        """
        x, y = where
        place, type_ = (x * SCALE, y * SCALE), font(face, round(size * SCALE))
        if not turn:
            rim = RIM * SCALE if halo else 0
            self._pen.text(
                place, text, font=type_, fill=colour, anchor=anchor, stroke_width=rim, stroke_fill=halo
            )
            return
        reach = 1 + round(max(map(abs, type_.getbbox(text, anchor=anchor))) * math.sqrt(2))
        stencil = Image.new("L", (reach * 2, reach * 2))
        ImageDraw.Draw(stencil).text((reach, reach), text, font=type_, fill=255, anchor=anchor)
        stencil = stencil.rotate(-turn, Image.Resampling.BICUBIC)
        self.image.paste(colour, (round(place[0]) - reach, round(place[1]) - reach), stencil)

    def stamp(self, other: "Sheet", where: Point) -> None:
        """Lay another sheet on this one, its top left corner there."""
        x, y = where
        self.image.paste(other.image, (round(x * SCALE), round(y * SCALE)))

    def png(self, colours: int = 160) -> bytes:
        """The finished picture; a poster has few colours, so a palette keeps it small."""
        finished = self.image.resize((self.width, self.height), Image.Resampling.BOX)
        # Without dithering flat colours stay flat.
        reduced = finished.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        target = io.BytesIO()
        reduced.save(target, "PNG", optimize=False)
        return target.getvalue()


def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    """The face at that size in drawn pixels.

    Each thread has its own: FreeType's faces are not to be shared, and names are looked through on the
    event loop while pictures are drawn beside it.
    """
    return font_of_thread(face, size, get_ident())


@lru_cache(MOST_SIZES)
def font_of_thread(face: Face, size: int, _thread: int) -> ImageFont.FreeTypeFont:
    """The face as that thread has it."""
    return ImageFont.truetype(FONTS / face.value, size, layout_engine=ImageFont.Layout.BASIC)


def width_of(text: str, face: Face, size: float) -> float:
    """How wide a line of type is."""
    return font(face, round(size * SCALE)).getlength(text) / SCALE


def fitted(text: str, face: Face, largest: float, smallest: float, width: float) -> float:
    """The largest size at which the line is no wider than that, but not under the smallest."""
    size = largest
    while size > smallest and width_of(text, face, size) > width:
        size -= 1
    return size


def wrapped(text: str, face: Face, size: float, width: float) -> list[str]:
    """The text in lines no wider than that; a word that is wider by itself stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, face, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def trimmed(text: str, face: Face, size: float, width: float) -> str:
    """The text as far as it fits, with an ellipsis where it is cut."""
    if width_of(text, face, size) <= width:
        return text
    kept = text
    while kept and width_of(f"{kept}…", face, size) > width:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def printable(text: str, face: Face) -> str:
    """The text in letters that the face has: an accent or stroke that it lacks falls away, then the letter.

    Names come from people, in any script; what is left may be nothing.
    """
    kept = (
        character if _has(character, face) else next(filter(lambda one: _has(one, face), plain), "")
        for character in unicodedata.normalize("NFC", text)
        for plain in [unicodedata.normalize("NFKD", character) + _unstruck(character)]
    )
    return " ".join("".join(kept).split())


def _unstruck(character: str) -> str:
    """The letter under a stroke, which Unicode, other than an accent, takes for a part of it: L of Ł."""
    found = STRUCK.fullmatch(unicodedata.name(character, ""))
    if found is None:
        return ""
    case, letter = found.groups()
    return letter if case == "CAPITAL" else letter.lower()


@lru_cache(MOST_CHARACTERS)
def _has(character: str, face: Face) -> bool:
    """Whether the face has a letter for it: what it lacks, it prints as its empty box."""
    if character.isspace():
        return True
    type_ = font(face, SAMPLE)
    lacking = type_.getmask(NO_CHARACTER)
    mask = type_.getmask(character)
    return (mask.size, bytes(mask)) != (lacking.size, bytes(lacking)) and mask.size[0] > 0


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
