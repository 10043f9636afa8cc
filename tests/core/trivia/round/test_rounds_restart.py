"""A restart in mid-question: the time left, and what it means for the answers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.round.judging import end_early, judge
from bot.core.trivia.round.rounds import Resumption, Round, RoundState, Turn, resume
from tests.core.builders import (
    ADA,
    BRUNO,
    CARLA,
    SECONDS,
    a_click,
    a_lobby,
    a_round,
    a_turn,
    after,
    an_open_turn,
    taken,
)

LIMIT = taken(SECONDS)
limits = st.integers(5, 120)
shares = st.floats(0, 1)
pauses = st.floats(0, 4000)
restarts = st.lists(st.tuples(pauses, pauses), max_size=4)
"""How long the question went on each time, and how long the bot was away then, in seconds."""


def turn_of(game: Round) -> Turn:
    assert game.turn is not None
    return game.turn


def after_restarts(game: Round, gone_through: list[tuple[float, float]]) -> tuple[Round, float]:
    """The round after these restarts, and when the last one was over, in seconds after `NOON`.

    A restart comes before the question's end: the time that it went on is cut to fit.
    """
    now = 0.0
    for went_on, away in gone_through:
        alive_at = now + min(went_on, left(game, now) - 0.001)
        now = alive_at + away
        game = resume(game, after(now), after(alive_at))
    return game, now


def left(game: Round, at: float) -> float:
    """Seconds from that moment to the question's end."""
    closes_at = turn_of(game).closes_at
    assert closes_at is not None
    return (closes_at - after(at)).total_seconds()


# The time left


@pytest.mark.parametrize(
    ("alive_at", "seconds_left"), [(0, 20), (2, 18), (9.5, 10.5), (10, 10), (13, 10), (19.999, 10)]
)
@pytest.mark.parametrize("away", [0, 1, 3600])
def test_a_question_goes_on_with_the_time_it_had_left_and_at_least_ten_seconds(alive_at, seconds_left, away):
    back_at = alive_at + away
    assert left(resume(a_round(), after(back_at), after(alive_at)), back_at) == seconds_left


def test_a_question_of_less_than_ten_seconds_gets_no_more_than_its_limit():
    assert left(resume(a_round(seconds=6), after(60), after(5)), 60) == 6


@given(limits, restarts, shares, pauses, pauses)
def test_the_time_away_counts_for_nobody(seconds, gone_through, share, away, longer):
    game, now = after_restarts(a_round(seconds=seconds), gone_through)
    alive_at = now + left(game, now) * share * 0.999
    spent = turn_of(game).elapsed(after(alive_at), game.limit)
    for back_at in (alive_at + away, alive_at + longer):
        resumed = resume(game, after(back_at), after(alive_at))
        assert turn_of(resumed).closes_at == after(back_at) + max(
            game.limit - spent, min(taken(10), game.limit)
        )


@given(limits, restarts)
def test_the_time_left_is_never_more_than_the_limit_nor_less_than_ten_seconds_or_the_limit(
    seconds, gone_through
):
    game, now = after_restarts(a_round(seconds=seconds), gone_through)
    assert min(10, seconds) <= left(game, now) <= seconds


@given(limits, shares, pauses)
def test_a_restart_never_shortens_a_question(seconds, share, away):
    game = a_round(seconds=seconds)
    alive_at = seconds * share
    back_at = alive_at + away
    assert left(resume(game, after(back_at), after(alive_at)), back_at) >= left(game, back_at)


def test_a_clock_that_went_back_gives_no_time_away_to_anybody():
    assert left(resume(a_round(), after(5), after(8)), 5) == 15


def test_each_restart_is_kept_with_what_was_spent_by_then():
    once = resume(a_round(), after(60), after(3))
    twice = resume(once, after(100), after(64))
    assert turn_of(twice).resumptions == (
        Resumption(after(60), taken(3)),
        Resumption(after(100), taken(7)),
    )
    assert turn_of(twice).closes_at == after(113)


@pytest.mark.parametrize("alive_at", [20, 20.5, 59])
def test_a_question_that_had_ended_before_the_bot_went_away_stays_as_it_was(alive_at):
    game = a_round()
    assert resume(game, after(60), after(alive_at)) == game


@pytest.mark.parametrize("alive_at", [7, 8])
def test_a_question_that_all_had_answered_before_the_bot_went_away_stays_ended(alive_at):
    game = end_early(a_round(), [a_click(ADA, at=after(4)), a_click(BRUNO, at=after(7))])
    assert resume(game, after(60), after(alive_at)) == game


@pytest.mark.parametrize(
    "game",
    [
        pytest.param(a_lobby(), id="in the lobby"),
        pytest.param(a_round(turns=[a_turn()]), id="not shown yet"),
        pytest.param(a_round(turns=[an_open_turn(closed=True)]), id="closed"),
        *(
            pytest.param(a_round(state=state), id=state.value)
            for state in RoundState
            if state is not RoundState.ASKING
        ),
    ],
)
def test_a_question_that_is_not_open_gets_no_time(game):
    assert resume(game, after(60), after(5)) == game


def test_a_restart_changes_nothing_but_the_open_question():
    game = a_round()
    resumed = resume(game, after(60), after(5))
    assert resumed.turns[1:] == game.turns[1:]
    assert replace(resumed, turns=game.turns) == game
    went_on = (Resumption(after(60), taken(5)),)
    assert turn_of(resumed) == replace(turn_of(game), closes_at=after(75), resumptions=went_on)


# The question's own time


