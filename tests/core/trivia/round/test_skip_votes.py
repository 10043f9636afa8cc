from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.settings import Feature
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.acceptance import counts_answer, may_skip
from bot.core.trivia.round.judging import end_early, judge
from bot.core.trivia.round.rounds import RoundState, close
from bot.core.trivia.round.skip_votes import decided_at, needed, voters
from bot.core.trivia.standing.round_standings import standings
from tests.core.builders import ADA, BRUNO, CARLA, DINO, a_click, a_press, a_round, after, an_open_turn

THREE = {ADA: "Ada", BRUNO: "Bruno", CARLA: "Carla"}
votes = st.lists(
    st.builds(
        lambda member, tick: a_press(member, at=after(tick / 10)), st.integers(1, 4), st.integers(0, 250)
    ),
    max_size=10,
    unique_by=lambda vote: vote.interaction_id,
)


def voted(game, *skips):
    return end_early(replace(game, skips=skips), [])


def test_more_than_half_is_a_majority():
    assert [needed(range(size)) for size in (1, 2, 3, 4, 5)] == [1, 2, 2, 3, 3]


def test_a_second_press_takes_the_vote_back():
    presses = [a_press(ADA, at=after(1)), a_press(BRUNO, at=after(2)), a_press(ADA, at=after(3))]
    assert voters(presses, THREE) == {BRUNO}


def test_the_question_ends_when_the_majority_was_reached_and_later_presses_change_nothing():
    presses = [a_press(ADA, at=after(1)), a_press(BRUNO, at=after(2)), a_press(ADA, at=after(3))]
    assert decided_at(presses, THREE) == after(2)
    turn = voted(a_round(players=THREE), *presses).turn
    assert (turn.skipped, turn.closes_at) == (True, after(2))


def test_half_is_no_majority():
    turn = voted(a_round(), a_press(ADA, at=after(1))).turn
    assert (turn.skipped, turn.closes_at) == (False, after(20))


def test_only_those_decide_who_were_in_when_the_question_came_up():
    assert decided_at([a_press(CARLA, at=after(1)), a_press(ADA, at=after(2))], {ADA, BRUNO}) is None
    refused = may_skip(a_round(), a_press(CARLA))
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.NOT_IN


def test_votes_after_the_last_answer_skip_nothing():
    clicks = [a_click(ADA, at=after(1)), a_click(BRUNO, at=after(2))]
    game = replace(a_round(), skips=(a_press(ADA, at=after(3)), a_press(BRUNO, at=after(4))))
    turn = end_early(game, clicks).turns[0]
    assert (turn.skipped, turn.closes_at) == (False, after(2))


def test_a_vote_that_comes_late_takes_back_a_skip_that_was_never_decided():
    game = voted(a_round(), a_press(ADA, at=after(2)), a_press(BRUNO, at=after(3)))
    assert game.turn.skipped
    again = voted(game, *game.skips, a_press(ADA, at=after(1)))
    assert (again.turn.skipped, again.turn.closes_at) == (False, after(20))


def test_a_skipped_question_counts_for_nobody_and_its_leg_is_nobody_s():
    game = voted(a_round(), a_press(ADA, at=after(3)), a_press(BRUNO, at=after(4)))
    clicks = [a_click(ADA, at=after(1))]
    assert judge(game.turn, clicks, game.limit) == ()
    assert standings(replace(game, state=RoundState.FINISHED), []) == ()
    assert sum(turn.leg for turn in game.turns) == sum(turn.leg for turn in a_round().turns)


def test_an_answer_after_the_skip_comes_too_late():
    game = voted(a_round(), a_press(ADA, at=after(3)), a_press(BRUNO, at=after(4)))
    refused = counts_answer(game, 1, a_click(BRUNO, at=after(5)))
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.TOO_LATE


def test_a_server_plays_without_skips_where_they_are_switched_off():
    refused = may_skip(a_round(off=frozenset({Feature.SKIPS})), a_press())
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.WAY_OFF


def test_skipped_questions_are_not_silent():
    turns = [an_open_turn(number=number, closed=number < 3, skipped=number == 2) for number in (1, 2, 3, 4)]
    assert close(a_round(number=3, turns=turns), {}).state is RoundState.ASKING


@given(votes, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_skip(presses, shuffle):
    mixed = list(presses)
    shuffle.shuffle(mixed)
    game = a_round(players={**THREE, DINO: "Dino"})
    assert voted(game, *mixed).turn == voted(game, *presses).turn


@given(votes, votes)
def test_the_moment_of_the_skip_is_the_same_however_often_it_is_found(first, second):
    game = a_round(players={**THREE, DINO: "Dino"})
    ids = {vote.interaction_id for vote in first}
    both = (*first, *(vote for vote in second if vote.interaction_id not in ids))
    assert voted(voted(game, *first), *both).turn == voted(game, *both).turn
