"""The gettext catalogues, read as the translators write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path, PurePosixPath
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.house.source import ROOT

LOCALES = ROOT / "bot" / "locales"
LANGUAGE_LINE = re.compile(r'^"Language: *(.*?) *\\n"$', re.MULTILINE)
KEY_LINE = re.compile(r'msgid "(.+)"')
PLACEHOLDER = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Entry:
    """A key with its sentence, or with its sentences where it counts."""

    key: str
    plural_id: str | None
    sentences: tuple[str, ...]
    line: int

    @property
    def values(self) -> frozenset[str]:
        """All that its sentences hold in braces; ValueError as `placeholders` raises it."""
        return frozenset[str]().union(*map(placeholders, self.sentences))


@dataclass(frozen=True)
class Catalogue:
    """A catalogue's entries in the order of the file."""

    name: str
    """The path from the project's root."""
    language: str
    """What the header says, as it is written there; empty if it says nothing."""
    plurals: tuple[int, ...]
    """For each of the language's forms, how many of the numbers below a thousand take it."""
    entries: tuple[Entry, ...]
    order: tuple[tuple[int, str], ...]
    """Each line that holds a key, with the key: Babel itself drops the second of two."""

    @classmethod
    def of(cls, text: str, name: str = "bot/locales/en/LC_MESSAGES/cantastorie.po") -> "Catalogue":
        read = read_po(BytesIO(text.encode()), ignore_obsolete=True)
        lines = ((number, KEY_LINE.fullmatch(line)) for number, line in enumerate(text.splitlines(), start=1))
        order = tuple((number, found[1]) for number, found in lines if found)
        entries = tuple(_entry(message) for message in read if message.id)
        language = LANGUAGE_LINE.search(text)
        return cls(
            name,
            language[1] if language else "",
            _plurals(read.plural_expr, read.num_plurals),
            entries,
            order,
        )

    @property
    def locale(self) -> str:
        """Its folder's name, with an underscore: `pt_BR`."""
        return PurePosixPath(self.name).parts[-3].replace("-", "_")

    @property
    def by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self.entries}

    @property
    def sections(self) -> frozenset[str]:
        """The keys' first words: `trivia`, `refusal`, `button`."""
        return frozenset(entry.key.partition(".")[0] for entry in self.entries)

    def at(self, entry: Entry, what: str) -> str:
        return f"{self.name}:{entry.line}: {entry.key}: {what}"


def _plurals(expression: str, forms: int) -> tuple[int, ...]:
    form_of = c2py(expression)
    taken = [form_of(number) for number in range(1000)]
    return tuple(taken.count(form) for form in range(forms))


def _entry(message: Message) -> Entry:
    key, plural_id = message.id if isinstance(message.id, tuple | list) else (message.id, None)
    sentences = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return Entry(key, plural_id, tuple(str(sentence or "") for sentence in sentences), message.lineno or 1)


def placeholders(sentence: str) -> frozenset[str]:
    """What stands in braces; ValueError for a brace that is not closed, or holds more than a name."""
    found = set()
    for _, field, spec, conversion in Formatter().parse(sentence):
        if field is None:
            continue
        if spec or conversion or not PLACEHOLDER.fullmatch(field):
            raise ValueError(f"not a plain {{name}}: {field}")
        found.add(field)
    return frozenset(found)


@cache
def english() -> Catalogue:
    return _read(LOCALES / "en" / "LC_MESSAGES" / "cantastorie.po")


def catalogues() -> Iterator[Catalogue]:
    yield from (_read(path) for path in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")))


def _read(path: Path) -> Catalogue:
    return Catalogue.of(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
