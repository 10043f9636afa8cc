"""The whole story along its years: what the pack's author put on the timeline, and what is told of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.packs.pack import DOSSIERS, BeatRef, Chapter, StoryPack
from bot.core.packs.timeline_entries import MOST_MOMENTS, Moment
from bot.core.refusals import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Milestone:
    """A moment, and how much is told of it."""

    moment: Moment
    chapters: tuple[int, ...]
    """The numbers, from 1, of the chapters that play then or tell it."""
    anecdotes: int
    """How many are told of its years, up to the next moment."""


def milestones(pack: StoryPack) -> tuple[Milestone, ...]:
    """The pack's timeline in the order of time; of its cards and chapters where it has none of its own."""
    moments = pack.timeline or tuple(_from_cards(pack))[:MOST_MOMENTS]
    ends = [*(moment.year for moment in moments), None][1:]
    return tuple(
        Milestone(
            moment,
            tuple(_chapters_of(moment, pack.chapters)),
            sum(
                one.year is not None and moment.year <= one.year and (end is None or one.year < end)
                for one in pack.anecdotes
            ),
        )
        for moment, end in zip(moments, ends, strict=True)
    )


def _chapters_of(moment: Moment, chapters: Sequence[Chapter]) -> Iterator[int]:
    told_in = BeatRef.parse(moment.told_in).chapter if moment.told_in else None
    for number, chapter in enumerate(chapters, start=1):
        plays_then = chapter.year is not None and moment.year <= chapter.year <= moment.end
        if plays_then or chapter.id == told_in:
            yield number


def _from_cards(pack: StoryPack) -> Iterator[Moment]:
    told = {
        chapter.year: (chapter.title, f"{chapter.id}/{chapter.beats[0].id}", chapter.sources)
        for chapter in reversed(pack.chapters)
        if chapter.year is not None
    }
    told |= {
        card.year: (card.name, f"{DOSSIERS}/{card.id}", card.sources) for card in pack.dossiers if card.year
    }
    for year, (line, told_in, sources) in sorted(told.items()):
        yield Moment(id=f"year-{year}", year=year, line=line, told_in=told_in, sources=sources)


def moment_of_year(pack: StoryPack, year: int) -> Moment | Refusal:
    """What the timeline has of that year and something tells, or the nearest years of which it has."""
    told = [one.moment for one in milestones(pack) if one.moment.told_in is not None]
    found = next((moment for moment in told if moment.year <= year <= moment.end), None)
    if found is not None:
        return found
    if not told:
        return Refusal.because(Reason.NOTHING_TO_TELL)
    near = sorted(told, key=lambda moment: min(abs(moment.year - year), abs(moment.end - year)))[:3]
    return Refusal.because(
        Reason.UNKNOWN_YEAR, year=str(year), nearest=[str(moment.year) for moment in sorted(near, key=_year)]
    )


def moment_named(pack: StoryPack, moment_id: str) -> Moment | None:
    """The moment of that id."""
    return next((one.moment for one in milestones(pack) if one.moment.id == moment_id), None)


def _year(moment: Moment) -> int:
    return moment.year
