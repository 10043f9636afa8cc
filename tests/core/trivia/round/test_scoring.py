from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.quiz import Difficulty
from bot.core.trivia.round.scoring import LEAST_SHARE, WEIGHT, drive, legs, unhurried
from tests.core.builders import taken

EASY, MEDIUM, HARD = Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD
MILLISECOND = timedelta(milliseconds=1)

courses = st.integers(1, 10_000_000)
difficulties = st.lists(st.sampled_from(Difficulty), min_size=1, max_size=50)
lengths = st.integers(0, 2_000_000)
limits = st.integers(1, 300).map(taken)
times = st.timedeltas(timedelta(seconds=-2), timedelta(seconds=400))
accuracies = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@given(courses, difficulties)
def test_the_legs_sum_to_the_course_exactly(course, asked):
    assert sum(legs(course, asked)) == course


@given(courses, difficulties)
def test_each_question_has_a_leg_and_none_is_negative(course, asked):
    lengths = legs(course, asked)
    assert len(lengths) == len(asked)
    assert min(lengths) >= 0


@given(courses, difficulties)
def test_a_leg_is_the_questions_share_by_weight_to_within_one(course, asked):
    whole = sum(WEIGHT[difficulty] for difficulty in asked)
    for leg, difficulty in zip(legs(course, asked), asked, strict=True):
        assert abs(leg - course * WEIGHT[difficulty] / whole) <= 1


def test_a_medium_question_is_half_as_long_again_as_an_easy_one_and_a_hard_one_twice_as_long():
    assert legs(4500, [EASY, MEDIUM, HARD]) == (1000, 1500, 2000)


def test_ten_questions_alike_are_ten_equal_legs_of_the_mille_miglia():
    assert legs(1_597_000, [HARD] * 10) == (159_700,) * 10


@pytest.mark.parametrize(("limit", "reading"), [(60, 5), (20, 5), (15, 5), (12, 4), (9, 3), (3, 1)])
def test_nobody_is_hurried_for_five_seconds_or_a_third_of_the_limit_where_that_is_less(limit, reading):
    assert unhurried(taken(limit)) == taken(reading)


@given(lengths, accuracies, limits, times, times)
def test_who_takes_longer_never_drives_further(leg, accuracy, limit, one, other):
    quick, slow = min(one, other), max(one, other)
    assert drive(leg, accuracy, quick, limit) >= drive(leg, accuracy, slow, limit)


@given(lengths, limits, st.floats(0, 1))
def test_a_right_answer_in_the_first_seconds_drives_the_full_leg(leg, limit, share):
    assert drive(leg, 1.0, unhurried(limit) * share, limit) == leg


@given(lengths, limits, times)
def test_a_right_answer_drives_at_least_six_tenths_of_the_leg_in_whole_thousandths(leg, limit, elapsed):
    assert drive(leg, 1.0, elapsed, limit) >= leg * 6 // 10


@given(lengths, accuracies, limits, times)
def test_no_answer_drives_more_than_the_leg_or_less_than_nothing(leg, accuracy, limit, elapsed):
    assert 0 <= drive(leg, accuracy, elapsed, limit) <= leg


@given(lengths, limits, times)
def test_a_wrong_answer_drives_nothing(leg, limit, elapsed):
    assert drive(leg, 0.0, elapsed, limit) == 0


@given(lengths, limits, times, accuracies, accuracies)
def test_a_nearer_answer_never_drives_less(leg, limit, elapsed, one, other):
    near, far = max(one, other), min(one, other)
    assert drive(leg, near, elapsed, limit) >= drive(leg, far, elapsed, limit)


@pytest.mark.parametrize("elapsed", [20, 20.5, 3600])
def test_a_right_answer_at_the_end_or_beyond_drives_six_tenths(elapsed):
    assert drive(100_000, 1.0, taken(elapsed), taken(20)) == 60_000


@pytest.mark.parametrize(
    ("elapsed", "driven"), [(5, 100_000), (8.75, 90_000), (12.5, 80_000), (16.25, 70_000), (20, 60_000)]
)
def test_after_the_first_seconds_the_share_falls_in_a_straight_line(elapsed, driven):
    assert drive(100_000, 1.0, taken(elapsed), taken(20)) == driven


def test_half_right_drives_half_as_far():
    assert drive(100_000, 0.5, taken(1), taken(20)) == 50_000


@given(lengths, limits, st.integers(0, 50))
def test_the_share_falls_without_a_jump_at_the_end_of_the_first_seconds(leg, limit, milliseconds):
    reading = unhurried(limit)
    lost = leg - drive(leg, 1.0, reading + milliseconds * MILLISECOND, limit)
    # One millisecond more than was taken, because a share is counted in whole milliseconds.
    assert (
        lost <= leg * (1 - LEAST_SHARE) * (milliseconds + 1) / Fraction((limit - reading) // MILLISECOND) + 1
    )
