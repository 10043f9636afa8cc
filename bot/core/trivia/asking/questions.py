"""The question kinds, and what counts as right.

A pack's question becomes an `Asked` when a round draws it: a snapshot, with its choices in the order in
which they are shown. A round holds snapshots, so a pack may change while a round runs. A new kind is one
class here, for how an answer is read and judged, and one in `bot.ui.packs.question_kinds`, for how it looks.
"""

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from string import ascii_uppercase
from typing import Annotated, ClassVar, Final, Literal, Self, TypeVar

from pydantic import Field, TypeAdapter, model_validator

from bot.core.packs.base import PackModel
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import (
    ChoiceQuestion,
    Difficulty,
    LegendQuestion,
    MapQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.amounts import read_amount, read_year
from bot.core.trivia.asking.known_names import names_near
from bot.core.trivia.asking.spelling import is_named
from bot.core.trivia.asking.typed import MOST_TYPED, typed

_CANONICAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,6})?")
"""A number as it is stored."""


class _Asked(PackModel):
    """The fields of every kind of question. Each kind also has these five members.

    `answers`: the answers on the buttons, in the order shown; empty if the answer is typed.
    `solution`: the right answer, in the form in which answers are given.
    `accuracy(given)`: how right an answer is, from 0 to 1.
    `accepts(given)`: whether it is a possible answer, right or wrong.
    `read(raw)`: the answer in what was pressed or typed, or why it is none.
    """

    id: str
    difficulty: Difficulty
    prompt: str
    explanation: str
    told_in: str
    sources: tuple[str, ...]

    by_modal: ClassVar[bool] = False
    """Whether the answer is typed into a modal; else it is on a button."""

    @model_validator(mode="after")
    def _share_fields_set(self) -> Self:
        # pydantic gives each object a set of its own, which takes more memory than all else of the question.
        object.__setattr__(self, "__pydantic_fields_set__", _fields(type(self)))
        return self


AnAsked = TypeVar("AnAsked", bound=_Asked)


def _one_of(asked: AnAsked, right: int, answers: Sequence[str]) -> AnAsked:
    if not 0 <= right < len(answers):
        raise ValueError(f"answer {right} is right, of {len(answers)}")
    return asked


@cache
def _fields(kind: type[_Asked]) -> set[str]:
    return set(kind.model_fields)


class AskedChoice(_Asked):
    """Four answers in their shown order; an answer is the position of one, from `0`."""

    kind: Literal["choice"] = "choice"
    options: tuple[str, ...]
    right: int

    @model_validator(mode="after")
    def _has_right(self) -> Self:
        return _one_of(self, self.right, self.options)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers on the buttons, in the order shown."""
        return tuple(str(position) for position in range(len(self.options)))

    @property
    def solution(self) -> str:
        """The right answer, in the form in which answers are given."""
        return str(self.right)

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        return float(given == str(self.right))

    def accepts(self, given: str) -> bool:
        """Whether it is the answer of a button."""
        return given in self.answers

    def read(self, raw: str) -> str | Refusal:
        """The answer of a button, or a refusal if there is no such button."""
        return _pressed(raw, self.answers)


class AskedLegend(_Asked):
    """A claim; an answer is `fact` or `legend`."""

    kind: Literal["legend"] = "legend"
    verdict: Literal["fact", "legend"]

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers on the buttons, in the order shown."""
        return ("fact", "legend")

    @property
    def solution(self) -> str:
        """The right answer, in the form in which answers are given."""
        return self.verdict

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        return float(given == self.verdict)

    def accepts(self, given: str) -> bool:
        """Whether it is the answer of a button."""
        return given in self.answers

    def read(self, raw: str) -> str | Refusal:
        """The answer of a button, or a refusal if there is no such button."""
        return _pressed(raw, self.answers)


class _Typed(_Asked):
    by_modal: ClassVar[bool] = True

    @property
    def answers(self) -> tuple[str, ...]:
        """Empty: no answer is on a button."""
        return ()


class AskedNumber(_Typed):
    """A number; an answer is a number in plain digits, `1597` or `-0.5`."""

    kind: Literal["number"] = "number"
    answer: float
    unit: str
    tolerance: float
    decimals: int
    style: Literal["quantity", "year"]

    @property
    def solution(self) -> str:
        """The right answer, in the form in which answers are given."""
        return plain(_exact(self.answer))

    def accuracy(self, given: str) -> float:
        """How right the answer is: it falls linearly from 1 at the right number to 0 at the tolerance."""
        return max(0.0, float(1 - self.off(given) / _exact(self.tolerance)))

    def off(self, given: str) -> Decimal:
        """How far the answer is from the right one."""
        return abs(Decimal(given) - _exact(self.answer))

    def accepts(self, given: str) -> bool:
        """Whether it is a possible answer, right or wrong."""
        return _CANONICAL.fullmatch(given) is not None

    def read(self, raw: str) -> str | Refusal:
        """The answer in what was typed, or why it is none."""
        text = typed(raw)
        if isinstance(text, Refusal):
            return text
        if self.style == "year":
            value = read_year(text)
        else:
            value = read_amount(text, self.unit, self.decimals, self.prompt)
        return value if isinstance(value, Refusal) else plain(value)


