"""Builds plain data from YAML events: dicts, lists and scalars, each with its line.

PyYAML's own composer recurses as deep as the text nests, and its version in C crashes on deep texts; it also
accepts a key twice. So the data is built here from the parser's events, in one pass and to a bounded depth.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from math import isfinite
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml
from yaml import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MarkedYAMLError,
    ScalarEvent,
    ScalarNode,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from bot.core.packs.faults import FaultKey

KeyPath: TypeAlias = tuple[str | int, ...]
"""The path to a value: keys of mappings, and indexes in lists from 0."""

_DEEPEST = 12
"""How many keys and indexes a path may have."""
_CORE = "tag:yaml.org,2002:"
_SCALARS = frozenset(_CORE + name for name in ("str", "null", "bool", "int", "float", "timestamp"))
_NO_VALUE = (ValueError, KeyError, IndexError, AttributeError, OverflowError)
"""What PyYAML's constructors raise for `2027-13-45`, `!!bool maybe`, `!!int ""` and their like."""
_COLLECTIONS = frozenset({None, "!", _CORE + "map", _CORE + "seq"})


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake that does not keep the rest of the text from being read."""

    key: FaultKey
    path: KeyPath
    line: int
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


class Builder:
    """Builds one text's data; other mistakes than those in `flaws` are raised as YAMLError."""

    def __init__(self, text: str) -> None:
        """Take the text; the parser is the one in C where PyYAML was built with it."""
        self._loader: Any = yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)
        self.lines: dict[KeyPath, int] = {(): 1}
        self.flaws: list[Flaw] = []

    def build(self) -> object:
        """The text's one document; None if it is empty. YAMLError if it is not YAML."""
        self._next()
        if self._loader.check_event(StreamEndEvent):
            return None
        self._next()
        first = self._next()
        self.lines[()] = _line(first)
        data = self._value(first, ())
        self._next()
        if not self._loader.check_event(StreamEndEvent):
            raise MarkedYAMLError(problem="another document", problem_mark=self._next().start_mark)
        return data

    def _next(self) -> Any:
        return self._loader.get_event()

    def _until(self, end: type[Event]) -> Iterator[Any]:
        while not isinstance(event := self._next(), end):
            yield event

    def _value(self, event: Any, path: KeyPath) -> object:
        if len(path) > _DEEPEST:
            raise MarkedYAMLError(problem="too deep", problem_mark=event.start_mark)
        self.lines.setdefault(path, _line(event))
        if event.anchor is not None:
            self._flaw(FaultKey.ALIAS, path, event)
        if isinstance(event, AliasEvent):
            return None
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if event.tag not in _COLLECTIONS:
            self._flaw(FaultKey.TAG, path, event)
        if isinstance(event, SequenceStartEvent):
            items = enumerate(self._until(SequenceEndEvent))
            return [self._value(item, (*path, index)) for index, item in items]
        return self._mapping(path)

    def _mapping(self, path: KeyPath) -> dict[str, object]:
        mapping: dict[str, object] = {}
        for event in self._until(MappingEndEvent):
            inner = (*path, event.value) if isinstance(event, ScalarEvent) else (*path, "?")
            first = self.lines.setdefault(inner, _line(event))
            if not isinstance(event, ScalarEvent):
                self._flaw(FaultKey.KEY_NOT_TEXT, inner, event)
                self._value(event, inner)
                self._value(self._next(), inner)
                continue
            value = self._value(self._next(), inner)
            if event.value in mapping:
                self._flaw(FaultKey.DUPLICATE_KEY, inner, event, first=first)
            else:
                mapping[event.value] = value
        return mapping

    def _scalar(self, event: ScalarEvent, path: KeyPath) -> object:
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._loader.resolve(ScalarNode, event.value, event.implicit)
        if tag not in _SCALARS:
            self._flaw(FaultKey.TAG, path, event)
            return None
        try:
            value = self._loader.construct_object(ScalarNode(tag, event.value))
        except _NO_VALUE:
            self._flaw(FaultKey.NOT_A_VALUE, path, event)
            return None
        if _is_read_otherwise(event.value, value):
            self._flaw(FaultKey.READ_OTHERWISE, path, event, read=value)
            return None
        return value

    def _flaw(self, key: FaultKey, path: KeyPath, event: Any, **values: object) -> None:
        self.flaws.append(Flaw(key, path, _line(event), MappingProxyType(values)))


def _is_read_otherwise(written: str, value: object) -> bool:
    """Whether a number is not the one that people read: 010 is 8 in YAML, 10:07 is 607."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return False
    try:
        return type(value)(Decimal(written)) != value
    except InvalidOperation:
        return True


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
