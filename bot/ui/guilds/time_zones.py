"""Finds time zones as people name them: by the city, or by its country."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process, utils

from bot.core.matching import nearest
from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import UTC_NAME

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

MISLEADING = frozenset({"EST", "MST", "HST", "Factory", "localtime"})
"""Names without summer time, which few who type them mean, or that name no place."""

ALIKE = 70
MOST = 25
NEAREST = 3


class TimeZones:
    """Every zone by its city, its country and its name; read at the first use."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in the time zone database, UTC first."""
        known = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
        return (UTC_NAME, *known)

    def matching(self, typed: str) -> list[str]:
        """The zones most like what was typed, best first."""
        if not typed.strip():
            return list(self.names[:MOST])
        best: dict[str, float] = {}
        for texts, weight in ((self._cities, 1.0), (self._full_names, 0.95), (self._countries, 0.9)):
            for _text, score, name in process.extract(
                typed,
                texts,
                scorer=fuzz.WRatio,
                processor=utils.default_process,
                limit=MOST,
                score_cutoff=ALIKE,
            ):
                best[name] = max(best.get(name, 0.0), score * weight)
        return sorted(best, key=lambda name: (-best[name], name))[:MOST]

    def find(self, typed: str) -> str | Refusal:
        """The zone of that name or city, or of that country if it has only one; capitals do not matter."""
        wanted = _plain(typed)
        for texts in (self._full_names, self._cities, self._countries, self._aliases):
            found = [name for name, text in texts.items() if _plain(text) == wanted]
            if len(found) == 1:
                return found[0]
        # Either a country with several zones, or a misspelt name.
        near = [name for name, country in self._countries.items() if _plain(country) == wanted]
        near = near or [self._name_by_text[text] for text in nearest(typed, list(self._name_by_text))]
        return Refusal.because(Reason.UNKNOWN_ZONE, words=typed, nearest=list(dict.fromkeys(near))[:NEAREST])

    @cached_property
    def _full_names(self) -> Mapping[str, str]:
        return {name: name.replace("_", " ") for name in self.names}

    @cached_property
    def _cities(self) -> Mapping[str, str]:
        return {name: name.rpartition("/")[2].replace("_", " ") for name in self.names}

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        """Old aliases that are understood but not offered."""
        aliases = available_timezones() - set(self.names) - MISLEADING
        return {name: name.replace("_", " ") for name in sorted(aliases)}

    @cached_property
    def _name_by_text(self) -> Mapping[str, str]:
        return {text: name for texts in (self._full_names, self._cities) for name, text in texts.items()}

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        countries = Locale.parse("en").territories
        territory_of = get_global("zone_territories")
        named = {name: countries.get(territory_of.get(name, ""), "") for name in self.names}
        return {name: country for name, country in named.items() if country}


def _plain(text: str) -> str:
    """The text without capitals, accents and marks."""
    letters = unicodedata.normalize("NFKD", text)
    return utils.default_process("".join(letter for letter in letters if not unicodedata.combining(letter)))
