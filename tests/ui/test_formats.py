"""Formats are Babel's own, however often the same is asked for."""

from decimal import Decimal

import pytest
from babel import Locale
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.formats import MOST_KEPT, Formats

LOCALES = ("en_GB", "it", "pl", "ja", "hi_IN", "ar_EG")


@pytest.fixture(scope="module", params=LOCALES)
def locale(request) -> Locale:
    return Locale.parse(request.param)


@pytest.fixture(scope="module")
def formats(locale: Locale) -> Formats:
    return Formats(locale)


@given(st.integers(-(10**12), 10**12))
def test_a_number(formats: Formats, locale: Locale, value: int) -> None:
    for _ in range(2):
        assert formats.number(value) == format_decimal(value, locale=locale)


@given(st.floats(0, 1))
def test_a_share(formats: Formats, locale: Locale, share: float) -> None:
    for _ in range(2):
        assert formats.percent(share) == format_percent(share, locale=locale)


@given(st.lists(st.text(), max_size=6))
def test_a_list(formats: Formats, locale: Locale, parts: list[str]) -> None:
    for _ in range(2):
        assert formats.list(parts) == format_list(parts, locale=locale)


def test_equal_numbers_of_other_digits_are_not_mistaken_for_each_other() -> None:
    formats = Formats(Locale.parse("en_GB"))
    assert [formats.decimal(1.5, digits) for digits in (1, 2, 1)] == ["1.5", "1.50", "1.5"]
    assert [formats.decimal(Decimal(text), 1) for text in ("-0.0", "0.0")] == ["-0.0", "0.0"]


def test_no_more_is_kept_than_fits() -> None:
    formats = Formats(Locale.parse("en_GB"))
    assert [formats.number(value) for value in range(MOST_KEPT + 10)][-1] == "4,105"
    assert formats.number(0) == "0"
