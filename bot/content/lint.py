"""What holds a pack together: ids, references, and texts of a length that can be read aloud.

Each rule looks at a draft's sound parts and tells what does not fit, with its file, line and key.
"""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any, Final, TypeAlias

from bot.content.building import KeyPath
from bot.content.documents import Document
from bot.content.drafts import Draft
from bot.content.lint_questions import (
    figures_stand_in_the_beat,
    right_answer_is_not_told_by_digits,
    right_answer_is_not_told_by_length,
)
from bot.content.parts import Entry
from bot.content.schema import nearest_name
from bot.core.faults import Fault, FaultKey
from bot.core.packs import Anecdote, Chapter, ChoiceQuestion, Legend, LegendQuestion

BEAT_WORDS: Final = (40, 90)
ANECDOTE_WORDS: Final = (60, 140)
"""Fewest and most words: a page for one breath, and a tale between two rounds."""

_Pointing: TypeAlias = Entry[Legend] | Entry[ChoiceQuestion | LegendQuestion]
_Citing: TypeAlias = Entry[Chapter] | Entry[Anecdote] | _Pointing


def lint(draft: Draft) -> tuple[Fault, ...]:
    """Everything in the draft's sound parts that does not fit together."""
    return tuple(chain.from_iterable(rule(draft) for rule in RULES))


def folder_bears_the_packs_id(draft: Draft) -> Iterator[Fault]:
    """The pack's id is its folder's name."""
    folder = draft.folder.absolute().name
    if (
        isinstance(draft.head, Document)
        and isinstance(told := draft.head.at(("id",)), str)
        and told != folder
    ):
        yield draft.head.fault(FaultKey.FOLDER_NAME, ("id",), folder=folder)


def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """No two parts of one kind share an id, nor two beats of one chapter."""
    yield from _repeated((entry, ("key",), entry.value.key) for entry in draft.sources)
    yield from _repeated((entry, ("id",), entry.value.id) for entry in draft.chapters)
    yield from _repeated((entry, ("id",), entry.value.id) for entry in draft.anecdotes)
    yield from _repeated((entry, ("id",), entry.value.id) for entry in draft.legends)
    yield from _repeated((entry, ("id",), entry.value.id) for entry in draft.questions)
    for chapter in draft.chapters:
        beats = enumerate(chapter.value.beats)
        yield from _repeated((chapter, ("beats", index, "id"), beat.id) for index, beat in beats)


def sources_are_listed(draft: Draft) -> Iterator[Fault]:
    """Every source that is cited is in the pack's list."""
    known = draft.sources.names("key")
    for entry in chain[_Citing](draft.chapters, draft.anecdotes, draft.legends, draft.questions):
        for index, key in enumerate(entry.value.sources):
            yield from _unknown(FaultKey.UNKNOWN_SOURCE, entry, ("sources", index), key, known)


def chapters_named_exist(draft: Draft) -> Iterator[Fault]:
    """The chapter that an anecdote belongs beside is one of the pack's."""
    known = draft.chapters.names("id")
    for entry in draft.anecdotes:
        if entry.value.chapter is not None:
            yield from _unknown(FaultKey.UNKNOWN_CHAPTER, entry, ("chapter",), entry.value.chapter, known)


def beats_pointed_to_exist(draft: Draft) -> Iterator[Fault]:
    """The beat that tells a question's answer or a claim's truth is one of the pack's."""
    known = draft.beats
    for entry in chain[_Pointing](draft.legends, draft.questions):
        if entry.value.told_in is not None:
            yield from _unknown(FaultKey.UNKNOWN_BEAT, entry, ("told_in",), entry.value.told_in, known)


def texts_have_a_breaths_length(draft: Draft) -> Iterator[Fault]:
    """A beat and an anecdote have neither too few words nor too many."""
    for chapter in draft.chapters:
        for index, beat in enumerate(chapter.value.beats):
            yield from _miscounted(chapter, ("beats", index, "text"), beat.text, BEAT_WORDS)
    for anecdote in draft.anecdotes:
        yield from _miscounted(anecdote, ("text",), anecdote.value.text, ANECDOTE_WORDS)


RULES: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    folder_bears_the_packs_id,
    ids_are_unique,
    sources_are_listed,
    chapters_named_exist,
    beats_pointed_to_exist,
    texts_have_a_breaths_length,
    right_answer_is_not_told_by_length,
    right_answer_is_not_told_by_digits,
    figures_stand_in_the_beat,
)


def _repeated(ids: Iterable[tuple[Entry[Any], KeyPath, str]]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for entry, path, name in ids:
        if name in first:
            yield entry.fault(FaultKey.DUPLICATE_ID, *path, name=name, first=first[name])
        else:
            first[name] = entry.place(*path)


def _unknown(
    key: FaultKey, entry: Entry[Any], path: KeyPath, name: str, known: AbstractSet[str] | None
) -> Iterator[Fault]:
    if known is not None and name not in known:
        yield entry.fault(key, *path, name=name, nearest=nearest_name(name, sorted(known)))


def _miscounted(entry: Entry[Any], path: KeyPath, text: str, bounds: tuple[int, int]) -> Iterator[Fault]:
    fewest, most = bounds
    # A dash that stands alone is no word.
    found = sum(any(character.isalnum() for character in word) for word in text.split())
    if found < fewest:
        yield entry.fault(FaultKey.TOO_FEW_WORDS, *path, limit=fewest, found=found)
    if found > most:
        yield entry.fault(FaultKey.TOO_MANY_WORDS, *path, limit=most, found=found)
