"""Which click is a member's answer, when a question ends early, and what the answers are worth."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Refusal
from bot.core.trivia.round.acceptance import counts_answer
from bot.core.trivia.round.judging import all_answered, end_early, final_answers, judge
from bot.core.trivia.round.rounds import Click, Round, Verdict, opened, resume
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
ANSWERS = ["0", "1", "2", "3"]


@st.composite
def click_lists(draw, *, latest: float = SECONDS + 2, members=(ADA, BRUNO, CARLA)):
    """Clicks of a few members, each at its own interaction, in the order they were made."""
    drawn = draw(
        st.lists(
            st.tuples(st.sampled_from(members), st.sampled_from(ANSWERS), st.integers(0, int(latest * 10))),
            max_size=12,
        )
    )
    clicks = [
        a_click(member, answer, after(tenths / 10), interaction_id=(tenths << 22) + place)
        for place, (member, answer, tenths) in enumerate(drawn)
    ]
    return sorted(clicks, key=lambda click: click.interaction_id)


shuffles = st.randoms(use_true_random=False)
awaited_members = st.sets(st.sampled_from([ADA, BRUNO, CARLA]), max_size=3).map(
    lambda members: {member: f"member {member}" for member in sorted(members)}
)


def shuffled(clicks: Iterable[Click], shuffle: random.Random) -> list[Click]:
    mixed = list(clicks)
    shuffle.shuffle(mixed)
    return mixed


def first_of_each(clicks: Iterable[Click]) -> list[Click]:
    """Each member's first click alone; the clicks come in the order they were made."""
    return list({click.member_id: click for click in reversed(list(clicks))}.values())


# The answer that counts


@given(click_lists(), shuffles)
def test_the_final_answers_do_not_depend_on_the_order_of_the_clicks(clicks, shuffle):
    assert final_answers(shuffled(clicks, shuffle)) == final_answers(clicks)


@given(click_lists())
def test_each_member_has_one_answer_and_it_is_the_last_they_chose(clicks):
    answers = final_answers(clicks)
    assert set(answers) == {click.member_id for click in clicks}
    for member, answer in answers.items():
        assert answer.given == [click.given for click in clicks if click.member_id == member][-1]


@given(click_lists())
def test_an_answer_counts_from_when_it_was_chosen_for_good(clicks):
    for member, answer in final_answers(clicks).items():
        own = [click for click in clicks if click.member_id == member]
        place = own.index(answer)
        assert all(click.given == answer.given for click in own[place:])
        assert place == 0 or own[place - 1].given != answer.given


def test_the_same_choice_again_keeps_the_first_time():
    first = a_click(given="2", at=after(3))
    assert final_answers([first, a_click(given="2", at=after(9))]) == {ADA: first}


def test_a_change_of_mind_counts_at_its_own_time():
    change = a_click(given="1", at=after(9))
    assert final_answers([a_click(given="2", at=after(3)), change]) == {ADA: change}


def test_a_mind_changed_back_counts_at_the_time_it_came_back():
    back = a_click(given="2", at=after(12))
    clicks = [a_click(given="2", at=after(3)), a_click(given="1", at=after(9)), back]
    assert final_answers(clicks) == {ADA: back}


def test_of_two_clicks_in_one_millisecond_the_later_interaction_counts():
    earlier = a_click(given="1", at=after(3), interaction_id=41)
    later = a_click(given="2", at=after(3), interaction_id=42)
    assert final_answers([later, earlier]) == {ADA: later}


# Ending early


def ends_at(game: Round) -> datetime:
    assert game.turn is not None
    assert game.turn.closes_at is not None
    return game.turn.closes_at


def with_carla(game: Round) -> Round:
    """The round after Carla, who had not joined, has joined it by an answer."""
    return replace(game, players={**game.players, CARLA: "Carla"})


def test_a_question_ends_at_the_last_answer_when_all_who_are_awaited_have_answered():
    game = end_early(a_round(), [a_click(ADA, at=after(4)), a_click(BRUNO, at=after(7))])
    assert ends_at(game) == after(7)


