"""Time zones by their name in the pinned time zone database.

An older copy on the computer is never read: clocks of the same name would go otherwise.
"""

from datetime import UTC, tzinfo
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

UTC_NAME: Final = "UTC"
"""The zone of a guild that has set none."""

_PACKAGE: Final = "tzdata"


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; UTC if none is set, or if the time zone database no longer has the name."""
    return UTC if name is None or name not in zone_names() else _zone(name)


@cache
def zone_names() -> frozenset[str]:
    """Every name in the time zone database, old aliases too."""
    return frozenset(files(_PACKAGE).joinpath("zones").read_text("utf-8").split())


def zones_of_countries() -> frozenset[str]:
    """The names by which the time zone database lists the zones of each country, one for each zone."""
    table = files(_PACKAGE).joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    return frozenset(line.split("\t")[2] for line in table.splitlines() if not line.startswith("#"))


@cache
def _zone(name: str) -> ZoneInfo:
    with files(_PACKAGE).joinpath("zoneinfo", *name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)
