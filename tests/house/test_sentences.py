"""No sentence for people stands in the code: the catalogue holds them all."""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.house.keys import KEY, written
from tests.house.source import Source, sources

SPOKEN_IN = re.compile(r"bot/(?:ui|services|demo)/.+|bot/(?:__main__|app|cli|demo|process)\.py")

WORDS = re.compile(r"[^\W\d_]\W*\s\W*[^\W\d_]|\0\W*\s\W*[^\W\d_]|[^\W\d_]\W*\s\W*\0")
"""Two words with a space between their letters, where NUL is a value that an f-string puts in."""
WORD = re.compile(r"[^\W\d_]{2}")

LOGS = re.compile(r"(?:self\.)?(?:_?log|logger)\.\w+")
TECHNICAL = re.compile(r"re\.\w+|TypeVar|NewType|cast")
SHOWN_BY_NAME = {"label", "placeholder", "title", "content", "description", "help"}
SHOWN_BY_PLACE = {
    *("TextDisplay", "button", "Button", "container", "section", "text"),
    *("echo", "print", "send", "send_message"),
}
"""Where even one word is shown: these keywords, and the first argument of these calls."""

ALLOWED: Mapping[tuple[str, str], str] = {
    ("bot/demo/guild.py", "Piazza della Vittoria"): "the demo server's name, the same in every language",
    (
        "bot/ui/commands/sync.py",
        "\0 commands of type \0, and Discord takes \0",
    ): "a line of an exception's message",
    (
        "bot/ui/commands/sync.py",
        "\0: \0 characters of description, not 1 to \0: \0",
    ): "a line of an exception's message",
    (
        "bot/ui/commands/sync.py",
        "\0: \0 characters in all, and Discord takes \0",
    ): "a line of an exception's message",
}
"""What looks like a sentence and is none, by file and text, with the reason."""


def found_in(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Each text that looks like one for people."""
    for node, shown in _texts(source.tree, shown=False):
        text = written(node) or ""
        if WORDS.search(text) or (shown and WORD.search(text) and not KEY.fullmatch(text)):
            yield node, text


def _texts(node: ast.AST, *, shown: bool) -> Iterator[tuple[ast.expr, bool]]:
    """Each string that is a value, and whether it stands where its words are shown."""
    if isinstance(node, ast.Constant | ast.JoinedStr):
        yield node, shown
    if isinstance(node, ast.JoinedStr):
        node = ast.Tuple([part.value for part in node.values if isinstance(part, ast.FormattedValue)])
    for child in _inner(node):
        yield from _texts(child, shown=_is_shown(node, child))


def _inner(node: ast.AST) -> Iterator[ast.AST]:
    """The parts that may hold a text for people: no docstring, no log, no fault's message, no type."""
    if isinstance(node, ast.Raise | ast.Assert):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        if LOGS.fullmatch(name) or TECHNICAL.fullmatch(name):
            return
    for field, value in ast.iter_fields(node):
        if field not in {"annotation", "returns"}:
            yield from (
                child
                for child in (value if isinstance(value, list) else [value])
                if isinstance(child, ast.AST)
            )


def _is_shown(node: ast.AST, child: ast.AST) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in SHOWN_BY_NAME
    if isinstance(node, ast.Call) and node.args and child is node.args[0]:
        return ast.unparse(node.func).rpartition(".")[2] in SHOWN_BY_PLACE
    return False


def offences(source: Source) -> Iterator[str]:
    for node, text in found_in(source):
        if (source.name, text) not in ALLOWED:
            yield source.at(node, f"a sentence outside the catalogue: {text.replace(chr(0), '{}')!r}")


def spoken() -> list[Source]:
    return [source for source in sources() if SPOKEN_IN.fullmatch(source.name)]


def test_no_sentence_for_people_stands_in_the_code() -> None:
    found = [offence for source in spoken() for offence in offences(source)]
    assert not found, "\n".join(found)


def test_each_allowed_text_still_stands_there() -> None:
    standing = {(source.name, text) for source in spoken() for _, text in found_in(source)}
    assert standing >= set(ALLOWED)


@pytest.mark.parametrize(
    "text",
    [
        'reply("The round is over")',
        'reply("**Not** here.")',
        'reply(f"Welcome, {name}")',
        'reply(f"{name} has won")',
        'reply(f"{distance} km")',
        "reply(f\"{reply('Not here')}\")",
        'title = "It is\\nover"',
        'Button(label="Join")',
        'button("Join", "tj:1")',
        'TextDisplay(f"Joined: {n}")',
        '@command(description="Reads")\ndef read(): ...',
        'typer.Option("--config", help="Settings")',
        'def greet(name="dear reader"): ...',
        'Reason.A if late else "far too late"',
    ],
)
def test_each_sentence_is_found(text: str) -> None:
    assert list(offences(Source.of(text)))


@pytest.mark.parametrize(
    "text",
    [
        '"""Says what a module is for."""',
        'class Round:\n    """A whole round."""\n    seconds: int\n    """How long it takes."""',
        'log.warning("the board of %s is gone", channel)',
        'self._log.info(f"told Discord of {n} commands")',
        'raise ValueError(f"round {number} asks nothing")',
        'assert found, "there is a first one"',
        're.compile("one or (?:two)")',
        'def load() -> "Rounds or None": ...',
        'say("trivia.over", name=name)',
        'button(say("button.join"), f"tj:{round_id}")',
        'text = f"{name} · {distance}"',
        'text = f"# {title}\\n{text}"',
        'text = f"<t:{time}:R>"',
        'Button(label=label, emoji="🏁")',
        'app_commands.describe(words="command.find.words")',
        '"-# " + text',
    ],
)
def test_what_is_no_sentence_is_let_be(text: str) -> None:
    assert not list(offences(Source.of(text)))
