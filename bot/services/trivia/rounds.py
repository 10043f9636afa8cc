"""Trivia rounds at play: the rules decide on the value in memory, and what they decide is on disk first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.core.guilds import rights
from bot.core.guilds.actors import Actor
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round import acceptance, judging
from bot.core.trivia.round import play as rules
from bot.core.trivia.round.hints import Hint
from bot.core.trivia.round.play import Damaged, Play
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import WORTH_SHOWING, Click, Round, RoundState, Turn
from bot.services.trivia.boards import Board
from bot.services.trivia.live import LiveRounds
from bot.storage import key_values
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen
from bot.storage.trips import Trip
from bot.storage.trivia import plays, rounds

WENT_AWAY = "went_away"
"""The key under which the bot notes when it last stopped as it was told to."""


class Trivia:
    """Takes answers, closes questions, ends rounds."""

    def __init__(self, database: Database, live: LiveRounds) -> None:
        """Take the database, and the rounds that run."""
        self._database = database
        self._live = live
        self._boards = live.boards

    async def shown(self, round_id: int, number: int, opened_at: datetime) -> Board | None:
        """Start the question's time at the moment when Discord showed it; None if it has ended."""

        def told(play: Play) -> Board | None:
            game = play.game
            is_open = game.state is RoundState.ASKING and game.number == number
            return self._boards.of(play) if is_open else None

        return _or_none(
            await self._live.change(round_id, lambda play: rules.opened(play, number, opened_at), told)
        )

    async def answer(self, round_id: int, number: int, member: Actor, click: Click) -> Board | Refusal:
        """Take an answer to question `number`; what the board shows afterwards is on disk.

        Who answers without having joined joins by it. When all have answered who had joined as it opened,
        the question's end is moved to that moment.
        """

        def told(play: Play) -> Board | Refusal:
            counts = rules.answered(play, number, click)
            return counts if isinstance(counts, Refusal) else self._boards.of(play)

        return await self._live.change(
            round_id, lambda play: rules.answer(play, number, member.name, click), told
        )

    async def hint(self, round_id: int, press: Press) -> tuple[Hint, Board] | Refusal:
        """Give the player the round's one hint, to the question on the board, which may go on by it."""
        given: list[Hint | Refusal] = []

        def change(play: Play) -> Play:
            after, hint = rules.ask_hint(play, press)
            given.append(hint)
            return after

        def told(play: Play) -> tuple[Hint, Board] | Refusal:
            hint = given[-1]
            return hint if isinstance(hint, Refusal) else (hint, self._boards.of(play))

        return await self._live.change(round_id, change, told)

    async def skip(self, round_id: int, vote: Press) -> Board | Refusal:
        """Take a vote to skip the question on the board, or take back the one before."""
        refused: list[Refusal | None] = []

        def change(play: Play) -> Play:
            after, refusal = rules.vote_skip(play, vote)
            refused.append(refusal)
            return after

        return await self._live.change(round_id, change, lambda play: refused[-1] or self._boards.of(play))

    async def my_answer(self, round_id: int, number: int, member_id: int) -> tuple[Turn, Click] | Refusal:
        """What the member has answered to the question on the board."""
        play = await self._live.find(round_id)
        if play is None:
            return Refusal.because(Reason.GONE)
        turn = play.game.turn
        if turn is None or turn.number != number or turn.closed:
            return Refusal.because(Reason.QUESTION_OVER)
        counting = judging.counting_clicks(turn, play.clicks.get(number, ()), play.game.hints)
        mine = judging.final_answers(counting).get(member_id)
        return Refusal.because(Reason.NOT_ANSWERED) if mine is None else (turn, mine)

    async def may_answer(self, round_id: int, number: int, at: datetime) -> Turn | Refusal:
        """The question that somebody wants to type an answer to, if it is open at that moment."""
        play = await self._live.find(round_id)
        return Refusal.because(Reason.GONE) if play is None else acceptance.may_answer(play.game, number, at)

    async def leave_out(self, round_id: int, number: int, at: datetime) -> Board | None:
        """Go on without question `number`, which cannot be shown; None if it has ended before."""
        return await self._moved(round_id, lambda play: rules.leave_out(play, number, at))

    async def gone(self, round_id: int, member_id: int, number: int, at: datetime) -> Board | None:
        """Wait no more, from question `number` on, for a member who is found to have left the server.

        None if that changes nothing.
        """
        return await self._moved(round_id, lambda play: rules.gone(play, member_id, number, at))

    async def close(self, round_id: int, number: int, at: datetime) -> Board | None:
        """End question `number`; None if it has ended before."""
        return await self._moved(round_id, lambda play: rules.close(play, number, at))

    async def stop(self, channel_id: int, by: Actor, at: datetime) -> Board | Refusal:
        """End the channel's round; what was scored stays, the open question counts for nobody."""
        play = self._live.in_channel(channel_id)
        if play is None:
            return Refusal.because(Reason.NO_ROUND)
        game = play.game
        settings = await self._database.read(lambda trip: guilds.read(trip, game.guild_id))
        refusal = rights.may_stop(settings, by, game.starter_id, game.players)
        if refusal is not None:
            return refusal
        ended = await self._end(game.id, RoundState.STOPPED, at)
        return ended or Refusal.because(Reason.NO_ROUND)

    async def lose(self, round_id: int, at: datetime) -> Board | None:
        """End a round whose board or channel is gone; what was scored stays."""
        return await self._end(round_id, RoundState.LOST, at)

    async def board(self, round_id: int) -> Board | None:
        """What the round's message shows."""
        play = await self._live.find(round_id)
        return None if play is None else self._boards.of(play)

    async def running_in(self, channel_ids: Sequence[int]) -> list[Round]:
        """The rounds that hold any of these channels."""
        found = map(self._live.in_channel, channel_ids)
        return [play.game for play in found if play is not None]

    async def resume(self, at: datetime) -> list[Board | Damaged]:
        """Every round that ran when the bot last stopped, its open question with its time given back.

        A round whose rows cannot be read is ended; the others go on.
        """
        noted, running = await self._database.read(_left_running)
        boards: list[Board | Damaged] = []
        for play in running:
            if isinstance(play, Damaged):
                await self._database.write(partial(rounds.give_up, round_id=play.round_id))
                boards.append(play)
                continue
            self._live.add(play)
            resumed = partial(rules.resume, at=at, alive_at=_last_sign_of_life(play, noted))
            after = await self._live.change(play.id, resumed, self._boards.of)
            if isinstance(after, Board):
                boards.append(after)
        return boards

    async def unshown(self, at: datetime) -> list[Board | Damaged]:
        """Every round that has ended of late without its board showing it.

        One whose rows cannot be read is given back once.
        """
        ended = await self._database.read(lambda trip: plays.unshown(trip, at - WORTH_SHOWING))
        for play in ended:
            if isinstance(play, Damaged):
                await self.end_shown(play.round_id)
        return [play if isinstance(play, Damaged) else self._boards.of(play) for play in ended]

    async def end_shown(self, round_id: int) -> None:
        """The board shows that the round has ended, or never can."""
        await self._database.write(lambda trip: rounds.end_is_shown(trip, round_id))

    async def pause(self, at: datetime) -> None:
        """Note when the bot went away, so that running questions get the rest of their time back."""
        async with self._database.transaction() as connection:
            await key_values.put(connection, WENT_AWAY, at.isoformat())

    async def _end(self, round_id: int, state: RoundState, at: datetime) -> Board | None:
        return await self._moved(round_id, lambda play: rules.end(play, state, at))

    async def _moved(self, round_id: int, change: Callable[[Play], Play]) -> Board | None:
        """The board after the change; None if nothing was left to change."""
        moved: list[bool] = []

        def noted(play: Play) -> Play:
            after = change(play)
            moved.append(after is not play)
            return after

        board = _or_none(await self._live.change(round_id, noted, self._boards.of))
        return board if moved and moved[-1] else None


def _or_none(told: Board | Refusal | None) -> Board | None:
    return None if isinstance(told, Refusal) else told


def _left_running(trip: Trip) -> tuple[datetime | None, list[Play | Damaged]]:
    noted = key_values.read(trip, WENT_AWAY)
    running = [
        play if isinstance(play, Damaged) else replace(play, fresh=_fresh(trip, play.game))
        for play in plays.running(trip)
    ]
    return None if noted is None else datetime.fromisoformat(noted), running


def _fresh(trip: Trip, game: Round) -> int | None:
    if game.state is not RoundState.LOBBY:
        return None
    asked = seen.had(trip, game.guild_id, game.pack_id, seen.SeenKind.QUESTION)
    return sum(turn.asked.id not in asked for turn in game.turns)


def _last_sign_of_life(play: Play, noted: datetime | None) -> datetime:
    """When the bot went away; after a crash the last thing that it is known to have done."""
    signs = [play.game.created_at]
    if noted is not None:
        signs.append(noted)
    turn = play.game.turn
    if turn is not None and turn.opened_at is not None:
        signs.append(turn.opened_at)
        signs += [resumption.at for resumption in turn.resumptions]
        signs += [click.at for click in play.clicks.get(turn.number, ())]
    return max(signs)
