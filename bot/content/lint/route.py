"""Rules for a route: its stops follow each other, lie on the map, and name what exists in the pack."""

from collections.abc import Iterator
from itertools import pairwise

from bot.content.drafts import PackDraft
from bot.content.yaml.documents import Document
from bot.content.yaml.schema import nearest_name
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import StoryPack


def stops_lie_along_the_course(draft: PackDraft) -> Iterator[Fault]:
    """The first stop is at 0, each other lies further along, and the last is at the end of the course."""
    for entry in draft.route:
        stops = entry.value.stops
        if stops[0].distance != 0:
            yield entry.fault(FaultKey.NOT_AT_THE_START, "stops", 0, "distance")
        for index, (before, stop) in enumerate(pairwise(stops), start=1):
            if stop.distance <= before.distance:
                yield entry.fault(FaultKey.NOT_FURTHER, "stops", index, "distance", before=before.distance)
        course = _course(draft)
        if course is not None and stops[-1].distance != course:
            yield entry.fault(FaultKey.NOT_AT_THE_END, "stops", len(stops) - 1, "distance", course=course)


def stops_lie_on_the_map(draft: PackDraft) -> Iterator[Fault]:
    """Every stop, and every bend of the road, is within the outline's window."""
    for entry in draft.route:
        outline = entry.value.outline
        sides = {side: getattr(outline, side) for side in ("west", "south", "east", "north")}
        for index, stop in enumerate(entry.value.stops):
            if not outline.holds(stop.at):
                yield entry.fault(FaultKey.OFF_THE_MAP, "stops", index, "at", **sides)
            for bend, position in enumerate(stop.road):
                if not outline.holds(position):
                    yield entry.fault(FaultKey.OFF_THE_MAP, "stops", index, "road", bend, **sides)


def stops_differ(draft: PackDraft) -> Iterator[Fault]:
    """No two stops share an id or a name, so that each name leads to one stop."""
    for entry in draft.route:
        ids: dict[str, str] = {}
        names: dict[str, tuple[int, str]] = {}
        for index, stop in enumerate(entry.value.stops):
            place = entry.place("stops", index)
            if ids.setdefault(stop.id, place) != place:
                yield entry.fault(
                    FaultKey.DUPLICATE_ID, "stops", index, "id", name=stop.id, first=ids[stop.id]
                )
            for name in (stop.name, *stop.also):
                owner, first = names.setdefault(name.casefold(), (index, place))
                if owner != index:
                    yield entry.fault(FaultKey.DUPLICATE_NAME, "stops", index, name=name, first=first)


def stops_links_lead_somewhere(draft: PackDraft) -> Iterator[Fault]:
    """The beats, chapters, dossiers and sources that a stop names exist in the pack."""
    links = (
        ("told_in", FaultKey.UNKNOWN_BEAT, draft.beats),
        ("chapter", FaultKey.UNKNOWN_CHAPTER, draft.chapters.names("id")),
        ("dossier", FaultKey.UNKNOWN_DOSSIER, draft.dossiers.names("id")),
        ("sources", FaultKey.UNKNOWN_SOURCE, draft.sources.names("key")),
    )
    for entry in draft.route:
        for index, stop in enumerate(entry.value.stops):
            for field, key, known in links:
                named = getattr(stop, field)
                is_one = isinstance(named, str)
                for place, name in enumerate((named,) if is_one else named or ()):
                    if known is not None and name not in known:
                        path = ("stops", index, field) if is_one else ("stops", index, field, place)
                        yield entry.fault(key, *path, name=name, nearest=nearest_name(name, sorted(known)))


def _course(draft: PackDraft) -> int | None:
    """The length of the course in `pack.yaml`, or the default; None if it is faulty."""
    if not isinstance(draft.head, Document) or not isinstance(draft.head.data, dict):
        return None
    course = draft.head.data.get("course", StoryPack.model_fields["course"].default)
    return course if isinstance(course, int) and course > 0 else None
