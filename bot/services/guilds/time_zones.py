"""Time zones by their name in the pinned time zone database.

An older copy on the computer is never read: clocks of the same name would go otherwise.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

UTC_NAME: Final = "UTC"
"""The zone of a guild that has set none."""

_PACKAGE: Final = "tzdata"
_UTC_IN_FULL: Final = "Etc/UTC"
_OF_NO_PLACE: Final = frozenset({"CET", "EET", "EST", "HST", "MET", "MST", "WET"})
"""Aliases that name a clock and no place: the place whose zone they lead to is not meant by them."""


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; UTC if none is set, or if the time zone database no longer has the name."""
    return UTC if name is None or name not in zone_names() else _zone(name)


@cache
def zone_names() -> frozenset[str]:
    """Every name in the time zone database, old aliases too."""
    return frozenset(files(_PACKAGE).joinpath("zones").read_text("utf-8").split())


@cache
def zones_of_countries() -> Mapping[str, tuple[str, ...]]:
    """The names under which the time zone database lists the zones of each country, by the country's code."""
    zones: dict[str, tuple[str, ...]] = {}
    for country, _place, zone, *_ in _table("zone.tab"):
        zones[country] = (*zones.get(country, ()), zone)
    return MappingProxyType(zones)


def countries() -> Mapping[str, str]:
    """The code of each country in the time zone database, with its name there."""
    return {code: name for code, name, *_ in _table("iso3166.tab")}


@cache
def current_names() -> Mapping[str, str]:
    """The old aliases of UTC and of the zones that are listed for a country, each with the current name."""
    listed = {zone for zones in zones_of_countries().values() for zone in zones}
    lines = _database().joinpath("tzdata.zi").read_text("utf-8").splitlines()
    targets = {alias: target for _, target, alias in (line.split() for line in lines if line[:2] == "L ")}
    current = {}
    for alias in targets.keys() - listed - _OF_NO_PLACE:
        name = alias
        while name in targets and name not in listed:
            name = targets[name]
        if name in listed:
            current[alias] = name
        elif name == _UTC_IN_FULL and alias != UTC_NAME:
            current[alias] = UTC_NAME
    return MappingProxyType(current | {_UTC_IN_FULL: UTC_NAME})


def rule_of(name: str) -> bytes:
    """How the clocks of a zone go from now on: zones of the same rule differ in the past alone."""
    # The last line of a compiled zone is its rule for all the time to come.
    return _file(name).read_bytes().splitlines()[-1]


def _table(name: str) -> Iterator[list[str]]:
    """The rows of one of the database's tables."""
    for line in _database().joinpath(name).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


@cache
def _zone(name: str) -> ZoneInfo:
    with _file(name).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _file(name: str) -> Traversable:
    return _database().joinpath(*name.split("/"))


def _database() -> Traversable:
    return files(_PACKAGE).joinpath("zoneinfo")
