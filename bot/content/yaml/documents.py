"""A YAML file as plain data that knows the line of each of its keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from yaml import MarkedYAMLError, YAMLError
from yaml.reader import Reader

from bot.content.yaml.building import Builder, KeyPath
from bot.core.packs.faults import Fault, FaultKey, Faults

_LONGEST_SHOWN = 40
"""How many characters of a key a fault shows; a longer key is a text in the wrong place."""

_TAB = re.compile(r" *\t")
_ALIAS = re.compile(r"(^|[:-])\s+[*&]")
"""Text that begins with `*` or `&`, which YAML takes for an alias or an anchor."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data, with the line of each key."""

    file: str
    name: str
    """What a fault calls a list in it: `questions` in `questions[3]`; empty for a file of keys."""
    data: object
    lines: Mapping[KeyPath, int] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[Fault, ...] = ()
    """What is wrong with the YAML itself, if the rest could still be read."""
    marred: frozenset[KeyPath] = frozenset()
    """The paths of those faults, for which no second fault is reported."""

    def at(self, path: KeyPath) -> object:
        """The value at that path; None if there is none."""
        value = self.data
        for part in path:
            try:
                value = value[part]  # type: ignore[index]  # what has no such part is what the except is for
            except (TypeError, KeyError, IndexError):
                return None
        return value

    def line(self, path: KeyPath) -> int | None:
        """The line of that key, or of the nearest one around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def fault(self, key: FaultKey, path: KeyPath = (), **values: object) -> Fault:
        """A fault at that key."""
        return Fault(self.file, self.line(path), dotted((self.name, *path)), key, MappingProxyType(values))


def dotted(path: KeyPath) -> str:
    """The path as a fault shows it: `questions[3].right`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part[:_LONGEST_SHOWN]}" for part in path)
    return "".join(parts).lstrip(".")


def read_document(path: Path, name: str = "") -> Document | Faults:
    """The file's data, or why it cannot be read."""
    text = read_text(path)
    return text if isinstance(text, Faults) else parse_document(text, path.as_posix(), name)


def read_text(path: Path) -> str | Faults:
    """What the file says, or why it cannot be read."""
    file = path.as_posix()
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return _unread(file, FaultKey.MISSING_FILE)
    except OSError as error:
        return _unread(file, FaultKey.UNREADABLE, problem=error.strerror or type(error).__name__)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unread(file, FaultKey.NOT_UTF8, content.count(b"\n", 0, error.start) + 1)


def parse_document(text: str, file: str, name: str = "") -> Document | Faults:
    """The text's data, or why it cannot be read."""
    odd = Reader.NON_PRINTABLE.search(text)
    if odd is not None:
        code = f"U+{ord(odd.group()):04X}"
        return _unread(file, FaultKey.CONTROL_CHARACTER, text.count("\n", 0, odd.start()) + 1, code=code)
    builder = Builder(text)
    try:
        data = builder.build()
    except MarkedYAMLError as error:
        return Faults((_syntax_fault(error, text, file),))
    except YAMLError as error:
        return _unread(file, FaultKey.SYNTAX, problem=type(error).__name__)
    faults = tuple(
        Fault(file, flaw.line, dotted((name, *flaw.path)), flaw.key, flaw.values) for flaw in builder.flaws
    )
    # A duplicate key still has its first value, which may be wrong in its own way.
    marred = frozenset(flaw.path for flaw in builder.flaws if flaw.key is not FaultKey.DUPLICATE_KEY)
    return Document(file, name, data, MappingProxyType(builder.lines), faults, marred)


def _unread(file: str, key: FaultKey, line: int | None = None, **values: object) -> Faults:
    return Faults((Fault(file, line, "", key, MappingProxyType(values)),))


def _syntax_fault(error: MarkedYAMLError, text: str, file: str) -> Fault:
    # PyYAML notices an open quote or bracket long after; the author needs the line where it begins.
    is_left_open = re.search("quoted|flow", error.context or "")
    mark = (error.context_mark if is_left_open else None) or error.problem_mark
    line = mark.line if mark else 0
    problem = error.problem or ""
    key = _syntax_key(problem, error.context or "", _line_of_text(text, line))
    values = {"problem": problem} if key is FaultKey.SYNTAX else {}
    return Fault(file, line + 1, "", key, MappingProxyType(values))


def _syntax_key(problem: str, context: str, line: str) -> FaultKey:
    """The fault for what PyYAML says; its own words are only used if they quote nothing from the file."""
    if _TAB.match(line):
        return FaultKey.TAB
    known = {
        "mapping values are not allowed": FaultKey.COLON,
        "another document": FaultKey.SECOND_DOCUMENT,
        "too deep": FaultKey.TOO_DEEP,
        "alias": FaultKey.ALIAS,
        "anchor": FaultKey.ALIAS,
        "tag": FaultKey.TAG,
    }
    message = f"{context} {problem}"
    otherwise = FaultKey.ALIAS if _ALIAS.search(line) else FaultKey.SYNTAX
    return next((key for words, key in known.items() if words in message), otherwise)


def _line_of_text(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line] if line < len(lines) else ""