def test_a_question_goes_on_while_one_who_is_awaited_has_not_answered():
    game = a_round()
    assert end_early(game, [a_click(ADA), a_click(CARLA)]) == game


def test_only_the_first_answer_of_each_decides_when_a_question_ends():
    clicks = [a_click(ADA, "0", after(1)), a_click(BRUNO, at=after(4)), a_click(ADA, "1", after(9))]
    assert ends_at(end_early(a_round(), clicks)) == after(4)


def test_a_mind_changed_before_the_last_answer_counts_and_after_it_is_changed_too_late():
    in_time, too_late = a_click(ADA, "1", after(3)), a_click(ADA, "2", after(5))
    clicks = [a_click(ADA, "0", after(1)), in_time, a_click(BRUNO, at=after(4)), too_late]
    turn = end_early(a_round(), clicks).turn
    assert turn is not None
    assert [(one.member_id, one.given) for one in judge(turn, clicks, LIMIT)] == [(ADA, "1"), (BRUNO, "0")]


def test_who_joins_by_answering_is_not_awaited():
    clicks = [a_click(ADA, at=after(2)), a_click(BRUNO, at=after(4))]
    assert ends_at(end_early(with_carla(a_round()), clicks)) == after(4)


@pytest.mark.parametrize("seconds", [1, 3, 9])
def test_the_answer_of_one_who_is_not_awaited_does_not_move_the_end(seconds):
    clicks = [a_click(ADA, at=after(2)), a_click(BRUNO, at=after(4)), a_click(CARLA, at=after(seconds))]
    assert ends_at(end_early(with_carla(a_round()), clicks)) == after(4)


def test_a_question_whose_awaited_are_not_known_awaits_all_players():
    game = with_carla(a_round(turns=[an_open_turn(awaited=None)]))
    clicks = [a_click(ADA, at=after(2)), a_click(BRUNO, at=after(4))]
    assert end_early(game, clicks) == game
    assert ends_at(end_early(game, [*clicks, a_click(CARLA, at=after(6))])) == after(6)


def test_a_question_that_nobody_answered_goes_on_even_with_nobody_left():
    game = a_round(players={})
    assert end_early(game, []) == game


@pytest.mark.parametrize("game", [a_lobby(), a_round(turns=[a_turn()])])
def test_a_question_that_is_not_open_does_not_end_early(game):
    assert end_early(game, [a_click(ADA), a_click(BRUNO)]) == game


def test_a_question_without_an_answer_is_not_all_in_even_with_nobody_awaited():
    assert not all_answered(a_round(players={}), [])


def test_a_first_answer_after_the_end_does_not_prolong_a_question():
    # It may have been kept: where the bot had yet to hear when the question opened.
    game = a_round()
    assert end_early(game, [a_click(ADA, at=after(4)), a_click(BRUNO, at=after(20.5))]) == game


def test_a_question_never_ends_before_it_was_opened():
    game = end_early(a_round(), [a_click(ADA, at=after(-2)), a_click(BRUNO, at=after(-1))])
    assert ends_at(game) == after(0)


@pytest.mark.parametrize(
    ("answered", "all_there"),
    [([], False), ([ADA], False), ([CARLA], False), ([ADA, BRUNO], True), ([ADA, BRUNO, CARLA], True)],
)
def test_all_are_in_when_those_have_answered_who_were_in_as_the_question_opened(answered, all_there):
    assert all_answered(with_carla(a_round()), answered) is all_there


def test_in_the_lobby_nobody_is_awaited():
    assert not all_answered(a_lobby(), [ADA, BRUNO])


@given(awaited_members, click_lists())
def test_a_question_ends_early_just_when_all_are_in(awaited, clicks):
    game = a_round(players=awaited)
    moved = end_early(game, clicks) != game
    assert not moved or all_answered(game, {click.member_id for click in clicks})


@given(awaited_members, click_lists())
def test_ending_early_never_prolongs_a_question(awaited, clicks):
    assert after(0) <= ends_at(end_early(a_round(players=awaited), clicks)) <= after(SECONDS)


