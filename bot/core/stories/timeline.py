"""A pack's timeline, with how much the pack tells of each entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.packs.pack import DOSSIERS, BeatRef, Chapter, StoryPack
from bot.core.packs.timeline_entries import MOST_ENTRIES, TimelineEntry
from bot.core.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Milestone:
    """A timeline entry, and how much the pack tells of it."""

    entry: TimelineEntry
    chapters: tuple[int, ...]
    """The numbers, from 1, of the chapters that are set in its years or tell it."""
    anecdotes: int
    """How many anecdotes are dated from its year on, up to the next entry."""


def milestones(pack: StoryPack) -> tuple[Milestone, ...]:
    """The pack's timeline in the order of time; made from its cards and chapters if it has none."""
    entries = pack.timeline or tuple(_entries_from_years(pack))[:MOST_ENTRIES]
    next_years = [*(entry.year for entry in entries), None][1:]
    return tuple(
        Milestone(
            entry,
            tuple(_chapters_of(entry, pack.chapters)),
            sum(
                anecdote.year is not None
                and entry.year <= anecdote.year
                and (next_year is None or anecdote.year < next_year)
                for anecdote in pack.anecdotes
            ),
        )
        for entry, next_year in zip(entries, next_years, strict=True)
    )


def _chapters_of(entry: TimelineEntry, chapters: Sequence[Chapter]) -> Iterator[int]:
    told_in = BeatRef.parse(entry.told_in).chapter if entry.told_in else None
    for number, chapter in enumerate(chapters, start=1):
        plays_then = chapter.year is not None and entry.year <= chapter.year <= entry.end
        if plays_then or chapter.id == told_in:
            yield number


def _entries_from_years(pack: StoryPack) -> Iterator[TimelineEntry]:
    by_year = {
        chapter.year: (chapter.title, f"{chapter.id}/{chapter.beats[0].id}", chapter.sources)
        for chapter in reversed(pack.chapters)
        if chapter.year is not None
    }
    by_year |= {
        card.year: (card.name, f"{DOSSIERS}/{card.id}", card.sources) for card in pack.dossiers if card.year
    }
    for year, (line, told_in, sources) in sorted(by_year.items()):
        yield TimelineEntry(id=f"year-{year}", year=year, line=line, told_in=told_in, sources=sources)


def entry_of_year(pack: StoryPack, year: int) -> TimelineEntry | Refusal:
    """The entry of that year, if a beat or a card tells of it; else a refusal with the nearest such years."""
    told = [milestone.entry for milestone in milestones(pack) if milestone.entry.told_in is not None]
    found = next((entry for entry in told if entry.year <= year <= entry.end), None)
    if found is not None:
        return found
    if not told:
        return Refusal.because(Reason.NOTHING_TO_TELL)
    near = sorted(told, key=lambda entry: min(abs(entry.year - year), abs(entry.end - year)))[:3]
    return Refusal.because(
        Reason.UNKNOWN_YEAR, year=str(year), nearest=[str(entry.year) for entry in sorted(near, key=_year)]
    )


def entry_named(pack: StoryPack, entry_id: str) -> TimelineEntry | None:
    """The entry of that id."""
    return next((milestone.entry for milestone in milestones(pack) if milestone.entry.id == entry_id), None)


def _year(entry: TimelineEntry) -> int:
    return entry.year