class AskedText(_Typed):
    """A name; an answer is what was typed."""

    kind: Literal["text"] = "text"
    accepted: tuple[str, ...]
    """The right names; the first is the one shown."""
    decoys: tuple[str, ...]
    others: tuple[str, ...] = ()
    """Other names of the story that are like a right one."""
    optional: tuple[str, ...] = ()
    """What may be added to a right name."""

    @property
    def solution(self) -> str:
        """The right answer, in the form in which answers are given."""
        return self.accepted[0]

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        named = is_named(given, self.accepted, self.decoys, others=self.others, optional=self.optional)
        return float(named)

    def accepts(self, given: str) -> bool:
        """Whether it is a possible answer, right or wrong."""
        return 0 < len(given) <= MOST_TYPED

    def read(self, raw: str) -> str | Refusal:
        """The answer in what was typed, or why it is none."""
        return typed(raw)


class AskedMap(_Asked):
    """A stop to be found on the map; an answer is its letter."""

    kind: Literal["map"] = "map"
    stops: tuple[str, ...]
    """The ids of the lettered stops, from A."""
    names: tuple[str, ...]
    """The names of the stops, shown with the answer."""
    right: int

    @model_validator(mode="after")
    def _has_right(self) -> Self:
        return _one_of(self, self.right, self.stops)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers on the buttons, in the order shown."""
        return tuple(ascii_uppercase[: len(self.stops)])

    @property
    def solution(self) -> str:
        """The right answer, in the form in which answers are given."""
        return ascii_uppercase[self.right]

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        return float(given == self.solution)

    def accepts(self, given: str) -> bool:
        """Whether it is the answer of a button."""
        return given in self.answers

    def read(self, raw: str) -> str | Refusal:
        """The answer of a button, or a refusal if there is no such button."""
        return _pressed(raw, self.answers)

    @property
    def letters(self) -> tuple[tuple[str, str], ...]:
        """Each stop's id with its letter."""
        return tuple(zip(self.stops, self.answers, strict=True))


Asked = Annotated[AskedChoice | AskedLegend | AskedNumber | AskedText | AskedMap, Field(discriminator="kind")]

ASKED: TypeAdapter[AskedChoice | AskedLegend | AskedNumber | AskedText | AskedMap] = TypeAdapter(Asked)
"""Reads a snapshot back from JSON."""


def ask(question: Question, shuffle: random.Random, pack: StoryPack) -> Asked:
    """Take a snapshot of the pack's question, its choices shuffled by the round's own seeded generator."""
    shared = question.model_dump(include={"id", "difficulty", "prompt", "explanation", "told_in", "sources"})
    match question:
        case ChoiceQuestion():
            options = [question.right, *question.wrong]
            shuffle.shuffle(options)
            return AskedChoice(**shared, options=tuple(options), right=options.index(question.right))
        case LegendQuestion():
            return AskedLegend(**shared, verdict=question.verdict)
        case NumberQuestion():
            fields = question.model_dump(include={"answer", "unit", "tolerance", "decimals", "style"})
            return AskedNumber(**shared, **fields)
        case TextQuestion():
            return AskedText(
                **shared,
                accepted=question.answers,
                decoys=question.decoys,
                others=names_near(question.answers, pack),
                optional=question.optional,
            )
        case MapQuestion():
            stops = [question.right, *question.wrong]
            shuffle.shuffle(stops)
            names = tuple(_name_of(stop, pack) for stop in stops)
            return AskedMap(**shared, stops=tuple(stops), names=names, right=stops.index(question.right))


def _pressed(raw: str, answers: Sequence[str]) -> str | Refusal:
    return raw if raw in answers else Refusal.because(Reason.NOT_A_CHOICE)


def plain(value: Decimal) -> str:
    """The number in plain digits, without trailing zeros."""
    return f"{value.normalize():f}" if value else "0"


def _exact(value: float) -> Decimal:
    """The number as its author wrote it, not as a float is stored."""
    return Decimal(repr(value))


def _name_of(stop_id: str, pack: StoryPack) -> str:
    stop = pack.route.stop(stop_id) if pack.route else None
    return stop_id if stop is None else stop.name
