"""A route in words and figures; distances are in thousandths of the pack's unit."""

from collections.abc import Iterable

from bot.core.packs.route import Route, leg_at
from bot.ui.text import Say

MOST_FIGURES = 8
STEPS = (1, 2, 5)


def round_distances(course: int) -> Iterable[int]:
    """Round distances along the course, eight at most."""
    step = next(
        step * 10**power * 1000
        for power in range(12)
        for step in STEPS
        if course // (step * 10**power * 1000) <= MOST_FIGURES
    )
    return range(step, course, step)


def position_on_route(route: Route, driven: int, say: Say) -> str:
    """Where on the route a distance ends, by the stops before and after it."""
    if driven <= 0:
        return say("map.at_start", stop=route.stops[0].name)
    if driven >= route.stops[-1].distance:
        return say("map.at_finish")
    before, after = leg_at(route, driven)
    return say("map.between", before=before.name, after=after.name)
