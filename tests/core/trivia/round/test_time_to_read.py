"""The time to read follows from the words on the board, and nobody loses by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.round.acceptance import is_open_at
from bot.core.trivia.round.judging import end_early, judge
from bot.core.trivia.round.rounds import Round, Turn, begin, close, leave_out, opened, resume
from bot.core.trivia.round.time_to_read import time_to_read
from tests.core.builders import ADA, BRUNO, a_click, a_lobby, a_turn, after, an_asked, an_asked_legend, taken

LIMIT = taken(20)
words = st.integers(1, 200).map(lambda count: " ".join(["word"] * count))


def of_words(count: int, **changes: object):
    """A question whose prompt and choices have so many words."""
    return an_asked(prompt=" ".join(["word"] * (count - 4)), options=("a", "b", "c", "d"), **changes)


def explained(count: int):
    return an_asked(explanation=" ".join(["word"] * count))


def second_of(*, before: int = 20, words: int = 12) -> Round:
    """A round between Ada and Bruno whose second question was shown at `NOON`, under a long answer."""
    turns = (a_turn(asked=explained(before)), a_turn(number=2, asked=of_words(words)), a_turn(number=3))
    game = begin(a_lobby(turns=turns, seconds=20))
    return opened(close(opened(game, 1, after(-60)), {}), 2, after(0))


def turn_of(game: Round) -> Turn:
    assert game.turn is not None
    return game.turn


@pytest.mark.parametrize(
    ("explanation", "question", "seconds"),
    [(4, 5, 5), (20, 12, 8), (20, 13, 9), (40, 20, 15), (59, 5, 15), (200, 40, 15)],
)
def test_four_words_are_read_a_second_for_five_seconds_at_least_and_fifteen_at_most(
    explanation, question, seconds
):
    assert time_to_read(of_words(question), explained(explanation)) == taken(seconds)


@pytest.mark.parametrize(("question", "seconds"), [(6, 5), (32, 8), (100, 15)])
def test_the_first_question_has_the_time_of_its_own_words(question, seconds):
    assert time_to_read(of_words(question)) == taken(seconds)


def test_the_words_on_two_buttons_that_are_always_the_same_are_not_read_anew():
    assert time_to_read(an_asked_legend(prompt=" ".join(["word"] * 32))) == taken(8)


@pytest.mark.parametrize(("had_already", "seconds"), [(0, 13), (5, 8), (10, 5), (60, 5)])
def test_an_answer_that_stood_alone_before_needs_that_much_less(had_already, seconds):
    assert time_to_read(of_words(12), explained(40), taken(had_already)) == taken(seconds)


@pytest.mark.parametrize(("pause", "seconds"), [(0, 8), (5, 5)])
def test_a_pause_in_which_the_answer_stood_alone_is_time_that_its_readers_had(pause, seconds):
    game = replace(second_of(), pause=pause)
    shown_anew = game.with_turn(replace(turn_of(game), opened_at=None))
    assert turn_of(opened(shown_anew, 2, after(0))).reading == taken(seconds)


@pytest.mark.parametrize(("number", "seconds"), [(1, 0), (2, 5)])
def test_there_is_no_pause_before_the_first_question(number, seconds):
    assert replace(second_of(), pause=5).pause_before(number) == taken(seconds)


def test_there_is_no_pause_after_a_question_that_could_not_be_shown():
    game = leave_out(replace(second_of(), pause=5))
    assert game.pause_before(game.number) == taken(0)


@given(words, words, words)
def test_more_words_never_get_less_time(prompt, explanation, more):
    asked, above = an_asked(prompt=prompt), an_asked(explanation=explanation)
    longer = an_asked(explanation=f"{explanation} {more}")
    assert taken(5) <= time_to_read(asked) <= time_to_read(asked, above)
    assert time_to_read(asked, above) <= time_to_read(asked, longer) <= taken(15)


def test_the_end_moves_by_the_time_to_read_and_the_clock_starts_after_it():
    turn = turn_of(second_of())
    assert turn.reading == taken(8)
    assert (turn.clock_starts_at, turn.closes_at) == (after(8), after(28))


@given(st.integers(0, 8_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds)))
def test_whoever_answers_while_reading_is_as_quick_as_can_be_and_drives_the_whole_leg(reading):
    turn = turn_of(second_of())
    (verdict,) = judge(turn, [a_click(at=after(0) + reading)], LIMIT)
    assert (verdict.elapsed, verdict.distance) == (timedelta(), turn.leg)


def test_once_it_is_read_the_time_runs_as_ever():
    turn = turn_of(second_of())
    later = judge(turn, [a_click(ADA, at=after(8 + 3)), a_click(BRUNO, at=after(8 + 20))], LIMIT)
    assert [verdict.elapsed for verdict in later] == [taken(3), taken(20)]
    assert isinstance(is_open_at(second_of(), 2, after(28)), Turn)
    assert not isinstance(is_open_at(second_of(), 2, after(28.001)), Turn)


def test_where_all_have_answered_the_question_ends_also_while_it_is_read():
    clicks = [a_click(ADA, at=after(2)), a_click(BRUNO, at=after(3))]
    assert turn_of(end_early(second_of(), clicks)).closes_at == after(3)


@pytest.mark.parametrize(
    ("alive_at", "starts", "ends"),
    [
        pytest.param(0, 108, 128, id="as it was shown"),
        pytest.param(3, 105, 125, id="while it was read"),
        pytest.param(7.999, 100.001, 120.001, id="at the last word"),
        pytest.param(8, None, 120, id="as the clock started"),
        pytest.param(12, None, 116, id="while the clock ran"),
    ],
)
def test_after_a_restart_one_reads_on_where_one_stopped(alive_at, starts, ends):
    turn = turn_of(resume(second_of(), after(100), after(alive_at)))
    assert turn.clock_starts_at == (None if starts is None else after(starts))
    assert turn.closes_at == turn.deadline(LIMIT) == after(ends)


def test_after_two_restarts_while_reading_nothing_was_spent():
    game = resume(resume(second_of(), after(100), after(3)), after(200), after(102))
    turn = turn_of(game)
    assert (turn.clock_starts_at, turn.closes_at) == (after(203), after(223))
    (before, after_both) = judge(turn, [a_click(ADA, at=after(1)), a_click(BRUNO, at=after(205))], LIMIT)
    assert (before.elapsed, after_both.elapsed) == (timedelta(), taken(2))


def test_a_question_that_was_shown_without_time_to_read_keeps_its_end():
    game = second_of()
    old = replace(turn_of(game), reading=timedelta(), closes_at=after(20))
    game = game.with_turn(old)
    assert (old.clock_starts_at, old.deadline(LIMIT)) == (None, after(20))
    assert old.elapsed(after(3), LIMIT) == taken(3)
    assert turn_of(resume(game, after(100), after(4))).closes_at == after(116)
