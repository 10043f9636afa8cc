"""Reads a pack's route: the stops from one file, the outline behind them from another."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.content.yaml.documents import Document, read_document, read_text
from bot.content.yaml.parts import Entry, Parts
from bot.content.yaml.schema import check
from bot.core.packs.faults import Fault, FaultKey, Faults
from bot.core.packs.route import Outline, Route

OUTLINE: Final = "art/outline.json"
"""Path from the route's folder; the file is made by `tools/outline.py`, not written by hand."""


def read_route(paths: list[Path]) -> Parts[Route]:
    """The route with its outline; empty if the pack has none."""
    if not paths:
        return Parts()
    (path,) = paths
    document = read_document(path)
    outline = read_outline(path.parent / OUTLINE)
    faults = outline.items if isinstance(outline, Faults) else ()
    if isinstance(document, Faults):
        return Parts(faults=(*document, *faults), is_whole=False)
    route = _checked(document, outline)
    if isinstance(route, tuple):
        return Parts((document,), faults=(*document.faults, *route, *faults))
    entries = () if faults else (Entry(route, document, ()),)
    return Parts((document,), entries, (*document.faults, *faults))


def read_outline(path: Path) -> Outline | Faults:
    """The outline, or what is wrong with it."""
    text = read_text(path)
    if isinstance(text, Faults):
        return text
    file = path.as_posix()
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return Faults((Fault(file, error.lineno, "", FaultKey.NOT_JSON, {"problem": error.msg}),))
    except ValueError:
        # Python refuses to read a whole number of more than some thousand digits.
        return Faults((Fault(file, None, "", FaultKey.NOT_NUMBER),))
    except RecursionError:
        return Faults((Fault(file, None, "", FaultKey.TOO_DEEP),))
    outline = check(Outline, Document(file, "", data))
    return Faults(outline) if isinstance(outline, tuple) else outline


def _checked(document: Document, outline: Outline | Faults) -> Route | tuple[Fault, ...]:
    if not isinstance(document.data, dict):
        return (document.fault(FaultKey.NOT_KEYS),)
    if "outline" in document.data:
        return (document.fault(FaultKey.OWN_FILE, ("outline",), file=OUTLINE),)
    # The stops are checked even if the outline is faulty, so that an author can mend both at once.
    if isinstance(outline, Faults):
        outline = Outline(source="-", west=-180, south=-90, east=180, north=90, home=())
    return check(Route, replace(document, data={**document.data, "outline": outline}))
