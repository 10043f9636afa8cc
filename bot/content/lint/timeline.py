"""The order of a pack's timeline."""

from collections.abc import Iterator

from bot.content.drafts import Draft
from bot.core.packs.faults import Fault, FaultKey


def moments_follow_each_other(draft: Draft) -> Iterator[Fault]:
    """Each moment begins after the one before it has ended, and none ends before it begins."""
    latest = 0
    for entry in draft.timeline:
        moment = entry.value
        if moment.year <= latest:
            yield entry.fault(FaultKey.YEARS_OUT_OF_ORDER, "year", year=latest)
        if moment.until is not None and moment.until <= moment.year:
            yield entry.fault(FaultKey.YEARS_OUT_OF_ORDER, "until", year=moment.year)
        latest = max(latest, moment.end)
