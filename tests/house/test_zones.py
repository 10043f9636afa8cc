"""Time zones are read in one place: anywhere else the copy on the computer would be read first."""

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.house.source import Source, sources

HOME = "bot/services/guilds/time_zones.py"


def offences(files: Iterable[Source]) -> Iterator[str]:
    """Other places that import the library of time zones."""
    for source in files:
        for node in ast.walk(source.tree):
            if source.name != HOME and isinstance(node, ast.Import | ast.ImportFrom):
                imported = [one.name for one in node.names]
                if "zoneinfo" in {*imported, getattr(node, "module", None)}:
                    yield source.at(node, f"ask {HOME} for time zones")


def test_time_zones_are_read_in_one_place() -> None:
    assert not list(offences(sources()))


@pytest.mark.parametrize("line", ["import zoneinfo", "from zoneinfo import ZoneInfo"])
def test_another_place_is_found(line: str) -> None:
    assert list(offences([Source.of(line)]))
    assert not list(offences([Source.of(line, HOME)]))
