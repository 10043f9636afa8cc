"""Time zones as admins name them."""

from datetime import UTC, datetime

import pytest

from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import current_names, zone_names, zone_of
from bot.ui.guilds.time_zones import CITIES, MISLEADING, NEAREST, TimeZones


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
        ("US/Pacific", "America/Los_Angeles"),
        ("Etc/GMT-5", "Etc/GMT-5"),
        ("america/new york", "America/New_York"),
    ],
)
def test_a_zone_is_found_by_its_name_and_by_its_city(zones, typed, zone):
    assert zones.find(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Istanbul", "Europe/Istanbul"),
        ("Asia/Istanbul", "Europe/Istanbul"),
        ("Europe/Istanbul", "Europe/Istanbul"),
        ("Europe/Nicosia", "Asia/Nicosia"),
        ("Calcutta", "Asia/Kolkata"),
        ("Kiev", "Europe/Kyiv"),
        ("Rangoon", "Asia/Yangon"),
        ("Katmandu", "Asia/Kathmandu"),
        ("Tel Aviv", "Asia/Jerusalem"),
        ("Montreal", "America/Toronto"),
        ("Nicosia", "Asia/Nicosia"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
    ],
)
def test_a_zone_with_several_names_in_the_database_is_taken_by_the_current_one(zones, typed, zone):
    assert zones.find(typed) == zone


@pytest.mark.parametrize("alias", sorted(zone_names()))
def test_every_name_in_the_database_is_found_and_keeps_its_clocks(zones, alias):
    found = zones.find(alias)
    if alias.casefold() in MISLEADING:
        assert not suggested(found)
    else:
        assert isinstance(found, str)
        for month in (1, 7):
            moment = datetime(2026, month, 1, tzinfo=UTC)
            assert (
                moment.astimezone(zone_of(found)).utcoffset() == moment.astimezone(zone_of(alias)).utcoffset()
            )


def test_no_place_is_offered_by_two_names(zones):
    assert not current_names().keys() & set(zones.names)
    assert zones.matching("Kolkata") == ["Asia/Kolkata"]


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
        ("Barcelona", "Europe/Madrid"),
        ("Turin", "Europe/Rome"),
        ("Naples", "Europe/Rome"),
        ("Venice", "Europe/Rome"),
        ("Mantua", "Europe/Rome"),
        ("Siena", "Europe/Rome"),
        ("Hamburg", "Europe/Berlin"),
        ("Frankfurt", "Europe/Berlin"),
        ("Giessen", "Europe/Berlin"),
        ("Den Haag", "Europe/Amsterdam"),
        ("St. Petersburg", "Europe/Moscow"),
        ("Lodz", "Europe/Warsaw"),
        ("Las Palmas", "Atlantic/Canary"),
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


@pytest.mark.parametrize("typed", ["Milan", "Rome", "Turkey", "San Francisco", "Spain", "Italia", "Boston"])
def test_beside_what_is_meant_nothing_far_away_is_offered(zones, typed):
    assert zones.matching(typed) == [zones.find(typed)]


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Milan, Italy", "Europe/Rome"),
        ("Valencia, Spain", "Europe/Madrid"),
        ("Valencia, Venezuela", "America/Caracas"),
        ("Barcelona, Venezuela", "America/Caracas"),
        ("Córdoba, España", "Europe/Madrid"),
        ("Milan, somewhere", "Europe/Rome"),
    ],
)
def test_a_country_after_the_city_says_which_is_meant(zones, typed, zone):
    assert zones.find(typed) == zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Italy", "Europe/Rome"),
        ("Italia", "Europe/Rome"),
        ("Italien", "Europe/Rome"),
        ("Japon", "Asia/Tokyo"),
        ("Turkey", "Europe/Istanbul"),
        ("Türkiye", "Europe/Istanbul"),
        ("UK", "Europe/London"),
        ("England", "Europe/London"),
        ("Holland", "Europe/Amsterdam"),
        ("IT", "Europe/Rome"),
        ("DEU", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("Spain", "Europe/Madrid"),
        ("China", "Asia/Shanghai"),
        ("Argentina", "America/Argentina/Buenos_Aires"),
    ],
)
def test_a_country_with_one_clock_or_nearly_is_that_zone_in_each_language_that_is_heard(zones, typed, zone):
    assert zones.find(typed) == zone


@pytest.mark.parametrize("typed", ["United States", "usa", "US", "États-Unis"])
def test_of_a_country_with_several_clocks_those_of_most_cities_are_suggested(zones, typed):
    near = suggested(zones.find(typed))
    assert near[0] == "America/New_York"
    assert set(near) == {"America/New_York", "America/Chicago", "America/Los_Angeles"}
    assert len(near) == NEAREST
    assert {"America/Denver", "America/Phoenix", "Pacific/Honolulu"} <= set(zones.matching(typed))


def test_of_cities_of_one_name_all_are_suggested(zones):
    assert set(suggested(zones.find("Valencia"))) == {"Europe/Madrid", "America/Caracas"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Rme", "Europe/Rome"),
        ("Berln", "Europe/Berlin"),
        ("Barcelna", "Europe/Madrid"),
        ("Itly", "Europe/Rome"),
    ],
)
def test_a_misspelt_name_brings_what_is_near(zones, typed, near):
    assert near in suggested(zones.find(typed))


@pytest.mark.parametrize("typed", ["xyz", "asdf", "??", "", "Middle Earth", "EST", "PST", "asdfgh", "UTC+2"])
def test_where_nothing_is_near_nothing_is_suggested(zones, typed):
    found = zones.find(typed)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.UNKNOWN_ZONE
    assert not suggested(found)


@pytest.mark.parametrize("typed", ["xyz", "asdfgh", "Middle Earth"])
def test_where_nothing_is_near_nothing_is_offered(zones, typed):
    assert zones.matching(typed) == []


def test_while_a_city_is_typed_its_zone_is_offered(zones):
    for typed in ("Mil", "Mila", "Milan"):
        assert "Europe/Rome" in zones.matching(typed)
    assert zones.matching("Ista")[0] == "Europe/Istanbul"


def test_whatever_is_found_or_offered_is_a_zone(zones):
    for line in CITIES.read_text("utf-8").splitlines():
        zone = line.partition(": ")[0]
        assert zone in zone_names()
        assert datetime(2026, 7, 1, tzinfo=UTC).astimezone(zone_of(zone)).utcoffset() is not None
