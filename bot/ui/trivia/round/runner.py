"""Drives the running rounds: arms their timers, writes their messages.

A round's state is in the database. The runner holds only what a process needs to move it on: a timer to
its deadline, the interaction whose token edits its message outside the bot's rate limit, and how many
updates of its message are in flight. All of it is rebuilt at a start.
"""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.play import Damaged
from bot.core.trivia.round.rounds import GRACE, Round, RoundState
from bot.services.trivia.boards import Board
from bot.services.trivia.lobbies import Lobbies
from bot.services.trivia.rounds import Trivia
from bot.ui.connection.clock import Clock
from bot.ui.interactions import Interaction
from bot.ui.messages import FAILURES, Loss, Message, MessageGoneError
from bot.ui.pictures import IllustratedBoard, PictureMissingError, PictureSender
from bot.ui.private_replies import PrivateReplies
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

IN_FLIGHT = timedelta(milliseconds=50)
"""How often a closing checks for updates in flight."""

LONGEST_FLIGHT = timedelta(seconds=3)
"""Discord takes no first response after this, so no update can land later."""

BUSY = 20
"""More clicks a second than this are acknowledged silently and shown in one update."""

MERGED = timedelta(seconds=2)
"""How long a redraw for typed answers waits for more of them; the next one twice as long, and so on."""

PLAYERS_A_REDRAW = 10
"""Of so many players one redraw; there is one at least."""

MOST_LOOKED_FOR = 10
"""Members who are looked for at once, at most: each costs a call."""

RETRY = timedelta(seconds=5)
MOST_RETRIES = 12

Draw = Callable[[Board], IllustratedBoard]


@dataclass(frozen=True, slots=True)
class Reach:
    """The runner's ways to Discord, beside the writes of its boards."""

    fetch: Callable[[Round], Message]
    """The message of a round, to be written without a token."""
    tell_lost: Callable[[Board, Loss, Message], Awaitable[None]]
    """Announces that a round has lost its board."""
    tell_damaged: Callable[[Damaged], Awaitable[None]]
    """Tells that a round cannot go on, because its rows cannot be read."""
    is_member: Callable[[int, int], Awaitable[bool]]
    """Whether a guild has a member, by their ids; also where Discord does not tell."""


@dataclass(slots=True)
class _LiveBoard:
    """A running round in this process."""

    message: Message
    replies: PrivateReplies
    number: int = 0
    ending: bool = False
    """Whether the question on the board has ended: updates in flight may land, new ones are not sent."""
    ends_early: bool = False
    """Whether it ended because all have answered or a majority has skipped it."""
    in_flight: int = 0
    """Updates of the board that were sent and have not landed."""
    waited: timedelta = timedelta()
    """How long a write has waited for them."""
    recent: deque[datetime] = field(default_factory=deque)
    """The times of the updates of the last second."""
    stale: bool = False
    """Whether clicks were counted that the board does not show yet."""
    failures: int = 0
    """Writes that failed, one after the other."""
    paused: int = 0
    """The question before which the answer stood alone last."""
    looked_for: set[int] = field(default_factory=set)
    """Whom this question waited for, and who were looked for therefore."""
    told: set[int] = field(default_factory=set)
    """Who was told privately how their typed answer was understood."""
    undrawn: bool = False
    """Whether such answers are not on the board yet."""
    redraws: int = 0
    """How often the board was redrawn for them."""
    redraw_is_due: bool = False


