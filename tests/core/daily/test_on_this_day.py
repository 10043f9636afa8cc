import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.daily.on_this_day import LATELY, choose_day
from bot.core.packs.days import Day
from tests.core.builders import a_day

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TODAY = date(2026, 5, 12)


def chosen(
    days: list[Day], told: dict[str, datetime] | None = None, today: date = TODAY
) -> tuple[str, int] | None:
    near = choose_day(days, told or {}, today, NOON, random.Random(1))
    return None if near is None else (near.day.id, near.away)


def test_what_happened_on_this_date_is_told():
    assert chosen([a_day("05-11"), a_day("05-12"), a_day("05-13")]) == ("on-05-12", 0)


def test_on_a_date_without_an_entry_the_nearest_past_one_is_told():
    assert chosen([a_day("05-01"), a_day("05-09"), a_day("05-13")]) == ("on-05-09", -3)


def test_of_what_is_to_come_each_date_keeps_one_for_its_own_day():
    assert chosen([a_day("05-14")]) is None
    found = chosen([a_day("05-14", "first"), a_day("05-14", "second")])
    assert found is not None
    assert found[1] == 2


def test_what_is_more_than_a_month_away_is_not_near():
    assert chosen([a_day("04-10")]) is None
    assert chosen([a_day("04-11")]) == ("on-04-11", -31)


def test_the_year_is_round():
    assert chosen([a_day("12-31", year=1904)], today=date(2027, 1, 2)) == ("on-12-31", -2)
    found = chosen([a_day("01-02", "one"), a_day("01-02", "two")], today=date(2026, 12, 31))
    assert found is not None
    assert found[1] == 2


def test_the_29th_of_february_is_remembered_on_the_28th_of_other_years():
    assert chosen([a_day("02-29", year=1956)], today=date(2027, 2, 28)) == ("on-02-29", 0)
    assert chosen([a_day("02-29", year=1956)], today=date(2028, 2, 29)) == ("on-02-29", 0)


def test_nothing_is_told_twice_before_all_is_told():
    days = [a_day("05-12"), a_day("11-14", year=1942)]
    assert chosen(days, {"on-05-12": NOON - timedelta(days=365)}) is None


def test_when_all_is_told_a_date_comes_again_after_a_while():
    days = [a_day("05-12"), a_day("11-14", year=1942)]
    told = {day.id: NOON - LATELY - timedelta(days=1) for day in days}
    assert chosen(days, told) == ("on-05-12", 0)
    assert chosen(days, told | {"on-05-12": NOON - LATELY}) is None


@given(
    st.lists(st.dates(date(1955, 1, 1), date(1957, 12, 31)), max_size=40),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_in_a_year_every_date_of_the_story_is_told_on_its_own_day(dates, begins):
    days = [a_day(f"{one:%m-%d}", f"day-{number}", one.year) for number, one in enumerate(dates)]
    told: dict[str, datetime] = {}
    exact = set()
    for number in range(366):
        today = begins + timedelta(days=number)
        at = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
        near = choose_day(days, told, today, at, random.Random(number))
        if near is not None:
            assert near.day.id not in told or len(told) == len(days)
            told[near.day.id] = at
            if near.away == 0:
                exact.add(near.day.day)
    if "02-29" not in {day.day for day in days}:
        assert exact == {day.day for day in days}
