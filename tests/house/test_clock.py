"""Time is read at the edge, from the frame's one clock, and passed inwards."""

import ast
import re
from collections.abc import Iterator, Mapping

import pytest

from tests.house.source import OUTERMOST, Source, dotted, names, sources

READINGS = {"now", "utcnow", "today", "current_timestamp", "localtimestamp", "sysdate"}
"""Whatever it is asked of, a method of this name reads a clock."""
FROM_TIME = {"sleep", "struct_time", "strptime", "strftime", "mktime", "timezone", "tzname"}
"""What `time` has that reads no clock."""
IN_SQL = re.compile(
    r"\bCURRENT_(?:TIMESTAMP|TIME|DATE)\b|\b(?:date|datetime|julianday|unixepoch)\('now'", re.IGNORECASE
)
THE_CLOCK = re.compile(r"(?:\w+\.)*_?clock\.now")
"""The frame's clock, under whatever name it was handed over: `self._frame.clock.now`."""

EXCEPTIONS: Mapping[str, frozenset[str]] = {
    # The one clock: this computer's, set by Discord's.
    "bot/ui/connection/clock.py": frozenset({"discord.utils.utcnow"}),
    # The demo's clock stands in for Discord's own.
    "bot/demo/live.py": frozenset({"discord.utils.utcnow", "time.perf_counter"}),
}


def readings(source: Source) -> Iterator[tuple[ast.expr, str]]:
    """Each place where a clock is read, and which."""
    known = names(source)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and IN_SQL.search(node.value):
            yield node, node.value
        if not isinstance(node, ast.Name | ast.Attribute) or not isinstance(node.ctx, ast.Load):
            continue
        name = dotted(node, known)
        if isinstance(node, ast.Attribute) and node.attr in READINGS:
            yield node, name or node.attr
        elif name is not None and _is_a_clock(name, known):
            yield node, name


def _is_a_clock(name: str, known: dict[str, str]) -> bool:
    module, _, function = name.rpartition(".")
    if name not in known.values() and module not in known.values():
        return False
    return (module == "time" and function not in FROM_TIME) or (module != "" and function in READINGS)


def _is_the_frames(node: ast.expr, clock: str, source: Source) -> bool:
    """Whether it is the clock that was handed over, and none that was imported under that name."""
    root = node
    while isinstance(root, ast.Attribute):
        root = root.value
    handed_over = isinstance(root, ast.Name) and root.id not in names(source)
    return handed_over and THE_CLOCK.fullmatch(clock) is not None


def offences(source: Source) -> Iterator[str]:
    allowed = EXCEPTIONS.get(source.name, frozenset())
    for node, clock in readings(source):
        if clock in allowed or (source.layer in OUTERMOST and _is_the_frames(node, clock, source)):
            continue
        yield source.at(node, f"reads a clock: {clock}")


def test_nothing_reads_a_clock_but_the_edge() -> None:
    found = [offence for source in sources() for offence in offences(source)]
    assert not found, "\n".join(found)


def test_each_exception_is_needed() -> None:
    by_name = {source.name: source for source in sources()}
    for name, allowed in EXCEPTIONS.items():
        assert {clock for _, clock in readings(by_name[name])} >= allowed


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as d\nd.utcnow()",
        "import datetime\ndatetime.datetime.now(datetime.UTC)",
        "from datetime import date\ndate.today()",
        "from dataclasses import field\nfrom datetime import datetime\nfield(default_factory=datetime.now)",
        "import time\ntime.time()",
        "import time as t\nt.monotonic()",
        "from time import perf_counter\nperf_counter()",
        "from sqlalchemy import func\nfunc.now()",
        "import sqlalchemy as sa\nsa.func.current_timestamp()",
        "text('DEFAULT CURRENT_TIMESTAMP')",
        "text(\"select datetime('now')\")",
        "import discord\ndiscord.utils.utcnow()",
        "from discord.utils import utcnow\nutcnow()",
        "import clock\nclock.now()",
        "from arrow import clock\nclock.now()",
        "o_clock.now()",
        "self.clock.utcnow()",
    ],
)
def test_each_clock_is_found(text: str) -> None:
    assert list(offences(Source.of(text)))


@pytest.mark.parametrize(
    "text", ["clock.now()", "self._clock.now()", "self._frame.clock.now()", "frame.clock.now()"]
)
def test_the_frames_clock_is_read_at_the_edge_alone(text: str) -> None:
    assert not list(offences(Source.of(text, "bot/ui/example.py")))
    assert not list(offences(Source.of(text, "bot/app.py")))
    assert list(offences(Source.of(text, "bot/services/example.py")))
    assert list(offences(Source.of(text, "bot/core/example.py")))


def test_what_only_sounds_like_a_clock_is_let_be() -> None:
    text = "import time\nthen, now = 1, 2\ntime.sleep\nround.time\nprint(now, f'{now}')"
    assert not list(offences(Source.of(text)))
