"""A whole round, played in every order that people, the network and a restart can bring about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.core.packs.quiz import Difficulty
from bot.core.refusals import Refusal
from bot.core.trivia.round.acceptance import (
    counts_answer,
    is_open_at,
    may_hint,
    may_skip,
    stores_answer,
    stores_hint,
    stores_skip,
)
from bot.core.trivia.round.hints import hint_from
from bot.core.trivia.round.judging import end_early, judge, standing_hints
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import (
    AT_LEAST_AFTER_RESTART,
    GRACE,
    Click,
    Round,
    RoundState,
    Turn,
    Verdict,
    begin,
    close,
    opened,
    resume,
)
from bot.core.trivia.round.scoring import legs
from bot.core.trivia.round.teams import FEWEST, Mode, Team, balanced, smaller, teams_of_all
from bot.core.trivia.standing.round_standings import Standing, standings, team_standings
from tests.core.builders import NOON, a_lobby, a_turn

COURSE = 1_597_000
SEED = 11
Who = TypeVar("Who", int, Team)

Thing = tuple[str, Press | Click]
"""Something pressed: an answer, a hint asked for, or a vote to skip."""

members = st.integers(1, 5)
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


def handled(game: Round, kept: dict[int, list[Click]], thing: Thing) -> Round:
    """The round after the press was handled, as the bot's services do it; an answer is among the kept."""
    what, press = thing
    here = kept.setdefault(game.number, [])
    if isinstance(press, Click):
        if isinstance(stores_answer(game, game.number, press), Refusal):
            return game
        here.append(press)
        joined = {**game.players, press.member_id: f"member {press.member_id}"}
        teams = teams_of_all(joined, game.teams) if game.mode is Mode.TEAMS else game.teams
        game = replace(game, players=joined, teams=teams)
    elif what == "hint":
        turn = stores_hint(game, press, kept)
        if isinstance(turn, Turn):
            game = replace(game, hints=(*game.hints, hint_from(press, game.seed, turn.asked)))
    elif isinstance(stores_skip(game, press), Turn):
        game = replace(game, skips=(*game.skips, press))
    return end_early(game, here)


