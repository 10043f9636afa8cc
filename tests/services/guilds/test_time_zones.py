from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from bot.services.guilds.time_zones import UTC_NAME, zone_of


@pytest.mark.parametrize("name", ["Europe/Rome", "Asia/Kathmandu", UTC_NAME])
def test_a_zone_is_found_by_its_name(name):
    assert zone_of(name) == ZoneInfo(name)


NONE = (None, "", "Mars/Olympus_Mons")
FOLDERS = ("Europe", "America/Argentina", "Europe/")


@pytest.mark.parametrize("name", [*NONE, *FOLDERS, "E" * 300])
def test_where_none_is_set_or_none_is_known_it_is_utc(name):
    assert zone_of(name) is UTC
