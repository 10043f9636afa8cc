"""Distances and names as they are said."""

from collections.abc import Sequence

from bot.pictures.canvas import Face, printable
from bot.ui.layout import mentions
from bot.ui.text import Say

THOUSAND = 1000
MOST_NAMES = 20
"""So many players are named; the rest is counted. Discord takes 4,000 characters a message."""


def distance(thousandths: int, unit: str, say: Say) -> str:
    """A distance in whole units: 1,597 km."""
    return f"{say.number(round(thousandths / THOUSAND))} {unit}"


def called(name: str, number: int, say: Say) -> str:
    """What a player is called on a picture: the name, or a number where its type lacks the name's letters."""
    printed = printable(name, Face.TEXT)
    # A digit or two are no name where the letters beside them are lost.
    told = str.isalpha if any(map(str.isalpha, name)) else str.isalnum
    return name if any(map(told, printed)) else say("race.player", number=say.number(number))


def names(member_ids: Sequence[int], say: Say, most: int = MOST_NAMES) -> str:
    """The members as mentions, the first of them where they are many."""
    return and_more(mentions(member_ids, most), len(member_ids), say) if member_ids else ""


def and_more(shown: list[str], whole: int, say: Say) -> str:
    """What is shown of a whole as one phrase, and how many more there are."""
    if whole <= len(shown):
        return say.list(shown)
    return say.list([*shown, say.count("names.more", whole - len(shown))])
