"""Time zones as admins name them."""

from datetime import UTC, datetime

import pytest

from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import zone_names, zone_of
from bot.ui.guilds.time_zones import CITIES, NEAREST, TimeZones


@pytest.fixture(scope="module")
def zones() -> TimeZones:
    return TimeZones()


def suggested(found: str | Refusal) -> list[str]:
    assert isinstance(found, Refusal), found
    near = found.values.get("nearest", [])
    assert isinstance(near, list)
    return near


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Rome", "Europe/Rome"),
        ("europe/rome", "Europe/Rome"),
        ("rome", "Europe/Rome"),
        ("São Paulo", "America/Sao_Paulo"),
        ("UTC", "UTC"),
        ("US/Pacific", "US/Pacific"),
    ],
)
def test_a_zone_is_found_by_its_name_and_by_its_city(zones, typed, zone):
    assert zones.find(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Istanbul", "Europe/Istanbul"),
        ("Asia/Istanbul", "Asia/Istanbul"),
        ("Nicosia", "Asia/Nicosia"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
    ],
)
def test_a_city_with_two_names_in_the_database_is_taken_by_the_one_that_is_not_outdated(zones, typed, zone):
    assert zones.find(typed) == zone


def test_every_city_that_is_offered_is_found(zones):
    cities = [name.rpartition("/")[2].replace("_", " ") for name in zones.names]
    assert len(set(cities)) == len(cities)
    assert {name: zones.find(city) for name, city in zip(zones.names, cities, strict=True)} == {
        name: name for name in zones.names
    }


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Milan", "Europe/Rome"),
        ("Milano", "Europe/Rome"),
        ("Mailand", "Europe/Rome"),
        ("brescia", "Europe/Rome"),
        ("Firenze", "Europe/Rome"),
        ("Munich", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Lyon", "Europe/Paris"),
        ("Bilbao", "Europe/Madrid"),
        ("Manchester", "Europe/London"),
        ("Boston", "America/New_York"),
        ("San Francisco", "America/Los_Angeles"),
        ("Mumbai", "Asia/Kolkata"),
        ("Osaka", "Asia/Tokyo"),
        ("Rio de Janeiro", "America/Sao_Paulo"),
        ("Cape Town", "Africa/Johannesburg"),
    ],
)
def test_a_big_city_that_is_no_zone_leads_to_its_own(zones, typed, zone):
    assert zones.find(typed) == zone
    assert zones.matching(typed)[0] == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Italy", "Europe/Rome"),
        ("Italia", "Europe/Rome"),
        ("Italien", "Europe/Rome"),
        ("Japon", "Asia/Tokyo"),
    ],
)
def test_a_country_with_one_zone_is_that_zone_in_each_language_that_is_heard(zones, typed, zone):
    assert zones.find(typed) == zone


def test_of_a_country_with_several_zones_and_of_cities_of_one_name_all_are_suggested(zones):
    assert len(suggested(zones.find("Brazil"))) == NEAREST
    assert set(suggested(zones.find("Valencia"))) == {"Europe/Madrid", "America/Caracas"}


@pytest.mark.parametrize(("typed", "near"), [("Rme", "Europe/Rome"), ("Berln", "Europe/Berlin")])
def test_a_misspelt_name_brings_what_is_near(zones, typed, near):
    assert near in suggested(zones.find(typed))


@pytest.mark.parametrize("typed", ["xyz", "asdf", "??", "Middle Earth"])
def test_where_nothing_is_near_nothing_is_suggested(zones, typed):
    found = zones.find(typed)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.UNKNOWN_ZONE
    assert not suggested(found)


def test_while_a_city_is_typed_its_zone_is_offered(zones):
    for typed in ("Mil", "Mila", "Milan"):
        assert "Europe/Rome" in zones.matching(typed)
    assert zones.matching("Ista")[0] == "Europe/Istanbul"


def test_whatever_is_found_or_offered_is_a_zone(zones):
    for line in CITIES.read_text("utf-8").splitlines():
        zone = line.partition(": ")[0]
        assert zone in zone_names()
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone_of(zone)).utcoffset() is not None
