"""A story pack's folder: which file holds what, and its files read one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, get_args

from bot.content.routes import read_route
from bot.content.yaml.building import KeyPath
from bot.content.yaml.documents import Document, read_document
from bot.content.yaml.parts import Parts, names_in, read_parts
from bot.content.yaml.schema import check, check_tagged
from bot.core.packs.art import Drawing
from bot.core.packs.cards import Dossier
from bot.core.packs.days import Day
from bot.core.packs.faults import Fault, FaultKey, Faults
from bot.core.packs.pack import Anecdote, Chapter, Legend, Source
from bot.core.packs.quiz import Question
from bot.core.packs.route import Route
from bot.core.packs.timeline_entries import TimelineEntry

HEAD: Final = "pack.yaml"
FILES: Final = MappingProxyType(
    {
        "sources": "sources.yaml",
        "chapters": "chapters/*.yaml",
        "anecdotes": "anecdotes.yaml",
        "legends": "legends.yaml",
        "dossiers": "dossiers/*.yaml",
        "questions": "questions/*.yaml",
        "timeline": "timeline.yaml",
        "days": "days.yaml",
        "art": "art/*.yaml",
        "route": "route.yaml",
    }
)
"""The files of each kind of part; files of one kind are read in the order of their names."""


@dataclass(frozen=True, slots=True)
class PackDraft:
    """One pack's files, each read and checked by itself; nothing is checked between them yet."""

    folder: Path
    head: Document | Faults
    sources: Parts[Source]
    chapters: Parts[Chapter]
    anecdotes: Parts[Anecdote]
    legends: Parts[Legend]
    dossiers: Parts[Dossier]
    questions: Parts[Question]
    timeline: Parts[TimelineEntry]
    days: Parts[Day]
    art: Parts[Drawing]
    route: Parts[Route]
    """One route, or none."""
    strays: tuple[Fault, ...]
    """A fault for each YAML file that nothing reads."""

    @property
    def beats(self) -> frozenset[str] | None:
        """Every `chapter/beat`, faulty ones too; None if a chapter could not be read."""
        if not self.chapters.is_whole:
            return None
        return frozenset(
            f"{chapter}/{beat}"
            for document in self.chapters.documents
            for chapter in names_in(document.data, "id")
            for beat in names_in(document.at(("beats",)), "id")
        )

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults of the files, each taken by itself."""
        head = self.head.faults if isinstance(self.head, Document) else self.head.items
        kinds: tuple[Parts[Any], ...] = tuple(getattr(self, kind) for kind in FILES)
        return (*head, *(fault for kind in kinds for fault in kind.faults), *self.strays)


def read_draft(folder: Path) -> PackDraft:
    """Read every file of the pack's folder."""
    paths_by_kind = {kind: _yaml_files(folder, pattern) for kind, pattern in FILES.items()}
    known = {folder / HEAD, *(path for paths in paths_by_kind.values() for path in paths)}
    return PackDraft(
        folder=folder,
        head=read_document(folder / HEAD),
        # A pack must have sources and chapters; the other kinds are optional.
        sources=read_parts([folder / FILES["sources"]], "sources", partial(check, Source)),
        chapters=_read_chapters(folder, paths_by_kind["chapters"]),
        anecdotes=read_parts(paths_by_kind["anecdotes"], "anecdotes", partial(check, Anecdote)),
        legends=read_parts(paths_by_kind["legends"], "legends", partial(check, Legend)),
        dossiers=read_parts(paths_by_kind["dossiers"], "dossiers", partial(check, Dossier)),
        questions=read_parts(paths_by_kind["questions"], "questions", _check_question),
        timeline=read_parts(paths_by_kind["timeline"], "timeline", partial(check, TimelineEntry)),
        days=read_parts(paths_by_kind["days"], "days", partial(check, Day)),
        art=read_parts(paths_by_kind["art"], "art", partial(check, Drawing)),
        route=read_route(paths_by_kind["route"]),
        strays=tuple(_strays(folder, known)),
    )


def _read_chapters(folder: Path, paths: list[Path]) -> Parts[Chapter]:
    if not paths:
        fault = Fault((folder / "chapters").as_posix(), None, "", FaultKey.NO_CHAPTERS)
        return Parts(faults=(fault,), is_whole=False)
    return read_parts(paths, "chapters", partial(check, Chapter), is_list=False)


def _check_question(document: Document, path: KeyPath) -> Question | tuple[Fault, ...]:
    union, _discriminator = get_args(Question)
    models: dict[str, type[Question]] = {
        kind: model for model in get_args(union) for kind in get_args(model.model_fields["kind"].annotation)
    }
    return check_tagged(models, "kind", document, path)


def _yaml_files(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def _strays(folder: Path, known: set[Path]) -> Iterator[Fault]:
    expected = ", ".join((HEAD, *FILES.values()))
    for path in [*_yaml_files(folder, "**/*.yaml"), *_yaml_files(folder, "**/*.yml")]:
        if path not in known:
            yield Fault(path.as_posix(), None, "", FaultKey.UNKNOWN_FILE, {"files": expected})
