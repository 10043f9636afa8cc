"""Time zones by their name in the time zone database."""

from datetime import UTC, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC_NAME: Final = "UTC"
"""The zone of a guild that has set none."""


def zone_of(name: str | None) -> tzinfo:
    """The zone of that name; UTC if none is set, or if the time zone database no longer has the name."""
    if name is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # OSError: the name of a folder of the database, or too long a name for a file.
        return UTC
