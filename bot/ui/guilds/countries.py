"""The countries as people name them, by their codes."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from babel import Locale
from babel.core import get_global

from bot.services.guilds.time_zones import countries
from bot.ui.guilds.plain_names import listed, plain

LANGUAGES = ("en", "it", "fr", "de", "es")
"""The languages in which countries are understood."""

ALSO_CALLED = Path(__file__).parent / "countries.txt"
"""What people call a country, or a part of it with the same clocks, that the tables name otherwise."""

LONGEST_CODE = 3
"""Letters."""


class Countries:
    """Every country by its names and its codes; read at the first use."""

    def called(self, name: str) -> str | None:
        """The code of the country of that plain name or code."""
        return self._names.get(name) or self._codes.get(name)

    def beginning_with(self, start: str) -> Iterator[str]:
        """The codes of the countries of which a plain name begins so."""
        return (code for name, code in self._names.items() if name.startswith(start))

    @property
    def names(self) -> list[str]:
        """The plain names of all countries."""
        return list(self._names)

    @cached_property
    def _names(self) -> dict[str, str]:
        known = countries()
        names = {plain(name): code for code, name in known.items()}
        for language in LANGUAGES:
            territories = Locale.parse(language).territories
            for code in known:
                if code in territories:
                    names.setdefault(plain(territories[code]), code)
        return names | {name: code for code, others in listed(ALSO_CALLED) for name in others}

    @cached_property
    def _codes(self) -> dict[str, str]:
        known = countries()
        aliases = {
            code: current[0]
            for code, current in get_global("territory_aliases").items()
            if code.isalpha() and len(code) <= LONGEST_CODE and len(current) == 1 and current[0] in known
        }
        return {code.lower(): current for code, current in (aliases | {code: code for code in known}).items()}
