"""Finds time zones as people name them: by a city, by a country, or by the zone's name."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process, utils

from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import UTC_NAME, zone_names, zones_of_countries

REGIONS = frozenset(
    (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
)
"""Other names, such as `US/Pacific` and `EST5EDT`, are old aliases of these."""

MISLEADING = frozenset({"EST", "MST", "HST", "Factory"})
"""Names without summer time, which few who type them mean, or that name no place."""

CITIES = Path(__file__).parent / "cities.txt"
"""Big cities that are no zones of their own, and the zone that each is in; `tools/cities.py` made it."""

LANGUAGES = ("en", "it", "fr", "de", "es")
"""The languages in which countries are understood; in the first they are offered."""

ALIKE = 70
NEAR = 80
"""How similar, out of 100, a name must be to be offered while somebody types, and to be suggested."""

EXACT, BEGUN_ZONE, BEGUN = 100.0, 95.0, 88.0
"""How similar a big city counts that is typed, a zone's city of which the beginning is, and a big city."""

MOST = 25
NEAREST = 3
SHORTEST_START = 3
"""Letters of a city that must be typed before it is offered."""


class TimeZones:
    """Every zone by its city, its country and its name; read at the first use."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that are offered, UTC first: of two for the same city the one that is not outdated."""
        known = sorted(name for name in zone_names() if name.partition("/")[0] in REGIONS)
        cities = [_city(name) for name in known]
        current = zones_of_countries()
        return (
            UTC_NAME,
            *(
                name
                for name, city in zip(known, cities, strict=True)
                if cities.count(city) == 1 or name in current
            ),
        )

    def matching(self, typed: str) -> list[str]:
        """The zones most like what was typed, best first."""
        if not typed.strip():
            return list(self.names[:MOST])
        best = self._scored(typed, ALIKE)
        wanted = _plain(typed)
        if len(wanted) >= SHORTEST_START:
            for city, zones in _big_cities(lambda city: city.startswith(wanted)):
                score = EXACT if city == wanted else BEGUN
                best |= {zone: max(best.get(zone, 0.0), score) for zone in zones}
            begun = (name for name, (city,) in self._cities.items() if _plain(city).startswith(wanted))
            best |= {name: max(best.get(name, 0.0), BEGUN_ZONE) for name in begun}
        return sorted(best, key=lambda name: (-best[name], name))[:MOST]

    def find(self, typed: str) -> str | Refusal:
        """The zone of that name or city, or of that country if it has only one; capitals do not matter."""
        wanted = _plain(typed)
        for texts in (self._full_names, self._cities, self._countries, self._aliases):
            found = [name for name, known in texts.items() if wanted in map(_plain, known)]
            if len(found) == 1:
                return found[0]
        # A country with several zones, a big city that is no zone, or a misspelt name.
        near = [name for name, country in self._countries.items() if wanted in map(_plain, country)]
        near = near or [zone for _city, zones in _big_cities(lambda city: city == wanted) for zone in zones]
        if len(set(near)) == 1:
            return near[0]
        if not near:
            scores = self._scored(typed, NEAR)
            near = sorted(scores, key=lambda name: (-scores[name], name))
        return Refusal.because(Reason.UNKNOWN_ZONE, words=typed, nearest=list(dict.fromkeys(near))[:NEAREST])

    def _scored(self, typed: str, alike: int) -> dict[str, float]:
        """The zones that are at least so similar to what was typed, each with how similar it is."""
        best: dict[str, float] = {}
        for texts, weight in ((self._cities, 1.0), (self._full_names, 0.95), (self._countries, 0.9)):
            for _text, score, name in process.extract(
                typed,
                {name: known[0] for name, known in texts.items()},
                scorer=fuzz.WRatio,
                processor=utils.default_process,
                limit=MOST,
                score_cutoff=alike,
            ):
                best[name] = max(best.get(name, 0.0), score * weight)
        return best

    @cached_property
    def _full_names(self) -> Mapping[str, Sequence[str]]:
        return {name: (name.replace("_", " "),) for name in self.names}

    @cached_property
    def _cities(self) -> Mapping[str, Sequence[str]]:
        return {name: (_city(name),) for name in self.names}

    @cached_property
    def _aliases(self) -> Mapping[str, Sequence[str]]:
        """Old aliases that are understood but not offered."""
        aliases = zone_names() - set(self.names) - MISLEADING
        return {name: (name.replace("_", " "),) for name in sorted(aliases)}

    @cached_property
    def _countries(self) -> Mapping[str, Sequence[str]]:
        """The country of each zone, in each language."""
        in_languages = [Locale.parse(language).territories for language in LANGUAGES]
        territory_of = get_global("zone_territories")
        named = {
            name: tuple(
                dict.fromkeys(countries[territory] for countries in in_languages if territory in countries)
            )
            for name in self.names
            if (territory := territory_of.get(name)) is not None
        }
        return {name: countries for name, countries in named.items() if countries}


def _big_cities(is_meant: Callable[[str], bool]) -> Iterator[tuple[str, list[str]]]:
    """Each name of a big city that is meant, with its zones, that of the biggest such city first."""
    found: dict[str, dict[int, str]] = {}
    with CITIES.open(encoding="utf-8") as lines:
        for line in lines:
            zone, _, cities = line.rstrip("\n").partition(": ")
            for city in cities.split(", ") if cities else ():
                name = city.rstrip("*")
                if is_meant(name):
                    found.setdefault(name, {})[len(city) - len(name)] = zone
    for name, zones in found.items():
        yield name, [zones[place] for place in sorted(zones)]


def _city(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def _plain(text: str) -> str:
    """The text without capitals, accents and marks."""
    letters = unicodedata.normalize("NFKD", text)
    return utils.default_process("".join(letter for letter in letters if not unicodedata.combining(letter)))
