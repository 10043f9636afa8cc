from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.standing.leaderboard import FEWEST_ASKED, Measure, Period, page, past_shares
from bot.core.trivia.standing.ranking import ranked
from tests.core.builders import ADA, BRUNO, CARLA, DINO, a_tally

ROME = ZoneInfo("Europe/Rome")
ZONES = [
    UTC,
    *map(
        ZoneInfo,
        [
            "Europe/Rome",
            "America/New_York",
            "America/St_Johns",
            "America/Santiago",
            "Africa/Cairo",
            "Asia/Beirut",
            "Asia/Kathmandu",
            "Atlantic/Azores",
            "Australia/Lord_Howe",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
        ],
    ),
]
zones = st.sampled_from(ZONES)
moments = st.timedeltas(timedelta(), timedelta(days=20 * 365)).map(
    lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since
)
tallies = st.lists(st.integers(0, 5), max_size=30).map(
    lambda distances: [a_tally(member, distance=distance) for member, distance in enumerate(distances)]
)


# Periods


def day_of(moment: datetime, zone) -> int:
    return moment.astimezone(zone).date().toordinal()


def just_before(moment: datetime) -> datetime:
    return moment.astimezone(UTC) - timedelta(microseconds=1)


def begun(period: Period, at: datetime, zone) -> datetime:
    begins = period.begins(at, zone)
    assert begins is not None
    return begins.astimezone(UTC)


@given(moments, zones)
def test_all_time_never_began(at, zone):
    assert Period.ALL_TIME.begins(at, zone) is None


@given(moments, zones)
def test_a_day_begins_with_its_first_moment_on_the_servers_clock(at, zone):
    begins = begun(Period.DAY, at, zone)
    assert begins <= at
    assert day_of(begins, zone) == day_of(at, zone)
    assert day_of(just_before(begins), zone) < day_of(at, zone)


@given(moments, zones)
def test_a_week_begins_with_its_monday_on_the_servers_clock(at, zone):
    begins = begun(Period.WEEK, at, zone)
    assert begins <= at
    assert begins.astimezone(zone).weekday() == 0
    assert 0 <= day_of(at, zone) - day_of(begins, zone) < 7
    assert day_of(just_before(begins), zone) < day_of(begins, zone)


@given(moments, zones)
def test_a_season_begins_with_the_first_of_its_month_on_the_servers_clock(at, zone):
    begins = begun(Period.SEASON, at, zone).astimezone(zone)
    here = at.astimezone(zone)
    assert (begins.year, begins.month, begins.day) == (here.year, here.month, 1)
    assert day_of(just_before(begins), zone) < day_of(begins, zone)


def test_the_day_is_the_servers_own():
    late = datetime(2027, 5, 13, 22, 30, tzinfo=UTC)
    assert begun(Period.DAY, late, UTC) == datetime(2027, 5, 13, tzinfo=UTC)
    assert begun(Period.DAY, late, ROME) == datetime(2027, 5, 13, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        pytest.param(datetime(2027, 3, 28, 10, tzinfo=UTC), 23, id="the clock goes forward"),
        pytest.param(datetime(2027, 10, 31, 10, tzinfo=UTC), 25, id="the clock goes back"),
        pytest.param(datetime(2027, 5, 13, 10, tzinfo=UTC), 24, id="any other day"),
    ],
)
def test_a_day_is_as_long_as_the_servers_clock_makes_it(at, hours):
    tomorrow = begun(Period.DAY, at + timedelta(days=1), ROME)
    assert tomorrow - begun(Period.DAY, at, ROME) == timedelta(hours=hours)


def test_a_week_and_a_season_begin_by_the_clock_of_their_own_first_day():
    # Rome's clock went forward on Sunday, 28 March 2027; midnight before it was 23:00 UTC, after it 22:00.
    sunday = datetime(2027, 3, 28, 10, tzinfo=UTC)
    assert begun(Period.WEEK, sunday, ROME) == datetime(2027, 3, 21, 23, tzinfo=UTC)
    assert begun(Period.SEASON, sunday, ROME) == datetime(2027, 2, 28, 23, tzinfo=UTC)
    assert begun(Period.WEEK, sunday + timedelta(days=1), ROME) == datetime(2027, 3, 28, 22, tzinfo=UTC)
    assert begun(Period.SEASON, sunday + timedelta(days=1), ROME) == datetime(2027, 2, 28, 23, tzinfo=UTC)


