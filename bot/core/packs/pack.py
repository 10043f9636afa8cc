"""What a story pack holds.

A pack is one story told in full: chapters of beats, anecdotes, claims to judge, questions, and the
sources of it all. These are its values after loading; `bot.content` reads them from YAML, and a field
that is described here is described for authors too.

Lengths keep every text within Discord's limits with room for a translation half as long again.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.core.packs.art import Artwork, Drawing, assembled
from bot.core.packs.base import Line, Prose, Sentence, Slug, SourceKey, Value
from bot.core.packs.days import Day
from bot.core.packs.route import Route
from bot.core.packs.timeline_entries import MOST_MOMENTS, Moment


class Certainty(StrEnum):
    """How sure a told thing is."""

    KNOWN = "known"
    DISPUTED = "disputed"
    LEGEND = "legend"


class Difficulty(StrEnum):
    """How hard a question is; a harder one is a longer leg of the course."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Source(Value):
    """Where something is told: an entry of the pack's list of sources."""

    key: SourceKey
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
    address: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=400)] | None = None


LARGEST_NUMBER = 1_000_000_000_000
"""No question asks for more, and nobody types more."""
LAST_YEAR = 9999

Choice = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=52)]
"""A button's label: Discord takes 80 characters, a translation may be half as long again."""


class Ask(Value):
    """A moment at which listeners may be asked something, before the story tells what really happened."""

    prompt: Annotated[Prose, StringConstraints(max_length=200)]
    options: Annotated[tuple[Choice, ...], Field(min_length=2, max_length=4)]
    told: Annotated[Prose, StringConstraints(max_length=300)]
    """What is said when they have chosen, whatever they chose."""


class Beat(Value):
    """One breath of a chapter: what a reader sees on one page."""

    id: Slug
    text: Annotated[Prose, StringConstraints(max_length=900)]
    ask: Ask | None = None
    """What the listeners may be asked once the beat is told."""


class Chapter(Value):
    """A part of the story, told in beats."""

    id: Slug
    title: Line
    teaser: Sentence
    """One line for the contents; says what it is about and not how it ends."""
    hook: Annotated[Prose, StringConstraints(max_length=300)]
    """The opening line, before the first beat."""
    year: int | None = None
    """The year that the chapter plays in, where it plays in one."""
    art: Slug | None = None
    """The drawing on its poster, where it has one."""
    beats: Annotated[tuple[Beat, ...], Field(min_length=1, max_length=20)]
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    def position(self, beat_id: str) -> int | None:
        """The beat's place in the chapter, from 0, or None where the chapter has no such beat."""
        return next((i for i, beat in enumerate(self.beats) if beat.id == beat_id), None)


class Anecdote(Value):
    """A small tale beside the chapters, with how sure it is."""

    id: Slug
    title: Line
    text: Annotated[Prose, StringConstraints(max_length=1300)]
    certainty: Certainty
    year: int | None = None
    people: tuple[Line, ...] = ()
    cars: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    chapter: Slug | None = None
    """The chapter that it belongs beside, where it belongs beside one."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """What `/anecdote about` finds it by: people, cars, places, and the year."""
        year = (str(self.year),) if self.year is not None else ()
        return (*self.people, *self.cars, *self.places, *year)


class Legend(Value):
    """A claim that is either a fact or a legend, to be voted on before the verdict."""

    id: Slug
    claim: Annotated[Prose, StringConstraints(max_length=240)]
    verdict: Literal["fact", "legend"]
    why: Annotated[Prose, StringConstraints(max_length=600)]
    """Two sentences: what is right, and what makes it so."""
    told_in: str | None = None
    """`chapter/beat` that tells it, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class Kind(StrEnum):
    """What a dossier is about; a year is one running of what the story tells of."""

    PERSON = "person"
    CAR = "car"
    PLACE = "place"
    YEAR = "year"


class Confidence(StrEnum):
    """How well a dossier's figures are sourced: by two or more, by one, by a weak one."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Figure(Value):
    """A line of a dossier's card: `Engine: 2,982 cc`."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    value: Line


class Dossier(Value):
    """The card of a person, a car, a place or a year, linked with what tells of it."""

    id: Slug
    kind: Kind
    name: Line
    also: tuple[Line, ...] = ()
    """Other names that a reader may look for."""
    year: int | None = None
    """Of a year's dossier, and only there."""
    text: Annotated[Prose, StringConstraints(max_length=1000)]
    figures: Annotated[tuple[Figure, ...], Field(max_length=10)] = ()
    art: Slug | None = None
    """The drawing on its card, where it has one."""
    confidence: Confidence
    chapters: tuple[Slug, ...] = ()
    anecdotes: tuple[Slug, ...] = ()
    dossiers: tuple[Slug, ...] = ()
    """Other cards that belong with it."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _years_have_a_year(self) -> "Dossier":
        if (self.kind is Kind.YEAR) != (self.year is not None):
            raise PydanticCustomError("year_of_dossier", "a year's dossier has a year, and no other has")
        return self

    @property
    def told(self) -> str:
        """All that the card says, figures and all."""
        return "\n".join([self.name, self.text, *(f"{one.label}: {one.value}" for one in self.figures)])


class _Question(Value):
    id: Slug
    difficulty: Difficulty
    prompt: Annotated[Prose, StringConstraints(max_length=240)]
    explanation: Annotated[Prose, StringConstraints(max_length=400)]
    told_in: str
    """`chapter/beat` that tells the answer, or `dossiers/id`."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]


