"""The models of a story pack.

A pack is one whole story: chapters of beats, anecdotes, claims to judge, questions, and the sources of it
all. `bot.content` reads these models from YAML, so each field is also a key that authors write.

The length limits keep every text within Discord's own, with room for a translation half as long again.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints

from bot.core.packs.art import Artwork, Drawing, assembled
from bot.core.packs.base import Line, PackModel, Prose, Sentence, Slug, SourceKey, Whole
from bot.core.packs.cards import Dossier
from bot.core.packs.days import Day
from bot.core.packs.quiz import Choice, Question
from bot.core.packs.route import Route
from bot.core.packs.timeline_entries import MOST_ENTRIES, TimelineEntry


class Certainty(StrEnum):
    """How certain an anecdote is."""

    KNOWN = "known"
    DISPUTED = "disputed"
    LEGEND = "legend"


class Source(PackModel):
    """An entry of the pack's list of sources."""

    key: SourceKey
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=400)] | None = None


class Ask(PackModel):
    """A question that listeners may be asked before the story tells what really happened."""

    prompt: Annotated[Prose, StringConstraints(max_length=200)]
    options: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=4)]
    told: Annotated[Prose, StringConstraints(max_length=300)]
    """Shown when they have chosen, whatever they chose."""


class Beat(PackModel):
    """One page of a chapter."""

    id: Slug
    text: Annotated[Prose, StringConstraints(max_length=900)]
    ask: Ask | None = None
    """What the listeners may be asked after this beat."""


class Chapter(PackModel):
    """A part of the story, told in beats."""

    id: Slug
    title: Line
    teaser: Sentence
    """One line for the table of contents; it says what the chapter is about, not how it ends."""
    hook: Annotated[Prose, StringConstraints(max_length=300)]
    """The opening line, before the first beat."""
    year: Whole | None = None
    """The year in which the chapter is set, if it is set in one."""
    art: Slug | None = None
    """The drawing on its poster, if it has one."""
    beats: Annotated[tuple[Beat, ...], Field(min_length=1, max_length=20)]
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    def position(self, beat_id: str) -> int | None:
        """The beat's index in the chapter, from 0, or None if the chapter has no such beat."""
        return next((i for i, beat in enumerate(self.beats) if beat.id == beat_id), None)


class Anecdote(PackModel):
    """A short tale beside the chapters, with how certain it is."""

    id: Slug
    title: Line
    text: Annotated[Prose, StringConstraints(max_length=1300)]
    certainty: Certainty
    year: Whole | None = None
    people: tuple[Line, ...] = ()
    cars: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    chapter: Slug | None = None
    """The chapter that it belongs to, if it belongs to one."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """The topics under which `/anecdote about` finds it: people, cars, places, and the year."""
        year = (str(self.year),) if self.year is not None else ()
        return (*self.people, *self.cars, *self.places, *year)


class Legend(PackModel):
    """A claim that is either a fact or a legend, to be voted on before the verdict."""

    id: Slug
    claim: Annotated[Prose, StringConstraints(max_length=240)]
    verdict: Literal["fact", "legend"]
    why: Annotated[Prose, StringConstraints(max_length=600)]
    """Two sentences: what is right, and what makes it so."""
    told_in: str | None = None
    """`chapter/beat` that tells it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class BeatRef(NamedTuple):
    """A parsed reference: a chapter's id and a beat's, or `DOSSIERS` and the id of a card."""

    chapter: str
    beat: str

    @classmethod
    def parse(cls, told_in: str) -> "BeatRef":
        """Split `chapter/beat` or `dossiers/id`."""
        chapter, _, beat = told_in.partition("/")
        return cls(chapter, beat)


DOSSIERS = "dossiers"
"""Stands in place of a chapter's id in a reference to a card: `dossiers/stirling-moss`."""


class Credits(PackModel):
    """The author, the work and the licence of the story."""

    author: str
    work: str
    licence: str
    """The licence of the pack's own text."""
    about: Annotated[Prose, StringConstraints(max_length=300)] | None = None
    """A word on the author, and why it is told, for those who ask."""


class StoryPack(PackModel):
    """A whole story, checked and cross-linked."""

    id: Slug
    title: Line
    tagline: Sentence
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    unit: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)] = "points"
    """The unit of a round's score."""
    course: Annotated[Whole, Field(gt=0)] = 1_000_000
    """The length of a round's course in thousandths of the unit: 1,597 km are 1,597,000."""
    credits: Credits
    sources: tuple[Source, ...]
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1, max_length=25)]
    anecdotes: tuple[Anecdote, ...] = ()
    legends: tuple[Legend, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    questions: tuple[Question, ...] = ()
    timeline: Annotated[tuple[TimelineEntry, ...], Field(max_length=MOST_ENTRIES)] = ()
    """In the order of time; if it is empty, one is made from the years of cards and chapters."""
    days: tuple[Day, ...] = ()
    """What happened on dates of the year."""
    art: tuple[Drawing, ...] = ()
    route: Route | None = None

    def chapter(self, chapter_id: str) -> Chapter | None:
        """The chapter of that id."""
        return self._chapters.get(chapter_id)

    def beat(self, ref: BeatRef) -> Beat | None:
        """The beat at that address."""
        chapter = self.chapter(ref.chapter)
        if chapter is None:
            return None
        position = chapter.position(ref.beat)
        return None if position is None else chapter.beats[position]

    def anecdote(self, anecdote_id: str) -> Anecdote | None:
        """The anecdote of that id."""
        return self._anecdotes.get(anecdote_id)

    def legend(self, legend_id: str) -> Legend | None:
        """The claim of that id."""
        return self._legends.get(legend_id)

    def dossier(self, dossier_id: str) -> Dossier | None:
        """The card of that id."""
        return self._dossiers.get(dossier_id)

    def chapter_of(self, told_in: str) -> str | None:
        """The chapter of a reference; for a card, the first chapter that the card names."""
        ref = BeatRef.parse(told_in)
        if ref.chapter != DOSSIERS:
            return ref.chapter
        dossier = self.dossier(ref.beat)
        return next(iter(dossier.chapters), None) if dossier else None

    def drawing(self, drawing_id: str | None) -> Drawing | None:
        """The drawing of that id, as it is written; None if there is none."""
        return None if drawing_id is None else self._drawings.get(drawing_id)

    def artwork(self, drawing_id: str | None) -> Artwork | None:
        """The drawing of that id, flattened; None if there is none. Takes about half a millisecond."""
        drawing = self.drawing(drawing_id)
        return None if drawing is None else assembled(drawing, self._drawings)

    def day(self, day_id: str) -> Day | None:
        """The dated event of that id."""
        return next((day for day in self.days if day.id == day_id), None)

    def source(self, key: str) -> Source | None:
        """The source of that key."""
        return self._sources.get(key)

    def topics(self) -> Iterator[str]:
        """Each topic of the anecdotes once, in the order in which they first appear."""
        yield from dict.fromkeys(topic for anecdote in self.anecdotes for topic in anecdote.topics)

    @cached_property
    def _chapters(self) -> dict[str, Chapter]:
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def _anecdotes(self) -> dict[str, Anecdote]:
        return {anecdote.id: anecdote for anecdote in self.anecdotes}

    @cached_property
    def _legends(self) -> dict[str, Legend]:
        return {legend.id: legend for legend in self.legends}

    @cached_property
    def _dossiers(self) -> dict[str, Dossier]:
        return {dossier.id: dossier for dossier in self.dossiers}

    @cached_property
    def _drawings(self) -> dict[str, Drawing]:
        return {drawing.id: drawing for drawing in self.art}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.key: source for source in self.sources}