@given(limits, restarts, shares, pauses, pauses)
def test_an_answer_from_before_a_restart_keeps_its_time(seconds, gone_through, share, going_on, away):
    game, now = after_restarts(a_round(seconds=seconds), gone_through)
    clicked = now + left(game, now) * share * 0.99
    alive_at = min(clicked + going_on, now + left(game, now) - 0.001)
    resumed = resume(game, after(alive_at + away + 0.001), after(alive_at))
    for moment in (clicked, now, now / 2, 0):
        assert turn_of(resumed).elapsed(after(moment), game.limit) == turn_of(game).elapsed(
            after(moment), game.limit
        )


@given(limits, restarts, shares)
def test_after_a_restart_a_questions_time_goes_on_from_what_it_had_spent(seconds, gone_through, share):
    game, now = after_restarts(a_round(seconds=seconds), gone_through)
    clicked = now + left(game, now) * share
    turn = turn_of(game)
    spent = turn.resumptions[-1].spent.total_seconds() if turn.resumptions else 0
    elapsed = turn.elapsed(after(clicked), game.limit).total_seconds()
    assert elapsed == pytest.approx(min(seconds, spent + clicked - now), abs=1e-5)


@given(limits, restarts, shares, pauses, shares, shares)
def test_nobody_is_quicker_after_a_restart_than_those_who_answered_before_it(
    seconds, gone_through, going_on, away, before, later
):
    game, now = after_restarts(a_round(seconds=seconds), gone_through)
    alive_at = now + left(game, now) * going_on * 0.99
    back = alive_at + away + 0.001
    resumed = resume(game, after(back), after(alive_at))
    first = after(now + (alive_at - now) * before)
    second = after(back + left(resumed, back) * later)
    turn = turn_of(resumed)
    assert turn.elapsed(second, game.limit) >= turn.elapsed(first, game.limit)


@given(limits, restarts, st.floats(-10, 20_000))
def test_a_questions_own_time_is_from_nought_to_its_limit_at_any_moment(seconds, gone_through, moment):
    game, _ = after_restarts(a_round(seconds=seconds), gone_through)
    assert taken(0) <= turn_of(game).elapsed(after(moment), game.limit) <= game.limit


@given(restarts, st.floats(0, 20_000), st.none() | st.floats(0, 20_000))
def test_a_questions_own_time_does_not_depend_on_its_end(gone_through, moment, ends):
    turn = turn_of(after_restarts(a_round(), gone_through)[0])
    moved = replace(turn, closes_at=None if ends is None else after(ends))
    assert moved.elapsed(after(moment), LIMIT) == turn.elapsed(after(moment), LIMIT)


def test_a_question_that_was_not_shown_yet_has_spent_no_time():
    assert a_turn().elapsed(after(60), LIMIT) == taken(0)


def test_an_hour_away_costs_no_answer_more_than_the_time_the_question_had_used():
    resumed = turn_of(resume(a_round(), after(3600), after(10)))
    assert resumed.elapsed(after(3600), LIMIT) == taken(10)
    assert resumed.elapsed(after(3605), LIMIT) == taken(15)
    assert resumed.elapsed(after(3610), LIMIT) == LIMIT


# The answers


def test_answers_from_before_and_after_the_restart_are_judged_together():
    turn = turn_of(resume(a_round(), after(60), after(10)))
    clicks = [a_click(ADA, at=after(3)), a_click(BRUNO, at=after(62.5))]
    early, late = judge(turn, clicks, LIMIT)
    assert (early.member_id, early.elapsed, early.distance) == (ADA, taken(3), 100_000)
    assert (late.member_id, late.elapsed, late.distance) == (BRUNO, taken(12.5), 80_000)


def test_a_restart_awaits_nobody_else():
    game = a_round(players={ADA: "Ada", BRUNO: "Bruno", CARLA: "Carla"}, turns=[an_open_turn()])
    resumed = resume(game, after(60), after(5))
    assert turn_of(resumed).awaited == frozenset({ADA, BRUNO})
    clicks = [a_click(ADA, at=after(3)), a_click(BRUNO, at=after(62))]
    assert turn_of(end_early(resumed, clicks)).closes_at == after(62)


def test_ending_early_after_a_restart_changes_no_verdict():
    game = resume(a_round(), after(60), after(4))
    clicks = [a_click(ADA, at=after(61)), a_click(BRUNO, at=after(62))]
    ended = end_early(game, clicks)
    assert turn_of(ended).closes_at == after(62)
    verdicts = judge(turn_of(ended), clicks, LIMIT)
    assert verdicts == judge(turn_of(game), clicks, LIMIT)
    assert [one.elapsed for one in verdicts] == [taken(5), taken(6)]


def test_an_answer_between_two_restarts_keeps_its_time():
    once = resume(a_round(), after(60), after(8))
    twice = resume(once, after(100), after(65))
    for turn in (turn_of(once), turn_of(twice)):
        assert turn.elapsed(after(5), LIMIT) == taken(5)
        assert turn.elapsed(after(62), LIMIT) == taken(10)
    assert turn_of(twice).elapsed(after(101), LIMIT) == taken(14)


@pytest.mark.parametrize("seconds", [12, 20, 59])
def test_an_answer_made_while_the_bot_was_away_never_took_longer_than_the_limit(seconds):
    turn = turn_of(resume(a_round(), after(60), after(10)))
    (verdict,) = judge(turn, [a_click(at=after(seconds))], LIMIT)
    assert verdict.elapsed == min(taken(seconds), LIMIT)


def test_an_answer_after_a_restart_is_not_quicker_than_those_before_it():
    game = resume(a_round(), after(60), after(18))
    turn = turn_of(game)
    assert turn.closes_at == after(70)
    assert turn.deadline(game.limit) == after(70)
    assert turn.elapsed(after(17), game.limit) == taken(17)
    assert turn.elapsed(after(61), game.limit) == taken(19)
    assert turn.elapsed(after(69), game.limit) == taken(20)
