"""A figure card, such as a car's: its drawing above, its figures below."""

import math
from dataclasses import dataclass
from typing import Final

from bot.core.packs.art import Artwork, Ink
from bot.pictures.canvas import Canvas
from bot.pictures.drawings import paint
from bot.pictures.fonts import Face, fitted
from bot.pictures.ornament import CAPITALS, rays, sunburst
from bot.pictures.palette import CREAM, INK, INKS, NIGHT, PAPER, RED
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 1000
HEIGHT: Final = 560
MOST_FIGURES: Final = 6
COLUMNS: Final = 2
SIDE: Final = 44
GAP: Final = 32
ROW: Final = 74.0
"""Pixels from one row of figures to the next: a label is nearer to its own value than to the one above."""
TOP: Final = 45.0
"""From the panel's edge to the first label's baseline."""
UNDER: Final = 35.0
"""From a label's baseline to its value's."""
HEAD: Final = 92.0
"""The height of the name's area at the top."""
VALUE_SIZES: Final = (34, 21)
LABEL: Final = 30
SMALLEST_LABEL: Final = 18
NAME_SIZES: Final = (66, 30)
STAGE: Final = 900.0
"""The largest width of a drawing."""
ROAD: Final = 30.0
"""From the foot of a drawing to the panel."""
FOOT: Final = 40.0
BARE_FOOT: Final = 46.0
"""The panel's height without rows of figures: beside figures, and where there are none."""
SLANT: Final = 13.0
DISTINCT: Final = 200
"""Colours that the picture is reduced to."""
CELL: Final = ((WIDTH - 2 * SIDE - GAP) / COLUMNS, 40.0)
"""The box of one figure's value."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """Everything that a card shows."""

    seed: str
    """The dossier's id, from which the ornament is made where there is no drawing."""
    name: str
    figures: tuple[tuple[str, str], ...] = ()
    """Labels and values; the first six are shown."""
    art: Artwork | None = None


def name_of(card: FigureCard) -> Block:
    """The name as a text block."""
    return block(card.name.upper(), Face.DISPLAY, NAME_SIZES, (WIDTH - 4 * SIDE, HEAD - 20))


def values_of(card: FigureCard) -> tuple[Block, ...]:
    """The values as text blocks."""
    return tuple(block(value, Face.BOLD, VALUE_SIZES, CELL) for _, value in card.figures[:MOST_FIGURES])


def draw_figure_card(card: FigureCard) -> bytes:
    """The card as a PNG of 1,000 by 560 pixels."""
    canvas = Canvas.blank(WIDTH, HEIGHT, CREAM)
    rows = math.ceil(min(len(card.figures), MOST_FIGURES) / COLUMNS)
    edge = HEIGHT - rows * ROW - FOOT if rows else HEIGHT - BARE_FOOT
    ground = edge - ROAD
    if card.art is None:
        sunburst(canvas, card.seed, (WIDTH / 2, (HEAD + edge) / 2), HEIGHT / 2)
    else:
        _stage(canvas, card.art, ground)
    _panel(canvas, edge)
    _heading(canvas, card)
    _figures(canvas, card, edge)
    return canvas.png(DISTINCT)


def _stage(canvas: Canvas, art: Artwork, ground: float) -> None:
    rays(canvas, (WIDTH / 2, ground - 20), 30, PAPER)
    canvas.rectangle((0, ground - 12), (WIDTH, HEIGHT), INKS[Ink.STONE])
    canvas.line([(0, ground - 12), (WIDTH, ground - 12)], INK, 2)
    room = ground - HEAD
    width = min(STAGE, art.width * room / art.height)
    paint(canvas, art, ((WIDTH - width) / 2, ground - art.height * width / art.width), width)


def _panel(canvas: Canvas, edge: float) -> None:
    for lift, colour in ((20.0, RED), (6.0, CREAM), (0.0, NIGHT)):
        canvas.polygon(
            [(0, edge - lift + SLANT), (WIDTH, edge - lift - SLANT), (WIDTH, HEIGHT), (0, HEIGHT)], colour
        )


def _heading(canvas: Canvas, card: FigureCard) -> None:
    name = name_of(card)
    edge, foot = name.width + 2 * SIDE, HEAD - 14
    for rim, colour in ((10, CREAM), (6, RED), (0, NIGHT)):
        canvas.rectangle((-1, -1), (edge + rim, foot + rim), colour)
    canvas.text(
        (SIDE, foot / 2 + name.size * CAPITALS / 2),
        "".join(name.lines),
        Face.DISPLAY,
        name.size,
        PAPER,
        "ls",
    )


def _figures(canvas: Canvas, card: FigureCard, edge: float) -> None:
    values = values_of(card)
    for index, (value, (label, _)) in enumerate(zip(values, card.figures, strict=False)):
        row, column = divmod(index, COLUMNS)
        left = SIDE + column * (CELL[0] + GAP)
        line = edge + TOP + row * ROW
        size = fitted(label, Face.TEXT, LABEL, SMALLEST_LABEL, CELL[0])
        canvas.text((left, line), label, Face.TEXT, size, INKS[Ink.AMBER], "ls")
        canvas.text((left, line + UNDER), "".join(value.lines), Face.BOLD, value.size, PAPER, "ls")
