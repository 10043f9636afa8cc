"""Rounds in memory and their rows, through everything that presses, faults and restarts can bring about."""

import asyncio
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from typing_extensions import override

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.library import Library
from bot.core.refusals import Refusal
from bot.core.trivia.round.play import Play
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, RoundState
from bot.core.trivia.round.teams import Mode, Team
from bot.services.trivia.boards import Board, Boards
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults, RoundOptions
from bot.services.trivia.rounds import Trivia
from bot.storage.database import Database
from bot.storage.trips import NotKeptError, Trip
from bot.storage.trivia import plays
from tests.core.builders import NOON, a_chapter, a_pack, a_question

GUILD = 100
CHANNELS = (1, 2)
TABLES = ("answers", "hints", "skips")
Value = TypeVar("Value")

Fact: TypeAlias = Callable[[Play | None], bool]
"""What holds of a round's rows once something was confirmed."""

members = st.integers(1, 5).map(lambda number: Actor(number, f"member {number}", manages_guild=True))
pauses = st.integers(0, 12_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))


@dataclass(frozen=True)
class Wish:
    """What somebody does, whatever it means where the round stands.

    Nothing is drawn by what came of an earlier step: that may depend on which thread was the quicker.
    """

    of: int
    what: int
    member: Actor
    team: Team
    given: str
    ago: timedelta
    finer: timedelta


wishes = st.builds(
    Wish,
    of=st.integers(0, 1),
    what=st.integers(0, 39),
    member=members,
    team=st.sampled_from(Team),
    given=st.sampled_from(["0", "0", "1", "2", "3"]),
    ago=st.integers(0, 2_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds)),
    finer=st.integers(0, 999).map(lambda microseconds: timedelta(microseconds=microseconds)),
)


def library() -> Library:
    """Six questions with four choices each."""
    questions = [a_question(id=f"question-{n}", prompt=f"What of {n}?") for n in range(6)]
    return Library((a_pack(chapters=[a_chapter()], questions=questions),))


@dataclass(frozen=True)
class Step:
    """Something that is asked of the services, of one round."""

    round_id: int
    do: Callable[[], Awaitable[Any]]
    holds: Fact = lambda _: True
    """What the rows say at the moment at which it is confirmed, whatever came together with it."""
    holds_alone: Fact = lambda _: True
    """What they say besides if nothing came together with it."""
    press: tuple[str, int] | None = None
    """The table and the interaction of a press."""


def is_over(play: Play | None) -> bool:
    return play is not None and not play.game.state.running


