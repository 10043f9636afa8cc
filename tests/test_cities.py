"""The tool that lists big cities by their time zone."""

from tools.cities import FEWEST, by_zone


def city(name: str, zone: str, population: int = FEWEST, *others: str) -> dict[str, object]:
    return {"name": name, "timezone": zone, "population": population, "alternatenames": list(others)}


def test_a_city_is_listed_by_its_own_name_and_a_big_one_by_its_names_in_other_languages():
    found = by_zone(
        [
            city("Milán", "Europe/Rome", 1_400_000, "Milano", "Mailand", "MIL", "Милан", "mln rmn"),
            city("Brescia", "Europe/Rome", 196_000, "Brixia"),
        ]
    )
    assert {zone: sorted(names) for zone, names in found.items()} == {
        "Europe/Rome": ["brescia", "mailand", "milan", "milano"]
    }


def test_a_district_is_not_listed_beside_its_city():
    assert by_zone([city("Hamburg", "Europe/Berlin"), city("Hamburg-Mitte", "Europe/Berlin")]) == {
        "Europe/Berlin": ["hamburg"]
    }


def test_of_cities_of_one_name_the_bigger_is_meant_unless_the_other_is_nearly_as_big():
    found = by_zone(
        [
            city("London", "Europe/London", 9_000_000),
            city("London", "America/Toronto", 400_000),
            city("Valencia", "America/Caracas", 1_400_000),
            city("Valencia", "Europe/Madrid", 800_000),
        ]
    )
    assert found == {
        "Europe/London": ["london"],
        "America/Caracas": ["valencia"],
        "Europe/Madrid": ["valencia*"],
    }
