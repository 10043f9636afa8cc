"""The questions of a story pack, as its author writes them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.core.packs.base import Number, PackModel, Prose, Slug, SourceKey, Whole


class Difficulty(StrEnum):
    """How hard a question is; a harder one is a longer leg of the course."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


LARGEST_NUMBER = 1_000_000_000_000
"""The largest answer and the largest tolerance that a number question may have."""


LAST_YEAR = 9999
"""The latest year that a question may ask for."""


Choice = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=52)]
"""A button's label: Discord takes 80 characters, a translation may be half as long again."""


class _Question(PackModel):
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
    """A claim that is a fact or a legend."""

    kind: Literal["legend"]
    verdict: Literal["fact", "legend"]


class NumberQuestion(_Question):
    """A number to be typed; the nearer it is, the more it is worth."""

    kind: Literal["number"]
    answer: Annotated[Number, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER, allow_inf_nan=False)]
    unit: Annotated[str, StringConstraints(strip_whitespace=True, max_length=16)] = ""
    """What is counted or measured: `km`, `km/h`, `cars`."""
    tolerance: Annotated[Number, Field(gt=0, le=LARGEST_NUMBER, allow_inf_nan=False)]
    """An answer that is this far off is worth nothing; one half as far off is worth half."""
    decimals: Annotated[Whole, Field(ge=0, le=3)] = 0
    """How many digits follow the decimal point; with none, `1.597` is read as 1597."""
    style: Literal["quantity", "year"] = "quantity"
    """A year is shown as it is: 1955, not 1,955."""

    @model_validator(mode="after")
    def _answer_fits_decimals_and_style(self) -> "NumberQuestion":
        if round(self.answer, self.decimals) != self.answer:
            raise PydanticCustomError("answer_decimals", "the answer has more decimals than are asked for")
        if self.style == "year" and (self.decimals or self.unit or not 1 <= self.answer <= LAST_YEAR):
            raise PydanticCustomError("not_year", "a year is a whole number up to 9999, without a unit")
        return self


class TextQuestion(_Question):
    """A name or a word to be typed; small spelling slips are forgiven."""

    kind: Literal["text"]
    answers: Annotated[tuple[Choice, ...], Field(min_length=1, max_length=24)]
    """The right answers; the first is the one shown."""
    decoys: Annotated[tuple[Choice, ...], Field(max_length=8)] = ()
    """Similar names that are wrong: what is as near to one of them as to an answer is wrong."""
    optional: Annotated[tuple[Choice, ...], Field(max_length=24)] = ()
    """What may be added to an answer: the country of a town, the make of a car, who was there too."""


class MapQuestion(_Question):
    """A stop of the route, to be found among lettered stops on the map."""

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
