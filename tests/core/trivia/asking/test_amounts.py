from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.amounts import read_amount, read_year
from bot.core.trivia.asking.units import is_unit

whole = st.integers(-999_999_999_999, 999_999_999_999)


def reason(read: Decimal | Refusal) -> Reason | None:
    return read.reason if isinstance(read, Refusal) else None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1597",
            "1,597",
            "1.597",
            "1 597",
            "1'597",
            "1\u2019597",
            "1\u00a0597",
            "1\u202f597",
            "\uff11\uff15\uff19\uff17",
            "١٥٩٧",
        ),
        *(
            "1.597 km",
            "1597km",
            "1,597 KM",
            "1597 kilometres",
            "1597 Kilometer",
            "1597 chilometri",
            "km 1597",
        ),
        *(
            "about 1597",
            "ca. 1597 km",
            "~1597",
            "1597?",
            "1597.",
            "1597ish",
            "I think 1597 km",
            "it was about 1597 km long",
            "(1597)",
            "“1,597”",
            "1597 km 😀",
            "1597 🏎️",
            "1597 🤷\u200d♂️",
            "+1597",
            "+ 1.597 km",
            "\uff0b1597",
            "±1597",
            "più o meno 1597",
            "1597 à peu près",
            "knapp 1597 Kilometer",
            "1597 in tutto",
            "1597 in total",
            "1597,0",
            "1,597.0",
            "1.597,0",
            "circa 1.597 km",
        ),
    ],
)
def test_a_whole_number_is_read_as_people_write_it(text):
    assert read_amount(text, "km", 0) == 1597


@pytest.mark.parametrize(
    "text", ["157,65", "157.65", "157.65 km/h", "157,65 kmh", "157.65 kilometres per hour", "157,650"]
)
def test_a_number_with_decimals_is_read_with_a_comma_or_a_point(text):
    assert read_amount(text, "km/h", 2) == Decimal("157.65")


@pytest.mark.parametrize(
    ("text", "decimals", "value"),
    [
        ("1.597", 0, "1597"),
        ("1,597", 0, "1597"),
        ("1.597", 1, "1.597"),
        ("1,597", 3, "1.597"),
        ("0.597", 0, "0.597"),
        ("1.59", 0, "1.59"),
        ("1234.567", 0, "1234.567"),
        ("1.234.567", 2, "1234567"),
        ("1,234.5", 0, "1234.5"),
        ("1.234,5", 1, "1234.5"),
        ("1'234.500", 0, "1234.5"),
        (".5", 0, "0.5"),
        ("-12,5", 1, "-12.5"),
        ("−12", 0, "-12"),  # noqa: RUF001 - a minus sign is meant
        ("1,234,567", 0, "1234567"),
    ],
)
def test_what_a_mark_parts_is_decided_by_the_figures_and_by_the_decimals_asked_for(text, decimals, value):
    assert read_amount(text, "", decimals) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "km", "sixteen", "1500-1600", "10 or 20", "1e3", "12 34", "1.59.7", "1,23,456", "1.6 thousand"),
        *(
            "10+20",
            "1597+",
            "+",
            "++1597",
            "1597 sheep",
            "²",
            "½",
            "10:07:48",
            "not 1597",
            "1597 km or so many",
            "9" * 16,
            "1..5",
            "0x10",
        ),
    ],
)
def test_what_is_not_one_number_is_refused(text):
    assert reason(read_amount(text, "km", 0)) is Reason.NOT_A_NUMBER


@pytest.mark.parametrize(
    "text", ["1000 miles", "1000 mi", "992 Meilen", "10h", "1597 m", "1597 km/h", "1597 cm3"]
)
def test_another_unit_is_refused(text):
    refusal = read_amount(text, "km", 0)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.values["unit"]) == (Reason.WRONG_UNIT, "km")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2,982 cm³", "cc"),
        ("2982 ccm", "cc"),
        ("10h", "hours"),
        ("10 ore", "hours"),
        ("1 car", "cars"),
        ("100 PS", "hp"),
        ("25 years old", "years"),
        ("25yo", "years"),
        ("he was 25", "years"),
        ("84 km an hour", "km/h"),
        ("98 miles/hour", "mph"),
        ("7,500 turns a minute", "rpm"),
        ("780 kilogrammes", "kg"),
        ("40 of them", "cars"),
        ("40 vehicles", "cars"),
        ("23 times", "races"),
        ("705 cars", "entries"),
    ],
)
def test_a_unit_is_known_by_its_other_names(text, unit):
    assert isinstance(read_amount(text, unit, 0), Decimal)


def test_a_unit_of_ones_own_is_known_in_singular_and_plural():
    assert is_unit("Car", "cars")
    assert is_unit("cities", "city")
    assert not is_unit("carts", "cars")


@given(
    whole,
    st.sampled_from(["{:d}", "{:,d}", "{:_d}"]),
    st.sampled_from([",", ".", " ", "'"]),
    st.integers(0, 3),
)
def test_every_whole_number_is_read_back_however_its_thousands_are_parted(value, form, mark, decimals):
    written = form.format(value).replace(",", "_").replace("_", mark)
    lone = written.count(mark) == 1 and mark in ",." and decimals > 0
    expected = Decimal(value) / 1000 if lone else Decimal(value)
    assert read_amount(written, "km", decimals) == expected


@given(whole, st.integers(0, 99), st.sampled_from(",."), st.integers(0, 3))
def test_two_decimals_are_decimals_in_every_question(number, hundredths, mark, decimals):
    written = f"{abs(number)}{mark}{hundredths:02d} km"
    assert read_amount(written, "km", decimals) == abs(number) + Decimal(hundredths) / 100


@given(st.text(max_size=100), st.sampled_from(["", "km", "cars"]), st.integers(0, 3))
def test_anything_typed_is_a_number_or_refused(text, unit, decimals):
    read = read_amount(text, unit, decimals)
    assert isinstance(read, Refusal) or abs(read) < 10**15


@pytest.mark.parametrize(
    "text",
    [
        "1955",
        "1955?",
        "ca. 1955",
        "1.955",
        "+1955",
        "nel 1955",
        "l'année 1955",
        "im Jahr 1955",
        "in 1955",
        "the year 1955",
        "\uff11\uff19\uff15\uff15",
    ],
)
def test_a_year_is_read(text):
    assert read_year(text) == 1955


@pytest.mark.parametrize(
    "text", ["55", "'55", "1955.5", "-1955", "19550", "1955 or 1956", "MCMLV", "1955 km"]
)
def test_what_is_no_year_in_full_is_refused(text):
    assert reason(read_year(text)) is Reason.NOT_A_YEAR
