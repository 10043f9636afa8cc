"""Distances and names as they are said."""

from collections.abc import Sequence

from bot.ui.layout import mentions
from bot.ui.text import Say

THOUSAND = 1000
MOST_NAMES = 20
"""So many players are named; the rest is counted. Discord takes 4,000 characters a message."""


def distance(thousandths: int, unit: str, say: Say) -> str:
    """A distance in whole units: 1,597 km."""
    return f"{say.number(round(thousandths / THOUSAND))} {unit}"


def names(member_ids: Sequence[int], say: Say, most: int = MOST_NAMES) -> str:
    """The members as mentions, the first of them where they are many."""
    return and_more(mentions(member_ids, most), len(member_ids), say) if member_ids else ""


def and_more(shown: list[str], whole: int, say: Say) -> str:
    """What is shown of a whole as one phrase, and how many more there are."""
    if whole <= len(shown):
        return say.list(shown)
    return say.list([*shown, say.count("names.more", whole - len(shown))])
