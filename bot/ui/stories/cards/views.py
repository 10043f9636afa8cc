"""The hits of a search, and the cards that they and `/dossier` open."""

from collections.abc import Sequence

import discord

from bot.content.search import Hit, HitKind
from bot.core.packs.cards import Dossier, Figure
from bot.core.packs.pack import BeatRef, Legend, StoryPack
from bot.core.stories.reading import story_page
from bot.ui.components import Option, button, container, option, row, rule, section, select
from bot.ui.layout import CREAM, LONGEST_OPTION, MOST_OPTIONS, NIGHT, Layout, clipped
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.packs.claims import verdict_line
from bot.ui.packs.sources import MOST_TITLES, cited, sources_line
from bot.ui.pictures import Illustrated, PictureSlot
from bot.ui.stories.reader.posters import figure_card, page_poster
from bot.ui.stories.reader.views import page_layout
from bot.ui.text import Say

LONGEST_QUERY = 60


def illustrated_hit(pack: StoryPack, where: HitKind, ref: str, say: Say) -> Illustrated | None:
    """What a hit or a link opens; None if the pack no longer has it."""
    match where:
        case HitKind.BEAT:
            return _beat(pack, ref, say)
        case HitKind.ANECDOTE:
            anecdote = pack.anecdote(ref)
            return None if anecdote is None else Illustrated(lambda _: anecdote_layout(anecdote, pack, say))
        case HitKind.LEGEND:
            legend = pack.legend(ref)
            return None if legend is None else Illustrated(lambda _: _legend(legend, pack, say))
        case HitKind.DOSSIER:
            dossier = pack.dossier(ref)
            return None if dossier is None else _dossier(dossier, pack, say)


def hits_layout(looked_for: str, hits: Sequence[Hit], say: Say) -> Layout:
    """The hits, each with a button that opens it."""
    return Layout(
        container(
            say("find.title", words=discord.utils.escape_markdown(clipped(looked_for, LONGEST_QUERY))),
            rule(),
            *(
                section(
                    say(
                        "find.hit",
                        title=hit.title,
                        what=say(f"where.{hit.where.value}"),
                        text=hit.excerpt,
                    ),
                    button(say("button.open"), f"fo:{hit.where.value}:{hit.ref}"),
                )
                for hit in hits
            ),
            colour=CREAM,
        )
    )


def dossier_layout(dossier: Dossier, pack: StoryPack, say: Say, picture: PictureSlot = None) -> Layout:
    """A card: its picture, its text, its figures, and a menu of what it leads to."""
    figures = [say("dossier.figure", label=figure.label, value=figure.value) for figure in dossier.figures]
    links = _links(dossier, pack, say)
    return Layout(
        container(
            say("dossier.title", name=dossier.name, kind=say(f"kind.{dossier.kind.value}")),
            picture,
            dossier.text,
            "\n".join(figures) if figures else None,
            rule(),
            say(
                "dossier.sources",
                confidence=say(f"confidence.{dossier.confidence.value}"),
                titles=clipped(cited(dossier.sources, pack), MOST_TITLES),
            ),
            row(select("fl", links, say("dossier.leads_to"))) if links else None,
            colour=NIGHT,
        )
    )


def _dossier(dossier: Dossier, pack: StoryPack, say: Say) -> Illustrated:
    return Illustrated(lambda slot: dossier_layout(dossier, pack, say, slot), figure_card(dossier, pack, say))


def _beat(pack: StoryPack, ref: str, say: Say) -> Illustrated | None:
    address = BeatRef.parse(ref)
    chapter = pack.chapter(address.chapter)
    position = chapter.position(address.beat) if chapter else None
    page = None if position is None else story_page(pack, address.chapter, position)
    if page is None:
        return None
    return Illustrated(lambda slot: page_layout(pack, page, say, slot), page_poster(pack, page, say))


def _legend(legend: Legend, pack: StoryPack, say: Say) -> Layout:
    return Layout(
        container(
            say("legend.claim", claim=legend.claim),
            verdict_line(legend, say),
            legend.why,
            sources_line(legend.sources, pack, say),
            colour=NIGHT,
        )
    )


def _links(dossier: Dossier, pack: StoryPack, say: Say) -> list[Option]:
    found = [
        *(
            (HitKind.BEAT, f"{chapter.id}/{chapter.beats[0].id}", chapter.title)
            for chapter in map(pack.chapter, dossier.chapters)
            if chapter
        ),
        *(
            (HitKind.ANECDOTE, anecdote.id, anecdote.title)
            for anecdote in map(pack.anecdote, dossier.anecdotes)
            if anecdote
        ),
        *((HitKind.DOSSIER, other.id, other.name) for other in map(pack.dossier, dossier.dossiers) if other),
    ]
    return [
        option(clipped(title, LONGEST_OPTION), f"{where.value}:{ref}", say(f"where.{where.value}"))
        for where, ref, title in found[:MOST_OPTIONS]
    ]


def winner_layout(dossier: Dossier, winner: Figure | None, pack: StoryPack, say: Say) -> Layout:
    """The year's card, with the winner above it."""
    shown = dossier_layout(dossier, pack, say)
    if winner is None:
        return shown
    sentence = say("talk.winner", names=winner.value, label=winner.label, name=dossier.name)
    return Layout(container(sentence, colour=CREAM), *shown.components)


def winner_of(dossier: Dossier, labels: Sequence[str]) -> Figure | None:
    """The figure that names the winner, found by its label in the person's language."""
    known = {label.strip().casefold() for label in labels}
    return next((figure for figure in dossier.figures if figure.label.casefold() in known), None)
