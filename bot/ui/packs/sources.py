"""Where something is told: the sources of a story, and the page or card of the pack."""

from collections.abc import Sequence
from functools import lru_cache

import discord

from bot.content.search import HitKind
from bot.core.packs.pack import DOSSIERS, BeatRef, StoryPack
from bot.ui.layout import clipped
from bot.ui.text import Say

MOST_TITLES = 600
"""Characters of the sources' titles, where they stand beside a longer text."""

MOST_ESCAPED = 1024
"""Lines of titles that are not escaped anew each time: those of one or two packs."""


def cited(keys: Sequence[str], pack: StoryPack) -> str:
    """The titles of these sources, in one line."""
    # Many titles contain a comma, so commas could not separate them.
    titles = [source.title for key in keys if (source := pack.source(key)) is not None]
    return _escaped(" · ".join(titles))


@lru_cache(MOST_ESCAPED)
def _escaped(titles: str) -> str:
    return discord.utils.escape_markdown(titles)


def sources_line(keys: Sequence[str], pack: StoryPack, say: Say, longest: int | None = None) -> str | None:
    """The line of these sources' titles, cut at `longest` characters; None if the pack has none of them."""
    titles = cited(keys, pack)
    if not titles:
        return None
    return say("legend.sources", titles=titles if longest is None else clipped(titles, longest))


def place_told(told_in: str) -> tuple[HitKind, str]:
    """What tells something, by `chapter/beat` or `dossiers/id`: a page's reference or a card's id."""
    ref = BeatRef.parse(told_in)
    return (HitKind.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (HitKind.BEAT, told_in)
