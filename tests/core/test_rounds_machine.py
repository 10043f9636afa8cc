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
    GRACE,
    Click,
    RoundState,
    Verdict,
    accept,
    begin,
    close,
    end_early,
    final_answers,
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


def asking(machine: "ARound") -> bool:
    return machine.game.state is RoundState.ASKING


def in_lobby(machine: "ARound") -> bool:
    return machine.game.state is RoundState.LOBBY


def long_running(machine: "ARound") -> bool:
    return machine.game.state.running and machine.made > 8


def unshown(machine: "ARound") -> bool:
    return asking(machine) and machine.turn.opened_at is None


def shown(machine: "ARound") -> bool:
    return asking(machine) and machine.turn.opened_at is not None


def ended(machine: "ARound") -> bool:
    return not machine.game.state.running


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
        if not lobby:
            self.start(at_once=True)

    @property
    def turn(self):
        assert self.game.turn is not None
        return self.game.turn

    def judged(self, number: int) -> tuple[Verdict, ...]:
        return judge(self.game.turns[number - 1], self.kept.get(number, ()), self.game.limit)

    def verdicts(self) -> list[Verdict]:
        return [verdict for turn in self.game.turns for verdict in self.judged(turn.number)]

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
        self.game = opened(self.game, self.game.number, self.now)

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

    @precondition(lambda self: self.on_their_way)
    @rule(data=st.data())
    def arrive(self, data: st.DataObject) -> None:
        self.handle(data.draw(st.integers(0, len(self.on_their_way) - 1)))

    def handle(self, place: int) -> None:
        number, click = self.on_their_way.pop(place)
        if isinstance(accept(self.game, number, click), Refusal):
            return
        kept = self.kept.setdefault(number, [])
        kept.append(click)
        players = self.game.players
        if click.member_id not in players:
            self.game = replace(self.game, players={**players, click.member_id: f"member {click.member_id}"})
        self.game = end_early(self.game, final_answers(kept))

    @precondition(shown)
    @rule(at_once=st.booleans())
    def end_question(self, *, at_once: bool) -> None:
        assert self.turn.closes_at is not None
        self.now = max(self.now, self.turn.closes_at + GRACE)
        number = self.game.number
        self.game = close(self.game, self.kept)
        self.settled[number] = self.judged(number)
        if at_once and self.game.state.running:
            self.show()

    # What comes between

    @precondition(asking)
    @rule(away=pauses)
    def restart(self, away: timedelta) -> None:
        self.now += away
        self.on_their_way.clear()
        self.game = resume(self.game, self.now)

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
                assert (
                    turn.closes_at - max(turn.opened_at, turn.resumed_at or turn.opened_at) <= self.game.limit
                )


TestARound = ARound.TestCase
TestARound.settings = settings(deadline=None, max_examples=80, stateful_step_count=60)
