"""How each kind of question is shown: its prompt, the wording of an answer, the field it is typed into.

A new kind is one class here and one line in `view_of`; `core/trivia/asking/questions.py` says what is right.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from typing_extensions import override

from bot.core.trivia.asking.questions import Asked, AskedChoice, AskedLegend, AskedMap, AskedNumber, AskedText
from bot.core.trivia.asking.typed import MOST_TYPED
from bot.pictures.map.scene import Scene
from bot.ui.packs.names import defused
from bot.ui.text import Say

LONGEST_QUOTE = 40
"""Characters of what somebody typed that everybody is shown, at most."""

_Asked = TypeVar("_Asked", AskedChoice, AskedLegend, AskedNumber, AskedText, AskedMap)


@dataclass(frozen=True, slots=True)
class Field:
    """The text field for an answer."""

    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class QuestionMap:
    """The map that a question needs, and its alt text."""

    scene: Scene
    alt: str


class KindView(ABC, Generic[_Asked]):
    """How one kind is shown; by default it is answered by buttons and has no picture."""

    def prompt(self, asked: _Asked, say: Say) -> str:
        """What is asked."""
        return say("question.prompt", prompt=asked.prompt)

    @abstractmethod
    def label(self, asked: _Asked, given: str, say: Say) -> str:
        """An answer as its button names it, or as the bot understood what was typed."""

    def revealed(self, asked: _Asked, given: str, say: Say) -> str:
        """An answer once the question is over, when it may tell more."""
        return self.label(asked, given, say)

    def quoted(self, asked: _Asked, given: str, say: Say) -> str:
        """A wrong answer as everybody may read it, of at most `LONGEST_QUOTE` characters."""
        return defused(self.label(asked, given, say), LONGEST_QUOTE)

    def field(self, asked: _Asked, say: Say) -> Field:  # noqa: ARG002 - used by kinds with typed answers
        """The label and the hint of the field for the answer."""
        return Field(say("field.answer"), say("field.name"))

    def answer_map(self, asked: _Asked, say: Say) -> QuestionMap | None:  # noqa: ARG002 - most have none
        """The map that shows the answer."""
        return None

    def map(self, asked: _Asked, say: Say) -> QuestionMap | None:  # noqa: ARG002 - most have none
        """The picture that the question is about."""
        return None


class _ChoiceView(KindView[AskedChoice]):
    @override
    def label(self, asked: AskedChoice, given: str, say: Say) -> str:
        return asked.options[int(given)]


class _LegendView(KindView[AskedLegend]):
    @override
    def prompt(self, asked: AskedLegend, say: Say) -> str:
        return say("question.claim", claim=asked.prompt)

    @override
    def label(self, asked: AskedLegend, given: str, say: Say) -> str:
        return say("call.fact") if given == "fact" else say("call.legend")


class _NumberView(KindView[AskedNumber]):
    @override
    def label(self, asked: AskedNumber, given: str, say: Say) -> str:
        value = Decimal(given)
        if asked.style == "year":
            return given
        exponent = value.as_tuple().exponent
        decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        shown = say.decimal(value, digits=max(decimals, asked.decimals))
        return f"{shown} {asked.unit}".rstrip()

    @override
    def field(self, asked: AskedNumber, say: Say) -> Field:
        if asked.style == "year":
            return Field(say("field.year"), say("field.year_hint"))
        label = say("field.number_in", unit=asked.unit) if asked.unit else say("field.number")
        return Field(label, say("field.decimal_hint") if asked.decimals else say("field.number_hint"))


class _TextView(KindView[AskedText]):
    @override
    def label(self, asked: AskedText, given: str, say: Say) -> str:
        return defused(given, MOST_TYPED)

    @override
    def quoted(self, asked: AskedText, given: str, say: Say) -> str:
        return defused(given, LONGEST_QUOTE)


class _MapView(KindView[AskedMap]):
    @override
    def label(self, asked: AskedMap, given: str, say: Say) -> str:
        return given

    @override
    def revealed(self, asked: AskedMap, given: str, say: Say) -> str:
        return say("map_question.told", letter=given, stop=asked.names[asked.answers.index(given)])

    @override
    def map(self, asked: AskedMap, say: Say) -> QuestionMap:
        scene = Scene(
            title=say("map_question.title"), subtitle=say("map_question.subtitle"), letters=asked.letters
        )
        return QuestionMap(scene, say("map_question.alt", letters=say.list(asked.answers)))

    @override
    def answer_map(self, asked: AskedMap, say: Say) -> QuestionMap:
        letters = asked.letters
        right = next(stop for stop, letter in letters if letter == asked.solution)
        answer = self.revealed(asked, asked.solution, say)
        scene = Scene(title=say("map_question.answer_title"), subtitle=answer, letters=letters, stop=right)
        return QuestionMap(scene, say("map_question.answer_alt", answer=answer))


def view_of(asked: Asked) -> KindView[Any]:
    """The view for that question's kind."""
    match asked:
        case AskedChoice():
            return _ChoiceView()
        case AskedLegend():
            return _LegendView()
        case AskedNumber():
            return _NumberView()
        case AskedText():
            return _TextView()
        case AskedMap():
            return _MapView()
