from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.acceptance import counts_answer
from bot.core.trivia.round.rounds import Resumption, RoundState, begin, close, opened
from bot.core.trivia.standing.round_standings import standings
from tests.core.builders import (
    ADA,
    BRUNO,
    CARLA,
    DINO,
    a_click,
    a_lobby,
    a_round,
    a_turn,
    a_verdict,
    after,
    an_asked_legend,
    an_open_turn,
    taken,
)

ENDS = [state for state in RoundState if not state.running]


# The lobby


def test_a_round_begins_with_its_first_question():
    game = begin(a_lobby())
    assert (game.state, game.number) == (RoundState.ASKING, 1)
    assert game.turn == game.turns[0]


def test_a_round_with_one_player_begins():
    assert begin(a_lobby(players={ADA: "Ada"})).state is RoundState.ASKING


def test_an_empty_lobby_cancels_the_round():
    game = begin(a_lobby(players={}))
    assert (game.state, game.turn) == (RoundState.CANCELLED, None)


@pytest.mark.parametrize("state", [state for state in RoundState if state is not RoundState.LOBBY])
@pytest.mark.parametrize("players", [{}, {ADA: "Ada"}])
def test_a_round_begins_but_once(state, players):
    game = a_round(state=state, number=2, players=players)
    assert begin(game) == game


@pytest.mark.parametrize("state", RoundState)
def test_only_a_lobby_and_a_round_that_asks_hold_their_channel(state):
    assert state.running is (state in {RoundState.LOBBY, RoundState.ASKING})


# Opening


@pytest.mark.parametrize("seconds", [5, 20, 60])
def test_a_question_is_open_for_the_rounds_limit_after_the_time_to_read_it(seconds):
    game = opened(begin(a_lobby(seconds=seconds)), 1, after(3))
    assert game.turn is not None
    assert (game.turn.opened_at, game.turn.closes_at) == (after(3), after(3 + 5 + seconds))
    assert game.turn.clock_starts_at == after(3 + 5)
    assert game.limit == taken(seconds)


def test_opening_a_question_leaves_the_others_as_they_were():
    before = begin(a_lobby())
    assert opened(before, 1, after(0)).turns[1:] == before.turns[1:]


def test_a_question_awaits_the_answers_of_those_who_are_in_as_it_opens():
    game = opened(begin(a_lobby()), 1, after(0))
    joined = replace(game, players={**game.players, CARLA: "Carla"})
    assert [turn.awaited for turn in joined.turns] == [frozenset({ADA, BRUNO}), None, None]
    assert opened(joined, 2, after(30)).turns[1].awaited == frozenset({ADA, BRUNO, CARLA})


@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(an_open_turn(), id="open"),
        pytest.param(an_open_turn(closes_at=after(7)), id="ended early"),
        pytest.param(an_open_turn(closed=True), id="closed"),
        pytest.param(
            an_open_turn(resumptions=(Resumption(after(60), taken(5)),), closes_at=after(75)), id="resumed"
        ),
    ],
)
def test_a_question_opens_but_once(turn):
    game = a_round(turns=[turn], players={ADA: "Ada", BRUNO: "Bruno", CARLA: "Carla"})
    assert opened(game, 1, after(3)) == game


# Accepting


def refusal_of(outcome) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


@pytest.mark.parametrize("seconds", [0, 1, 19.999, 20])
def test_a_click_counts_until_the_question_ends(seconds):
    game = a_round()
    assert counts_answer(game, 1, a_click(at=after(seconds))) == game.turn


def test_a_click_after_the_end_is_told_how_late_it_was():
    refusal = counts_answer(a_round(), 1, a_click(at=after(20.25)))
    assert refusal_of(refusal) is Reason.TOO_LATE
    assert isinstance(refusal, Refusal)
    assert refusal.values == {"seconds": 0.25}


