"""Rules for what may occur only once in a pack: ids, names and years of dossiers, questions, days."""

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import Any

from bot.content.drafts import PackDraft
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import DOSSIERS


def ids_are_unique(draft: PackDraft) -> Iterator[Fault]:
    """No two parts of one kind share an id, and no two beats of one chapter do."""
    yield from _repeated_ids((entry, ("key",), entry.value.key) for entry in draft.sources)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.chapters)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.anecdotes)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.legends)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.dossiers)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.questions)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.timeline)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.days)
    yield from _repeated_ids((entry, ("id",), entry.value.id) for entry in draft.art)
    for chapter in draft.chapters:
        beats = enumerate(chapter.value.beats)
        yield from _repeated_ids((chapter, ("beats", index, "id"), beat.id) for index, beat in beats)


def no_chapter_is_called_dossiers(draft: PackDraft) -> Iterator[Fault]:
    """No chapter has the id that begins a reference to a dossier."""
    for chapter in draft.chapters:
        if chapter.value.id == DOSSIERS:
            yield chapter.fault(FaultKey.RESERVED_ID, "id", name=DOSSIERS)


def names_of_dossiers_differ(draft: PackDraft) -> Iterator[Fault]:
    """No two dossiers share a name, so that each name leads to one dossier."""
    first: dict[str, Entry[Any]] = {}
    for entry in draft.dossiers:
        also = ((("also", index), name) for index, name in enumerate(entry.value.also))
        names = chain[tuple[KeyPath, str]]([(("name",), entry.value.name)], also)
        for path, name in names:
            # A dossier may list its own name twice: the name still leads to it.
            other = first.setdefault(name.casefold(), entry)
            if other is not entry:
                yield entry.fault(FaultKey.DUPLICATE_NAME, *path, name=name, first=other.place())


def years_have_one_dossier(draft: PackDraft) -> Iterator[Fault]:
    """Each year has at most one dossier."""
    years = ((entry, ("year",), entry.value.year) for entry in draft.dossiers if entry.value.year is not None)
    for entry, path, year, first in _repeated(years):
        yield entry.fault(FaultKey.DUPLICATE_YEAR, *path, year=year, first=first)


def prompts_differ(draft: PackDraft) -> Iterator[Fault]:
    """No question is asked twice, even with other capitals or punctuation."""
    prompts = ((entry, ("prompt",), _words(entry.value.prompt)) for entry in draft.questions)
    for entry, path, _, first in _repeated(prompts):
        yield entry.fault(FaultKey.DUPLICATE_PROMPT, *path, first=first)


def days_differ(draft: PackDraft) -> Iterator[Fault]:
    """No date has two entries with the same words."""
    days = ((entry, ("text",), (entry.value.day, _words(entry.value.text))) for entry in draft.days)
    for entry, path, _, first in _repeated(days):
        yield entry.fault(FaultKey.DUPLICATE_DAY, *path, first=first)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _repeated_ids(ids: Iterable[tuple[Entry[Any], KeyPath, str]]) -> Iterator[Fault]:
    for entry, path, name, first in _repeated(ids):
        yield entry.fault(FaultKey.DUPLICATE_ID, *path, name=name, first=first)


def _repeated(
    things: Iterable[tuple[Entry[Any], KeyPath, Hashable]],
) -> Iterator[tuple[Entry[Any], KeyPath, Hashable, str]]:
    """Each thing that occurred before, and the place where it occurred first."""
    first: dict[Hashable, str] = {}
    for entry, path, thing in things:
        if thing in first:
            yield entry, path, thing, first[thing]
        else:
            first[thing] = entry.place(*path)