class ARound(RuleBasedStateMachine):
    """Plays by the rules of the core alone, as the bot's services do around them."""

    @initialize(
        difficulties=st.lists(st.sampled_from(Difficulty), min_size=1, max_size=5),
        seconds=st.integers(5, 40),
        waiting=st.sets(members, min_size=1, max_size=5),
        lobby=st.sampled_from([False, False, False, True]),
        mode=st.sampled_from(Mode),
    )
    def announce(
        self, difficulties: list[Difficulty], seconds: int, waiting: set[int], *, lobby: bool, mode: Mode
    ) -> None:
        turns = [a_turn(number=n, leg=leg) for n, leg in enumerate(legs(COURSE, difficulties), start=1)]
        players = {member: f"member {member}" for member in waiting}
        teams = teams_of_all(players, {}) if mode is Mode.TEAMS else {}
        self.game = replace(
            a_lobby(players=players, turns=turns, seconds=seconds), mode=mode, teams=teams, seed=SEED
        )
        self.now: datetime = NOON
        self.made = 0
        self.kept: dict[int, list[Click]] = {}
        self.on_their_way: list[tuple[int, Thing]] = []
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
        turn = self.game.turns[number - 1]
        return judge(turn, self.kept.get(number, ()), self.game.limit, self.game.hints)

    def verdicts(self) -> list[Verdict]:
        return [verdict for turn in self.game.turns for verdict in self.judged(turn.number)]

    def mark(self) -> None:
        """From here on, the order in which clicks on this question are handled changes nothing."""
        self.marked = (self.game, {number: tuple(clicks) for number, clicks in self.kept.items()})
        self.offered: list[Thing] = []

    # The lobby

    @precondition(in_lobby)
    @rule(member=members)
    def join(self, member: int) -> None:
        self.game = replace(self.game, players={**self.game.players, member: f"member {member}"})
        if self.game.mode is Mode.TEAMS and member not in self.game.teams:
            side = smaller(self.game.teams)
            self.game = replace(self.game, teams={**self.game.teams, member: side})

    @precondition(lambda self: in_lobby(self) and self.game.mode is Mode.TEAMS)
    @rule(member=members, side=st.sampled_from(Team))
    def choose(self, member: int, side: Team) -> None:
        self.join(member)
        self.game = replace(self.game, teams={**self.game.teams, member: side})

    @precondition(lambda self: in_lobby(self) and self.game.mode is Mode.TEAMS)
    @rule(shares=st.lists(st.integers(0, 10), min_size=5, max_size=5))
    def even_out(self, shares: list[int]) -> None:
        teams = balanced({member: shares[member - 1] / 10 for member in self.game.players})
        self.game = replace(self.game, teams=teams)

    @precondition(in_lobby)
    @rule(member=members)
    def leave(self, member: int) -> None:
        players = {who: name for who, name in self.game.players.items() if who != member}
        teams = {who: side for who, side in self.game.teams.items() if who in players}
        self.game = replace(self.game, players=players, teams=teams)

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
        self.send(("answer", Click(member, given, self.now, self.made)), delayed=delayed)

    @precondition(asking)
    @rule(what=st.sampled_from(["hint", "skip"]), member=members, delayed=st.booleans())
    def press_beside(self, what: str, member: int, *, delayed: bool) -> None:
        self.now += timedelta(milliseconds=1)
        self.made += 1
        self.send((what, Press(member, self.game.number, self.now, self.made)), delayed=delayed)

    @precondition(shown)
    @rule(data=st.data(), member=members)
    def press_what_fell_away(self, data: st.DataObject, member: int) -> None:
        here = self.kept.get(self.game.number, ())
        had = standing_hints(self.turn, here, self.game.hints).get(member)
        if had is None:
            return
        before = self.game
        self.press(member, data.draw(st.sampled_from(had.dropped)), delayed=False)
        assert self.game == before, "what fell away changes nothing"

    def send(self, thing: Thing, *, delayed: bool) -> None:
        self.on_their_way.append((self.game.number, thing))
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
        number, thing = self.on_their_way.pop(place)
        _, press = thing
        if number != self.game.number:
            assert isinstance(is_open_at(self.game, number, press.at), Refusal)
            return
        self.offered.append(thing)
        self.game = handled(self.game, self.kept, thing)

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
        in_order = sorted(self.offered, key=lambda thing: thing[1].interaction_id)
        for arriving in (in_order, in_order[::-1], in_order[1::2] + in_order[::2]):
            game, before = self.marked
            kept = {number: list(clicks) for number, clicks in before.items()}
            for thing in arriving:
                game = handled(game, kept, thing)
            assert game.turn is not None
            assert game.turn == self.turn
            here = kept.get(game.number, ())
            assert judge(game.turn, here, game.limit, game.hints) == self.judged(game.number)

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
        hinted = [one.at for one in self.game.hints if one.number == self.game.number]
        voted = [one.at for one in self.game.skips if one.number == self.game.number]
        return max([self.turn.opened_at or NOON, *resumed, *clicked, *hinted, *voted])

    @precondition(away)
    @rule(member=members, given=answers)
    def press_in_vain(self, member: int, given: str) -> None:
        self.now += timedelta(milliseconds=1)
        self.made += 1
        self.send(("answer", Click(member, given, self.now, self.made)), delayed=True)

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
            assert min(AT_LEAST_AFTER_RESTART, self.game.limit) <= left <= before.reading + self.game.limit
            spent = before.spent(self.gone_at, self.game.limit)
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
            assert isinstance(
                counts_answer(before, turn.number, Click(member, given, self.now, self.made)), Refusal
            )
            beside = Press(member, turn.number, self.now, self.made)
            assert isinstance(may_hint(before, beside, self.kept), Refusal)
            assert isinstance(may_skip(before, beside), Refusal)
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
        there = self.game.players.keys() if self.game.mode is Mode.TEAMS else set()
        assert {line.member_id for line in lines} == {verdict.member_id for verdict in verdicts} | there
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
    def one_rule_says_who_has_won_players_and_teams(self) -> None:
        verdicts = self.verdicts()
        lines = standings(self.game, verdicts)
        sides = team_standings(self.game, verdicts)
        won = {line.member_id for line in lines if line.won}
        if self.game.state is not RoundState.FINISHED:
            assert not won
        elif self.game.mode is Mode.EACH:
            assert won == self.furthest({line.member_id: line.distance for line in lines})
        else:
            played = {verdict.member_id for verdict in verdicts}
            means = {
                side.team: self.mean(side.members, lines)
                for side in sides
                if played.intersection(side.members)
            }
            first = self.furthest(means)
            assert won == {member for side in sides if side.team in first for member in side.members}

    @staticmethod
    def furthest(driven: Mapping[Who, Fraction | int]) -> set[Who]:
        best = max(driven.values(), default=0)
        return {who for who, distance in driven.items() if distance == best > 0} if len(driven) > 1 else set()

    @staticmethod
    def mean(members: Sequence[int], lines: Sequence[Standing]) -> Fraction:
        return Fraction(sum(line.distance for line in lines if line.member_id in members), len(members))

    @invariant()
    def a_team_drives_the_mean_of_all_its_members(self) -> None:
        verdicts = self.verdicts()
        lines = standings(self.game, verdicts)
        for side in team_standings(self.game, verdicts):
            assert side.members
            assert all(self.game.teams[member] is side.team for member in side.members)
            assert side.distance == int(self.mean(side.members, lines))

    @invariant()
    def in_teams_everybody_is_on_one_side_and_a_side_at_play_has_two(self) -> None:
        if self.game.mode is Mode.TEAMS:
            assert self.game.teams.keys() == self.game.players.keys()
            if self.game.number:
                sizes = Counter(self.game.teams.values())
                assert all(sizes[team] >= FEWEST for team in Team)

    @invariant()
    def nobody_has_two_hints_and_a_hinted_answer_is_worth_half(self) -> None:
        stand = Counter(
            member
            for turn in self.game.turns
            for member in standing_hints(turn, self.kept.get(turn.number, ()), self.game.hints)
        )
        assert not stand or max(stand.values()) == 1
        for verdict in self.verdicts():
            if verdict.hinted:
                assert verdict.distance <= self.game.turns[verdict.number - 1].leg / 2

    @invariant()
    def a_skipped_question_counts_for_nobody_and_was_wanted_gone_by_a_majority(self) -> None:
        for turn in self.game.turns:
            if turn.skipped:
                assert self.judged(turn.number) == ()
                wanted = {vote.member_id for vote in self.game.skips if vote.number == turn.number}
                assert turn.awaited is not None
                assert 2 * len(wanted & turn.awaited) > len(turn.awaited)

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
    def a_question_is_never_open_for_longer_than_its_reading_and_its_limit(self) -> None:
        for turn in self.game.turns:
            if turn.opened_at is not None and turn.closes_at is not None:
                since = max([turn.opened_at, *(resumption.at for resumption in turn.resumptions)])
                assert turn.closes_at - since <= turn.reading + self.game.limit

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