def test_a_click_that_overtakes_the_news_of_the_opening_counts():
    unopened = a_turn(opened_at=None, closes_at=None)
    assert counts_answer(a_round(turns=[unopened]), 1, a_click()) == unopened


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_click_on_another_question_than_the_one_on_the_board_is_refused(number):
    game = a_round(number=2, turns=[an_open_turn(closed=True), an_open_turn(number=2), a_turn(number=3)])
    assert refusal_of(counts_answer(game, number, a_click())) is Reason.QUESTION_OVER


def test_a_click_on_a_closed_question_is_refused():
    assert (
        refusal_of(counts_answer(a_round(turns=[an_open_turn(closed=True)]), 1, a_click()))
        is Reason.QUESTION_OVER
    )


def test_a_click_in_the_lobby_answers_nothing():
    assert refusal_of(counts_answer(a_lobby(), 1, a_click())) is Reason.QUESTION_OVER


@pytest.mark.parametrize("state", ENDS)
def test_nothing_is_answered_after_a_rounds_end(state):
    assert refusal_of(counts_answer(a_round(state=state), 1, a_click())) is Reason.ROUND_OVER


def test_an_answer_that_the_question_does_not_offer_is_refused():
    assert refusal_of(counts_answer(a_round(), 1, a_click(given="7"))) is Reason.NOT_A_CHOICE
    claim = a_round(turns=[an_open_turn(asked=an_asked_legend())])
    assert refusal_of(counts_answer(claim, 1, a_click(given="0"))) is Reason.NOT_A_CHOICE
    assert refusal_of(counts_answer(claim, 1, a_click(given="fact"))) is None


# Closing


def on_question(number: int, of: int = 10):
    """A round with this question open and all before it closed."""
    turns = [replace(an_open_turn(number=n), closed=n < number) for n in range(1, of + 1)]
    return a_round(number=number, turns=turns)


def test_after_a_question_the_next_one_comes():
    game = close(on_question(1), {1: [a_click()]})
    assert (game.state, game.number) == (RoundState.ASKING, 2)
    assert game.turns[0].closed
    assert not game.turns[1].closed


def test_after_the_last_question_the_round_is_finished():
    game = close(on_question(3, of=3), {3: [a_click()]})
    assert (game.state, game.number) == (RoundState.FINISHED, 3)
    assert game.turns[2].closed


def test_three_questions_in_a_row_without_an_answer_end_the_round():
    game = close(on_question(5), {1: [a_click()], 2: [a_click()]})
    assert (game.state, game.number) == (RoundState.ABANDONED, 5)


@pytest.mark.parametrize("answered", [3, 4, 5])
def test_one_answer_within_the_last_three_questions_keeps_the_round_going(answered):
    assert close(on_question(5), {answered: [a_click()]}).number == 6


def test_a_question_that_is_known_to_have_no_clicks_is_as_silent_as_an_unknown_one():
    assert close(on_question(3), {1: [], 2: [], 3: []}).state is RoundState.ABANDONED


@pytest.mark.parametrize("last", [3, 4, 10])
def test_the_last_question_finishes_the_round_even_after_silent_ones(last):
    game = close(on_question(last, of=last), {1: [a_click()]} if last > 3 else {})
    assert (game.state, game.number) == (RoundState.FINISHED, last)


def test_two_silent_questions_do_not_end_a_round():
    assert close(on_question(2), {}).state is RoundState.ASKING
    assert close(on_question(2, of=2), {}).state is RoundState.FINISHED


@given(st.lists(st.booleans(), min_size=1, max_size=10))
def test_a_round_ends_at_its_last_question_or_before_it_at_the_third_silent_one_in_a_row(answered):
    clicks = {number: [a_click()] * was for number, was in enumerate(answered, start=1)}
    game = on_question(1, of=len(answered))
    while game.state.running:
        game = close(game, clicks)
    silent = [n for n in range(3, len(answered)) if not any(answered[n - 3 : n])]
    assert game.number == min([*silent, len(answered)])
    assert game.state is (RoundState.ABANDONED if silent else RoundState.FINISHED)


