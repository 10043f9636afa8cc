"""The rule that a pack's timeline is in the order of time."""

from collections.abc import Iterator

from bot.content.drafts import PackDraft
from bot.core.packs.faults import Fault, FaultKey


def timeline_entries_follow_each_other(draft: PackDraft) -> Iterator[Fault]:
    """Each entry begins after the one before it has ended, and none ends before it begins."""
    latest = 0
    for written in draft.timeline:
        entry = written.value
        if entry.year <= latest:
            yield written.fault(FaultKey.YEARS_OUT_OF_ORDER, "year", year=latest)
        if entry.until is not None and entry.until <= entry.year:
            yield written.fault(FaultKey.YEARS_OUT_OF_ORDER, "until", year=entry.year)
        latest = max(latest, entry.end)
