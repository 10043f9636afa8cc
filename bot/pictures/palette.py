"""The RGB colour of each ink of a drawing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from bot.core.packs.art import Ink

Colour: TypeAlias = tuple[int, int, int]
RED: Final[Colour] = (179, 38, 30)
CREAM: Final[Colour] = (233, 220, 192)
PAPER: Final[Colour] = (243, 234, 213)
NIGHT: Final[Colour] = (31, 42, 68)
INK: Final[Colour] = (24, 26, 34)
SEA: Final[Colour] = (168, 186, 186)
GOLD: Final[Colour] = (196, 148, 58)

INKS: Final[Mapping[Ink, Colour]] = MappingProxyType(
    {
        Ink.RED: RED,
        Ink.WINE: (126, 26, 24),
        Ink.CREAM: CREAM,
        Ink.PAPER: PAPER,
        Ink.WHITE: (251, 247, 237),
        Ink.NIGHT: NIGHT,
        Ink.DUSK: (70, 88, 122),
        Ink.BLUE: (46, 92, 148),
        Ink.SKY: (134, 172, 192),
        Ink.SEA: SEA,
        Ink.INK: INK,
        Ink.GOLD: GOLD,
        Ink.AMBER: (228, 178, 92),
        Ink.SILVER: (198, 202, 202),
        Ink.STEEL: (146, 152, 158),
        Ink.SLATE: (92, 98, 108),
        Ink.GREEN: (58, 84, 66),
        Ink.LEAF: (122, 136, 82),
        Ink.EARTH: (142, 104, 72),
        Ink.STONE: (208, 188, 150),
    }
)
