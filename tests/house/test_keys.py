"""Every key that is asked for has its sentence, and every sentence is asked for."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

import pytest

from tests.house.catalogue import Catalogue, english
from tests.house.keys import Use, uses
from tests.house.source import Source, sources

ENUM_SECTIONS = {"Reason": "refusal"}
"""The section of a StrEnum whose name is not its section's: each refusal is said by its reason."""
REASON = re.compile(r"(?:\w+\.)*Reason\.(\w+)")
LONGEST_LABEL = 80
GIVEN_BY_EVERY_REPLY = {"link"}
"""What `bot.ui.errors` puts to a refusal's own values."""
NO_TEXT = "bot/storage/"
"""Where dotted words are columns, not keys."""


def offences(files: Iterable[Source], catalogue: Catalogue) -> Iterator[str]:
    """Keys without a sentence, sentences without a use, and values that a sentence lacks."""
    files = [source for source in files if not source.name.startswith(NO_TEXT)]
    members = dict(_members(files))
    asked: set[str] = set()
    for use in (use for source in files for use in sorted(uses(source, catalogue.sections), key=_line)):
        keys = _keys(use, members)
        if keys:
            yield from _misuse(use, keys, catalogue)
        else:
            keys = {entry.key for entry in catalogue.entries if use.covers(entry.key)}
            if not keys:
                yield use.at("no sentence has such a key")
        asked |= keys
    for source in files:
        yield from _refusals(source, catalogue)
    yield from (
        catalogue.at(entry, "nothing asks for it") for entry in catalogue.entries if entry.key not in asked
    )


def _line(use: Use) -> int:
    return use.node.lineno


def _members(files: Iterable[Source]) -> Iterator[tuple[str, list[str]]]:
    """Each StrEnum's values by its name in a key: `RoundState` is `round_state`."""
    for source in files:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.ClassDef) and "StrEnum" in {ast.unparse(base) for base in node.bases}:
                name = ENUM_SECTIONS.get(node.name, re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
                assigned = (child.value for child in node.body if isinstance(child, ast.Assign))
                yield name, [str(value.value) for value in assigned if isinstance(value, ast.Constant)]


def _keys(use: Use, members: Mapping[str, list[str]]) -> set[str]:
    """The keys that are asked for; none where a part is computed from something that is no StrEnum."""
    if not use.is_computed:
        return {use.key}
    head, _, tail = use.key.partition("\0")
    enum = head.rstrip(".").rpartition(".")[2]
    return set() if "\0" in tail else {f"{head}{member}{tail}" for member in members.get(enum, ())}


def _misuse(use: Use, keys: set[str], catalogue: Catalogue) -> Iterator[str]:
    for key in sorted(keys):
        entry = catalogue.by_key.get(key)
        if entry is None:
            yield use.at(f"no sentence has the key {key}")
            continue
        if use.counts is not None and use.counts != (entry.plural_id is not None):
            yield use.at(f"{key} is asked for with a count but has no plural, or the other way round")
        if use.values is not None and (lacking := entry.values - use.values):
            yield use.at(f"{key} needs {', '.join(sorted(lacking))}")
        if use.is_label and max(map(len, entry.sentences)) > LONGEST_LABEL:
            yield use.at(f"{key} is longer than the {LONGEST_LABEL} characters of a label")


def _refusals(source: Source, catalogue: Catalogue) -> Iterator[str]:
    """`Refusal.because(Reason.TOO_SOON, again=...)` gives what `refusal.too_soon` needs."""
    for call in ast.walk(source.tree):
        if not isinstance(call, ast.Call) or not ast.unparse(call.func).endswith("Refusal.because"):
            continue
        reason = REASON.fullmatch(ast.unparse(call.args[0]))
        entry = catalogue.by_key.get(f"refusal.{reason[1].lower()}") if reason else None
        given = {keyword.arg for keyword in call.keywords}
        if entry is not None and None not in given:
            lacking = entry.values - given - GIVEN_BY_EVERY_REPLY
            if lacking:
                yield source.at(call, f"{entry.key} needs {', '.join(sorted(lacking))}")


def test_every_key_has_its_sentence_and_every_sentence_its_use() -> None:
    found = list(offences(sources(), english()))
    assert not found, "\n".join(found)


CATALOGUE = Catalogue.of(r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "difficulty.easy"
msgstr "Easy"

msgid "difficulty.hard"
msgstr "Hard"

msgid "refusal.too_soon"
msgstr "Wait until {again}."

msgid "story.title"
msgstr "The story of {name}"

msgid "trivia.players"
msgid_plural "trivia.players.many"
msgstr[0] "{n} player"
msgstr[1] "{n} players"
""")
SOUND = """
class Difficulty(StrEnum):
    EASY = "easy"
    HARD = "hard"

class Reason(StrEnum):
    TOO_SOON = "too_soon"

def show(say, difficulty):
    say("story.title", name=name)
    say.count("trivia.players", 3)
    say(f"difficulty.{difficulty.value}")
    say(f"refusal.{refusal.reason.value}", **values)
    Refusal.because(Reason.TOO_SOON, again=again)
"""


def faults_of(text: str) -> list[str]:
    return list(offences([Source.of(text)], CATALOGUE))


def test_sound_uses_are_let_be() -> None:
    assert not faults_of(SOUND)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('say("story.title", name=name)', "pass", "story.title: nothing asks for it"),
        ('"story.title"', '"story.titel"', "no sentence has the key story.titel"),
        ('"story.title"', '"stories.title"', "no sentence has the key stories.title"),
        ('"story.title"', '"story.title" if name else "story.none"', "no sentence has the key story.none"),
        ('say("story.title", name=name)', 'forward("story.titel")', "no sentence has the key story.titel"),
        ('say("story.title"', 'self._say("story.titel"', "no sentence has the key story.titel"),
        ('say("story.title"', 'catalogues.for_locale("it")("stories.a"', "no sentence has the key stories.a"),
        ("name=name", "title=name", "story.title needs name"),
        ('say.count("trivia.players", 3)', 'say("trivia.players", n=3)', "with a count but"),
        ('say("story.title"', 'say.count("story.title", 3', "with a count but"),
        ('HARD = "hard"', 'BRUTAL = "brutal"', "no sentence has the key difficulty.brutal"),
        ('HARD = "hard"', "pass", "difficulty.hard: nothing asks for it"),
        ('TOO_SOON = "too_soon"', 'TOO_LATE = "too_late"', "no sentence has the key refusal.too_late"),
        ("again=again", "at=again", "refusal.too_soon needs again"),
        ('say(f"difficulty.{', 'say(f"season.{', "no sentence has such a key"),
    ],
)
def test_each_wrong_use_is_found_with_its_place(old: str, new: str, what: str) -> None:
    assert old in SOUND
    found = faults_of(SOUND.replace(old, new))
    assert any(what in fault and fault.split(":")[1].isdigit() for fault in found)


def test_a_label_that_is_too_long_is_found() -> None:
    long = Catalogue.of('msgid ""\nmsgstr ""\n\nmsgid "story.title"\nmsgstr "' + "x" * 81 + '"\n')
    for label in ('Button(label=say("story.title"))', 'button(say("story.title"), "next")'):
        assert any("characters of a label" in fault for fault in offences([Source.of(label)], long))
    assert not list(offences([Source.of('say("story.title")')], long))
