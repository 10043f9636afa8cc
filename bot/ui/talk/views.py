"""What the bot says in a conversation: greetings, what it can do, how far one has read."""

from collections.abc import Sequence
from typing import Any

import discord
from discord.ui import ActionRow, Item

from bot.core.packs.pack import Dossier, Figure, StoryPack
from bot.core.stories.reading import Reading
from bot.ui.layout import CREAM, NIGHT, Layout, button, card, progress, row, rule
from bot.ui.stories.cards.controls import dossier_layout
from bot.ui.text import Say

PRIMARY = discord.ButtonStyle.primary


def told(text: str, reading: Reading, say: Say) -> Layout:
    """A few words, and the ways on."""
    return Layout(card(text, rule(), ways(reading, say), colour=CREAM))


def ways(reading: Reading, say: Say) -> ActionRow[Any]:
    """What one can have by a press."""
    read = say("button.go_on") if reading.reached else say("button.begin_reading")
    return row(
        button(read, "tk:read", style=PRIMARY),
        button(say("button.quiz_me"), "tk:quiz"),
        button(say("button.an_anecdote"), "tk:anecdote"),
        button(say("button.a_claim"), "tk:legend"),
        button(say("button.how_far"), "tk:progress"),
    )


def with_ways(layout: Layout, *buttons: Item[Any]) -> Layout:
    """The layout, and buttons below it."""
    return Layout(*layout.children, row(*buttons))


def winner_layout(dossier: Dossier, winner: Figure | None, pack: StoryPack, say: Say) -> Layout:
    """Who won, before the year's card."""
    shown = dossier_layout(dossier, pack, say)
    if winner is None:
        return shown
    lead = say("talk.winner", names=winner.value, label=winner.label, name=dossier.name)
    return Layout(card(lead, colour=CREAM), *shown.children)


def progress_layout(pack: StoryPack, reading: Reading, say: Say) -> Layout:
    """How much of the story is read, and where the bookmark lies."""
    shares = [reading.share(chapter) for chapter in pack.chapters]
    beats = sum(len(chapter.beats) for chapter in pack.chapters)
    seen = sum(share * len(chapter.beats) for share, chapter in zip(shares, pack.chapters, strict=True))
    finished = sum(share == 1 for share in shares)
    begun = bool(reading.reached)
    parts = [say("talk.not_begun", chapters=say.number(len(shares)))]
    if begun:
        parts = [
            say("talk.progress", bar=progress(round(seen), beats), share=say.percent(seen / beats)),
            *([say.count("talk.chapters_read", finished, of=say.number(len(shares)))] if finished else ()),
            *_bookmark(pack, reading, say),
        ]
    if finished == len(shares):
        parts.append(say("talk.all_read", title=pack.title))
    return Layout(
        card(
            "\n".join(parts),
            rule(),
            row(
                button(
                    say("button.go_on") if begun else say("button.begin_reading"), "tk:read", style=PRIMARY
                ),
                button(say("button.contents"), "tk:contents"),
                button(say("button.quiz_me"), "tk:quiz"),
            ),
            colour=CREAM,
        )
    )


def nearest_layout(text: str, reading: Reading, say: Say) -> Layout:
    """That something is not there, what is near it, and the ways on."""
    return Layout(card(text, rule(), ways(reading, say), colour=NIGHT))


def winner_of(dossier: Dossier, labels: Sequence[str]) -> Figure | None:
    """The figure that names who won, by the label that a language gives it."""
    known = {label.strip().casefold() for label in labels}
    return next((one for one in dossier.figures if one.label.casefold() in known), None)


def _bookmark(pack: StoryPack, reading: Reading, say: Say) -> list[str]:
    chapter_id, position = reading.last or ("", 0)
    chapter = pack.chapter(chapter_id)
    if chapter is None:
        return []
    of = len(chapter.beats)
    number = min(position + 1, of)
    return [say("talk.bookmark", title=chapter.title, number=say.number(number), of=say.number(of))]
