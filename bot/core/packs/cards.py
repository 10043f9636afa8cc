"""The cards of a story pack: its people, cars, places and years."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.core.packs.base import Line, PackModel, Prose, Slug, SourceKey, Whole


class CardKind(StrEnum):
    """What a card is about; a year is one edition of the event that the story tells of."""

    PERSON = "person"
    CAR = "car"
    PLACE = "place"
    YEAR = "year"


class Confidence(StrEnum):
    """How well a card's figures are sourced: HIGH by two or more, MEDIUM by one, LOW by a weak one."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Figure(PackModel):
    """One line of figures on a card: `Engine: 2,982 cc`."""

    label: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=24)]
    value: Line


class Dossier(PackModel):
    """The card of a person, a car, a place or a year, linked to what tells of it."""

    id: Slug
    kind: CardKind
    name: Line
    also: tuple[Line, ...] = ()
    """Other names that a reader may search for."""
    year: Whole | None = None
    """Set on the card of a year, and on no other."""
    text: Annotated[Prose, StringConstraints(max_length=1000)]
    figures: Annotated[tuple[Figure, ...], Field(max_length=10)] = ()
    art: Slug | None = None
    """The drawing on the card, if it has one."""
    confidence: Confidence
    chapters: tuple[Slug, ...] = ()
    anecdotes: tuple[Slug, ...] = ()
    dossiers: tuple[Slug, ...] = ()
    """Other cards that belong with it."""
    sources: Annotated[tuple[SourceKey, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _years_have_a_year(self) -> "Dossier":
        if (self.kind is CardKind.YEAR) != (self.year is not None):
            raise PydanticCustomError("year_of_dossier", "a year's dossier has a year, and no other has")
        return self

    @property
    def told(self) -> str:
        """All text of the card as one string, figures included."""
        return "\n".join(
            [self.name, self.text, *(f"{figure.label}: {figure.value}" for figure in self.figures)]
        )