def test_a_day_without_a_midnight_begins_with_its_first_moment():
    # In Beirut the clock went from 24:00 on 27 March 2027 to 1:00, at 22:00 UTC.
    assert begun(Period.DAY, datetime(2027, 3, 28, 10, tzinfo=UTC), ZoneInfo("Asia/Beirut")) == datetime(
        2027, 3, 27, 22, tzinfo=UTC
    )


@pytest.mark.parametrize("minutes", [0, 30, 60, 90, 600])
def test_a_day_whose_first_hour_comes_twice_begins_with_the_first_of_them(minutes):
    # In the Azores, 25 October 2026 had two hours from 0:00 to 1:00, the first of them from 0:00 UTC.
    midnight = datetime(2026, 10, 25, tzinfo=UTC)
    at = midnight + timedelta(minutes=minutes)
    assert begun(Period.DAY, at, ZoneInfo("Atlantic/Azores")) == midnight


@pytest.mark.parametrize("period", [Period.WEEK, Period.SEASON])
def test_a_span_that_began_before_a_repeated_hour_begins_the_same_in_both(period):
    first_half_past = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second_half_past = first_half_past + timedelta(hours=1)
    azores = ZoneInfo("Atlantic/Azores")
    assert begun(period, second_half_past, azores) == begun(period, first_half_past, azores)


# Measures


@pytest.mark.parametrize(
    ("measure", "best"),
    [(Measure.DISTANCE, ADA), (Measure.WINS, BRUNO), (Measure.ROUNDS, CARLA), (Measure.RIGHT, DINO)],
)
def test_each_measure_orders_by_its_own_figure(measure, best):
    members = [
        a_tally(ADA, distance=9, wins=1, rounds=1, right=1, asked=FEWEST_ASKED),
        a_tally(BRUNO, distance=1, wins=9, rounds=1, right=1, asked=FEWEST_ASKED),
        a_tally(CARLA, distance=1, wins=1, rounds=9, right=1, asked=FEWEST_ASKED),
        a_tally(DINO, distance=1, wins=1, rounds=1, right=4, asked=FEWEST_ASKED),
    ]
    assert page(members, measure, ADA, 0, 10).lines[0][1].member_id == best


def test_the_share_right_is_of_the_questions_asked():
    assert a_tally(right=3, asked=4).share_right == 0.75
    assert a_tally().share_right == 0.0


@given(st.integers(1, 50), st.integers(FEWEST_ASKED - 1, 50), st.integers(1, 50))
def test_equal_shares_of_different_numbers_share_a_rank(right, asked, times):
    once = a_tally(ADA, right=right, asked=right + asked)
    often = a_tally(BRUNO, right=right * times, asked=(right + asked) * times)
    assert [rank for rank, _ in page([once, often], Measure.RIGHT, ADA, 0, 10).lines] == [1, 1]


def test_one_right_of_one_does_not_lead_over_ninety_nine_of_a_hundred():
    lucky, often = a_tally(ADA, right=1, asked=1), a_tally(BRUNO, right=99, asked=100)
    shown = page([lucky, often], Measure.RIGHT, ADA, 0, 10)
    assert shown.lines == [(1, often)]
    assert (shown.members, shown.own) == (1, None)


@given(st.lists(st.tuples(st.integers(0, 2 * FEWEST_ASKED), st.floats(0, 1)), max_size=30))
def test_a_share_of_right_answers_is_listed_from_enough_questions_on(drawn):
    members = [
        a_tally(member, right=round(asked * share), asked=asked)
        for member, (asked, share) in enumerate(drawn)
    ]
    shown = page(members, Measure.RIGHT, ADA, 0, 50)
    listed = [tally for tally in members if tally.asked >= FEWEST_ASKED]
    assert {tally.member_id for _, tally in shown.lines} == {tally.member_id for tally in listed}
    assert shown.members == len(listed)


@pytest.mark.parametrize("measure", [measure for measure in Measure if measure is not Measure.RIGHT])
def test_every_other_figure_is_listed_from_the_first_question_on(measure):
    newcomer = a_tally(ADA, distance=1, wins=1, rounds=1, right=1, asked=1)
    assert page([newcomer], measure, ADA, 0, 10).own == (1, newcomer)


