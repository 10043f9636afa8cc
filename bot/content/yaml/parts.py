"""The parts of a pack in its files: each sound part with its place, and all faults."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar

from bot.content.yaml.building import KeyPath
from bot.content.yaml.documents import Document, read_document
from bot.core.packs.base import PackModel
from bot.core.packs.faults import Fault, FaultKey, Faults

_Part = TypeVar("_Part", bound=PackModel)
Check: TypeAlias = Callable[[Document, KeyPath], _Part | tuple[Fault, ...]]
"""Makes a part of the data at a path, or returns what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Entry(Generic[_Part]):
    """A sound part of a pack, and its place."""

    value: _Part
    document: Document
    path: KeyPath

    def place(self, *path: str | int) -> str:
        """The file and line of one of its keys, as a fault of another part names it."""
        return f"{self.document.file}:{self.document.line((*self.path, *path))}"

    def fault(self, key: FaultKey, *path: str | int, **values: object) -> Fault:
        """A fault at one of its keys."""
        return self.document.fault(key, (*self.path, *path), **values)


@dataclass(frozen=True, slots=True)
class Parts(Generic[_Part]):
    """All parts of one kind in a pack."""

    documents: tuple[Document, ...] = ()
    """The files that could be read."""
    entries: tuple[Entry[_Part], ...] = ()
    """The sound parts."""
    faults: tuple[Fault, ...] = ()
    is_whole: bool = True
    """Whether every file could be read."""

    def __iter__(self) -> Iterator[Entry[_Part]]:
        return iter(self.entries)

    def names(self, key: str) -> frozenset[str] | None:
        """The ids or names of the parts under that key, faulty ones too; None if a file could not be read.

        So one faulty beat does not cause a fault in each question that refers to it.
        """
        if not self.is_whole:
            return None
        return frozenset(name for document in self.documents for name in names_in(document.data, key))


def read_parts(
    paths: Iterable[Path], name: str, check: Check[_Part], *, is_list: bool = True
) -> Parts[_Part]:
    """Read all parts of one kind: a list of them in each file, or one part a file."""
    read = [read_document(path, name if is_list else "") for path in paths]
    documents = tuple(document for document in read if isinstance(document, Document))
    entries: list[Entry[_Part]] = []
    faults = [fault for unread in read if isinstance(unread, Faults) for fault in unread]
    for document in documents:
        faults += document.faults
        if is_list and not isinstance(document.data, list):
            faults.append(document.fault(FaultKey.NOT_LIST))
        for path in _paths(document) if is_list else ((),):
            part = check(document, path)
            if isinstance(part, tuple):
                faults += part
            else:
                entries.append(Entry(part, document, path))
    return Parts(documents, tuple(entries), tuple(faults), is_whole=len(documents) == len(read))


def names_in(data: object, key: str) -> Iterator[str]:
    """The text under the key in the mapping, or in each mapping of the list."""
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict) and isinstance(item.get(key), str):
            yield item[key]


def _paths(document: Document) -> Iterator[KeyPath]:
    yield from ((index,) for index in range(len(document.data) if isinstance(document.data, list) else 0))
