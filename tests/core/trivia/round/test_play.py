"""What each event makes of a round: once, and in whatever order they arrive."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round import play as rules
from bot.core.trivia.round.hints import Hint
from bot.core.trivia.round.judging import judge
from bot.core.trivia.round.play import Play, Player
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import SILENT_QUESTIONS, Click, RoundState, Turn
from bot.core.trivia.round.teams import Mode, Team
from tests.core.builders import ADA, BRUNO, CARLA, DINO, NOON, a_click, a_lobby, a_press, a_turn, after

Event = Callable[[Play], Play]
QUICK, LATE = 5, 6
"""Members who never joined the lobby."""


def a_play(*members: int, mode: Mode = Mode.EACH, questions: int = 3) -> Play:
    """A round in its lobby, which these joined one second after the other."""
    turns = tuple(a_turn(number=number) for number in range(1, questions + 1))
    play = rules.assembled(a_lobby(mode=mode, turns=turns), {}, {})
    for seconds, member_id in enumerate(members):
        play = went(rules.join(play, member_id, f"member {member_id}", after(seconds - 60)))
    return play


def begun(*members: int, mode: Mode = Mode.EACH, questions: int = 3) -> Play:
    """The same after its lobby, before it is known when its first question was shown."""
    return went(rules.begin(a_play(*(members or (ADA, BRUNO)), mode=mode, questions=questions), NOON))


def shown(*members: int, mode: Mode = Mode.EACH, questions: int = 3) -> Play:
    """The same with its first question open since `NOON`."""
    return rules.opened(begun(*members, mode=mode, questions=questions), 1, NOON)


def went(outcome: Play | Refusal) -> Play:
    assert isinstance(outcome, Play), outcome
    return outcome


def refused(outcome: object) -> Reason:
    assert isinstance(outcome, Refusal), outcome
    return outcome.reason


def answered(play: Play, click: Click, number: int = 1) -> Play:
    return rules.answer(play, number, f"member {click.member_id}", click)


# The order of arrival


def answers_in(press: tuple[str, int, str, int, int]) -> Event:
    what, member_id, choice, milliseconds, interaction_id = press
    at = NOON + timedelta(milliseconds=milliseconds)
    if what == "answer":
        return lambda play: answered(play, Click(member_id, choice, at, interaction_id))
    asked = Press(member_id, 1, at, interaction_id)
    if what == "hint":
        return lambda play: rules.ask_hint(play, asked)[0]
    return lambda play: rules.vote_skip(play, asked)[0]


@st.composite
def presses(draw: st.DrawFn) -> list[tuple[str, int, str, int, int]]:
    """Answers, hints and votes on the first question, each an interaction of its own."""
    # Who never joined the lobby can only answer.
    by_players = st.tuples(st.sampled_from(["answer", "hint", "skip"]), st.integers(ADA, DINO))
    by_others = st.tuples(st.just("answer"), st.sampled_from([QUICK, LATE]))
    made = draw(st.lists(st.one_of(by_players, by_players, by_others), max_size=9))
    times = draw(st.lists(st.integers(0, 20_000), min_size=len(made), max_size=len(made)))
    return [
        (what, member_id, draw(st.sampled_from("0123")), milliseconds, interaction_id)
        for interaction_id, ((what, member_id), milliseconds) in enumerate(zip(made, times, strict=True))
    ]


def after_all(play: Play, events: list[Event]) -> Play:
    for event in events:
        play = event(play)
    return play


@given(made=presses(), data=st.data(), mode=st.sampled_from(Mode))
def test_the_order_in_which_presses_arrive_changes_nothing(
    made: list[tuple[str, int, str, int, int]], data: st.DataObject, mode: Mode
) -> None:
    play = begun(ADA, BRUNO, CARLA, DINO, mode=mode)
    # Also whenever it becomes known when the question was shown.
    events = [*map(answers_in, made), lambda play: rules.opened(play, 1, NOON)]
    in_order = after_all(play, events)
    other = after_all(play, data.draw(st.permutations(events)))
    assert other == in_order
    assert rules.close(other, 1, after(21)) == rules.close(in_order, 1, after(21))


@pytest.mark.parametrize("ask", [rules.ask_hint, rules.vote_skip])
def test_who_joins_by_an_answer_gets_neither_hint_nor_vote_whenever_the_opening_becomes_known(
    ask: Callable[[Play, Press], tuple[Play, object]],
) -> None:
    events: list[Event] = [
        lambda play: rules.opened(play, 1, NOON),
        lambda play: ask(play, a_press(QUICK, at=after(1)))[0],
        lambda play: answered(play, a_click(QUICK, at=after(2))),
    ]
    outcomes = []
    for order in permutations(events):
        closed = rules.close(after_all(begun(ADA), list(order)), 1, after(21))
        outcomes.append((closed.judged, closed.game.turns))
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(made=presses(), data=st.data(), mode=st.sampled_from(Mode))
def test_presses_that_are_delivered_again_change_nothing(
    made: list[tuple[str, int, str, int, int]], data: st.DataObject, mode: Mode
) -> None:
    events = list(map(answers_in, made))
    once = after_all(shown(ADA, BRUNO, CARLA, DINO, mode=mode), events)
    again = data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else []
    assert after_all(once, again) == once


@given(made=presses(), mode=st.sampled_from(Mode))
@example(made=[], mode=Mode.TEAMS)
def test_a_round_put_together_from_its_parts_is_the_round(
    made: list[tuple[str, int, str, int, int]], mode: Mode
) -> None:
    play = after_all(shown(ADA, BRUNO, CARLA, DINO, mode=mode), list(map(answers_in, made)))
    for value in (play, rules.close(play, 1, after(21)), rules.end(play, RoundState.STOPPED, after(21))):
        game = value.game
        hints = [Press(one.member_id, one.number, one.at, one.interaction_id) for one in game.hints]
        players = dict(reversed(list(value.players.items())))
        clicks = {number: given[::-1] for number, given in value.clicks.items()}
        assert rules.assembled(game, players, clicks, hints[::-1], game.skips[::-1]) == value


# The lobby


def test_who_joins_again_keeps_the_place_and_takes_the_name_last_seen() -> None:
    play = a_play(BRUNO, ADA)
    play = went(rules.join(play, BRUNO, "Brunetto", after(0)))
    assert list(play.game.players.items()) == [(BRUNO, "Brunetto"), (ADA, "member 1")]
    assert went(rules.join(play, BRUNO, "Brunetto", after(0))) == play


def test_two_who_join_at_one_moment_stand_in_the_order_of_their_ids() -> None:
    for order in ((ADA, BRUNO), (BRUNO, ADA)):
        play = a_play()
        for member_id in order:
            play = went(rules.join(play, member_id, "somebody", NOON))
        assert list(play.game.players) == [ADA, BRUNO]


def test_in_teams_who_joins_without_a_choice_comes_to_the_smaller_and_stays() -> None:
    play = a_play(ADA, BRUNO, mode=Mode.TEAMS)
    assert play.game.teams == {ADA: Team.RED, BRUNO: Team.SILVER}
    chosen = went(rules.join(play, ADA, "Ada", NOON, Team.SILVER))
    again = went(rules.join(chosen, ADA, "Ada", NOON))
    assert again.game.teams == {ADA: Team.SILVER, BRUNO: Team.SILVER}
    assert rules.teams_too_small(again) == Refusal.because(Reason.TEAM_TOO_SMALL, team=Team.RED)
    assert rules.teams_too_small(a_play(ADA)) is None


def test_a_team_is_chosen_in_teams_alone() -> None:
    assert refused(rules.join(a_play(), ADA, "Ada", NOON, Team.RED)) is Reason.NOT_IN_TEAMS
    assert refused(rules.may_balance(a_play(), ADA)) is Reason.NOT_IN_TEAMS


def test_who_leaves_is_out_and_who_was_not_in_changes_nothing() -> None:
    play = a_play(ADA, BRUNO)
    assert list(went(rules.leave(play, ADA)).players) == [BRUNO]
    assert rules.leave(play, CARLA) is play


def test_players_are_put_on_their_teams_and_others_stay_where_they_are() -> None:
    play = a_play(ADA, BRUNO, mode=Mode.TEAMS)
    moved = went(rules.assign(play, {ADA: Team.SILVER, CARLA: Team.RED}))
    assert moved.game.teams == {ADA: Team.SILVER, BRUNO: Team.SILVER}
    assert went(rules.assign(moved, {ADA: Team.SILVER})) == moved


def test_the_starter_alone_begins_and_makes_teams_even() -> None:
    play = a_play(ADA, BRUNO, mode=Mode.TEAMS)
    assert rules.may_begin(play, ADA) is rules.may_balance(play, ADA) is None
    for told in (rules.may_begin(play, BRUNO), rules.may_balance(play, BRUNO)):
        assert told == Refusal.because(Reason.NOT_STARTER, starter=ADA)


def test_a_lobby_that_nobody_joined_is_cancelled() -> None:
    play = went(rules.begin(a_play(), after(5)))
    assert (play.game.state, play.ended_at) == (RoundState.CANCELLED, after(5))


@pytest.mark.parametrize(
    ("play", "reason"),
    [
        pytest.param(shown(), Reason.LOBBY_OVER, id="asking"),
        pytest.param(rules.end(shown(), RoundState.STOPPED, NOON), Reason.ROUND_OVER, id="over"),
    ],
)
def test_after_the_lobby_nothing_of_it_is_possible(play: Play, reason: Reason) -> None:
    outcomes = [
        rules.join(play, CARLA, "Carla", NOON),
        rules.leave(play, ADA),
        rules.assign(play, {ADA: Team.RED}),
        rules.may_begin(play, ADA),
        rules.may_balance(play, ADA),
        rules.begin(play, NOON),
    ]
    assert [refused(outcome) for outcome in outcomes] == [reason] * 6


# The question on the board


def test_a_question_opens_once_and_only_the_one_on_the_board() -> None:
    play = shown()
    assert rules.opened(play, 1, after(5)) == play
    assert rules.opened(play, 2, after(5)) is play
    lobby = a_play(ADA)
    assert rules.opened(lobby, 1, after(5)) is lobby


def test_times_are_kept_in_whole_milliseconds() -> None:
    finer = timedelta(microseconds=999)
    play = went(rules.join(a_play(ADA), BRUNO, "Bruno", after(-1) + finer))
    assert play.players[BRUNO].joined_at == after(-1)
    play = rules.opened(went(rules.begin(play, NOON)), 1, NOON + finer)
    assert play.game.turns[0].opened_at == NOON
    turn = rules.resume(play, after(60) + finer, after(5) + finer).game.turns[0]
    assert (turn.closes_at, turn.resumptions[0].at) == (after(80), after(60))


def test_an_answer_is_kept_with_its_member_who_joins_by_it() -> None:
    play = answered(shown(), a_click(CARLA, at=after(3)))
    assert play.clicks == {1: (a_click(CARLA, at=after(3)),)}
    assert play.players[CARLA] == Player("member 3", after(3))
    assert play.game.turns[0].awaited == frozenset({ADA, BRUNO})


def test_who_joined_by_an_answer_has_joined_at_the_first_of_them() -> None:
    play = shown()
    for seconds in (5, 3, 4):
        play = answered(play, a_click(CARLA, at=after(seconds)))
    assert play.players[CARLA].joined_at == after(3)
    assert [click.at for click in play.clicks[1]] == [after(3), after(4), after(5)]


def test_an_answer_does_not_take_a_player_s_team_and_brings_their_newest_name() -> None:
    play = a_play(ADA, BRUNO, CARLA, DINO, mode=Mode.TEAMS)
    play = rules.opened(went(rules.begin(play, NOON)), 1, NOON)
    before = play.players[ADA]
    after_it = rules.answer(play, 1, "Ada anew", a_click())
    assert after_it.players == {**play.players, ADA: replace(before, name="Ada anew")}
    assert after_it.game.players[ADA] == "Ada anew"


def test_the_name_of_the_latest_press_holds_in_whatever_order_they_arrive() -> None:
    presses = [
        (name, a_click(at=after(at), interaction_id=at))
        for at, name in ((1, "Ada"), (2, "A."), (3, "Ada B."))
    ]
    for order in permutations(presses):
        play = shown()
        for name, click in order:
            play = rules.answer(play, 1, name, click)
        assert play.players[ADA].name == "Ada B."


def test_an_answer_under_the_same_name_leaves_the_players_as_they_are() -> None:
    play = shown()
    assert rules.answer(play, 1, play.players[ADA].name, a_click()).players is play.players


@pytest.mark.parametrize(
    "click",
    [
        pytest.param(a_click(given="9"), id="no choice"),
        pytest.param(a_click(at=after(25.001)), id="after the time was up"),
    ],
)
def test_an_answer_that_cannot_count_is_not_kept(click: Click) -> None:
    play = shown()
    assert answered(play, click) is play
    assert isinstance(rules.answered(play, 1, click), Refusal)


def test_an_answer_after_the_question_has_ended_early_is_kept_and_does_not_count() -> None:
    play = answered(answered(shown(), a_click(ADA, at=after(1))), a_click(BRUNO, at=after(2)))
    assert play.game.turns[0].closes_at == after(2)
    late = a_click(CARLA, at=after(3))
    play = answered(play, late)
    assert late in play.clicks[1]
    assert refused(rules.answered(play, 1, late)) is Reason.TOO_LATE
    assert [one.member_id for one in rules.close(play, 1, after(21)).judged[1]] == [ADA, BRUNO]


def test_an_answer_that_was_not_kept_does_not_count_either() -> None:
    # It was handled in the lobby, together with what began the round.
    early = a_click()
    assert answered(a_play(ADA), early) == a_play(ADA)
    assert refused(rules.answered(shown(), 1, early)) is Reason.QUESTION_OVER
    assert isinstance(rules.answered(answered(shown(), early), 1, early), Turn)


def test_a_hint_is_given_once_and_told_again() -> None:
    play, hint = rules.ask_hint(shown(), a_press())
    assert isinstance(hint, Hint)
    assert play.game.hints == (hint,)
    later, again = rules.ask_hint(play, a_press(at=after(5)))
    assert isinstance(again, Hint)
    assert again.dropped == hint.dropped
    assert rules.ask_hint(later, a_press()) == (later, hint)


def test_a_hint_after_an_answer_is_refused_yet_kept_for_the_answer_may_be_the_later_one() -> None:
    play = answered(shown(), a_click(at=after(1)))
    play, told = rules.ask_hint(play, a_press(at=after(2)))
    assert refused(told) is Reason.HINT_TOO_LATE
    assert len(play.game.hints) == 1


def test_a_vote_to_skip_is_taken_back_by_the_next_and_a_majority_ends_the_question() -> None:
    play = shown(ADA, BRUNO, CARLA)
    for seconds in (1, 2, 3):
        play, told = rules.vote_skip(play, a_press(ADA, at=after(seconds)))
        assert told is None
    assert not play.game.turns[0].skipped
    play, _ = rules.vote_skip(play, a_press(BRUNO, at=after(4)))
    assert (play.game.turns[0].skipped, play.game.turns[0].closes_at) == (True, after(4))
    closed = rules.close(play, 1, after(5))
    assert closed.judged == {1: ()}


def test_who_is_not_in_neither_skips_nor_is_given_a_hint() -> None:
    play = shown()
    hinted, told = rules.ask_hint(play, a_press(CARLA))
    skipped, why = rules.vote_skip(play, a_press(CARLA))
    assert (refused(told), refused(why)) == (Reason.NOT_IN, Reason.NOT_IN)
    assert hinted is skipped is play


# What comes after


def test_a_question_is_closed_once_with_its_verdicts() -> None:
    play = answered(shown(), a_click())
    closed = rules.close(play, 1, after(21))
    assert (closed.game.number, closed.game.turns[0].closed) == (2, True)
    turn = closed.game.turns[0]
    assert closed.judged == {1: judge(turn, play.clicks[1], closed.game.limit, closed.game.hints)}
    assert rules.close(closed, 1, after(22)) is closed
    assert rules.leave_out(closed, 1, after(22)) is closed


def test_verdicts_that_were_given_stay() -> None:
    play = rules.close(answered(shown(), a_click()), 1, after(21))
    later = rules.opened(play, 2, after(30))
    assert answered(later, a_click(BRUNO, at=after(31)), number=2).judged is play.judged
    assert answered(later, a_click(BRUNO, at=after(5)), number=1) is later


def test_a_question_that_is_left_out_counts_for_nobody() -> None:
    play = rules.leave_out(answered(shown(), a_click()), 1, after(3))
    assert (play.game.number, play.judged) == (2, {1: ()})


@pytest.mark.parametrize("last_step", [rules.close, rules.leave_out])
def test_a_round_ends_with_its_last_question(last_step: Callable[[Play, int, datetime], Play]) -> None:
    play = last_step(shown(questions=1), 1, after(21))
    assert (play.game.state, play.ended_at) == (RoundState.FINISHED, after(21))


def test_a_round_that_nobody_answers_is_abandoned() -> None:
    play = begun(questions=SILENT_QUESTIONS + 1)
    for number in range(1, SILENT_QUESTIONS + 1):
        play = rules.close(rules.opened(play, number, after(number * 30)), number, after(number * 30 + 21))
    assert play.game.state is RoundState.ABANDONED


@pytest.mark.parametrize("play", [a_play(ADA), begun(), shown()], ids=["lobby", "unshown", "asking"])
def test_a_round_is_ended_from_outside_once(play: Play) -> None:
    ended = rules.end(play, RoundState.STOPPED, after(5))
    assert (ended.game.state, ended.ended_at) == (RoundState.STOPPED, after(5))
    assert rules.end(ended, RoundState.LOST, after(6)) is ended


def test_after_its_end_no_press_changes_a_round() -> None:
    play = rules.end(answered(shown(), a_click()), RoundState.STOPPED, after(5))
    presses_made: list[Event] = [
        lambda play: answered(play, a_click(BRUNO)),
        lambda play: rules.ask_hint(play, a_press(BRUNO))[0],
        lambda play: rules.vote_skip(play, a_press(BRUNO))[0],
        lambda play: rules.close(play, 1, after(6)),
        lambda play: rules.leave_out(play, 1, after(6)),
        lambda play: rules.opened(play, 1, after(6)),
    ]
    assert all(event(play) is play for event in presses_made)


def test_a_round_that_was_resumed_awaits_and_counts_as_before() -> None:
    play = answered(shown(), a_click(at=after(2)))
    back = rules.resume(play, after(100), after(5))
    assert back.game.turns[0].closes_at == after(120)
    assert back.game.turns[0].awaited == frozenset({ADA, BRUNO})
    assert rules.close(back, 1, after(121)).judged == rules.close(play, 1, after(26)).judged


def test_a_message_is_noted_and_nothing_else() -> None:
    play = a_play(ADA)
    assert rules.posted(play, 5).game.message_id == 5
    assert rules.posted(rules.posted(play, 5), 300) == rules.posted(play, 300)


# Who has left the server


def second(*members: int, mode: Mode = Mode.EACH) -> Play:
    """The second question is open since a second; nobody but Ada has answered the first."""
    play = answered(shown(*(members or (ADA, BRUNO)), mode=mode), a_click(ADA, at=after(1)))
    return rules.opened(rules.close(play, 1, after(30)), 2, after(31))


def test_a_member_who_has_left_is_waited_for_no_more() -> None:
    play = answered(second(), a_click(ADA, at=after(33)), number=2)
    play = rules.gone(play, BRUNO, 2, after(34))
    assert play.game.turns[1].closes_at == after(34)
    play = rules.opened(rules.close(play, 2, after(35)), 3, after(36))
    assert play.game.turns[2].awaited == frozenset({ADA})
    assert answered(play, a_click(ADA, at=after(37)), number=3).game.turns[2].closes_at == after(37)


def test_until_a_member_is_found_gone_the_others_may_change_their_answers() -> None:
    play = answered(second(), a_click(ADA, "1", at=after(33)), number=2)
    play = answered(play, a_click(ADA, "0", at=after(35)), number=2)
    play = rules.close(rules.gone(play, BRUNO, 2, after(36)), 2, after(37))
    assert [verdict.given for verdict in play.judged[2]] == ["0"]


def test_a_question_goes_on_for_those_who_are_there() -> None:
    play = rules.gone(second(ADA, BRUNO, CARLA), BRUNO, 2, after(34))
    assert play.game.turns[1].closes_at == second(ADA, BRUNO, CARLA).game.turns[1].closes_at


def test_a_member_who_answers_after_all_is_there() -> None:
    play = answered(second(), a_click(BRUNO, at=after(33)), number=2)
    assert rules.gone(play, BRUNO, 2, after(34)) is play


@pytest.mark.parametrize("number", [1, 3])
def test_nobody_is_found_gone_during_a_question_that_is_not_open(number: int) -> None:
    play = second()
    assert rules.gone(play, BRUNO, number, after(34)) is play


@pytest.mark.parametrize(
    "press",
    [
        lambda play: answered(play, a_click(BRUNO, at=after(40)), number=2),
        lambda play: rules.ask_hint(play, a_press(BRUNO, number=2, at=after(40)))[0],
        lambda play: rules.vote_skip(play, a_press(BRUNO, number=2, at=after(40)))[0],
    ],
    ids=["answer", "hint", "skip"],
)
def test_a_member_who_comes_back_is_waited_for_again(press: Event) -> None:
    play = press(rules.gone(second(), BRUNO, 2, after(34)))
    assert play.game.turns[1].awaited == frozenset({ADA, BRUNO})
    assert play.players[BRUNO].gone is None


def test_a_late_answer_to_an_earlier_question_brings_nobody_back() -> None:
    play = answered(rules.gone(second(), BRUNO, 2, after(34)), a_click(BRUNO, at=after(5)), number=1)
    assert play.players[BRUNO].gone is not None


def test_a_member_who_has_left_keeps_name_team_and_place() -> None:
    play = second(ADA, BRUNO, CARLA, DINO, mode=Mode.TEAMS)
    left = rules.gone(play, BRUNO, 2, after(34))
    assert (left.game.players, left.game.teams) == (play.game.players, play.game.teams)
