"""The poster of a chapter, in the style of a race poster of the 1930s."""

from dataclasses import dataclass
from typing import Final

from bot.core.packs.art import Artwork
from bot.pictures.canvas import Canvas
from bot.pictures.drawings import paint
from bot.pictures.fonts import Face, fitted
from bot.pictures.ornament import CAPITALS, sunburst
from bot.pictures.palette import CREAM, GOLD, NIGHT, PAPER, RED
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 800
HEIGHT: Final = 1000
MARGIN: Final = 20
"""Pixels of bare paper around the picture."""
SIDE: Final = 58
"""Pixels from the canvas's edge to the text."""
ART: Final = WIDTH - 2 * MARGIN
"""The side of the square drawing; its foot is under the slant of the panel."""
SLANT: Final = (722.0, 612.0)
"""The y of the panel's upper edge, at its left and at its right."""
TITLE_BOX: Final = (WIDTH - 2 * SIDE, 128.0)
TITLE_SIZES: Final = (128, 34)
TEASER_BOX: Final = (WIDTH - 2 * SIDE, 96.0)
TEASER_SIZES: Final = (31, 20)
ROUNDEL: Final = 62
DISTINCT: Final = 220
"""Colours that the picture is reduced to."""


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything that a poster shows."""

    seed: str
    """The chapter's id, from which the ornament is made where there is no drawing."""
    number: str
    title: str
    teaser: str
    pack: str
    """The title of the whole story."""
    year: str | None = None
    art: Artwork | None = None


def title_of(poster: Poster) -> Block:
    """The title as a text block."""
    return block(poster.title.upper(), Face.DISPLAY, TITLE_SIZES, TITLE_BOX, 1.0)


def teaser_of(poster: Poster) -> Block:
    """The teaser as a text block."""
    return block(poster.teaser, Face.TEXT, TEASER_SIZES, TEASER_BOX, 1.28)


def draw_poster(poster: Poster) -> bytes:
    """The poster as a PNG of 800 by 1,000 pixels."""
    canvas = Canvas.blank(WIDTH, HEIGHT, PAPER)
    drawing = Canvas.blank(ART, ART, CREAM)
    if poster.art is None:
        sunburst(drawing, poster.seed, (ART / 2, ART * 0.44), ART, poster.year or poster.number)
    else:
        paint(drawing, poster.art, (0, 0), ART)
    canvas.stamp(drawing, (MARGIN, MARGIN))
    _panel(canvas)
    _lines(canvas, poster)
    _roundel(canvas, poster.number)
    return canvas.png(DISTINCT)


def _panel(canvas: Canvas) -> None:
    left, right = SLANT
    left_edge, right_edge = MARGIN, WIDTH - MARGIN
    foot = HEIGHT - MARGIN
    for lift, colour in ((34.0, CREAM), (26.0, RED), (8.0, CREAM), (0.0, NIGHT)):
        canvas.polygon(
            [(left_edge, left - lift), (right_edge, right - lift), (right_edge, foot), (left_edge, foot)],
            colour,
        )


def _lines(canvas: Canvas, poster: Poster) -> None:
    title, teaser = title_of(poster), teaser_of(poster)
    foot = HEIGHT - MARGIN - 26
    canvas.text((SIDE, foot), poster.pack.upper(), Face.BOLD, 26, GOLD, "ls")
    if poster.year is not None:
        canvas.text((WIDTH - SIDE, foot + 1), poster.year, Face.DISPLAY, 46, GOLD, "rs")
    line: float = foot - 48
    for text in reversed(teaser.lines):
        canvas.text((SIDE, line), text, Face.TEXT, teaser.size, CREAM, "ls")
        line -= teaser.leading
    line -= 6
    for text in reversed(title.lines):
        canvas.text((SIDE, line), text, Face.DISPLAY, title.size, PAPER, "ls")
        line -= title.leading


def _roundel(canvas: Canvas, number: str) -> None:
    centre = (WIDTH - SIDE - ROUNDEL + 10, 612.0)
    canvas.circle(centre, ROUNDEL + 5, fill=CREAM)
    canvas.circle(centre, ROUNDEL, fill=RED)
    canvas.circle(centre, ROUNDEL - 6, outline=CREAM, width=3)
    size = fitted(number, Face.DISPLAY, 92, 30, ROUNDEL * 1.3)
    canvas.text((centre[0], centre[1] + size * CAPITALS / 2), number, Face.DISPLAY, size, PAPER, "ms")
