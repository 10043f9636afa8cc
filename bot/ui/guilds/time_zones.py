"""Time zones as people look for them: by the city, or by the country that it is in."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process, utils

from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import nearest

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
"""Names like `US/Pacific` and `EST5EDT` are kept for old programs; each is another one's double."""

UTC = "UTC"
MISLEADING = frozenset({"EST", "MST", "HST", "Factory", "localtime"})
"""Names that keep the winter's hour all summer, which few who type them mean, or that name no place."""

ALIKE = 70
MOST = 25
NEAREST = 3


class Zones:
    """Every zone by its city, its country and its name; read when the first is asked for."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names that the database of zones has, UTC first."""
        known = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
        return (UTC, *known)

    def matching(self, typed: str) -> list[str]:
        """The zones most like what was typed, best first."""
        if not typed.strip():
            return list(self.names[:MOST])
        best: dict[str, float] = {}
        for texts, weight in ((self._cities, 1.0), (self._whole, 0.95), (self._countries, 0.9)):
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
        """The zone of that name, city, or country where that has but one; capitals are all the same."""
        wanted = _plain(typed)
        for texts in (self._whole, self._cities, self._countries, self._older):
            found = [name for name, text in texts.items() if _plain(text) == wanted]
            if len(found) == 1:
                return found[0]
        # A country's name may be meant and has several zones; else it is a slip in a name.
        near = [name for name, country in self._countries.items() if _plain(country) == wanted]
        near = near or [self._written[text] for text in nearest(typed, list(self._written))]
        return Refusal.because(Reason.UNKNOWN_ZONE, words=typed, nearest=list(dict.fromkeys(near))[:NEAREST])

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        return {name: name.replace("_", " ") for name in self.names}

    @cached_property
    def _cities(self) -> Mapping[str, str]:
        return {name: name.rpartition("/")[2].replace("_", " ") for name in self.names}

    @cached_property
    def _older(self) -> Mapping[str, str]:
        """Names that are understood and not offered."""
        older = available_timezones() - set(self.names) - MISLEADING
        return {name: name.replace("_", " ") for name in sorted(older)}

    @cached_property
    def _written(self) -> Mapping[str, str]:
        return {text: name for texts in (self._whole, self._cities) for name, text in texts.items()}

    @cached_property
    def _countries(self) -> Mapping[str, str]:
        countries = Locale.parse("en").territories
        territory_of = get_global("zone_territories")
        named = {name: countries.get(territory_of.get(name, ""), "") for name in self.names}
        return {name: country for name, country in named.items() if country}


def _plain(text: str) -> str:
    """The text without capitals, accents and marks."""
    letters = unicodedata.normalize("NFKD", text)
    return utils.default_process("".join(one for one in letters if not unicodedata.combining(one)))