class RoundRunner:
    """One per process: a timer for each running round, and the writes of its board."""

    def __init__(
        self,
        lobbies: Lobbies,
        trivia: Trivia,
        draw: Draw,
        pictures: PictureSender,
        reach: Reach,
        clock: Clock,
    ) -> None:
        """Keep the services, how a board looks, what sends pictures, the ways to Discord, and the clock."""
        self._lobbies = lobbies
        self._trivia = trivia
        self._draw = draw
        self._pictures = pictures
        self._reach = reach
        self._clock = clock
        self._live: dict[int, _LiveBoard] = {}
        self._timers = Timers(log)

    async def resume(self) -> None:
        """Resume every round that ran when the bot last stopped, and show each end that was not shown."""
        now = self._clock.now()
        unshown = await self._trivia.unshown(now)
        for board in await self._trivia.resume(now):
            if isinstance(board, Damaged):
                await self._reach.tell_damaged(board)
                continue
            game = board.game
            if game.message_id is None:
                # The bot stopped between opening the lobby and showing it: nobody has seen the round.
                await self._trivia.lose(game.id, now)
                continue
            self._take_over(game, self._reach.fetch(game))
            if game.state is RoundState.LOBBY:
                self._arm_lobby(game, now)
            else:
                self._timers.start(partial(self._show, board), board.game.id)
        for board in unshown:
            if isinstance(board, Damaged):
                await self._reach.tell_damaged(board)
                continue
            self._take_over(board.game, self._reach.fetch(board.game))
            self._timers.start(partial(self._show, board), board.game.id)

    def open(self, board: Board, message: Message) -> None:
        """Take over a round whose lobby was just shown."""
        self._take_over(board.game, message)
        self._arm_lobby(board.game, self._clock.now())
        self._pictures.prepare(self._draw(board).following)

    def illustrated(self, board: Board) -> IllustratedBoard:
        """The board to be sent: a question that opens with this write already shows when it will close."""
        game = board.game
        if game.turn is not None and game.turn.opened_at is None and game.state is RoundState.ASKING:
            board = replace(board, game=rules.opened(game, game.number, self._clock.now()))
        return self._draw(board)

    async def begin(self, board: Board) -> None:
        """Show the first question by a write of the runner's own, where no press is answered with it."""
        # The lobby's own timer must not begin it again.
        self._timers.cancel(board.game.id)
        await self._show_landed(board)

    async def first_question_shown(self, board: Board, shown_at: datetime, *, late: bool) -> None:
        """Note that the first question was shown at that time, in answer to the starter's press.

        `late`: an update of the lobby was in flight, which may overwrite the question.
        """
        self._timers.cancel(board.game.id)
        await self._timers.run_now(board.game.id, lambda: self._shown(board, shown_at))
        for wait in (timedelta(seconds=1), LONGEST_FLIGHT) if late else ():
            self._timers.run_once_after(wait, lambda: self._refresh(board.game.id, board.game.number))

    def is_updating(self, round_id: int) -> bool:
        """Whether an update of the board is in flight."""
        live = self._live.get(round_id)
        return live is not None and live.in_flight > 0

    def takes_update(self, round_id: int, number: int) -> bool:
        """Whether a click on that question may update the board now."""
        live = self._live.get(round_id)
        if live is None or live.ending or live.number != number:
            return False
        now = self._clock.now()
        while live.recent and now - live.recent[0] > timedelta(seconds=1):
            live.recent.popleft()
        if len(live.recent) < BUSY:
            live.recent.append(now)
            live.undrawn = False
            return True
        if not live.stale:
            live.stale = True
            self._timers.run_once_after(timedelta(seconds=1), lambda: self._refresh(round_id, number))
        return False

    @contextmanager
    def updating(self, round_id: int) -> Iterator[None]:
        """Count an update of the board as in flight: the next write waits for it to land."""
        live = self._live.get(round_id)
        if live is None:
            yield
            return
        live.in_flight += 1
        try:
            yield
        finally:
            live.in_flight -= 1

    def note_answer(self, board: Board) -> None:
        """Note an answer or a skip vote: when all have answered, or it is skipped, it ends after the grace.

        A late press may show that the question was not over: then it gets its remaining time back.
        """
        game, turn = board.game, board.game.turn
        live = self._live.get(game.id)
        if live is None or turn is None or turn.closes_at is None or live.number != game.number:
            return
        if board.over and not live.ending:
            live.ending = live.ends_early = True
            self._timers.arm(game.id, GRACE, lambda: self._close(game.id, game.number))
        elif live.ends_early and not board.over:
            live.ending = live.ends_early = False
            left = turn.closes_at - self._clock.now()
            self._timers.arm(game.id, max(left, timedelta()), lambda: self._end(game.id, game.number))
            self._timers.start(lambda: self._refresh(game.id, game.number))
        if not board.over:
            self._look_for_absent(live, board)

    def _look_for_absent(self, live: _LiveBoard, board: Board) -> None:
        """Where a question waits for those alone who let the last one pass, see who of them has left."""
        absent = board.held_up_by
        if 0 < len(absent) <= MOST_LOOKED_FOR:
            for member_id in set(absent) - live.looked_for:
                live.looked_for.add(member_id)
                self._timers.start(partial(self._look_for, board.game, member_id))

    async def _look_for(self, game: Round, member_id: int) -> None:
        if not await self._reach.is_member(game.guild_id, member_id):
            board = await self._trivia.gone(game.id, member_id, game.number, self._clock.now())
            if board is not None:
                self.note_answer(board)

    def may_tell(self, board: Board, member_id: int) -> bool:
        """Whether that member's typed answer is acknowledged privately, and not by the board; noted if it is.

        Each such reply costs a call more, since it is deleted later, and so does a redraw. Both together are
        at most one for each player.
        """
        live = self._live.get(board.game.id)
        if live is None:
            return True
        others = len(live.told - {member_id})
        if others + live.redraws >= len(board.game.players):
            return False
        live.told.add(member_id)
        return True

    def has_ended(self, round_id: int, number: int) -> bool:
        """Whether that question has ended, though its answer is not shown yet."""
        live = self._live.get(round_id)
        return live is None or live.ending or live.number != number

    def draw_later(self, board: Board) -> None:
        """Note an answer that was acknowledged privately: the board shows it together with others."""
        game = board.game
        live = self._live.get(game.id)
        if live is None or live.ending or live.number != game.number:
            return
        live.undrawn = True
        if not live.redraw_is_due and live.redraws < max(1, len(game.players) // PLAYERS_A_REDRAW):
            live.redraw_is_due = True
            wait = MERGED * (live.redraws + 1)
            self._timers.run_once_after(wait, lambda: self._redraw(game.id, game.number))

    def note_press(self, round_id: int, interaction: Interaction) -> None:
        """Note a press: if the board is lost, its token can announce that."""
        live = self._live.get(round_id)
        if live is not None:
            live.message.note_press(interaction)

    def note_private_reply(self, round_id: int, number: int, interaction: Interaction) -> None:
        """Note that a press was answered privately: the reply is deleted once question `number` is over."""
        live = self._live.get(round_id)
        if live is not None:
            live.replies.keep(interaction, number)

    async def show_end(self, board: Board) -> None:
        """Show the end of a round that was stopped by a command."""
        live = self._live.get(board.game.id)
        if live is not None:
            live.ending = True
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
        self._live.clear()
        await self._trivia.pause(self._clock.now())

    def _take_over(self, game: Round, message: Message) -> None:
        replies = PrivateReplies(self._clock, self._timers.start)
        self._live[game.id] = _LiveBoard(message, replies, number=game.number)

    def _arm_lobby(self, game: Round, now: datetime) -> None:
        wait = max(game.lobby_until - now, timedelta(seconds=1))
        self._timers.arm(game.id, wait, lambda: self._begin(game.id))

    async def _begin(self, round_id: int) -> None:
        await self._when_landed(round_id, lambda: self._begin_now(round_id))

    async def _begin_now(self, round_id: int) -> None:
        board = await self._lobbies.begin(round_id, None, self._clock.now())
        if isinstance(board, Board):
            # An update of the lobby may have been sent just before.
            await self._show_landed(board)

    async def _show_landed(self, board: Board) -> None:
        round_id = board.game.id
        show = partial(self._show, board)
        await self._timers.run_now(round_id, lambda: self._when_landed(round_id, show))

    async def _show(self, board: Board) -> None:
        live = self._live.get(board.game.id)
        if live is None:
            return
        pause = self._pause_before(live, board)
        if pause:
            board = replace(board, next_at=self._clock.now() + pause)
        shown_at = await self._write(live, board)
        if shown_at is None:
            return
        if pause:
            self._pause(live, board, pause)
        else:
            await self._timers.run_now(board.game.id, lambda: self._shown(board, shown_at))

    def _pause_before(self, live: _LiveBoard, board: Board) -> timedelta:
        """How long the board shows the answer alone before it shows its question; nothing once it has."""
        game, turn = board.game, board.game.turn
        if not game.state.running or turn is None or turn.opened_at is not None or live.paused == turn.number:
            return timedelta()
        return game.pause_before(turn.number)

    def _pause(self, live: _LiveBoard, board: Board, pause: timedelta) -> None:
        game = board.game
        live.paused = game.number
        live.replies.clear(game.number - 1)
        self._timers.arm(game.id, pause, lambda: self._go_on(game.id, game.number))

    async def _go_on(self, round_id: int, number: int) -> None:
        """Show the question after a pause, if it is still the one to be shown."""
        board = await self._trivia.board(round_id)
        if board is not None and board.game.state is RoundState.ASKING and board.game.number == number:
            await self._timers.run_now(round_id, lambda: self._show(board))

    async def _shown(self, board: Board, shown_at: datetime) -> None:
        game = board.game
        live = self._live.get(game.id)
        if live is None:
            return
        # Only now, so that no deletion is in the way of the write.
        if board.shown is not None:
            live.replies.clear(board.shown.number)
        if not game.state.running:
            self._drop(game.id)
            await self._timers.run_now(game.id, lambda: self._trivia.end_shown(game.id))
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
        if live.number != game.number:
            live.looked_for = set()
            live.told, live.undrawn, live.redraws, live.redraw_is_due = set(), False, 0, False
        live.number, live.waited = game.number, timedelta()
        live.ending = live.ends_early = False
        # Both times are Discord's, so a wrong clock of this computer does not shorten the question.
        self._timers.arm(
            game.id, max(turn.closes_at - shown_at, timedelta()), lambda: self._end(game.id, game.number)
        )
        # After a restart, everybody may have answered already.
        self.note_answer(replace(board, game=game))

    async def _end(self, round_id: int, number: int) -> None:
        live = self._live.get(round_id)
        if live is not None and live.number == number:
            live.ending = True
            self._timers.arm(round_id, GRACE, lambda: self._close(round_id, number))

    async def _close(self, round_id: int, number: int) -> None:
        live = self._live.get(round_id)
        if live is not None and live.number == number:
            await self._when_landed(round_id, lambda: self._close_now(round_id, number))

    async def _when_landed(self, round_id: int, step: Callable[[], Awaitable[None]]) -> None:
        """Run the step once no update of the board is in flight, so that none overwrites what it shows."""
        live = self._live.get(round_id)
        if live is None:
            return
        if live.in_flight and live.waited < LONGEST_FLIGHT:
            live.waited += IN_FLIGHT
            self._timers.arm(round_id, IN_FLIGHT, lambda: self._when_landed(round_id, step))
            return
        live.waited = timedelta()
        await step()

    async def _close_now(self, round_id: int, number: int) -> None:
        board = await self._trivia.close(round_id, number, self._clock.now())
        if board is not None:
            await self._timers.run_now(round_id, lambda: self._show(board))

    async def _refresh(self, round_id: int, number: int) -> None:
        live = self._live.get(round_id)
        if live is None:
            return
        live.stale = False
        board = await self._trivia.board(round_id)
        if board is not None and not live.ending and live.number == number:
            with self.updating(round_id):
                await self._write(live, board)

    async def _redraw(self, round_id: int, number: int) -> None:
        """Show the typed answers that came meanwhile, if no other update has."""
        live = self._live.get(round_id)
        if live is None or live.number != number:
            return
        live.redraw_is_due = False
        board = await self._trivia.board(round_id)
        if board is None or live.number != number or live.ending or not live.undrawn:
            return
        live.redraws += 1
        live.undrawn = False
        with self.updating(round_id):
            await self._pictures.write(live.message.redraw, self.illustrated(board))

    async def _write(self, live: _LiveBoard, board: Board) -> datetime | None:
        """Write the board; returns when it landed by Discord's clock, or None if it did not.

        A message or channel that is gone ends the round; when Discord itself fails, the write is retried
        for a minute.
        """
        game = board.game
        try:
            landed = await self._pictures.write(live.message.edit, self.illustrated(board))
        except PictureMissingError as missing:
            log.warning("round %d goes on without question %d: %s", game.id, game.number, missing)
            left_out = await self._trivia.leave_out(game.id, game.number, self._clock.now())
            if left_out is not None:
                self._timers.start(lambda: self._show(left_out), game.id)
            return None
        except MessageGoneError as gone:
            log.info("round %d lost its board: %s", game.id, gone)
            await self._lost(board, gone.loss)
            return None
        except FAILURES:
            live.failures += 1
            log.warning("the board of round %d was not written (%d)", game.id, live.failures, exc_info=True)
            if live.failures > MOST_RETRIES:
                await self._lost(board, Loss.UNREACHABLE)
            else:
                self._timers.arm(game.id, RETRY, lambda: self._show(board))
            return None
        live.failures = 0
        return landed

    async def _lost(self, board: Board, loss: Loss) -> None:
        """End a round whose board cannot be written, and have that announced, once."""
        # Of two failed writes, only the first finds the live board.
        live = self._drop(board.game.id)
        await self._timers.run_now(board.game.id, lambda: self._end_lost(live, board, loss))

    async def _end_lost(self, live: _LiveBoard | None, board: Board, loss: Loss) -> None:
        round_id = board.game.id
        ended = await self._trivia.lose(round_id, self._clock.now())
        if live is not None:
            # None: the round had ended before it lost its board, and keeps its end.
            await self._reach.tell_lost(ended or board, loss, live.message)
        if loss is not Loss.UNREACHABLE:
            # After a silence the board is still there, and the next process shows the end.
            await self._timers.run_now(round_id, lambda: self._trivia.end_shown(round_id))

    def _drop(self, round_id: int) -> _LiveBoard | None:
        self._timers.cancel(round_id)
        live = self._live.pop(round_id, None)
        if live is not None:
            live.replies.clear(live.number)
        return live
