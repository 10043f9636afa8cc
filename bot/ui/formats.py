"""Numbers, lists and dates as a locale writes them; what was written lately is not written anew."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, format_percent, parse_pattern

MOST_KEPT = 4096
"""Results kept of each kind: the figures of a few hundred rounds."""
MOST_LISTS = 512


class Formats:
    """One locale's formats."""

    def __init__(self, locale: Locale) -> None:
        """Keep the locale."""
        self._locale = locale
        self._patterns: dict[int, NumberPattern] = {}
        self.number: Callable[[int], str] = lru_cache(MOST_KEPT, typed=True)(self._number)
        """A whole number: 1,597."""
        self.percent: Callable[[float], str] = lru_cache(MOST_KEPT, typed=True)(self._percent)
        """A share as whole per cent: 0.82 is 82%."""
        self._decimals: Callable[[str, int], str] = lru_cache(MOST_KEPT)(self._decimal)
        self._lists: Callable[[tuple[str, ...]], str] = lru_cache(MOST_LISTS)(self._list)

    def decimal(self, value: float | Decimal, digits: int) -> str:
        """A number with exactly that many digits after the point: 77.2."""
        return self._decimals(str(value), digits)

    def list(self, parts: Sequence[str]) -> str:
        """The parts as one phrase: a, b and c."""
        return self._lists(tuple(parts))

    def date(self, day: date) -> str:
        """A date in full: 26 March 1927."""
        return format_date(day, format="long", locale=self._locale)

    def _number(self, value: int) -> str:
        return format_decimal(value, locale=self._locale)

    def _percent(self, share: float) -> str:
        return format_percent(share, locale=self._locale)

    def _decimal(self, value: str, digits: int) -> str:
        pattern = self._patterns.get(digits)
        if pattern is None:
            pattern = parse_pattern(self._locale.decimal_formats[None].pattern)
            pattern.frac_prec = (digits, digits)
            self._patterns[digits] = pattern
        return str(pattern.apply(Decimal(value), self._locale))

    def _list(self, parts: tuple[str, ...]) -> str:
        return format_list(parts, locale=self._locale)