def test_closing_a_closed_question_changes_nothing():
    game = a_round(turns=[an_open_turn(closed=True), a_turn(number=2), a_turn(number=3)])
    assert close(game, {}) == game


@pytest.mark.parametrize("state", ENDS)
def test_an_ended_round_has_no_question_to_close(state):
    game = a_round(state=state)
    assert close(game, {1: [a_click()]}) == game


def test_a_lobby_has_no_question_to_close():
    assert close(a_lobby(), {}) == a_lobby()


# Standings

verdicts = st.lists(
    st.builds(
        a_verdict,
        st.sampled_from([ADA, BRUNO, CARLA, DINO]),
        st.integers(1, 10),
        st.sampled_from([0, 60, 100]),
    ),
    unique_by=lambda verdict: (verdict.member_id, verdict.number),
)
FINISHED = a_round(state=RoundState.FINISHED)


def winners(game, given_verdicts) -> set[int]:
    return {standing.member_id for standing in standings(game, given_verdicts) if standing.won}


def test_the_furthest_is_first_and_wins():
    lines = standings(FINISHED, [a_verdict(ADA, distance=60), a_verdict(BRUNO, distance=100)])
    assert [(line.rank, line.member_id, line.won) for line in lines] == [(1, BRUNO, True), (2, ADA, False)]


def test_equal_distances_share_the_rank_and_the_win():
    distances = {ADA: 60, BRUNO: 100, CARLA: 100, DINO: 30}
    lines = standings(
        FINISHED, [a_verdict(member, distance=distance) for member, distance in distances.items()]
    )
    assert [line.rank for line in lines] == [1, 1, 3, 4]
    assert {line.member_id for line in lines if line.won} == {BRUNO, CARLA}


def test_who_plays_alone_drives_but_does_not_win():
    (line,) = standings(FINISHED, [a_verdict(ADA, distance=100)])
    assert (line.rank, line.distance, line.won) == (1, 100, False)


@pytest.mark.parametrize("state", [state for state in RoundState if state is not RoundState.FINISHED])
def test_a_round_that_did_not_go_to_its_end_is_won_by_nobody(state):
    game = a_round(state=state)
    assert winners(game, [a_verdict(ADA, distance=100), a_verdict(BRUNO, distance=60)]) == set()


def test_nobody_wins_with_nothing_driven():
    lines = standings(FINISHED, [a_verdict(ADA, distance=0), a_verdict(BRUNO, distance=0)])
    assert [(line.rank, line.won) for line in lines] == [(1, False), (1, False)]


def test_who_joined_and_never_answered_is_not_in_the_standings():
    assert standings(FINISHED, []) == ()
    assert [line.member_id for line in standings(FINISHED, [a_verdict(BRUNO)])] == [BRUNO]


@given(verdicts, st.sampled_from(RoundState))
def test_a_standing_is_the_sum_of_its_members_verdicts(given_verdicts, state):
    lines = standings(a_round(state=state), given_verdicts)
    assert {line.member_id for line in lines} == {verdict.member_id for verdict in given_verdicts}
    for line in lines:
        own = [verdict for verdict in given_verdicts if verdict.member_id == line.member_id]
        assert line.distance == sum(verdict.distance for verdict in own)
        assert (line.answered, line.right) == (len(own), sum(verdict.right for verdict in own))


@given(verdicts)
def test_the_winners_are_those_in_front_of_somebody_who_drove(given_verdicts):
    lines = standings(FINISHED, given_verdicts)
    assert [line.distance for line in lines] == sorted((line.distance for line in lines), reverse=True)
    for line in lines:
        assert line.won == (len(lines) > 1 and line.distance == lines[0].distance > 0)


@given(verdicts, st.randoms(use_true_random=False))
def test_places_do_not_depend_on_the_order_of_the_verdicts(given_verdicts, shuffle):
    shuffled = list(given_verdicts)
    shuffle.shuffle(shuffled)
    assert set(standings(FINISHED, shuffled)) == set(standings(FINISHED, given_verdicts))
