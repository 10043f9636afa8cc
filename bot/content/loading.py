"""Loads story packs from their folders: a sound pack, or everything that is wrong with it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.content.drafts import FILES, HEAD, PackDraft, read_draft
from bot.content.lint.rules import lint
from bot.content.yaml.parts import Parts
from bot.content.yaml.schema import check
from bot.core.packs.faults import Fault, FaultKey, Faults
from bot.core.packs.pack import StoryPack


def load_pack(folder: Path) -> StoryPack | Faults:
    """The pack in that folder, or all that is wrong with it in the order of files and lines."""
    draft = read_draft(folder)
    pack, faults = _assemble(draft)
    faults = (*draft.faults, *faults, *lint(draft))
    if faults or pack is None:
        return Faults(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line or 0))))
    return pack


def load_packs(root: Path) -> tuple[StoryPack, ...] | Faults:
    """Every pack under that folder in the order of their folders' names, or all that is wrong with them.

    A folder is a pack if it holds a `pack.yaml`.
    """
    if not root.is_dir():
        return Faults((Fault(root.as_posix(), None, "", FaultKey.MISSING_FOLDER),))
    loaded = [load_pack(head.parent) for head in sorted(root.glob(f"*/{HEAD}"))]
    if not loaded:
        return Faults((Fault(root.as_posix(), None, "", FaultKey.NO_PACKS, {"file": HEAD}),))
    faults = tuple(fault for faults in loaded if isinstance(faults, Faults) for fault in faults)
    return Faults(faults) if faults else tuple(pack for pack in loaded if isinstance(pack, StoryPack))


def _assemble(draft: PackDraft) -> tuple[StoryPack | None, tuple[Fault, ...]]:
    """The pack made of all sound parts, and the faults of its head and of the number of its parts."""
    if isinstance(draft.head, Faults):
        return None, ()
    if not isinstance(draft.head.data, dict):
        return None, (draft.head.fault(FaultKey.NOT_KEYS),)
    parts = {kind: getattr(draft, kind) for kind in FILES}
    misplaced = tuple(
        draft.head.fault(FaultKey.OWN_FILE, (kind,), file=file)
        for kind, file in FILES.items()
        if kind in draft.head.data
    )
    # Whether there are too few or too many can only be judged if none is faulty.
    faulty = frozenset((kind,) for kind, part in parts.items() if part.faults)
    whole = replace(
        draft.head,
        data=draft.head.data | {kind: _values(kind, part) for kind, part in parts.items()},
        marred=draft.head.marred | faulty,
    )
    pack = check(StoryPack, whole)
    return (None, (*misplaced, *pack)) if isinstance(pack, tuple) else (pack, misplaced)


def _values(kind: str, parts: Parts[Any]) -> object:
    """The value of the pack's field of that kind: all sound parts, or the one route."""
    values = tuple(entry.value for entry in parts)
    return next(iter(values), None) if kind == "route" else values
