from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.settings import Feature
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.acceptance import counts_answer, may_hint, stores_hint
from bot.core.trivia.round.hints import hint_from, removed_answers, takes_hints
from bot.core.trivia.round.judging import end_early, judge
from tests.core.builders import (
    ADA,
    BRUNO,
    CARLA,
    a_click,
    a_press,
    a_round,
    a_turn,
    after,
    an_asked,
    an_asked_legend,
    an_open_turn,
)

SEED = 3


def with_hint(game, member_id=ADA, at=5.0):
    press = a_press(member_id, at=after(at))
    return replace(game, hints=(*game.hints, hint_from(press, game.seed, game.turn.asked)))


def given_away(game, clicks=(), member_id=ADA, at=5.0):
    found = may_hint(game, a_press(member_id, at=after(at)), {1: list(clicks)})
    return found.reason if isinstance(found, Refusal) else None


def verdicts(game, *clicks):
    return judge(game.turn, clicks, game.limit, game.hints)


def closes_at(game):
    return game.turn.closes_at


# What falls away


@given(st.integers(0, 2**63 - 1), st.integers(0, 3))
def test_two_wrong_choices_fall_away_and_the_right_one_stays(seed, right):
    asked = an_asked(right=right)
    dropped = removed_answers(seed, asked)
    assert len(set(dropped)) == 2
    assert asked.solution not in dropped
    assert set(dropped) <= set(asked.answers)


@given(st.integers(0, 2**63 - 1))
def test_the_same_fall_away_for_everybody_and_after_a_restart(seed):
    assert removed_answers(seed, an_asked()) == removed_answers(seed, an_asked())


def test_another_seed_lets_others_fall_away():
    assert len({removed_answers(seed, an_asked()) for seed in range(20)}) == 3


def test_a_claim_has_no_hint():
    assert not takes_hints(an_asked_legend())
    assert removed_answers(SEED, an_asked_legend()) == ()


# Who gets one


def test_a_player_gets_a_hint_before_their_answer():
    assert given_away(a_round()) is None
    assert given_away(a_round(), [a_click(BRUNO, at=after(2))]) is None


def test_a_hint_after_the_answer_is_refused():
    assert given_away(a_round(), [a_click(ADA, at=after(2))]) is Reason.HINT_TOO_LATE


def test_the_hint_to_a_question_is_told_again_also_after_the_answer():
    game = with_hint(a_round())
    assert given_away(game, at=6) is None
    assert given_away(game, [a_click(ADA, at=after(6))], at=7) is None


def test_a_second_hint_is_refused_on_a_later_question():
    game = with_hint(a_round())
    first = replace(game.turns[0], closed=True)
    later = replace(game, number=2, turns=(first, an_open_turn(number=2), a_turn(number=3)))
    again = may_hint(later, a_press(ADA, 2, after(6)), {})
    assert isinstance(again, Refusal)
    assert again.reason is Reason.HINT_USED
    assert isinstance(stores_hint(later, a_press(ADA, 2, after(6)), {}), Refusal)


def test_a_void_hint_is_not_used_up():
    game = with_hint(a_round(), at=5)
    answered = {1: [a_click(ADA, at=after(3))]}
    later = replace(game, number=2, turns=(game.turns[0], an_open_turn(number=2), a_turn(number=3)))
    assert not isinstance(may_hint(later, a_press(ADA, 2, after(6)), answered), Refusal)


def test_a_question_of_another_kind_has_no_hint():
    assert given_away(a_round(turns=[an_open_turn(asked=an_asked_legend())])) is Reason.NO_HINT


def test_one_who_was_not_in_when_the_question_came_up_gets_no_hint():
    assert given_away(a_round(), member_id=CARLA) is Reason.NOT_IN


def test_a_hint_after_the_question_s_end_comes_too_late():
    assert given_away(a_round(), at=20.5) is Reason.TOO_LATE


def test_a_server_plays_without_hints_where_they_are_switched_off():
    assert given_away(a_round(off=frozenset({Feature.HINTS}))) is Reason.WAY_OFF


# What it does


def test_from_the_hint_on_the_leg_is_worth_half():
    (hinted,) = verdicts(with_hint(a_round(), at=1), a_click(ADA, at=after(2)))
    assert (hinted.hinted, hinted.distance) == (True, 50_000)


def test_another_player_s_leg_stays_whole():
    (bruno,) = verdicts(with_hint(a_round(), at=1), a_click(BRUNO, at=after(2)))
    assert (bruno.hinted, bruno.distance) == (False, 100_000)


def test_an_answer_made_before_the_hint_counts_in_full_though_it_arrives_after_it():
    (full,) = verdicts(with_hint(a_round(), at=5), a_click(ADA, at=after(3)))
    assert (full.hinted, full.distance) == (False, 100_000)


def test_what_fell_away_is_refused_to_its_player_alone():
    game = with_hint(a_round(), at=1)
    gone = game.hints[0].dropped[0]
    refused = counts_answer(game, 1, a_click(ADA, gone, after(2)))
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.FELL_AWAY
    assert counts_answer(game, 1, a_click(BRUNO, gone, after(2))) == game.turn


def test_a_press_on_what_fell_away_that_overtakes_the_hint_does_not_count():
    game = with_hint(a_round(), at=4)
    gone = game.hints[0].dropped[0]
    assert verdicts(game, a_click(ADA, gone, after(5))) == ()


@pytest.mark.parametrize("hinted", [False, True])
def test_a_press_on_what_fell_away_ends_no_question(hinted):
    game = with_hint(a_round(), at=4) if hinted else a_round()
    gone = with_hint(a_round(), at=4).hints[0].dropped[0]
    clicks = [a_click(ADA, gone, after(5)), a_click(BRUNO, at=after(6))]
    assert closes_at(end_early(game, clicks)) == (after(20) if hinted else after(6))


def test_the_end_moves_back_when_a_hint_comes_late_that_voids_the_last_answer():
    gone = with_hint(a_round(), at=4).hints[0].dropped[0]
    clicks = [a_click(BRUNO, at=after(3)), a_click(ADA, gone, after(5))]
    ended = end_early(a_round(), clicks)
    assert closes_at(ended) == after(5)
    assert closes_at(end_early(with_hint(ended, at=4), clicks)) == after(20)