class BrokenCommit:
    """Python's own connection, whose next commit fails as on a full disk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.is_broken = True

    def commit(self) -> None:
        if self.is_broken:
            self.is_broken = False
            raise sqlite3.OperationalError("database or disk is full")
        self._connection.commit()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class LiveRoundsMachine(RuleBasedStateMachine):
    """Presses, one by one and together, faults of the database, restarts."""

    def __init__(self, empty_database: bytes) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="live-rounds-"))
        self.path = self.folder / "cantastorie.db"
        self.path.write_bytes(empty_database)
        self.outside = sqlite3.connect(self.path)
        self.loop = asyncio.Runner()
        self.library = library()
        self.now = NOON
        self.interactions = count(1)
        self.seeds = count(1)
        self.ids: list[int] = []
        self.confirmed: set[tuple[str, int]] = set()
        self.failed: set[tuple[str, int]] = set()
        self.made: list[Step] = []
        self.ends: dict[int, Board] = {}
        self.broken = False
        self.wake()

    @override
    def teardown(self) -> None:
        with closing(self.loop) as loop:
            loop.run(self.database.close())
        self.outside.close()
        shutil.rmtree(self.folder)

    def wake(self) -> None:
        """Begin as a new process on the same file."""
        self.database = Database.open(self.path)
        self.live = LiveRounds(self.database, self.library)
        self.trivia = Trivia(self.database, self.live)
        defaults = RoundDefaults(questions=3)
        self.lobbies = Lobbies(
            self.database, self.library, self.live, defaults, seed=lambda: next(self.seeds)
        )

    # What is on disk, by a connection of its own

    def on_disk(self, round_id: int) -> Play | None:
        return plays.load(Trip(self.outside), round_id)

    def kept(self, round_id: int) -> Play:
        play = self.on_disk(round_id)
        assert play is not None
        return play

    def running(self) -> list[int]:
        return [one for one in self.ids if self.kept(one).game.state.running]

    def rows(self, query: str, *values: object) -> list[Any]:
        return self.outside.execute(query, values).fetchall()

    # Doing

    def do(self, *steps: Step) -> list[Any]:
        """Ask for all of these at once; what each was told."""

        async def ask(step: Step) -> Any:
            try:
                told = await step.do()
            except NotKeptError as fault:
                return fault
            if told is not None and not isinstance(told, Refusal):
                self.note(step, told, alone=len(steps) == 1)
            return told

        async def ask_all() -> list[Any]:
            return list(await asyncio.gather(*map(ask, steps)))

        before = set(self.presses())
        all_told = self.loop.run(ask_all())
        pressed = [(step.press, told) for step, told in zip(steps, all_told, strict=True) if step.press]
        failed = {press for press, told in pressed if isinstance(told, NotKeptError)}
        # A press that comes too late to count is kept, too, though it is refused.
        taken = {press for press, told in pressed if not isinstance(told, NotKeptError)}
        self.failed = (self.failed | failed) - taken - before
        return all_told

    def note(self, step: Step, told: Any, *, alone: bool) -> None:
        """Something was confirmed: it must be on disk already."""
        play = self.on_disk(step.round_id)
        assert step.holds(play)
        assert not alone or step.holds_alone(play)
        if step.press is not None:
            table, interaction = step.press
            assert self.rows(f"SELECT 1 FROM {table} WHERE interaction_id = ?", interaction)  # noqa: S608
            self.confirmed.add(step.press)
        board = told[1] if isinstance(told, tuple) else told
        if isinstance(board, Board) and not board.game.state.running:
            self.ends[board.game.id] = board

    def moment(self, wish: Wish) -> datetime:
        """When something was pressed that arrives now: to the millisecond, as ids of Discord's say it."""
        self.now += timedelta(milliseconds=1)
        return self.now - wish.ago

    def finer(self, wish: Wish) -> datetime:
        """When Discord, or the bot's own clock, says that something was: finer than rows keep it."""
        return self.moment(wish) + wish.finer

    def steps(self, *asked: Wish) -> list[Step]:
        """Something that somebody may ask of a running round at any time, most often what is usual there."""
        running = self.running()
        lobby = [self.a_joining, self.a_joining, self.a_leaving, self.a_beginning, self.a_choice]
        asking = [self.an_answer, self.an_answer, self.a_hint, self.a_skip, self.a_closing]
        rare = [*lobby, *asking, self.a_balance, self.a_showing, self.a_leaving_out, self.a_stop, self.a_loss]
        rare.append(self.a_departure)
        steps = []
        for wish in asked if running else ():
            round_id = running[wish.of % len(running)]
            usual = lobby if self.kept(round_id).game.state is RoundState.LOBBY else asking
            makers = [*rare, *usual * 5]
            steps.append(makers[wish.what % len(makers)](wish, round_id))
        return steps

    def a_joining(self, wish: Wish, round_id: int) -> Step:
        member, at = wish.member, self.finer(wish)
        return Step(
            round_id,
            lambda: self.lobbies.join(round_id, member, at),
            holds_alone=lambda play: play is not None and member.member_id in play.players,
        )

    def a_leaving(self, wish: Wish, round_id: int) -> Step:
        member = wish.member
        return Step(
            round_id,
            lambda: self.lobbies.leave(round_id, member),
            holds_alone=lambda play: play is not None and member.member_id not in play.players,
        )

    def a_choice(self, wish: Wish, round_id: int) -> Step:
        member, team, at = wish.member, wish.team, self.moment(wish)
        return Step(
            round_id,
            lambda: self.lobbies.choose(round_id, member, team, at),
            holds_alone=lambda play: play is not None and play.players[member.member_id].team is team,
        )

    def a_balance(self, wish: Wish, round_id: int) -> Step:
        # The starter alone may do it; now and then somebody else tries.
        starter_id = self.kept(round_id).game.starter_id
        by = wish.member if wish.given == "3" else Actor(starter_id, "starter")
        return Step(round_id, lambda: self.lobbies.balance(round_id, by))

    def a_beginning(self, wish: Wish, round_id: int) -> Step:
        game, at = self.kept(round_id).game, self.moment(wish)
        by = None if wish.given == "0" else Actor(game.starter_id, f"member {game.starter_id}")
        return Step(
            round_id,
            lambda: self.lobbies.begin(round_id, by, at),
            holds=lambda play: play is not None and play.game.state is not RoundState.LOBBY,
        )

    def a_showing(self, wish: Wish, round_id: int) -> Step:
        number, at = max(self.kept(round_id).game.number, 1), self.finer(wish)
        return Step(
            round_id,
            lambda: self.trivia.shown(round_id, number, at),
            # Together with what begins the round it may come before, and opens nothing.
            holds_alone=lambda play: play is not None and play.game.turns[number - 1].opened_at is not None,
        )

    def an_answer(self, wish: Wish, round_id: int) -> Step:
        number, member = max(self.kept(round_id).game.number, 1), wish.member
        click = Click(member.member_id, wish.given, self.moment(wish), next(self.interactions))
        return Step(
            round_id,
            lambda: self.trivia.answer(round_id, number, member, click),
            holds=lambda play: play is not None and click in play.clicks[number],
            press=("answers", click.interaction_id),
        )

    def a_press(self, wish: Wish, round_id: int) -> Press:
        number, member = max(self.kept(round_id).game.number, 1), wish.member
        return Press(member.member_id, number, self.moment(wish), next(self.interactions))

    def a_hint(self, wish: Wish, round_id: int) -> Step:
        press = self.a_press(wish, round_id)
        return Step(
            round_id, lambda: self.trivia.hint(round_id, press), press=("hints", press.interaction_id)
        )

    def a_skip(self, wish: Wish, round_id: int) -> Step:
        vote = self.a_press(wish, round_id)
        return Step(
            round_id,
            lambda: self.trivia.skip(round_id, vote),
            holds=lambda play: play is not None and vote in play.game.skips,
            press=("skips", vote.interaction_id),
        )

    def a_closing(self, wish: Wish, round_id: int) -> Step:
        number, at = max(self.kept(round_id).game.number, 1), self.finer(wish)
        return Step(
            round_id,
            lambda: self.trivia.close(round_id, number, at),
            holds=lambda play: play is not None and play.game.turns[number - 1].closed,
        )

    def a_leaving_out(self, wish: Wish, round_id: int) -> Step:
        number, at = max(self.kept(round_id).game.number, 1), self.finer(wish)
        return Step(
            round_id,
            lambda: self.trivia.leave_out(round_id, number, at),
            holds=lambda play: play is not None and play.game.turns[number - 1].skipped,
        )

    def a_departure(self, wish: Wish, round_id: int) -> Step:
        """A member is found to have left the server."""
        number, member_id = max(self.kept(round_id).game.number, 1), wish.member.member_id
        at = self.finer(wish)
        return Step(round_id, lambda: self.trivia.gone(round_id, member_id, number, at))

    def a_stop(self, wish: Wish, round_id: int) -> Step:
        channel_id, at = self.kept(round_id).game.channel_id, self.moment(wish)
        return Step(round_id, lambda: self.trivia.stop(channel_id, wish.member, at), holds=is_over)

    def a_loss(self, wish: Wish, round_id: int) -> Step:
        at = self.moment(wish)
        return Step(round_id, lambda: self.trivia.lose(round_id, at), holds=is_over)

    # The rules

    @rule(
        channel=st.sampled_from(CHANNELS),
        starter=members,
        questions=st.integers(1, 4),
        mode=st.sampled_from(Mode),
        board=st.booleans(),
    )
    def open(self, channel: int, starter: Actor, questions: int, mode: Mode, *, board: bool) -> None:
        options = RoundOptions(questions=questions, seconds=20, mode=mode)
        place = Place(GUILD, channel)
        self.opened(partial(self.lobbies.start, place, starter, options, "en"), board=board)

    @rule(of=st.integers(0, 9), channel=st.sampled_from(CHANNELS), starter=members)
    def rematch(self, of: int, channel: int, starter: Actor) -> None:
        over = [one for one in self.ids if one not in self.running()]
        if over:
            before = over[of % len(over)]
            self.opened(partial(self.lobbies.rematch, before, Place(GUILD, channel), starter), board=True)

    def opened(self, start: Callable[[datetime], Awaitable[Board | Refusal]], *, board: bool) -> None:
        self.now += timedelta(seconds=31)
        before = self.rows("SELECT id FROM rounds")
        (told,) = self.do(Step(0, partial(start, self.now)))
        if not isinstance(told, Board):
            assert self.rows("SELECT id FROM rounds") == before
            return
        round_id = told.game.id
        assert self.kept(round_id).game == told.game
        self.ids.append(round_id)
        if board:
            self.do(
                Step(
                    round_id,
                    lambda: self.lobbies.posted(round_id, 1000 + round_id),
                    holds=lambda play: play is not None and play.game.message_id == 1000 + round_id,
                )
            )

    @rule(pause=pauses)
    def wait(self, pause: timedelta) -> None:
        self.now += pause

    @rule(wish=wishes)
    def ask(self, wish: Wish) -> None:
        self.ask_at_once([wish])

    @rule(asked=st.lists(wishes, min_size=2, max_size=8))
    def ask_at_once(self, asked: list[Wish]) -> None:
        steps = self.steps(*asked)
        self.made += steps
        self.do(*steps)

    @rule(which=st.integers(1, 12), twice=st.booleans())
    def ask_again(self, which: int, *, twice: bool) -> None:
        if which <= len(self.made):
            self.do(*[self.made[-which]] * (1 + twice))

    @rule(wish=wishes)
    def play_on(self, wish: Wish) -> None:
        """What the timers do: the lobby is over, a question is shown, its time is up."""
        running = self.running()
        if not running:
            return
        round_id = running[wish.of % len(running)]
        game = self.kept(round_id).game
        if game.state is RoundState.LOBBY:
            for member in (Actor(1, "member 1"), Actor(2, "member 2")):
                self.do(Step(round_id, partial(self.lobbies.join, round_id, member, self.now)))
            self.do(Step(round_id, partial(self.lobbies.begin, round_id, None, self.now)))
        elif game.turn is not None and game.turn.opened_at is None:
            self.do(self.a_showing(wish, round_id))
        else:
            self.now += timedelta(seconds=21)
            self.do(self.a_closing(wish, round_id))

    @rule(how=st.sampled_from(["before", "after", "commit"]))
    def break_the_next_write(self, how: str) -> None:
        if self.broken:
            return
        database: Any = self.database
        write = self.database.write
        self.broken = True

        async def broken(work: Callable[[Trip], Value]) -> Value:
            del database.write
            self.broken = False
            if how == "before":
                raise NotKeptError("the database is locked")

            def failing(trip: Trip) -> Value:
                work(trip)
                raise sqlite3.OperationalError("disk I/O error")

            if how == "commit" and database._writer is not None:
                raw: Any = database._writer._connection
                database._writer._connection = connection = BrokenCommit(raw)
                try:
                    return await write(work)
                finally:
                    assert not connection.is_broken
                    database._writer._connection = raw
            return await write(failing)

        database.write = broken

    @rule(noted=st.booleans(), away=pauses, wish=wishes, early=st.lists(wishes, max_size=2))
    def restart(self, away: timedelta, wish: Wish, early: list[Wish], *, noted: bool) -> None:
        if noted:
            self.do(Step(0, partial(self.trivia.pause, self.now)))
        self.loop.run(self.database.close())
        self.broken = False
        self.now += away + timedelta(milliseconds=1)
        self.wake()
        # A press that comes before the rounds are resumed finds its round too.
        self.do(*self.steps(*early))
        self.do(Step(0, partial(self.trivia.resume, self.finer(wish))))

    # What always holds

    @invariant()
    def nothing_waits(self) -> None:
        assert not self.live._plays._staged
        assert self.live._journal._flush is None

    @invariant()
    def a_running_round_is_in_memory_as_it_is_on_disk_and_one_that_is_over_is_let_go(self) -> None:
        for round_id in self.ids:
            on_disk, in_memory = self.kept(round_id), self.live._plays.kept.get(round_id)
            if on_disk.game.state.running:
                assert in_memory == on_disk
                assert list(in_memory.game.players) == list(on_disk.game.players)
                assert self.live.in_channel(on_disk.game.channel_id) is in_memory
            else:
                assert in_memory is None
        assert len(self.live) == len(self.running())
        assert len(self.live._by_channel) == len(self.live.boards._last.keys() | self.running())

    @invariant()
    def a_board_s_standings_are_those_that_follow_from_the_rows(self) -> None:
        for round_id in self.running():
            board = self.live.boards.of(self.live._plays.kept[round_id])
            fresh = Boards(self.library).of(self.kept(round_id))
            assert (board.standings, board.teams, board.verdicts) == (
                fresh.standings,
                fresh.teams,
                fresh.verdicts,
            )

    def presses(self) -> Iterator[tuple[str, int]]:
        for table in TABLES:
            yield from ((table, row[0]) for row in self.rows(f"SELECT interaction_id FROM {table}"))  # noqa: S608

    @invariant()
    def every_press_is_there_once_if_it_was_confirmed_and_not_if_it_failed(self) -> None:
        there = Counter(self.presses())
        assert not there or max(there.values()) == 1
        assert self.confirmed <= there.keys()
        assert not self.failed & there.keys()

    @invariant()
    def the_results_of_a_round_are_what_its_last_board_says(self) -> None:
        columns = "member_id, distance, right, won"
        for round_id, board in self.ends.items():
            rows = self.rows(f"SELECT {columns} FROM results WHERE round_id = ?", round_id)  # noqa: S608
            says = [(one.member_id, one.distance, one.right, one.won) for one in board.standings]
            assert sorted(rows) == (sorted(says) if board.asked else [])
        summed = self.rows("SELECT sum(distance) FROM results")[0][0] or 0
        assert summed == sum(
            one.distance
            for round_id in self.ids
            if not (play := self.kept(round_id)).game.state.running
            for one in Boards(self.library).of(play).standings
        )


def test_memory_and_rows_agree_whatever_happens(empty_database: bytes) -> None:
    factory: Any = lambda: LiveRoundsMachine(empty_database)  # noqa: E731
    run_state_machine_as_test(
        factory,
        settings=settings(
            deadline=None,
            max_examples=100,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
