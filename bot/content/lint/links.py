"""Rules for references within a pack: the sources, parts, beats and dossiers that are named exist."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Any, TypeAlias

from bot.content.drafts import PackDraft
from bot.content.yaml.building import KeyPath
from bot.content.yaml.parts import Entry
from bot.content.yaml.schema import nearest_name
from bot.core.packs.cards import Dossier
from bot.core.packs.days import Day
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import DOSSIERS, Anecdote, BeatRef, Chapter, Legend
from bot.core.packs.quiz import Question
from bot.core.packs.timeline_entries import TimelineEntry

_Pointing: TypeAlias = Entry[Legend] | Entry[Question] | Entry[TimelineEntry] | Entry[Day]
_Citing: TypeAlias = Entry[Chapter] | Entry[Anecdote] | Entry[Dossier] | _Pointing


def sources_are_listed(draft: PackDraft) -> Iterator[Fault]:
    """Every source that is cited is in the pack's list of sources."""
    known = draft.sources.names("key")
    citing = chain[_Citing](
        draft.chapters,
        draft.anecdotes,
        draft.legends,
        draft.dossiers,
        draft.questions,
        draft.timeline,
        draft.days,
    )
    for entry in citing:
        for index, key in enumerate(entry.value.sources):
            yield from _unknown(FaultKey.UNKNOWN_SOURCE, entry, ("sources", index), key, known)


def chapters_named_exist(draft: PackDraft) -> Iterator[Fault]:
    """The chapter that an anecdote names exists in the pack."""
    known = draft.chapters.names("id")
    for entry in draft.anecdotes:
        if entry.value.chapter is not None:
            yield from _unknown(FaultKey.UNKNOWN_CHAPTER, entry, ("chapter",), entry.value.chapter, known)


def dossiers_links_lead_somewhere(draft: PackDraft) -> Iterator[Fault]:
    """The chapters, anecdotes and other dossiers that a dossier names exist in the pack."""
    links = {
        "chapters": (FaultKey.UNKNOWN_CHAPTER, draft.chapters.names("id")),
        "anecdotes": (FaultKey.UNKNOWN_ANECDOTE, draft.anecdotes.names("id")),
        "dossiers": (FaultKey.UNKNOWN_DOSSIER, draft.dossiers.names("id")),
    }
    for entry in draft.dossiers:
        for kind, (key, known) in links.items():
            for index, name in enumerate(getattr(entry.value, kind)):
                yield from _unknown(key, entry, (kind, index), name, known)
        for index, name in enumerate(entry.value.dossiers):
            if name == entry.value.id:
                yield entry.fault(FaultKey.LINKS_TO_ITSELF, "dossiers", index)


def places_pointed_to_exist(draft: PackDraft) -> Iterator[Fault]:
    """The beat or dossier that tells an answer, a verdict, a timeline entry or a day exists in the pack."""
    beats, dossiers = draft.beats, draft.dossiers.names("id")
    for entry in chain[_Pointing](draft.legends, draft.questions, draft.timeline, draft.days):
        told_in = entry.value.told_in
        if told_in is None:
            continue
        ref = BeatRef.parse(told_in)
        if ref.chapter == DOSSIERS and ref.beat:
            yield from _unknown(FaultKey.UNKNOWN_DOSSIER, entry, ("told_in",), ref.beat, dossiers)
        else:
            yield from _unknown(FaultKey.UNKNOWN_BEAT, entry, ("told_in",), told_in, beats)


def questions_have_a_topic(draft: PackDraft) -> Iterator[Fault]:
    """A dossier that tells a question's answer names a chapter, which is the question's topic."""
    without = {entry.value.id for entry in draft.dossiers if not entry.value.chapters}
    for entry in draft.questions:
        ref = BeatRef.parse(entry.value.told_in)
        if ref.chapter == DOSSIERS and ref.beat in without:
            yield entry.fault(FaultKey.NO_TOPIC, "told_in", name=ref.beat)


def _unknown(
    key: FaultKey, entry: Entry[Any], path: KeyPath, name: str, known: AbstractSet[str] | None
) -> Iterator[Fault]:
    if known is not None and name not in known:
        yield entry.fault(key, *path, name=name, nearest=nearest_name(name, sorted(known)))
