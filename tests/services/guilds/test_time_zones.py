import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.guilds.time_zones import (
    UTC_NAME,
    countries,
    current_names,
    rule_of,
    zone_names,
    zone_of,
    zones_of_countries,
)

SUMMER, WINTER = datetime(2026, 7, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "summer", "winter"),
    [("Europe/Rome", 2, 1), ("Asia/Kathmandu", 5.75, 5.75), ("America/New_York", -4, -5), (UTC_NAME, 0, 0)],
)
def test_a_zone_is_found_by_its_name(name, summer, winter):
    zone = zone_of(name)
    offsets = [moment.astimezone(zone).utcoffset() for moment in (SUMMER, WINTER)]
    assert offsets == [timedelta(hours=summer), timedelta(hours=winter)]


NONE = (None, "", "Mars/Olympus_Mons")
FOLDERS = ("Europe", "America/Argentina", "Europe/", "../zones", "zone.tab")


@pytest.mark.parametrize("name", [*NONE, *FOLDERS, "E" * 300])
def test_where_none_is_set_or_none_is_known_it_is_utc(name):
    assert zone_of(name) is UTC


def test_every_name_of_the_pinned_database_is_a_zone():
    for name in zone_names():
        assert SUMMER.astimezone(zone_of(name)).utcoffset() is not None


def test_an_older_copy_on_the_computer_is_not_read(tmp_path):
    rome = zoneinfo.TZPATH
    (tmp_path / "Atlantic").mkdir()
    # The clocks of Vancouver by the name of Reykjavik, which has no summer time.
    with zoneinfo._common.load_tzdata("America/Vancouver") as file:
        (tmp_path / "Atlantic" / "Reykjavik").write_bytes(file.read())
    zoneinfo.reset_tzpath([tmp_path])
    try:
        zoneinfo.ZoneInfo.clear_cache()
        assert SUMMER.astimezone(zoneinfo.ZoneInfo("Atlantic/Reykjavik")).utcoffset() == timedelta(hours=-7)
        assert SUMMER.astimezone(zone_of("Atlantic/Reykjavik")).utcoffset() == timedelta()
    finally:
        zoneinfo.reset_tzpath(rome)
        zoneinfo.ZoneInfo.clear_cache()


def test_each_zone_of_a_country_is_a_name_of_the_database():
    zones = [zone for several in zones_of_countries().values() for zone in several]
    assert set(zones) <= zone_names()
    assert len(set(zones)) == len(zones)
    assert zones_of_countries()["TR"] == ("Europe/Istanbul",)
    assert zones_of_countries().keys() <= countries().keys()


def test_an_old_alias_has_a_current_name_with_the_same_clocks():
    named = current_names()
    expected = {
        "Asia/Istanbul": "Europe/Istanbul",
        "Asia/Calcutta": "Asia/Kolkata",
        "US/Pacific": "America/Los_Angeles",
        "Etc/UTC": UTC_NAME,
        "Zulu": UTC_NAME,
    }
    assert {alias: named[alias] for alias in expected} == expected
    for alias, current in named.items():
        offsets = [
            [moment.astimezone(zone_of(name)).utcoffset() for moment in (SUMMER, WINTER)]
            for name in (alias, current)
        ]
        assert offsets[0] == offsets[1], alias
    listed = {zone for several in zones_of_countries().values() for zone in several}
    assert named.keys().isdisjoint(listed)


def test_zones_of_one_rule_go_alike_from_now_on():
    assert rule_of("Europe/Berlin") == rule_of("Europe/Busingen") != rule_of("Europe/London")
