"""The hits of a search, and the cards that they and `/dossier` open."""

from collections.abc import Iterator, Sequence
from textwrap import shorten

import discord

from bot.content.search import Hit, HitKind, words
from bot.core.packs.cards import Dossier, Figure
from bot.core.packs.pack import BeatRef, StoryPack
from bot.core.stories.reading import story_page
from bot.services.stories.finding import Found
from bot.ui.components import ActionRow, Option, button, container, option, row, rule, section, select
from bot.ui.layout import CREAM, LONGEST_OPTION, MOST_OPTIONS, NIGHT, Layout, clipped
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.packs.sources import all_sources_button, cited, known_sources, source_link
from bot.ui.pictures import Illustrated, PictureSlot
from bot.ui.stories.claims.views import claim_layout
from bot.ui.stories.reader.posters import figure_card, page_poster
from bot.ui.stories.reader.views import page_layout
from bot.ui.text import Say

LONGEST_QUERY = 60
LONGEST_IN_ID = 80
"""Characters of a query in a button's id; Discord takes ids of 100."""
LINES_A_TEXT = 10


def illustrated_hit(pack: StoryPack, where: HitKind, ref: str, say: Say) -> Illustrated | None:
    """What a hit or a link opens; None if the pack no longer has it."""
    match where:
        case HitKind.BEAT | HitKind.CHAPTER:
            return _beat(pack, ref, say)
        case HitKind.ANECDOTE:
            anecdote = pack.anecdote(ref)
            return None if anecdote is None else Illustrated(lambda _: anecdote_layout(anecdote, pack, say))
        case HitKind.LEGEND:
            legend = pack.legend(ref)
            # The verdict comes with a call, as everywhere.
            return None if legend is None else Illustrated(lambda _: claim_layout(legend, say))
        case HitKind.DOSSIER:
            dossier = pack.dossier(ref)
            return None if dossier is None else _dossier(dossier, pack, say)


def hits_layout(looked_for: str, found: Found, pack: StoryPack, say: Say) -> Layout:
    """A page of hits, each with a button that opens it, and buttons to the other pages."""
    return Layout(
        container(
            say("find.title", words=discord.utils.escape_markdown(clipped(looked_for, LONGEST_QUERY))),
            rule(),
            *(
                section(_hit(hit, pack, say), button(say("button.open"), f"fo:{hit.where.value}:{hit.ref}"))
                for hit in found.hits
            ),
            *(_turning(looked_for, found, say) if found.pages > 1 else ()),
            colour=CREAM,
        )
    )


def _hit(hit: Hit, pack: StoryPack, say: Say) -> str:
    title, what = hit.title, say(f"where.{hit.where.value}")
    if hit.where is HitKind.BEAT:
        ref = BeatRef.parse(hit.ref)
        chapter = pack.chapter(ref.chapter)
        position = chapter.position(ref.beat) if chapter else None
        what = say("where.page", page=say.number((position or 0) + 1))
    # What a claim's verdict is, is nobody told before they have called it.
    text = say("find.claim") if hit.where is HitKind.LEGEND else hit.excerpt
    return say("find.hit", title=title, what=what, text=text)


def _turning(looked_for: str, found: Found, say: Say) -> Iterator[ActionRow | str]:
    query = shorten(" ".join(words(looked_for)), LONGEST_IN_ID, placeholder="")
    yield say("find.page", number=say.number(found.number + 1), pages=say.number(found.pages))
    yield row(
        button(say("button.back"), f"fi:{found.number - 1}:{query}", disabled=found.number == 0),
        button(
            say("button.next"), f"fi:{found.number + 1}:{query}", disabled=found.number + 1 >= found.pages
        ),
    )


def sources_layout(title: str, keys: Sequence[str], pack: StoryPack, say: Say) -> Layout:
    """All sources of something, each in a line."""
    lines = [say("sources.line", source=source_link(source)) for source in known_sources(keys, pack)]
    return Layout(
        container(
            say("sources.title", title=title),
            *("\n".join(lines[start : start + LINES_A_TEXT]) for start in range(0, len(lines), LINES_A_TEXT)),
            colour=CREAM,
        )
    )


def dossier_layout(dossier: Dossier, pack: StoryPack, say: Say, picture: PictureSlot = None) -> Layout:
    """A card: its picture, its text, its figures, and a menu of what it leads to."""
    figures = [say("dossier.figure", label=figure.label, value=figure.value) for figure in dossier.figures]
    links = _links(dossier, pack, say)
    sources = all_sources_button(HitKind.DOSSIER, dossier.id, dossier.sources, pack, say)
    return Layout(
        container(
            say("dossier.title", name=dossier.name, kind=say(f"kind.{dossier.kind.value}")),
            picture,
            dossier.text,
            *((rule(), "\n".join(figures)) if figures else ()),
            rule(),
            say(
                "dossier.sources",
                confidence=say(f"confidence.{dossier.confidence.value}"),
                titles=cited(dossier.sources, pack, say),
            ),
            row(select("fl", links, say("dossier.leads_to"))) if links else None,
            None if sources is None else row(sources),
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