@given(awaited_members, click_lists(), shuffles)
def test_ending_early_changes_nothing_but_the_end_and_does_it_once(awaited, clicks, shuffle):
    game = a_round(players=awaited)
    ended = end_early(game, clicks)
    assert ended.turn is not None
    assert ended.with_turn(replace(ended.turn, closes_at=after(SECONDS))) == game
    assert end_early(ended, shuffled(clicks, shuffle)) == ended


@given(click_lists(latest=SECONDS, members=(ADA, BRUNO)))
def test_ending_early_changes_no_verdict_where_nobody_changes_their_mind(clicks):
    game, clicks = a_round(), first_of_each(clicks)
    ended = end_early(game, clicks)
    assert game.turn is not None
    assert ended.turn is not None
    assert judge(ended.turn, clicks, LIMIT) == judge(game.turn, clicks, LIMIT)


# Verdicts


@given(click_lists(), shuffles)
def test_the_verdicts_do_not_depend_on_the_order_of_the_clicks(clicks, shuffle):
    turn = an_open_turn()
    assert judge(turn, shuffled(clicks, shuffle), LIMIT) == judge(turn, clicks, LIMIT)


@given(click_lists(), st.integers(0, SECONDS), shuffles)
def test_clicks_after_the_end_do_not_count_whenever_they_were_handled(clicks, ends, shuffle):
    turn = an_open_turn(closes_at=after(ends))
    in_time = [click for click in clicks if click.at <= after(ends)]
    assert judge(turn, shuffled(clicks, shuffle), LIMIT) == judge(turn, in_time, LIMIT)


def test_a_change_of_mind_after_the_end_leaves_the_answer_that_was_in_time():
    clicks = [a_click(given="0", at=after(10)), a_click(given="1", at=after(20.001))]
    (verdict,) = judge(an_open_turn(), clicks, LIMIT)
    assert (verdict.given, verdict.right, verdict.elapsed) == ("0", True, taken(10))


def test_a_click_at_the_very_end_counts():
    (verdict,) = judge(an_open_turn(), [a_click(at=after(20))], LIMIT)
    assert verdict.distance == 60_000


def test_a_right_answer_drives_and_a_wrong_one_does_not():
    right, wrong = judge(
        an_open_turn(), [a_click(ADA, "0", after(12.5)), a_click(BRUNO, "1", after(13))], LIMIT
    )
    assert (right.member_id, right.right, right.distance) == (ADA, True, 80_000)
    assert (wrong.member_id, wrong.right, wrong.distance) == (BRUNO, False, 0)


def test_the_quickest_comes_first_whether_right_or_not():
    clicks = [a_click(ADA, "0", after(9)), a_click(BRUNO, "1", after(2)), a_click(CARLA, "0", after(5))]
    assert [verdict.member_id for verdict in judge(an_open_turn(), clicks, LIMIT)] == [BRUNO, CARLA, ADA]


def test_a_click_that_overtook_the_opening_took_no_time():
    (verdict,) = judge(an_open_turn(), [a_click(at=after(-0.2))], LIMIT)
    assert (verdict.elapsed, verdict.distance) == (taken(0), 100_000)


@given(click_lists())
def test_nobody_has_two_verdicts_and_none_goes_beyond_the_leg(clicks):
    verdicts = judge(an_open_turn(), clicks, LIMIT)
    assert len({verdict.member_id for verdict in verdicts}) == len(verdicts)
    for verdict in verdicts:
        assert 0 <= verdict.distance <= 100_000
        assert (verdict.distance > 0) is verdict.right is (verdict.given == "0")
        assert taken(0) <= verdict.elapsed <= LIMIT


# However late a click is handled


def handled(
    game: Round, arriving: Sequence[Click], kept: Iterable[Click] = (), opening: int | None = None
) -> tuple[Round, list[Click]]:
    """The round, and what is kept, after clicks on its first question were handled in this order.

    `opening` is the place among them at which the news of the question's opening at `NOON` comes.
    """
    kept = list(kept)
    for place in range(len(arriving) + 1):
        if place == opening:
            game = end_early(opened(game, 1, after(0)), kept)
        if place == len(arriving) or isinstance(counts_answer(game, 1, arriving[place]), Refusal):
            continue
        click = arriving[place]
        kept.append(click)
        game = replace(game, players={**game.players, click.member_id: f"member {click.member_id}"})
        game = end_early(game, kept)
    return game, kept


