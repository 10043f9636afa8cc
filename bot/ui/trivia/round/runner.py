"""Drives the running rounds and votes: arms their timers, writes their messages.

What a round is stands in the database; here is only what a process needs to move it on: a timer to its
deadline, the interaction whose token edits its message outside the bot's rate limit, and how many
updates of its message are on their way. All of it is rebuilt at a start.
"""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.rounds import GRACE, Round, RoundState
from bot.services.trivia.boards import Board
from bot.services.trivia.lobbies import Lobbies
from bot.services.trivia.rounds import Trivia
from bot.ui.interactions import Interaction
from bot.ui.messages import FAILURES, Loss, Message, MessageGoneError
from bot.ui.pictures import Easel, Hanging, PictureMissingError
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

IN_FLIGHT = timedelta(milliseconds=50)
"""How soon a closing looks again for updates that are on their way."""

LONGEST_FLIGHT = timedelta(seconds=3)
"""Discord takes no first response after this, so no update can land later."""

BUSY = 20
"""More clicks a second than this are acknowledged silently and shown in one update."""

RETRY = timedelta(seconds=5)
MOST_RETRIES = 12

Draw = Callable[[Board], Hanging]

Farewell = Callable[[Board, Loss, Message], Awaitable[None]]
"""What is said where a round has lost its board."""


@dataclass(slots=True)
class _Seat:
    """A running round in this process."""

    message: Message
    number: int = 0
    ending: bool = False
    """Whether the question on the board has ended: its last updates land, new ones are not sent."""
    ends_early: bool = False
    """Whether that is because all have answered or a majority has skipped it."""
    in_flight: int = 0
    waited: timedelta = timedelta()
    recent: deque[datetime] = field(default_factory=deque)
    stale: bool = False
    failures: int = 0


