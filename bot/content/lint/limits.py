"""The rule that the texts which one message shows together fit into it, in any language."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

from bot.content.drafts import PackDraft
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import Ask, Chapter
from bot.core.packs.quiz import (
    ChoiceQuestion,
    LegendQuestion,
    MapQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)

MOST_TOGETHER: Final = 2_400
"""Characters of a pack's own text in one message.

Discord takes 4,000. 400 of them are for the bot's own words, such as headings and progress. The rest holds a
translation half as long again: one and a half times 2,400 is 3,600.
"""

_Shown: TypeAlias = tuple[Entry[Any], KeyPath, Sequence[str]]
"""A part, the path of the key that a fault names, and the texts that stand in a message with it."""


def texts_shown_together_fit_a_message(draft: PackDraft) -> Iterator[Fault]:
    """Each page, verdict, card, and answer above the next question or a daily post fits one message."""
    shown = chain(
        _pages(draft), _anecdotes(draft), _verdicts(draft), _cards(draft), _boards(draft), _days(draft)
    )
    for entry, path, texts in shown:
        found = _length(texts)
        if found > MOST_TOGETHER:
            yield entry.fault(FaultKey.MESSAGE_TOO_LONG, *path, limit=MOST_TOGETHER, found=found)


def _pages(draft: PackDraft) -> Iterator[_Shown]:
    for entry in draft.chapters:
        chapter: Chapter = entry.value
        for index, beat in enumerate(chapter.beats):
            hook = (chapter.hook,) if index == 0 else ()
            ask = _ask(beat.ask) if beat.ask else ()
            yield entry, ("beats", index), (chapter.title, *hook, beat.text, *ask)


def _ask(ask: Ask) -> tuple[str, ...]:
    return ask.prompt, *ask.options, ask.told


def _anecdotes(draft: PackDraft) -> Iterator[_Shown]:
    titles, answer = _titles(draft), _longest_answer(draft)
    for entry in draft.anecdotes:
        anecdote = entry.value
        yield entry, (), (*answer, anecdote.title, anecdote.text, *titles(anecdote.sources))


def _days(draft: PackDraft) -> Iterator[_Shown]:
    titles, answer = _titles(draft), _longest_answer(draft)
    for entry in draft.days:
        yield entry, (), (*answer, entry.value.text, *titles(entry.value.sources))


def _verdicts(draft: PackDraft) -> Iterator[_Shown]:
    titles, answer = _titles(draft), _longest_answer(draft)
    for entry in draft.legends:
        legend = entry.value
        yield entry, (), (*answer, legend.claim, legend.why, *titles(legend.sources))


def _cards(draft: PackDraft) -> Iterator[_Shown]:
    titles = _titles(draft)
    for entry in draft.dossiers:
        dossier = entry.value
        yield entry, (), (dossier.told, *dossier.also, *titles(dossier.sources))


def _boards(draft: PackDraft) -> Iterator[_Shown]:
    """A question's answer, with the longest question that may come after it."""
    asked = [(question.value.prompt, *_choices(question.value)) for question in draft.questions]
    longest: Sequence[str] = max(asked, key=_length, default=())
    for entry in draft.questions:
        question = entry.value
        yield entry, (), (*_answer(question), *longest)


def _longest_answer(draft: PackDraft) -> tuple[str, ...]:
    """The longest that may stand above a daily post: the question of the day before, with its answer."""
    answers = ((question.value.prompt, *_answer(question.value)) for question in draft.questions)
    return max(answers, key=_length, default=())


def _answer(question: Question) -> tuple[str, ...]:
    match question:
        case ChoiceQuestion() | MapQuestion():
            return question.right, question.explanation
        case TextQuestion():
            return question.answers[0], question.explanation
        case NumberQuestion():
            return f"{question.answer:,.{question.decimals}f} {question.unit}", question.explanation
        case LegendQuestion():
            return (question.explanation,)


def _choices(question: Question) -> tuple[str, ...]:
    match question:
        case ChoiceQuestion():
            return question.right, *question.wrong
        case LegendQuestion() | NumberQuestion() | TextQuestion() | MapQuestion():
            return ()


def _titles(draft: PackDraft) -> Callable[[Sequence[str]], Iterator[str]]:
    known = {source.value.key: source.value.title for source in draft.sources}
    return lambda keys: (known[key] for key in keys if key in known)


def _length(texts: Sequence[str]) -> int:
    return sum(map(len, texts))
