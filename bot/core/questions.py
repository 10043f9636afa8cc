"""The question kinds, and what counts as right.

A pack's question becomes an `Asked` when a round draws it: a snapshot with its choices in the order in
which they are shown. A round keeps snapshots, so a pack may change while a round runs. A new kind is
one class here: what it accepts, and how near an answer is to right.
"""

import random
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.core.packs import ChoiceQuestion, Difficulty, LegendQuestion, Question
from bot.core.values import Value


class _Asked(Value):
    id: str
    difficulty: Difficulty
    prompt: str
    explanation: str
    told_in: str
    sources: tuple[str, ...]


class AskedChoice(_Asked):
    """Four answers in their shown order; an answer is the position of one, from `0`."""

    kind: Literal["choice"] = "choice"
    options: tuple[str, ...]
    right: int

    def accepts(self, given: str) -> bool:
        """Whether this is an answer to the question at all."""
        return given in self.answers

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        return float(given == str(self.right))

    @property
    def answers(self) -> tuple[str, ...]:
        """Each answer that can be given, in the order shown."""
        return tuple(str(position) for position in range(len(self.options)))

    @property
    def solution(self) -> str:
        """The answer that is right."""
        return str(self.right)


class AskedLegend(_Asked):
    """A claim; an answer is `fact` or `legend`."""

    kind: Literal["legend"] = "legend"
    verdict: Literal["fact", "legend"]

    def accepts(self, given: str) -> bool:
        """Whether this is an answer to the question at all."""
        return given in self.answers

    def accuracy(self, given: str) -> float:
        """How right the answer is, from 0 to 1."""
        return float(given == self.verdict)

    @property
    def answers(self) -> tuple[str, ...]:
        """Each answer that can be given, in the order shown."""
        return ("fact", "legend")

    @property
    def solution(self) -> str:
        """The answer that is right."""
        return self.verdict


Asked = Annotated[AskedChoice | AskedLegend, Field(discriminator="kind")]

ASKED: TypeAdapter[AskedChoice | AskedLegend] = TypeAdapter(Asked)
"""Reads a snapshot back from JSON."""


def ask(question: Question, shuffle: random.Random) -> AskedChoice | AskedLegend:
    """Take a snapshot of the question, its choices shuffled by the round's own seeded generator."""
    shared = question.model_dump(include={"id", "difficulty", "prompt", "explanation", "told_in", "sources"})
    match question:
        case ChoiceQuestion():
            options = [question.right, *question.wrong]
            shuffle.shuffle(options)
            return AskedChoice(**shared, options=tuple(options), right=options.index(question.right))
        case LegendQuestion():
            return AskedLegend(**shared, verdict=question.verdict)
