"""Finds time zones as people name them: by a city, by a country, or by the zone's name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import (
    UTC_NAME,
    current_names,
    rule_of,
    zone_names,
    zones_of_countries,
)
from bot.ui.guilds.countries import Countries
from bot.ui.guilds.plain_names import listed, plain

MISLEADING = frozenset({"est", "mst", "hst", "factory"})
"""Names without summer time, which few who type them mean, or that name no place."""

CITIES = Path(__file__).parent / "cities.txt"
"""Big cities that are no zones of their own, and the zone that each is in; `tools/cities.py` made it."""

NEAR = 80
"""How similar, out of 100, a name must be to be suggested."""
WORSE = 6
"""How much less similar than the best another one may be."""

MOST = 25
NEAREST = 3
SHORTEST_START = 3
"""Letters of a city that must be typed before it is offered."""
SHORTEST_MISSPELT = 5
"""Letters of a big city that must be typed before a misspelt one is looked for."""
MOSTLY = 0.9
"""The part of a country's big cities that makes the zone that they are in the one that is meant."""


class TimeZones:
    """Every zone by its city, its country and its name; read at the first use."""

    def __init__(self) -> None:
        """Know the countries."""
        self._countries = Countries()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that are offered, UTC first: of several for the same clocks the current one."""
        return (UTC_NAME, *sorted(zone for zones in zones_of_countries().values() for zone in zones))

    def matching(self, typed: str) -> list[str]:
        """The zones that what was typed may become, best first; if there are none, the most similar."""
        wanted = plain(typed)
        if not wanted:
            return list(self.names[:MOST])
        meant = self._meant(typed)
        if meant and len(wanted) > SHORTEST_START:
            return meant[:MOST]
        # So few letters may be all of a name, or the beginning of another.
        found = dict.fromkeys((*meant, *self._begun(wanted)))
        return (list(found) or self._alike(wanted))[:MOST]

    def find(self, typed: str) -> str | Refusal:
        """The zone of that name, city or country, by its current name; capitals do not matter."""
        meant = self._meant(typed)
        if len(meant) == 1:
            return meant[0]
        # A country with several clocks, cities of one name, or a misspelt name.
        near = meant or self._alike(plain(typed))
        return Refusal.because(Reason.UNKNOWN_ZONE, words=typed, nearest=near[:NEAREST])

    def _meant(self, typed: str) -> list[str]:
        """The zones that are called so, the likeliest first; a country may stand after a city."""
        named = self._called(typed)
        if named or "," not in typed:
            return named
        city, _, place = typed.partition(",")
        zones = self._called(city)
        country = self._countries.called(plain(place))
        if country is None:
            return zones
        there = zones_of_countries().get(country, ())
        return [zone for zone in zones if zone in there] or self._of_country(country)

    def _called(self, typed: str) -> list[str]:
        exactly = "_".join(typed.casefold().split())
        wanted = plain(typed)
        if wanted in MISLEADING:
            return []
        if exactly in self._exact:
            return [self._exact[exactly]]
        if wanted in self._own:
            return [self._own[wanted]]
        country = self._countries.called(wanted)
        if country is not None:
            return self._of_country(country)
        whole = next((zones for _city, zones in _big_cities(lambda city: city == wanted)), [])
        if whole or wanted in self._aliases:
            return whole or list(self._aliases[wanted])
        longer = {
            zone for _city, zones in _big_cities(lambda city: city.startswith(f"{wanted} ")) for zone in zones
        }
        return list(longer) if len(longer) == 1 else []

    def _begun(self, wanted: str) -> Iterator[str]:
        """The zones of which the name, a country or a big city begins so."""
        cities = [name for name, zone in self._own.items() if name.startswith(wanted) and name == _city(zone)]
        yield from (self._own[name] for name in cities)
        yield from (zone for name, zone in self._own.items() if f" {wanted}" in f" {name}")
        for country in self._countries.beginning_with(wanted):
            yield from self._of_country(country)
        if len(wanted) >= SHORTEST_START:
            begun = _big_cities(lambda city: city.startswith(wanted))
            for _city_name, zones in sorted(begun, key=lambda found: len(found[0])):
                yield from zones

    def _alike(self, wanted: str) -> list[str]:
        """The zones that have a name nearly like that, the most similar first."""
        known = {*self._own, *self._countries.names}
        if len(wanted) >= SHORTEST_MISSPELT:
            known |= {city for city, _ in _big_cities(lambda _city_name: True)}
        found = process.extract(wanted, sorted(known), scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST)
        zones = [self._called(name) for name, score, _ in found if score >= found[0][1] - WORSE]
        return list(dict.fromkeys(zone for several in zones for zone in several))

    def _of_country(self, country: str) -> list[str]:
        """A zone for each clock of the country, that of most cities first, and alone if it has nearly all."""
        zones = sorted(zones_of_countries().get(country, ()), key=lambda zone: -self._weights.get(zone, 0))
        clocks: dict[bytes, list[str]] = {}
        for zone in zones:
            clocks.setdefault(rule_of(zone), []).append(zone)
        weights = {same[0]: sum(self._weights.get(zone, 0) for zone in same) for same in clocks.values()}
        ordered = sorted(weights, key=lambda zone: -weights[zone])
        has_nearly_all = ordered and weights[ordered[0]] > MOSTLY * sum(weights.values())
        return ordered[:1] if has_nearly_all else ordered

    @cached_property
    def _exact(self) -> Mapping[str, str]:
        """Every name in the database, in small letters, with its current name."""
        return {name.casefold(): current_names().get(name, name) for name in zone_names()}

    @cached_property
    def _own(self) -> Mapping[str, str]:
        """The zones that are offered, by their city and by their whole name."""
        return {_city(name): name for name in self.names} | {plain(name): name for name in self.names}

    @cached_property
    def _aliases(self) -> Mapping[str, Sequence[str]]:
        """The zones by the whole old names, and by the cities in them."""
        named: dict[str, list[str]] = {}
        for alias, current in sorted(current_names().items()):
            for name in {plain(alias), _city(alias)}:
                if current not in named.setdefault(name, []):
                    named[name].append(current)
        return named

    @cached_property
    def _weights(self) -> Mapping[str, int]:
        """How many names of big cities each zone has."""
        return {zone: len(cities) for zone, cities in listed(CITIES)}


def _big_cities(is_meant: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Each name of a big city that is meant, with its zones, that of the best known such city first."""
    found: dict[str, dict[int, str]] = {}
    for zone, cities in listed(CITIES):
        for city in cities:
            name = city.rstrip("*")
            if is_meant(name):
                found.setdefault(name, {})[len(city) - len(name)] = zone
    for name, zones in found.items():
        yield name, [zones[place] for place in sorted(zones)]


def _city(name: str) -> str:
    return plain(name.rpartition("/")[2])
