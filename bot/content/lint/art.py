"""Whether a pack's drawings are there, can be drawn, and say what is to be seen."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from bot.content.drafts import Draft
from bot.content.yaml.parts import Entry
from bot.content.yaml.schema import nearest_name
from bot.core.packs.art import Drawing
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import Chapter, Dossier

_Showing: TypeAlias = Entry[Chapter] | Entry[Dossier]


def drawings_named_exist(draft: Draft) -> Iterator[Fault]:
    """The drawings that a chapter, a dossier or another drawing names are the pack's."""
    known = draft.art.names("id")
    if known is None:
        return
    named = chain(
        ((entry, ("art",), name) for entry, name in _shown(draft)),
        (
            (entry, ("shapes", index, "drawing"), name)
            for entry in draft.art
            for index, name in entry.value.uses
        ),
    )
    for entry, path, name in named:
        if name not in known:
            nearest = nearest_name(name, sorted(known))
            yield entry.fault(FaultKey.UNKNOWN_DRAWING, *path, name=name, nearest=nearest)


def no_drawing_uses_itself(draft: Draft) -> Iterator[Fault]:
    """No drawing stands in itself, nor in another that stands in it."""
    drawings = {entry.value.id: entry.value for entry in draft.art}
    for entry in draft.art:
        for index, name in entry.value.uses:
            if entry.value.id in _within(name, drawings):
                yield entry.fault(FaultKey.DRAWS_ITSELF, "shapes", index, "drawing")


def drawings_say_what_is_seen(draft: Draft) -> Iterator[Fault]:
    """A drawing that a reader is shown has a line for those who do not see it."""
    drawings = {entry.value.id: entry for entry in draft.art}
    for shown in dict.fromkeys(name for _, name in _shown(draft)):
        drawing = drawings.get(shown)
        if drawing is not None and drawing.value.alt is None:
            yield drawing.fault(FaultKey.NO_ALT)


def _shown(draft: Draft) -> Iterator[tuple[_Showing, str]]:
    for entry in chain[_Showing](draft.chapters, draft.dossiers):
        if entry.value.art is not None:
            yield entry, entry.value.art


def _within(name: str, drawings: Mapping[str, Drawing]) -> frozenset[str]:
    """The drawing, and all that it uses, however far in."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found and one in drawings:
            found.add(one)
            waiting += (used for _, used in drawings[one].uses)
    return frozenset(found)
