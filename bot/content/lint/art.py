"""Rules for a pack's drawings: they exist, can be drawn, and have alt text."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TypeAlias

from bot.content.drafts import PackDraft
from bot.content.yaml.parts import Entry
from bot.content.yaml.schema import nearest_name
from bot.core.packs.art import Drawing
from bot.core.packs.cards import Dossier
from bot.core.packs.faults import Fault, FaultKey
from bot.core.packs.pack import Chapter

_Showing: TypeAlias = Entry[Chapter] | Entry[Dossier]


def drawings_named_exist(draft: PackDraft) -> Iterator[Fault]:
    """The drawings that a chapter, a dossier or another drawing names exist in the pack."""
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


def no_drawing_uses_itself(draft: PackDraft) -> Iterator[Fault]:
    """No drawing uses itself, directly or through others."""
    drawings = {entry.value.id: entry.value for entry in draft.art}
    for entry in draft.art:
        for index, name in entry.value.uses:
            if entry.value.id in _within(name, drawings):
                yield entry.fault(FaultKey.DRAWS_ITSELF, "shapes", index, "drawing")


def drawings_say_what_is_seen(draft: PackDraft) -> Iterator[Fault]:
    """A drawing that readers are shown has alt text."""
    drawings = {entry.value.id: entry for entry in draft.art}
    for shown in dict.fromkeys(name for _, name in _shown(draft)):
        drawing = drawings.get(shown)
        if drawing is not None and drawing.value.alt is None:
            yield drawing.fault(FaultKey.NO_ALT)


def _shown(draft: PackDraft) -> Iterator[tuple[_Showing, str]]:
    for entry in chain[_Showing](draft.chapters, draft.dossiers):
        if entry.value.art is not None:
            yield entry, entry.value.art


def _within(name: str, drawings: Mapping[str, Drawing]) -> frozenset[str]:
    """The ids of the drawing and of all that it uses, directly or through others."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        drawing_id = waiting.pop()
        if drawing_id not in found and drawing_id in drawings:
            found.add(drawing_id)
            waiting += (used for _, used in drawings[drawing_id].uses)
    return frozenset(found)