# Pages


@given(tallies, st.integers(1, 7))
def test_the_pages_together_are_the_whole_board_in_order(members, size):
    first = page(members, Measure.DISTANCE, ADA, 0, size)
    lines = [
        line
        for number in range(first.pages)
        for line in page(members, Measure.DISTANCE, ADA, number, size).lines
    ]
    assert lines == ranked(members, lambda tally: tally.distance)
    assert first.members == len(lines)


@given(tallies, st.integers(1, 7), st.integers(-5, 50))
def test_a_page_number_is_moved_into_range(members, size, number):
    shown = page(members, Measure.DISTANCE, ADA, number, size)
    assert shown.number == max(0, min(number, shown.pages - 1))
    assert len(shown.lines) <= size
    assert shown.lines or not shown.members


@given(tallies, st.integers(1, 7), st.integers(0, 9), st.integers(0, 40))
def test_the_askers_own_line_shows_on_whatever_page(members, size, number, asker):
    shown = page(members, Measure.DISTANCE, asker, number, size)
    listed = ranked(members, lambda tally: tally.distance)
    assert shown.own == next((line for line in listed if line[1].member_id == asker), None)


def test_the_askers_own_rank_shows_off_the_page():
    members = [a_tally(member, distance=100 - member) for member in range(1, 31)]
    shown = page(members, Measure.DISTANCE, 25, 0, 10)
    assert [line[1].member_id for line in shown.lines] == list(range(1, 11))
    assert shown.own == (25, members[24])


@pytest.mark.parametrize("measure", list(Measure))
def test_whoever_played_with_others_is_listed_also_with_nothing(measure):
    some = a_tally(ADA, distance=5, wins=1, rounds=3, right=4, asked=FEWEST_ASKED)
    nothing = a_tally(BRUNO, rounds=1, asked=FEWEST_ASKED)
    shown = page([nothing, some], measure, BRUNO, 0, 10)
    assert shown.lines == [(1, some), (2, nothing)]
    assert shown.own == (2, nothing)


@pytest.mark.parametrize("measure", list(Measure))
def test_what_was_driven_alone_is_on_no_board_but_in_one_s_own_figures(measure):
    alone = a_tally(ADA, distance=900, rounds=3, right=9, asked=30, in_company=False)
    together = a_tally(ADA, distance=50, wins=1, rounds=1, right=2, asked=10)
    other = a_tally(BRUNO, distance=40, rounds=9, right=10, asked=30, in_company=False)
    shown = page([together, alone, other], measure, ADA, 0, 10)
    assert shown.lines == [(1, together)]
    assert shown.with_alone == a_tally(ADA, distance=950, wins=1, rounds=4, right=11, asked=40)
    assert page([together, alone, other], measure, BRUNO, 0, 10).with_alone == other


def test_who_never_drove_alone_has_no_other_figures_than_the_board_s():
    assert page([a_tally(ADA, distance=5)], Measure.DISTANCE, ADA, 0, 10).with_alone is None


@pytest.mark.parametrize(("asked", "still"), [(0, 10), (1, 9), (9, 1), (10, 0), (40, 0)])
def test_a_share_of_right_answers_says_how_many_questions_it_still_takes(asked, still):
    members = [a_tally(ADA, asked=asked), a_tally(BRUNO, asked=5)] if asked else [a_tally(BRUNO, asked=5)]
    alone = a_tally(ADA, asked=100, in_company=False)
    assert page([*members, alone], Measure.RIGHT, ADA, 0, 10).still_to_ask == still
    assert page([*members, alone], Measure.DISTANCE, ADA, 0, 10).still_to_ask == 0


def test_past_shares_are_of_all_that_was_asked_alone_too():
    tallies = [a_tally(ADA, right=1, asked=2), a_tally(ADA, right=5, asked=6, in_company=False)]
    assert past_shares([ADA, BRUNO], tallies) == {ADA: 0.75, BRUNO: 0.75}


def test_an_empty_board_is_one_empty_page():
    shown = page([], Measure.DISTANCE, ADA, 3, 10)
    assert (list(shown.lines), shown.number, shown.pages, shown.members) == ([], 0, 1, 0)
