"""What was looked up: the hits of a search, and the cards that they and `/dossier` open."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord.ui import Section, Select, TextDisplay

from bot.content.search import Hit, Where
from bot.core.packs.pack import DOSSIERS, BeatRef, Dossier, Legend, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import leaf
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, NIGHT, Layout, button, card, clipped, row, rule
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.pictures import Build, Part, Picture
from bot.ui.router import Router, chosen
from bot.ui.stories.claims.ballots import cited
from bot.ui.stories.reader.controls import page_layout
from bot.ui.stories.reader.posters import figure_card, page_poster
from bot.ui.text import Say

LONGEST_OPTION = 100
MOST_LINKS = 25


class CardControls:
    """Opens what a hit or a card leads to, in a message of its own for the reader alone."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of hits and cards."""
        router.add("fo", self.open)
        router.add("fl", self.follow)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`fo:<where>:<ref>`."""
        await self._show(interaction, Where(ids[0]), ids[1])

    async def follow(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`fl`, with a link of a card chosen: `<where>:<ref>`."""
        where, _, ref = chosen(interaction)[0].partition(":")
        await self._show(interaction, Where(where), ref)

    async def tell(self, interaction: Interaction, told_in: str) -> None:
        """Open what tells of something: `chapter/beat`, or `dossiers/id`."""
        ref = BeatRef.parse(told_in)
        if ref.chapter == DOSSIERS:
            await self._show(interaction, Where.DOSSIER, ref.beat)
        else:
            await self._show(interaction, Where.BEAT, told_in)

    async def _show(self, interaction: Interaction, where: Where, ref: str) -> None:
        say = self._desk.privately(interaction)
        found = opened(self._desk.library.default, where, ref, say)
        if found is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        else:
            await self._desk.easel.show(interaction, found.picture, found.build, say)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a hit or a link leads to, and the picture that hangs in it."""

    build: Build
    picture: Picture | None = None


def opened(pack: StoryPack, where: Where, ref: str, say: Say) -> Opened | None:
    """What a hit or a link opens; None where the pack has it no more."""
    match where:
        case Where.BEAT:
            return _beat(pack, ref, say)
        case Where.ANECDOTE:
            anecdote = pack.anecdote(ref)
            return None if anecdote is None else Opened(lambda _: anecdote_layout(anecdote, pack, say))
        case Where.LEGEND:
            legend = pack.legend(ref)
            return None if legend is None else Opened(lambda _: _legend(legend, pack, say))
        case Where.DOSSIER:
            dossier = pack.dossier(ref)
            return None if dossier is None else _dossier(dossier, pack, say)


def hits_layout(looked_for: str, hits: Sequence[Hit], say: Say) -> Layout:
    """The hits, each with a button that opens it."""
    return Layout(
        card(
            say("find.title", words=discord.utils.escape_markdown(clipped(looked_for, 60))),
            rule(),
            *(
                Section(
                    TextDisplay(
                        say(
                            "find.hit",
                            title=hit.title,
                            what=say(f"where.{hit.where.value}"),
                            text=hit.excerpt,
                        )
                    ),
                    accessory=button(say("button.open"), f"fo:{hit.where.value}:{hit.ref}"),
                )
                for hit in hits
            ),
            colour=CREAM,
        )
    )


def dossier_layout(dossier: Dossier, pack: StoryPack, say: Say, picture: Part = None) -> Layout:
    """A card: its picture, what is told, its figures, and where it leads."""
    figures = [say("dossier.figure", label=one.label, value=one.value) for one in dossier.figures]
    links = _links(dossier, pack, say)
    return Layout(
        card(
            say("dossier.title", name=dossier.name, kind=say(f"kind.{dossier.kind.value}")),
            picture,
            dossier.text,
            "\n".join(figures) if figures else None,
            rule(),
            say(
                "dossier.sources",
                confidence=say(f"confidence.{dossier.confidence.value}"),
                titles=clipped(cited(dossier.sources, pack), 600),
            ),
            row(Select(custom_id="fl", placeholder=say("dossier.leads_to"), options=links))
            if links
            else None,
            colour=NIGHT,
        )
    )


def _dossier(dossier: Dossier, pack: StoryPack, say: Say) -> Opened:
    return Opened(lambda part: dossier_layout(dossier, pack, say, part), figure_card(dossier, pack, say))


def _beat(pack: StoryPack, ref: str, say: Say) -> Opened | None:
    address = BeatRef.parse(ref)
    chapter = pack.chapter(address.chapter)
    position = chapter.position(address.beat) if chapter else None
    page = None if position is None else leaf(pack, address.chapter, position)
    if page is None:
        return None
    return Opened(lambda part: page_layout(pack, page, say, part), page_poster(pack, page, say))


def _legend(legend: Legend, pack: StoryPack, say: Say) -> Layout:
    verdict = say("legend.is_fact") if legend.verdict == "fact" else say("legend.is_legend")
    return Layout(
        card(
            say("legend.claim", claim=legend.claim),
            verdict,
            legend.why,
            say("legend.sources", titles=cited(legend.sources, pack)),
            colour=NIGHT,
        )
    )


def _links(dossier: Dossier, pack: StoryPack, say: Say) -> list[discord.SelectOption]:
    found = [
        *(
            (Where.BEAT, f"{one.id}/{one.beats[0].id}", one.title)
            for one in map(pack.chapter, dossier.chapters)
            if one
        ),
        *((Where.ANECDOTE, one.id, one.title) for one in map(pack.anecdote, dossier.anecdotes) if one),
        *((Where.DOSSIER, one.id, one.name) for one in map(pack.dossier, dossier.dossiers) if one),
    ]
    return [
        discord.SelectOption(
            label=clipped(title, LONGEST_OPTION),
            value=f"{where.value}:{ref}",
            description=say(f"where.{where.value}"),
        )
        for where, ref, title in found[:MOST_LINKS]
    ]
