"""A whole round, played in every order that people, the network and a restart can bring about."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.core.packs import Difficulty
from bot.core.refusals import Refusal
from bot.core.rounds import (
    AT_LEAST_AFTER_RESTART,
    GRACE,
    Click,
    Round,
    RoundState,
    Turn,
    Verdict,
    accept,
    begin,
    close,
    end_early,
    judge,
    opened,
    resume,
    standings,
)
from bot.core.scoring import legs
from tests.core.builders import NOON, a_lobby, a_turn

COURSE = 1_597_000
members = st.integers(1, 4)
answers = st.sampled_from(["0", "0", "1", "2", "3"])
pauses = st.integers(0, 15_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))


def up(machine: "ARound") -> bool:
    return machine.gone_at is None


def away(machine: "ARound") -> bool:
    return machine.gone_at is not None


def asking(machine: "ARound") -> bool:
    return up(machine) and machine.game.state is RoundState.ASKING


def in_lobby(machine: "ARound") -> bool:
    return up(machine) and machine.game.state is RoundState.LOBBY


def long_running(machine: "ARound") -> bool:
    return up(machine) and machine.game.state.running and machine.made > 8


def unshown(machine: "ARound") -> bool:
    return asking(machine) and machine.turn.opened_at is None


def shown(machine: "ARound") -> bool:
    return asking(machine) and machine.turn.opened_at is not None


def ended(machine: "ARound") -> bool:
    return not machine.game.state.running


def handled(game: Round, kept: list[Click], click: Click) -> Round:
    """The round after the click was handled; it is among the kept where it counts."""
    if isinstance(accept(game, game.number, click), Refusal):
        return game
    kept.append(click)
    players = {**game.players, click.member_id: f"member {click.member_id}"}
    return end_early(replace(game, players=players), kept)


class ARound(RuleBasedStateMachine):
    """Plays by the rules of the core alone, as the bot's services do around them."""

    @initialize(
        difficulties=st.lists(st.sampled_from(Difficulty), min_size=1, max_size=5),
        seconds=st.integers(5, 40),
        waiting=st.sets(members, min_size=1, max_size=3),
        lobby=st.sampled_from([False, False, False, True]),
    )
    def announce(
        self, difficulties: list[Difficulty], seconds: int, waiting: set[int], *, lobby: bool
    ) -> None:
        turns = [a_turn(number=n, leg=leg) for n, leg in enumerate(legs(COURSE, difficulties), start=1)]
        players = {member: f"member {member}" for member in waiting}
        self.game = a_lobby(players=players, turns=turns, seconds=seconds)
        self.now: datetime = NOON
        self.made = 0
        self.kept: dict[int, list[Click]] = {}
        self.on_their_way: list[tuple[int, Click]] = []
        self.settled: dict[int, tuple[Verdict, ...]] = {}
        self.gone_at: datetime | None = None
        self.mark()
        if not lobby:
            self.start(at_once=True)

    @property
    def turn(self) -> Turn:
        assert self.game.turn is not None
        return self.game.turn

    def judged(self, number: int) -> tuple[Verdict, ...]:
        return judge(self.game.turns[number - 1], self.kept.get(number, ()), self.game.limit)

    def verdicts(self) -> list[Verdict]:
        return [verdict for turn in self.game.turns for verdict in self.judged(turn.number)]

    def mark(self) -> None:
        """From here on, the order in which clicks on this question are handled changes nothing."""
        self.marked = (self.game, tuple(self.kept.get(self.game.number, ())))
        self.offered: list[Click] = []

    # The lobby

    @precondition(in_lobby)
    @rule(member=members)
    def join(self, member: int) -> None:
        self.game = replace(self.game, players={**self.game.players, member: f"member {member}"})

    @precondition(in_lobby)
    @rule(member=members)
    def leave(self, member: int) -> None:
        players = {who: name for who, name in self.game.players.items() if who != member}
        self.game = replace(self.game, players=players)

    @precondition(lambda self: in_lobby(self) and self.game.players)
    @rule(at_once=st.booleans())
    def start(self, *, at_once: bool) -> None:
        self.game = begin(self.game)
        if at_once:
            self.show()

    # The questions

    @precondition(unshown)
    @rule()
    def show(self) -> None:
        kept = self.kept.get(self.game.number, ())
        self.game = end_early(opened(self.game, self.game.number, self.now), kept)
        self.mark()

    @rule(pause=pauses)
    def wait(self, pause: timedelta) -> None:
        self.now += pause

    @precondition(asking)
    @rule(member=members, given=answers, delayed=st.booleans())
    def press(self, member: int, given: str, *, delayed: bool) -> None:
        self.now += timedelta(milliseconds=1)
        self.made += 1
        self.on_their_way.append((self.game.number, Click(member, given, self.now, self.made)))
        if not delayed:
            self.handle(len(self.on_their_way) - 1)

    @precondition(shown)
    @rule(data=st.data(), to_the_end=st.booleans())
    def all_press(self, data: st.DataObject, *, to_the_end: bool) -> None:
        for member in tuple(self.game.players):
            self.wait(data.draw(pauses) / 10)
            self.press(member, data.draw(answers), delayed=False)
        if to_the_end:
            self.end_question(at_once=True)

    @precondition(lambda self: up(self) and self.on_their_way)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        self.handle(data.draw(st.integers(0, len(self.on_their_way) - 1)))

    def handle(self, place: int) -> None:
        number, click = self.on_their_way.pop(place)
        if number != self.game.number:
            assert isinstance(accept(self.game, number, click), Refusal)
            return
        self.offered.append(click)
        self.game = handled(self.game, self.kept.setdefault(number, []), click)

    @precondition(shown)
    @rule(at_once=st.booleans())
    def end_question(self, *, at_once: bool) -> None:
        assert self.turn.closes_at is not None
        self.now = max(self.now, self.turn.closes_at + GRACE)
        number = self.game.number
        self.check_that_the_order_does_not_matter()
        self.game = close(self.game, self.kept)
        self.settled[number] = self.judged(number)
        if at_once and self.game.state.running:
            self.show()

    def check_that_the_order_does_not_matter(self) -> None:
        in_order = sorted(self.offered, key=lambda click: click.interaction_id)
        for arriving in (in_order, in_order[::-1]):
            game, before = self.marked
            kept = list(before)
            for click in arriving:
                game = handled(game, kept, click)
            assert game.turn is not None
            assert game.turn == self.turn
            assert judge(game.turn, kept, game.limit) == self.judged(game.number)

    # What comes between

    @precondition(asking)
    @rule(noted=st.booleans())
    def go_away(self, *, noted: bool) -> None:
        """Stop as told, which is noted, or crash: then the last thing that the bot did is known."""
        self.gone_at = self.now if noted else self.last_sign_of_life()
        self.on_their_way.clear()

    def last_sign_of_life(self) -> datetime:
        resumed = [resumption.at for resumption in self.turn.resumptions]
        clicked = [click.at for click in self.kept.get(self.game.number, ())]
        return max([self.turn.opened_at or NOON, *resumed, *clicked])

    @precondition(away)
    @rule(member=members, given=answers)
    def press_in_vain(self, member: int, given: str) -> None:
        self.now += timedelta(milliseconds=1)
        self.made += 1
        self.on_their_way.append((self.game.number, Click(member, given, self.now, self.made)))

    @precondition(away)
    @rule(later=pauses, deaf=st.booleans())
    def come_back(self, later: timedelta, *, deaf: bool) -> None:
        assert self.gone_at is not None
        self.now += later + timedelta(milliseconds=1)
        if deaf:
            self.on_their_way.clear()
        before, moments = self.turn, [click.at for click in self.kept.get(self.game.number, ())]
        self.game = resume(self.game, self.now, self.gone_at)
        for moment in moments:
            assert self.turn.elapsed(moment, self.game.limit) == before.elapsed(moment, self.game.limit)
        if before.closes_at is None or before.closes_at <= self.gone_at:
            assert self.turn == before
        else:
            assert self.turn.closes_at is not None
            left = self.turn.closes_at - self.now
            assert min(AT_LEAST_AFTER_RESTART, self.game.limit) <= left <= self.game.limit
            spent = before.elapsed(self.gone_at, self.game.limit)
            assert left == max(self.game.limit - spent, min(AT_LEAST_AFTER_RESTART, self.game.limit))
        self.gone_at = None
        self.mark()

    @precondition(lambda self: not in_lobby(self))
    @rule()
    def begin_again(self) -> None:
        assert begin(self.game) == self.game

    @rule()
    def open_again(self) -> None:
        for turn in self.game.turns:
            if turn.opened_at is not None:
                assert opened(self.game, turn.number, self.now) == self.game

    @precondition(long_running)
    @rule()
    def stop(self) -> None:
        self.game = replace(self.game, state=RoundState.STOPPED)

    @precondition(ended)
    @rule(member=members, given=answers)
    def press_too_late(self, member: int, given: str) -> None:
        before = self.game
        self.made += 1
        for turn in before.turns:
            assert isinstance(accept(before, turn.number, Click(member, given, self.now, self.made)), Refusal)
        assert close(before, self.kept) == before

    # What always holds

    @invariant()
    def no_answer_counts_twice(self) -> None:
        counted = Counter((verdict.number, verdict.member_id) for verdict in self.verdicts())
        assert not counted or max(counted.values()) == 1

    @invariant()
    def nobody_drives_without_an_answer(self) -> None:
        pressed = {(n, click.member_id, click.given) for n, clicks in self.kept.items() for click in clicks}
        for verdict in self.verdicts():
            assert (verdict.number, verdict.member_id, verdict.given) in pressed
            assert verdict.right is (verdict.given == "0")
            assert verdict.right or verdict.distance == 0

    @invariant()
    def a_standing_is_the_sum_of_its_verdicts(self) -> None:
        verdicts = self.verdicts()
        lines = standings(self.game, verdicts)
        assert {line.member_id for line in lines} == {verdict.member_id for verdict in verdicts}
        for line in lines:
            own = [verdict.distance for verdict in verdicts if verdict.member_id == line.member_id]
            assert (line.distance, line.answered) == (sum(own), len(own))

    @invariant()
    def nobody_drives_beyond_the_course(self) -> None:
        assert all(0 <= line.distance <= COURSE for line in standings(self.game, self.verdicts()))

    @invariant()
    def a_round_is_won_only_when_it_was_finished_and_contested(self) -> None:
        lines = standings(self.game, self.verdicts())
        if any(line.won for line in lines):
            assert self.game.state is RoundState.FINISHED
            assert len(lines) > 1

    @invariant()
    def who_answered_is_a_player(self) -> None:
        assert {verdict.member_id for verdict in self.verdicts()} <= self.game.players.keys()

    @invariant()
    def a_settled_verdict_stays(self) -> None:
        assert all(self.judged(number) == settled for number, settled in self.settled.items())

    @invariant()
    def the_questions_before_the_one_on_the_board_are_closed_and_those_after_it_unopened(self) -> None:
        for turn in self.game.turns:
            assert turn.closed or turn.number >= self.game.number
            assert turn.opened_at is None or turn.number <= self.game.number

    @invariant()
    def a_question_is_never_open_for_longer_than_its_limit_from_its_opening_or_the_last_restart(self) -> None:
        for turn in self.game.turns:
            if turn.opened_at is not None and turn.closes_at is not None:
                since = max([turn.opened_at, *(resumption.at for resumption in turn.resumptions)])
                assert turn.closes_at - since <= self.game.limit

    @invariant()
    def no_answer_took_less_than_no_time_or_more_than_the_limit(self) -> None:
        assert all(timedelta() <= verdict.elapsed <= self.game.limit for verdict in self.verdicts())

    @invariant()
    def only_an_opened_question_awaits_anybody_and_only_players(self) -> None:
        for turn in self.game.turns:
            assert (turn.awaited is None) is (turn.opened_at is None)
            assert turn.awaited is None or turn.awaited <= self.game.players.keys()

    @invariant()
    def a_round_is_abandoned_only_where_more_questions_would_have_come(self) -> None:
        if self.game.state is RoundState.ABANDONED:
            assert self.game.number < len(self.game.turns)


TestARound = ARound.TestCase
TestARound.settings = settings(deadline=None, max_examples=80, stateful_step_count=60)