class Runner:
    """One a process."""

    def __init__(
        self,
        lobbies: Lobbies,
        trivia: Trivia,
        draw: Draw,
        easel: Easel,
        fetch: Callable[[Round], Message],
        farewell: Farewell,
    ) -> None:
        """Take the rules, how a board looks, who hangs pictures, how to reach a message without a token, and
        what is said where a board is lost.
        """
        self._lobbies = lobbies
        self._trivia = trivia
        self._draw = draw
        self._easel = easel
        self._fetch = fetch
        self._farewell = farewell
        self._seats: dict[int, _Seat] = {}
        self._timers = Timers(log)

    async def resume(self) -> None:
        """Take up every round that ran when the bot last stopped, and show each end that was not shown."""
        now = discord.utils.utcnow()
        unshown = await self._trivia.unshown(now)
        for board in await self._trivia.resume(now):
            game = board.game
            if game.message_id is None:
                # It stopped between opening the lobby and showing it; nobody has seen the round.
                await self._trivia.lose(game.id, now)
                continue
            self._seats[game.id] = _Seat(self._fetch(game), number=game.number)
            if game.state is RoundState.LOBBY:
                self._arm_lobby(game, now)
            else:
                self._timers.start(partial(self._show, board), board.game.id)
        for board in unshown:
            self._seats[board.game.id] = _Seat(self._fetch(board.game), number=board.game.number)
            self._timers.start(partial(self._show, board), board.game.id)

    def open(self, board: Board, message: Message) -> None:
        """Take on a round whose lobby was just shown."""
        self._seats[board.game.id] = _Seat(message)
        self._arm_lobby(board.game, discord.utils.utcnow())
        self._easel.prepare(self._draw(board).following)

    def hanging(self, board: Board) -> Hanging:
        """The board as it is to be sent: a question that opens with this write shows when it will close."""
        game = board.game
        if game.turn is not None and game.turn.opened_at is None and game.state is RoundState.ASKING:
            board = replace(board, game=rules.opened(game, game.number, discord.utils.utcnow()))
        return self._draw(board)

    async def begin(self, board: Board) -> None:
        """Show the first question by the runner's own write, where no press can be answered with it."""
        # The lobby's own timer has nothing to begin any more.
        self._timers.cancel(board.game.id)
        await self._show_landed(board)

    async def began(self, board: Board, shown_at: datetime, *, late: bool) -> None:
        """Take note that the first question was shown then, in answer to the starter's press.

        `late` says that somebody's joining was on its way, which may put the lobby over the question.
        """
        self._timers.cancel(board.game.id)
        await self._timers.take(board.game.id, lambda: self._shown(board, shown_at))
        for wait in (timedelta(seconds=1), LONGEST_FLIGHT) if late else ():
            self._timers.after(wait, lambda: self._refresh(board.game.id, board.game.number))

    def is_updating(self, round_id: int) -> bool:
        """Whether an update of the board is on its way."""
        seat = self._seats.get(round_id)
        return seat is not None and seat.in_flight > 0

    def takes_update(self, round_id: int, number: int) -> bool:
        """Whether a click on that question may update the board now."""
        seat = self._seats.get(round_id)
        if seat is None or seat.ending or seat.number != number:
            return False
        now = discord.utils.utcnow()
        while seat.recent and now - seat.recent[0] > timedelta(seconds=1):
            seat.recent.popleft()
        if len(seat.recent) < BUSY:
            seat.recent.append(now)
            return True
        if not seat.stale:
            seat.stale = True
            self._timers.after(timedelta(seconds=1), lambda: self._refresh(round_id, number))
        return False

    @contextmanager
    def updating(self, round_id: int) -> Iterator[None]:
        """Count an update of the board that is on its way: the next write waits for it to land."""
        seat = self._seats.get(round_id)
        if seat is None:
            yield
            return
        seat.in_flight += 1
        try:
            yield
        finally:
            seat.in_flight -= 1

    def answered(self, board: Board) -> None:
        """Take note of an answer or a vote: when all are in, or it is skipped, it ends after the grace.

        A press that comes late may show that it was not over: then the question has its time back.
        """
        game, turn = board.game, board.game.turn
        seat = self._seats.get(game.id)
        if seat is None or turn is None or turn.closes_at is None or seat.number != game.number:
            return
        if board.over and not seat.ending:
            seat.ending = seat.ends_early = True
            self._timers.arm(game.id, GRACE, lambda: self._close(game.id, game.number))
        elif seat.ends_early and not board.over:
            seat.ending = seat.ends_early = False
            left = turn.closes_at - discord.utils.utcnow()
            self._timers.arm(game.id, max(left, timedelta()), lambda: self._end(game.id, game.number))
            self._timers.start(lambda: self._refresh(game.id, game.number))

    def heard(self, round_id: int, interaction: Interaction) -> None:
        """Take note of a press: should the board be lost, its token can say so."""
        seat = self._seats.get(round_id)
        if seat is not None:
            seat.message.heard(interaction)

    async def ended(self, board: Board) -> None:
        """Show the end of a round that was ended from outside: stopped, or its channel gone."""
        seat = self._seats.get(board.game.id)
        if seat is not None:
            seat.ending = True
            await self._show_landed(board)

    async def channel_gone(self, channel_id: int) -> None:
        """End the round of a channel that was deleted; its scores stay."""
        for game in await self._trivia.running_in([channel_id]):
            board = await self._trivia.board(game.id)
            if board is not None:
                await self._lost(board, Loss.CHANNEL)

    async def close(self) -> None:
        """Stop all timers and finish what is being written; the rounds stay in the database."""
        await self._timers.close()
        self._seats.clear()
        await self._trivia.pause(discord.utils.utcnow())

    def _arm_lobby(self, game: Round, now: datetime) -> None:
        wait = max(game.lobby_until - now, timedelta(seconds=1))
        self._timers.arm(game.id, wait, lambda: self._begin(game.id))

    async def _begin(self, round_id: int) -> None:
        await self._when_landed(round_id, lambda: self._begin_now(round_id))

    async def _begin_now(self, round_id: int) -> None:
        board = await self._lobbies.begin(round_id, None, discord.utils.utcnow())
        if isinstance(board, Board):
            # Somebody's joining may have been kept just before, and be on its way by now.
            await self._show_landed(board)

    async def _show_landed(self, board: Board) -> None:
        round_id = board.game.id
        show = partial(self._show, board)
        await self._timers.take(round_id, lambda: self._when_landed(round_id, show))

    async def _show(self, board: Board) -> None:
        seat = self._seats.get(board.game.id)
        if seat is None:
            return
        shown_at = await self._write(seat, board)
        if shown_at is not None:
            await self._timers.take(board.game.id, lambda: self._shown(board, shown_at))

    async def _shown(self, board: Board, shown_at: datetime) -> None:
        game = board.game
        seat = self._seats.get(game.id)
        if seat is None:
            return
        if not game.state.running:
            self._drop(game.id)
            await self._timers.take(game.id, lambda: self._trivia.end_shown(game.id))
            return
        turn = game.turn
        if turn is not None and turn.closes_at is None:
            opened = await self._trivia.shown(game.id, game.number, shown_at)
            if opened is None:
                return
            game = opened.game
            turn = game.turn
        if turn is None or turn.closes_at is None:
            return
        seat.number, seat.waited = game.number, timedelta()
        seat.ending = seat.ends_early = False
        # Both times are Discord's, so a clock of ours that is wrong does not shorten the question.
        self._timers.arm(
            game.id, max(turn.closes_at - shown_at, timedelta()), lambda: self._end(game.id, game.number)
        )
        # After a restart everybody may have answered before it.
        self.answered(replace(board, game=game))

    async def _end(self, round_id: int, number: int) -> None:
        seat = self._seats.get(round_id)
        if seat is not None and seat.number == number:
            seat.ending = True
            self._timers.arm(round_id, GRACE, lambda: self._close(round_id, number))

    async def _close(self, round_id: int, number: int) -> None:
        seat = self._seats.get(round_id)
        if seat is not None and seat.number == number:
            await self._when_landed(round_id, lambda: self._close_now(round_id, number))

    async def _when_landed(self, round_id: int, step: Callable[[], Awaitable[None]]) -> None:
        """Take the step once no update of the board is on its way, so that none lands on top of it."""
        seat = self._seats.get(round_id)
        if seat is None:
            return
        if seat.in_flight and seat.waited < LONGEST_FLIGHT:
            seat.waited += IN_FLIGHT
            self._timers.arm(round_id, IN_FLIGHT, lambda: self._when_landed(round_id, step))
            return
        seat.waited = timedelta()
        await step()

    async def _close_now(self, round_id: int, number: int) -> None:
        board = await self._trivia.close(round_id, number, discord.utils.utcnow())
        if board is not None:
            await self._timers.take(round_id, lambda: self._show(board))

    async def _refresh(self, round_id: int, number: int) -> None:
        seat = self._seats.get(round_id)
        if seat is None:
            return
        seat.stale = False
        board = await self._trivia.board(round_id)
        if board is not None and not seat.ending and seat.number == number:
            with self.updating(round_id):
                await self._write(seat, board)

    async def _write(self, seat: _Seat, board: Board) -> datetime | None:
        """Write the board; when it landed by Discord's clock, or None where it did not.

        A message or channel that is gone ends the round; when Discord itself fails, the write is tried
        again for a minute.
        """
        game = board.game
        try:
            landed = await self._easel.hang(seat.message.edit, self.hanging(board))
        except PictureMissingError as missing:
            log.warning("round %d goes on without question %d: %s", game.id, game.number, missing)
            left_out = await self._trivia.leave_out(game.id, game.number, discord.utils.utcnow())
            if left_out is not None:
                self._timers.start(lambda: self._show(left_out), game.id)
            return None
        except MessageGoneError as gone:
            log.info("round %d lost its board: %s", game.id, gone)
            await self._lost(board, gone.loss)
            return None
        except FAILURES:
            seat.failures += 1
            log.warning("the board of round %d was not written (%d)", game.id, seat.failures, exc_info=True)
            if seat.failures > MOST_RETRIES:
                await self._lost(board, Loss.SILENCE)
            else:
                self._timers.arm(game.id, RETRY, lambda: self._show(board))
            return None
        seat.failures = 0
        return landed

    async def _lost(self, board: Board, loss: Loss) -> None:
        """End a round whose board cannot be written, and have it told where it still can; once."""
        # Of two writes that fail, the first takes the seat away.
        seat = self._drop(board.game.id)
        await self._timers.take(board.game.id, lambda: self._bid_farewell(seat, board, loss))

    async def _bid_farewell(self, seat: _Seat | None, board: Board, loss: Loss) -> None:
        round_id = board.game.id
        ended = await self._trivia.lose(round_id, discord.utils.utcnow())
        if seat is not None:
            # A round that had ended before it lost its board keeps its end.
            await self._farewell(ended or board, loss, seat.message)
        if loss is not Loss.SILENCE:
            # After a silence, the next process finds the board where it was.
            await self._timers.take(round_id, lambda: self._trivia.end_shown(round_id))

    def _drop(self, round_id: int) -> _Seat | None:
        self._timers.cancel(round_id)
        return self._seats.pop(round_id, None)
