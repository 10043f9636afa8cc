"""What may stand only once in a pack: ids, the names and years of its dossiers, the questions asked."""

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain
from typing import Any

from bot.content.drafts import Draft
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import DOSSIERS


def ids_are_unique(draft: Draft) -> Iterator[Fault]:
    """No two parts of one kind share an id, nor two beats of one chapter."""
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


def no_chapter_is_called_dossiers(draft: Draft) -> Iterator[Fault]:
    """A reference to a dossier is never taken for one to a beat."""
    for chapter in draft.chapters:
        if chapter.value.id == DOSSIERS:
            yield chapter.fault(FaultKey.RESERVED_ID, "id", name=DOSSIERS)


def names_of_dossiers_differ(draft: Draft) -> Iterator[Fault]:
    """Whoever asks for a dossier by any of its names gets that one and no other."""
    first: dict[str, Entry[Any]] = {}
    for entry in draft.dossiers:
        also = ((("also", index), name) for index, name in enumerate(entry.value.also))
        names = chain[tuple[KeyPath, str]]([(("name",), entry.value.name)], also)
        for path, name in names:
            # One dossier may say its own name twice: it is still found.
            other = first.setdefault(name.casefold(), entry)
            if other is not entry:
                yield entry.fault(FaultKey.DUPLICATE_NAME, *path, name=name, first=other.place())


def years_have_one_dossier(draft: Draft) -> Iterator[Fault]:
    """Each year has one dossier at most."""
    years = ((entry, ("year",), entry.value.year) for entry in draft.dossiers if entry.value.year is not None)
    for entry, path, year, first in _repeated(years):
        yield entry.fault(FaultKey.DUPLICATE_YEAR, *path, year=year, first=first)


def prompts_differ(draft: Draft) -> Iterator[Fault]:
    """No question is asked twice, be it with other capitals or points."""
    prompts = ((entry, ("prompt",), _words(entry.value.prompt)) for entry in draft.questions)
    for entry, path, _, first in _repeated(prompts):
        yield entry.fault(FaultKey.DUPLICATE_PROMPT, *path, first=first)


def days_differ(draft: Draft) -> Iterator[Fault]:
    """Nothing is told of one date twice in the same words."""
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
    """Each thing that stood before, and the place where it stood first."""
    first: dict[Hashable, str] = {}
    for entry, path, thing in things:
        if thing in first:
            yield entry, path, thing, first[thing]
        else:
            first[thing] = entry.place(*path)
