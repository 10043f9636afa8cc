"""The card of a thing and its figures: its drawing above, what was measured and won below."""

import math
from dataclasses import dataclass
from typing import Final

from bot.core.packs.art import Artwork, Ink
from bot.pictures.canvas import CREAM, INK, NIGHT, PAPER, RED, Face, Sheet, fitted
from bot.pictures.drawings import paint
from bot.pictures.ornament import CAPITALS, rays, sunburst
from bot.pictures.palette import INKS
from bot.pictures.text_blocks import Block, block

WIDTH: Final = 1000
HEIGHT: Final = 560
MOST_FIGURES: Final = 6
COLUMNS: Final = 2
SIDE: Final = 44
GAP: Final = 32
ROW: Final = 74.0
"""From one row of figures to the next: a label is nearer to its own value than to the one above it."""
TOP: Final = 45.0
"""From the panel's edge to the first label's baseline."""
UNDER: Final = 35.0
"""From a label's baseline to its value's."""
HEAD: Final = 92.0
"""What the name has at the top."""
VALUE_SIZES: Final = (34, 21)
LABEL: Final = 28
SMALLEST_LABEL: Final = 18
NAME_SIZES: Final = (66, 30)
STAGE: Final = 900.0
"""The widest that a drawing stands."""
ROAD: Final = 30.0
"""From the foot of a drawing to the panel."""
FOOT: Final = 40.0
BARE_FOOT: Final = 46.0
"""Of the panel: beside its figures, and where it has none."""
SLANT: Final = 13.0
DISTINCT: Final = 200
"""Colours that the print is reduced to."""
CELL: Final = ((WIDTH - 2 * SIDE - GAP) / COLUMNS, 40.0)
"""The box of one figure's value."""


@dataclass(frozen=True, slots=True)
class FigureCard:
    """What stands on a card, every word of it."""

    seed: str
    """What the ornament follows from; the dossier's id."""
    name: str
    figures: tuple[tuple[str, str], ...] = ()
    """Labels and values; the first six are shown."""
    art: Artwork | None = None


def name_of(card: FigureCard) -> Block:
    """The name as it is set."""
    return block(card.name.upper(), Face.DISPLAY, NAME_SIZES, (WIDTH - 4 * SIDE, HEAD - 20))


def values_of(card: FigureCard) -> tuple[Block, ...]:
    """The values as they are set."""
    return tuple(block(value, Face.BOLD, VALUE_SIZES, CELL) for _, value in card.figures[:MOST_FIGURES])


def draw_figure_card(card: FigureCard) -> bytes:
    """The card as a PNG of 1,000 by 560 pixels."""
    sheet = Sheet.blank(WIDTH, HEIGHT, CREAM)
    rows = math.ceil(min(len(card.figures), MOST_FIGURES) / COLUMNS)
    edge = HEIGHT - rows * ROW - FOOT if rows else HEIGHT - BARE_FOOT
    ground = edge - ROAD
    if card.art is None:
        sunburst(sheet, card.seed, (WIDTH / 2, (HEAD + edge) / 2), HEIGHT / 2)
    else:
        _stage(sheet, card.art, ground)
    _panel(sheet, edge)
    _heading(sheet, card)
    _figures(sheet, card, edge)
    return sheet.png(DISTINCT)


def _stage(sheet: Sheet, art: Artwork, ground: float) -> None:
    rays(sheet, (WIDTH / 2, ground - 20), 30, PAPER)
    sheet.rectangle((0, ground - 12), (WIDTH, HEIGHT), INKS[Ink.STONE])
    sheet.line([(0, ground - 12), (WIDTH, ground - 12)], INK, 2)
    room = ground - HEAD
    width = min(STAGE, art.width * room / art.height)
    paint(sheet, art, ((WIDTH - width) / 2, ground - art.height * width / art.width), width)


def _panel(sheet: Sheet, edge: float) -> None:
    for lift, colour in ((20.0, RED), (6.0, CREAM), (0.0, NIGHT)):
        sheet.polygon(
            [(0, edge - lift + SLANT), (WIDTH, edge - lift - SLANT), (WIDTH, HEIGHT), (0, HEIGHT)], colour
        )


def _heading(sheet: Sheet, card: FigureCard) -> None:
    name = name_of(card)
    edge, foot = name.width + 2 * SIDE, HEAD - 14
    for rim, colour in ((10, CREAM), (6, RED), (0, NIGHT)):
        sheet.rectangle((-1, -1), (edge + rim, foot + rim), colour)
    sheet.text(
        (SIDE, foot / 2 + name.size * CAPITALS / 2),
        "".join(name.lines),
        Face.DISPLAY,
        name.size,
        PAPER,
        "ls",
    )


def _figures(sheet: Sheet, card: FigureCard, edge: float) -> None:
    values = values_of(card)
    for index, (value, (label, _)) in enumerate(zip(values, card.figures, strict=False)):
        row, column = divmod(index, COLUMNS)
        left = SIDE + column * (CELL[0] + GAP)
        line = edge + TOP + row * ROW
        size = fitted(label, Face.TEXT, LABEL, SMALLEST_LABEL, CELL[0])
        sheet.text((left, line), label, Face.TEXT, size, INKS[Ink.AMBER], "ls")
        sheet.text((left, line + UNDER), "".join(value.lines), Face.BOLD, value.size, PAPER, "ls")
