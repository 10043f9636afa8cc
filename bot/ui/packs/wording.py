"""Distances, lists and servers in words."""

import discord

from bot.pictures.fonts import Face, printable
from bot.ui.text import Say

THOUSAND = 1000
MOST_NAMES = 20
"""Members named in a list; the rest is counted. Discord takes 4,000 characters a message."""


def distance(thousandths: int, unit: str, say: Say) -> str:
    """A distance in whole units: 1,597 km."""
    return f"{whole_units(thousandths, say)} {unit}"


def whole_units(thousandths: int, say: Say) -> str:
    """The same without the unit, where that has just been said."""
    return say.number(round(thousandths / THOUSAND))


def printable_name(name: str, number: int, say: Say) -> str:
    """A player's name on a picture, or a number where the font lacks the name's letters."""
    printed = printable(name, Face.TEXT)
    # Digits alone are no name where the letters beside them are lost.
    is_readable = str.isalpha if any(map(str.isalpha, name)) else str.isalnum
    return name if any(map(is_readable, printed)) else say("race.player", number=say.number(number))


def and_more(shown: list[str], whole: int, say: Say) -> str:
    """What is shown as one phrase, and how many more of the `whole` there are."""
    if whole <= len(shown):
        return say.list(shown)
    return say.list([*shown, say.count("names.more", whole - len(shown))])


def server_name(name: str | None, say: Say) -> str:
    """A server's name, escaped for Markdown; words in its place where the bot does not know it."""
    return discord.utils.escape_markdown(name) if name else say("daily_letter.a_server")
