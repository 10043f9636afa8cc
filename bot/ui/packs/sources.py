"""Where something is told: the sources of a story, and the page or card of the pack."""

from collections.abc import Sequence
from functools import lru_cache

import discord

from bot.content.search import HitKind
from bot.core.packs.pack import DOSSIERS, BeatRef, Source, StoryPack
from bot.ui.components import Button, button
from bot.ui.text import Say

MOST_CITED = 3
"""Sources named beside a text, at most; a button opens all."""

MOST_ESCAPED = 1024
"""Titles that are not escaped anew each time: those of one or two packs."""


def cited(keys: Sequence[str], pack: StoryPack, say: Say) -> str:
    """The titles of the first of these sources, in one line, each a link where its address is known."""
    sources = known_sources(keys, pack)
    # Many titles contain a comma, so commas could not separate them.
    titles = " · ".join(source_link(source) for source in sources[:MOST_CITED])
    hidden = len(sources) - MOST_CITED
    return say.count("sources.more", hidden, titles=titles) if hidden > 0 else titles


def known_sources(keys: Sequence[str], pack: StoryPack) -> list[Source]:
    """The sources of these keys, in their order, without those that the pack does not have."""
    return [source for key in keys if (source := pack.source(key)) is not None]


def source_link(source: Source) -> str:
    """The source's title, as a link where its address is known."""
    title = _escaped(source.title)
    if source.address is None:
        return title
    # Parentheses would end the link.
    address = source.address.replace("(", "%28").replace(")", "%29")
    return f"[{title}]({address})"


@lru_cache(MOST_ESCAPED)
def _escaped(title: str) -> str:
    return discord.utils.escape_markdown(title).replace("[", "\\[").replace("]", "\\]")


def sources_line(keys: Sequence[str], pack: StoryPack, say: Say) -> str | None:
    """The line of the first of these sources; None if the pack has none of them."""
    titles = cited(keys, pack, say)
    return say("legend.sources", titles=titles) if titles else None


def all_sources_button(
    where: HitKind, ref: str, keys: Sequence[str], pack: StoryPack, say: Say
) -> Button | None:
    """A button that opens all sources, for its presser alone; None if all are named already."""
    if len(known_sources(keys, pack)) <= MOST_CITED:
        return None
    return button(say("button.all_sources"), f"sr:{where.value}:{ref}")


def place_told(told_in: str) -> tuple[HitKind, str]:
    """What tells something, by `chapter/beat` or `dossiers/id`: a page's reference or a card's id."""
    ref = BeatRef.parse(told_in)
    return (HitKind.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (HitKind.BEAT, told_in)
