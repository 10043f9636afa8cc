"""The poster of a chapter, in the manner of a race poster of the 1930s."""

from dataclasses import dataclass
from typing import Final

from bot.core.packs.art import Artwork
from bot.pictures.canvas import CREAM, GOLD, NIGHT, PAPER, RED, Face, Sheet, fitted
from bot.pictures.drawings import paint
from bot.pictures.ornament import CAPITALS, sunburst
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 800
HEIGHT: Final = 1000
MARGIN: Final = 20
"""Of bare paper around the print."""
SIDE: Final = 58
"""From the sheet's edge to the type."""
ART: Final = WIDTH - 2 * MARGIN
"""The drawing is square, and its foot lies under the slant of the panel."""
SLANT: Final = (722.0, 612.0)
"""How far down the panel begins, at its left and at its right."""
TITLE_BOX: Final = (WIDTH - 2 * SIDE, 128.0)
TITLE_SIZES: Final = (128, 34)
TEASER_BOX: Final = (WIDTH - 2 * SIDE, 96.0)
TEASER_SIZES: Final = (31, 20)
ROUNDEL: Final = 62
DISTINCT: Final = 220
"""Colours that the print is reduced to."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on a poster, every word of it."""

    seed: str
    """What the ornament follows from where there is no drawing; the chapter's id."""
    number: str
    title: str
    teaser: str
    pack: str
    """The title of the whole story."""
    year: str | None = None
    art: Artwork | None = None


def title_of(poster: Poster) -> Block:
    """The title as it is set."""
    return block(poster.title.upper(), Face.DISPLAY, TITLE_SIZES, TITLE_BOX, 1.0)


def teaser_of(poster: Poster) -> Block:
    """The teaser as it is set."""
    return block(poster.teaser, Face.TEXT, TEASER_SIZES, TEASER_BOX, 1.28)


def draw_poster(poster: Poster) -> bytes:
    """The poster as a PNG of 800 by 1,000 pixels."""
    sheet = Sheet.blank(WIDTH, HEIGHT, PAPER)
    print_ = Sheet.blank(ART, ART, CREAM)
    if poster.art is None:
        sunburst(print_, poster.seed, (ART / 2, ART * 0.44), ART, poster.year or poster.number)
    else:
        paint(print_, poster.art, (0, 0), ART)
    sheet.stamp(print_, (MARGIN, MARGIN))
    _panel(sheet)
    _lines(sheet, poster)
    _roundel(sheet, poster.number)
    return sheet.png(DISTINCT)


def _panel(sheet: Sheet) -> None:
    left, right = SLANT
    near, far = MARGIN, WIDTH - MARGIN
    foot = HEIGHT - MARGIN
    for lift, colour in ((34.0, CREAM), (26.0, RED), (8.0, CREAM), (0.0, NIGHT)):
        sheet.polygon([(near, left - lift), (far, right - lift), (far, foot), (near, foot)], colour)


def _lines(sheet: Sheet, poster: Poster) -> None:
    title, teaser = title_of(poster), teaser_of(poster)
    foot = HEIGHT - MARGIN - 26
    sheet.text((SIDE, foot), poster.pack.upper(), Face.BOLD, 26, GOLD, "ls")
    if poster.year is not None:
        sheet.text((WIDTH - SIDE, foot + 1), poster.year, Face.DISPLAY, 46, GOLD, "rs")
    line: float = foot - 48
    for text in reversed(teaser.lines):
        sheet.text((SIDE, line), text, Face.TEXT, teaser.size, CREAM, "ls")
        line -= teaser.leading
    line -= 6
    for text in reversed(title.lines):
        sheet.text((SIDE, line), text, Face.DISPLAY, title.size, PAPER, "ls")
        line -= title.leading


def _roundel(sheet: Sheet, number: str) -> None:
    centre = (WIDTH - SIDE - ROUNDEL + 10, 612.0)
    sheet.circle(centre, ROUNDEL + 5, fill=CREAM)
    sheet.circle(centre, ROUNDEL, fill=RED)
    sheet.circle(centre, ROUNDEL - 6, outline=CREAM, width=3)
    size = fitted(number, Face.DISPLAY, 92, 30, ROUNDEL * 1.3)
    sheet.text((centre[0], centre[1] + size * CAPITALS / 2), number, Face.DISPLAY, size, PAPER, "ms")