def outcome(
    game: Round, arriving: Sequence[Click], kept: Iterable[Click] = (), opening: int | None = None
) -> tuple[datetime, tuple[Verdict, ...]]:
    """When the question ends, and the verdicts, after that."""
    game, kept = handled(game, arriving, kept, opening)
    assert game.turn is not None
    return ends_at(game), judge(game.turn, kept, game.limit)


@given(awaited_members, click_lists(), shuffles)
def test_arrival_changes_no_verdict_and_not_the_end(awaited, clicks, shuffle):
    game = a_round(players=awaited)
    assert outcome(game, shuffled(clicks, shuffle)) == outcome(game, clicks)


def test_not_one_of_all_the_orders_of_arrival_changes_a_verdict():
    clicks = [
        a_click(ADA, "0", after(1)),
        a_click(CARLA, "0", after(1.5)),
        a_click(BRUNO, "0", after(2)),
        a_click(ADA, "1", after(2)),
        a_click(BRUNO, "1", after(2.3)),
        a_click(CARLA, "1", after(2.3)),
    ]
    outcomes = {outcome(a_round(), arriving) for arriving in permutations(clicks)}
    ((end, verdicts),) = outcomes
    assert end == after(2)
    assert [(one.member_id, one.given) for one in verdicts] == [(CARLA, "0"), (ADA, "1"), (BRUNO, "0")]


@given(awaited_members, click_lists(), shuffles)
def test_a_question_ends_when_the_last_of_those_awaited_has_first_answered(awaited, clicks, shuffle):
    in_time = [click for click in clicks if click.at <= after(SECONDS)]
    firsts = {click.member_id: click.at for click in reversed(in_time)}
    there = [firsts.get(member) for member in awaited]
    known = [moment for moment in there if moment is not None]
    end = max(known) if known and len(known) == len(there) else after(SECONDS)
    assert outcome(a_round(players=awaited), shuffled(clicks, shuffle))[0] == end


@given(click_lists(members=(ADA, BRUNO)), shuffles, st.data())
def test_the_verdicts_do_not_depend_on_when_the_bot_hears_that_the_question_opened(clicks, shuffle, data):
    game = a_round(turns=[a_turn()])
    mixed = shuffled(clicks, shuffle)
    opening = data.draw(st.integers(0, len(clicks)))
    assert outcome(game, mixed, opening=opening) == outcome(game, clicks, opening=0)


@given(awaited_members, click_lists(latest=5), click_lists(latest=SECONDS), shuffles)
def test_arrival_changes_no_verdict_after_a_restart(awaited, before, since, shuffle):
    game, kept = handled(a_round(players=awaited), before)
    game = resume(game, after(60), after(5))
    since = [
        replace(click, at=click.at + taken(60), interaction_id=click.interaction_id + (60_000 << 22))
        for click in since
    ]
    assert outcome(game, shuffled(since, shuffle), kept) == outcome(game, since, kept)


def test_a_change_of_mind_that_overtakes_the_last_answer_is_as_late_as_after_it():
    ada, bruno = a_click(ADA, "0", after(1)), a_click(BRUNO, "0", after(2))
    too_late = a_click(ADA, "1", after(2.3))
    end, told = outcome(a_round(), [ada, too_late, bruno])
    assert (end, told) == outcome(a_round(), [ada, bruno, too_late])
    assert [(one.member_id, one.given) for one in told] == [(ADA, "0"), (BRUNO, "0")]


def test_a_latecomer_who_overtakes_the_last_answer_is_as_late_as_after_it():
    ada, bruno = a_click(ADA, at=after(1)), a_click(BRUNO, at=after(2))
    carla = a_click(CARLA, at=after(2.3))
    end, told = outcome(a_round(), [ada, carla, bruno])
    assert (end, told) == outcome(a_round(), [ada, bruno, carla])
    assert [one.member_id for one in told] == [ADA, BRUNO]
