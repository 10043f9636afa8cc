"""Which keys of the catalogue the bot's source asks for, and how."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tests.house.source import Source, strings

KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")
FILE_NAME = re.compile(r".+\.(?:db|js|json|mo|po|png|py|svg|toml|ttf|yaml|yml)")
COMPUTED = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\.\0.*", re.DOTALL)
"""An f-string that makes a key: literal words first, then what is computed."""
VOICE_TYPES = {"Say", "Speak"}
MAKES_A_VOICE = {"for_locale"}
BUTTONS = {"button", "Button"}


@dataclass(frozen=True)
class Use:
    """One place where a sentence is asked for."""

    source: Source
    node: ast.expr
    key: str
    """The key, with NUL for each part that is computed."""
    counts: bool | None = None
    """Whether it is asked for with a count; None where a key merely stands."""
    values: frozenset[str] | None = None
    """The values given; None where they can't be told."""
    is_label: bool = False

    @property
    def is_computed(self) -> bool:
        return "\0" in self.key

    def covers(self, key: str) -> bool:
        """Whether the key may be the one that is asked for."""
        parts = (re.escape(part) for part in self.key.split("\0"))
        return re.fullmatch("[a-z0-9_]+(?:\\.[a-z0-9_]+)*".join(parts), key) is not None

    def at(self, what: str) -> str:
        return self.source.at(self.node, f"{self.key.replace(chr(0), '{}')}: {what}")


def uses(source: Source, sections: Iterable[str]) -> Iterator[Use]:
    """Each key that is given to a voice, and each other text that is a key of one of the sections."""
    told = set()
    for use in _spoken(source):
        told.add(id(use.node))
        yield use
    own = set(sections)
    for string in (*strings(source.tree), *_computed(source.tree)):
        key = written(string)
        if id(string) in told or key is None or key.partition(".")[0] not in own or FILE_NAME.fullmatch(key):
            continue
        if KEY.fullmatch(key) or COMPUTED.fullmatch(key):
            yield Use(source, string, key)


def written(node: ast.expr) -> str | None:
    """A string as it is written, with NUL for each part that is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "\0" for part in node.values)
    return None


def _spoken(source: Source) -> Iterator[Use]:
    voices = _voices(source)
    labels = _labels(source)
    for call in ast.walk(source.tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        counts = isinstance(call.func, ast.Attribute) and call.func.attr == "count"
        voice = call.func.value if counts and isinstance(call.func, ast.Attribute) else call.func
        if not _is_voice(voice, voices):
            continue
        use = Use(source, call, "", counts, _values(call, counts=counts), id(call) in labels)
        for choice in _choices(call.args[0]):
            key = written(choice)
            if key is not None:
                yield replace(use, node=choice, key=key)


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from (*_choices(node.body), *_choices(node.orelse))
    else:
        yield node


def _values(call: ast.Call, *, counts: bool) -> frozenset[str] | None:
    given = [keyword.arg for keyword in call.keywords]
    if None in given:
        return None
    return frozenset(name for name in given if name) | ({"n"} if counts else frozenset())


def _voices(source: Source) -> set[str]:
    """The names, in this file, of what speaks."""
    voices = {"say", "_say"}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.arg) and _is_named(node.annotation, VOICE_TYPES):
            voices.add(node.arg)
        elif isinstance(node, ast.AnnAssign) and _is_named(node.annotation, VOICE_TYPES):
            voices.add(_last_name(node.target))
        elif isinstance(node, ast.Assign) and _makes_a_voice(node.value):
            voices |= {_last_name(target) for target in node.targets}
    return voices - {""}


def _is_voice(node: ast.expr, voices: set[str]) -> bool:
    return _makes_a_voice(node) or _last_name(node) in voices


def _makes_a_voice(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and _is_named(node.func, MAKES_A_VOICE)


def _labels(source: Source) -> set[int]:
    """The expressions that are a button's label."""
    found = set()
    for call in ast.walk(source.tree):
        if isinstance(call, ast.Call):
            found |= {id(keyword.value) for keyword in call.keywords if keyword.arg == "label"}
            if call.args and _is_named(call.func, BUTTONS):
                found.add(id(call.args[0]))
    return found


def _computed(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))


def _is_named(node: ast.expr | None, wanted: set[str]) -> bool:
    return node is not None and _last_name(node) in wanted


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""