class ChoiceQuestion(_Question):
    """Four answers, one of them right."""

    kind: Literal["choice"]
    right: Choice
    wrong: Annotated[tuple[Choice, ...], Field(min_length=3, max_length=3)]

    @model_validator(mode="after")
    def _four_different_choices(self) -> "ChoiceQuestion":
        if len({choice.casefold() for choice in (self.right, *self.wrong)}) < 4:  # noqa: PLR2004 - one right, three wrong
            raise PydanticCustomError("choices_alike", "the four choices must differ")
        return self


class LegendQuestion(_Question):
    """A claim to be called a fact or a legend."""

    kind: Literal["legend"]
    verdict: Literal["fact", "legend"]


class NumberQuestion(_Question):
    """A number to be typed; the nearer, the further it drives."""

    kind: Literal["number"]
    answer: Annotated[float, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER, allow_inf_nan=False)]
    unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=16)] = ""
    """What is counted or measured: `km`, `km/h`, `cars`."""
    tolerance: Annotated[float, Field(gt=0, le=LARGEST_NUMBER, allow_inf_nan=False)]
    """How far off an answer is that is worth nothing; one half as far off is worth half."""
    decimals: Annotated[int, Field(ge=0, le=3)] = 0
    """So many figures stand after the point; with none, `1.597` is read as 1597."""
    style: Literal["quantity", "year"] = "quantity"
    """A year is shown as it is: 1955, not 1,955."""

    @model_validator(mode="after")
    def _as_precise_as_told(self) -> "NumberQuestion":
        if round(self.answer, self.decimals) != self.answer:
            raise PydanticCustomError("answer_decimals", "the answer has more decimals than are asked for")
        if self.style == "year" and (self.decimals or self.unit or not 1 <= self.answer <= LAST_YEAR):
            raise PydanticCustomError("not_year", "a year is a whole number up to 9999, without a unit")
        return self


class TextQuestion(_Question):
    """A name or a word to be typed; small slips of spelling are forgiven."""

    kind: Literal["text"]
    answers: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=12)]
    """Each that is right; the first is the one shown."""
    decoys: Annotated[tuple[Choice, ...], Field(max_length=8)] = ()
    """Names that look alike and are wrong: what is as near to one of them as to an answer is wrong."""


class MapQuestion(_Question):
    """A stop of the route to be found among lettered ones on the map."""

    kind: Literal["map"]
    right: Slug
    """The stop's id."""
    wrong: Annotated[tuple[Slug, ...], Field(min_length=3, max_length=5)]

    @model_validator(mode="after")
    def _different_stops(self) -> "MapQuestion":
        if len({self.right, *self.wrong}) <= len(self.wrong):
            raise PydanticCustomError("choices_alike", "the stops must differ")
        return self


Question = Annotated[
    ChoiceQuestion | LegendQuestion | NumberQuestion | TextQuestion | MapQuestion, Field(discriminator="kind")
]


class BeatRef(NamedTuple):
    """A beat's address in a pack."""

    chapter: str
    beat: str

    @classmethod
    def parse(cls, told_in: str) -> "BeatRef":
        """Split `chapter/beat`."""
        chapter, _, beat = told_in.partition("/")
        return cls(chapter, beat)


DOSSIERS = "dossiers"
"""In place of a chapter, a reference to a card: `dossiers/stirling-moss`."""


class Credits(Value):
    """Whose story it is."""

    author: str
    work: str
    licence: str
    """What the pack's own text is under."""


class StoryPack(Value):
    """A whole story, checked and cross-linked."""

    id: Slug
    title: Line
    tagline: Sentence
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    unit: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=12)] = "points"
    """What a round is scored in."""
    course: Annotated[int, Field(gt=0)] = 1_000_000
    """The length of a round's course in thousandths of the unit: 1,597 km are 1,597,000."""
    credits: Credits
    sources: tuple[Source, ...]
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1, max_length=25)]
    anecdotes: tuple[Anecdote, ...] = ()
    legends: tuple[Legend, ...] = ()
    dossiers: tuple[Dossier, ...] = ()
    questions: tuple[Question, ...] = ()
    timeline: Annotated[tuple[Moment, ...], Field(max_length=MOST_MOMENTS)] = ()
    """In the order of time; without one the years of cards and chapters make it."""
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
        """The chapter that a reference belongs to; a card belongs to the first that it names."""
        ref = BeatRef.parse(told_in)
        if ref.chapter != DOSSIERS:
            return ref.chapter
        dossier = self.dossier(ref.beat)
        return next(iter(dossier.chapters), None) if dossier else None

    def artwork(self, drawing_id: str | None) -> Artwork | None:
        """The drawing of that id with the drawings that it uses, or None where there is none."""
        drawing = None if drawing_id is None else self._drawings.get(drawing_id)
        return None if drawing is None else assembled(drawing, self._drawings)

    def day(self, day_id: str) -> Day | None:
        """What happened on a date, by its id."""
        return next((day for day in self.days if day.id == day_id), None)

    def source(self, key: str) -> Source | None:
        """The source of that key."""
        return self._sources.get(key)

    def topics(self) -> Iterator[str]:
        """Each topic that an anecdote is told about, once, in the order of first telling."""
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
