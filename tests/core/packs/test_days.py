from datetime import date

import pytest
from pydantic import ValidationError

from tests.core.builders import a_day


def test_a_day_knows_the_date_that_it_happened_on():
    assert a_day("03-26", year=1927).date == date(1927, 3, 26)


def test_the_29th_of_february_is_a_day_of_a_leap_year():
    assert a_day("02-29", year=1956).date == date(1956, 2, 29)


@pytest.mark.parametrize("day", ["02-30", "00-10", "13-01", "04-31", "02-29"])
def test_a_day_that_the_year_has_not_is_none(day):
    with pytest.raises(ValidationError, match="no such day"):
        a_day(day)


@pytest.mark.parametrize("day", ["5-12", "05-1", "05/12", "12 May", ""])
def test_a_day_is_written_as_month_and_day_of_two_figures_each(day):
    with pytest.raises(ValidationError, match="pattern"):
        a_day(day)
