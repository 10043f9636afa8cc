"""Trivia rounds at play: load the round, let the rules decide, save.

Every method is one transaction, and answers share theirs, so a crash between two of them leaves a round
that can go on from what is on disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.settings import Actor
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round import acceptance as pressing
from bot.core.trivia.round import judging
from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.hints import Hint, hint
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn
from bot.services.trivia.boards import Board, board_from, board_of
from bot.storage import key_values as memory
from bot.storage.database import Database
from bot.storage.groups import GroupCommit
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen
from bot.storage.trivia import answers, presses, results, rounds

WENT_AWAY = "went_away"
"""Under this the bot remembers when it last stopped as it was told to."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer on its way to disk."""

    round_id: int
    number: int
    member: Actor
    click: Click


class Trivia:
    """Takes answers, closes questions, ends rounds."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the storage, and the packs for their units."""
        self._database = database
        self._library = library
        self._answers: GroupCommit[_Given, Board | Refusal] = GroupCommit(database, self._take)

    async def shown(self, round_id: int, number: int, opened_at: datetime) -> Board | None:
        """Start the question's time at the moment when Discord showed it; None where it has ended."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            await rounds.save(connection, game, rules.opened(game, number, opened_at))
            # A quick click may have been handled before the bot knew when the question had opened; only
            # storage knows who was in by then.
            await self._end_early(connection, round_id)
            asked = game.turns[number - 1].asked.id
            await seen.mark(connection, game.guild_id, game.pack_id, "question", [asked], opened_at)
            return await board_of(connection, self._library, round_id)

    async def answer(self, round_id: int, number: int, member: Actor, click: Click) -> Board | Refusal:
        """Take an answer to question `number`; what the board shows afterwards is on disk.

        Who answers without having joined joins by it. When all have answered who were in as it opened,
        the question's end is moved to that moment. Answers that wait at one time share a transaction.
        """
        return await self._answers.add(_Given(round_id, number, member, click))

    async def hint(self, round_id: int, press: Press) -> tuple[Hint, Board] | Refusal:
        """Give the player the round's one hint, to the question on the board, which may go on by it."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            clicks = await answers.of_round(connection, round_id)
            told = pressing.may_hint(game, press, clicks)
            if isinstance(pressing.keeps_hint(game, press, clicks), Turn):
                await presses.keep_hint(connection, round_id, press)
                await self._end_early(connection, round_id)
            if isinstance(told, Refusal):
                return told
            board = await board_of(connection, self._library, round_id)
        return hint(press, game.seed, told.asked), board

    async def skip(self, round_id: int, vote: Press) -> Board | Refusal:
        """Take a vote to skip the question on the board, or take back the one before."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            told = pressing.may_skip(game, vote)
            if isinstance(pressing.keeps_skip(game, vote), Turn):
                await presses.keep_skip(connection, round_id, vote)
                await self._end_early(connection, round_id)
            return told if isinstance(told, Refusal) else await board_of(connection, self._library, round_id)

    async def my_answer(self, round_id: int, number: int, member_id: int) -> tuple[Turn, Click] | Refusal:
        """What the member has answered to the question on the board."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            turn = game.turn
            if turn is None or turn.number != number or turn.closed:
                return Refusal.because(Reason.QUESTION_OVER)
            clicks = await answers.of_turn(connection, round_id, number)
        mine = judging.final_answers(judging.counting(turn, clicks, game.hints)).get(member_id)
        return Refusal.because(Reason.NOT_ANSWERED) if mine is None else (turn, mine)

    async def may_answer(self, round_id: int, number: int, at: datetime) -> Turn | Refusal:
        """The question that somebody wants to type an answer to, where it is open at that moment."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
        return Refusal.because(Reason.GONE) if game is None else pressing.may_answer(game, number, at)

    async def leave_out(self, round_id: int, number: int, at: datetime) -> Board | None:
        """Go on without question `number`, which cannot be shown; None where it has ended before."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            after = rules.leave_out(game)
            await rounds.save(connection, game, after)
            return await self._ended(connection, after, at)

    async def close(self, round_id: int, number: int, at: datetime) -> Board | None:
        """End question `number`; None where it has ended before."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            clicks = await answers.of_round(connection, round_id)
            after = rules.close(game, clicks)
            await rounds.save(connection, game, after)
            return await self._ended(connection, after, at)

    async def stop(self, channel_id: int, by: Actor, at: datetime) -> Board | Refusal:
        """End the channel's round; what was scored stays, the open question counts for nobody."""
        async with self._database.transaction() as connection:
            game = await rounds.running_in(connection, channel_id)
            if game is None:
                return Refusal.because(Reason.NO_ROUND)
            settings = await guilds.load(connection, game.guild_id)
            refusal = rights.may_stop(settings, by, game.starter_id, game.players)
            if refusal is not None:
                return refusal
            return await self._end(connection, game, RoundState.STOPPED, at)

    async def lose(self, round_id: int, at: datetime) -> Board | None:
        """End a round whose board or channel is gone; what was scored stays."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or not game.state.running:
                return None
            return await self._end(connection, game, RoundState.LOST, at)

    async def board(self, round_id: int) -> Board | None:
        """What the round's message shows."""
        async with self._database.transaction() as connection:
            if await rounds.load(connection, round_id) is None:
                return None
            return await board_of(connection, self._library, round_id)

    async def running_in(self, channel_ids: Sequence[int]) -> list[Round]:
        """The rounds that hold any of these channels."""
        async with self._database.transaction() as connection:
            found = [await rounds.running_in(connection, channel_id) for channel_id in channel_ids]
        return [game for game in found if game is not None]

    async def resume(self, at: datetime) -> list[Board]:
        """Every round that ran when the bot last stopped, its open question with its time given back."""
        async with self._database.transaction() as connection:
            boards = []
            for game in await rounds.running(connection):
                alive_at = await self._last_sign_of_life(connection, game)
                await rounds.save(connection, game, rules.resume(game, at, alive_at))
                boards.append(await board_of(connection, self._library, game.id))
        return boards

    async def unshown(self, at: datetime) -> list[Board]:
        """Every round that has ended of late without its board saying so."""
        async with self._database.transaction() as connection:
            ended = await rounds.unshown(connection, at - rules.WORTH_SHOWING)
            return [await board_of(connection, self._library, game.id) for game in ended]

    async def end_shown(self, round_id: int) -> None:
        """The board says that the round has ended, or never can."""
        async with self._database.transaction() as connection:
            await rounds.end_is_shown(connection, round_id)

    async def pause(self, at: datetime) -> None:
        """Note when the bot went away, so that running questions get the rest of their time back."""
        async with self._database.transaction() as connection:
            await memory.remember(connection, WENT_AWAY, at.isoformat())

    async def _take(self, connection: AsyncConnection, given: Sequence[_Given]) -> Sequence[Board | Refusal]:
        taken: dict[int, Board | Refusal] = {}
        by_round: dict[int, list[int]] = {}
        for position, one in enumerate(given):
            by_round.setdefault(one.round_id, []).append(position)
        for round_id, positions in by_round.items():
            group = [given[position] for position in positions]
            outcomes = await self._take_in_round(connection, round_id, group)
            taken.update(zip(positions, outcomes, strict=True))
        return [taken[position] for position in range(len(given))]

    async def _take_in_round(
        self, connection: AsyncConnection, round_id: int, given: Sequence[_Given]
    ) -> list[Board | Refusal]:
        game = await rounds.load(connection, round_id)
        if game is None:
            return [Refusal.because(Reason.GONE)] * len(given)
        counted = [one for one in given if isinstance(pressing.keeps(game, one.number, one.click), Turn)]
        newcomers = {one.member.member_id: one for one in counted if one.member.member_id not in game.players}
        for member_id, one in newcomers.items():
            await rounds.add_player(connection, round_id, member_id, one.member.name, one.click.at)
        if newcomers:
            # Only storage knows whose side they are on.
            game = await rounds.load(connection, round_id) or game
        await answers.keep(connection, ((round_id, one.number, one.click) for one in counted))
        clicks = await answers.of_round(connection, round_id)
        ended = judging.end_early(game, clicks.get(game.number, ()))
        await rounds.save(connection, game, ended)
        board = board_from(self._library, ended, clicks)
        # Judged now: of answers that came together, one may have ended the question before another.
        verdicts = [
            pressing.accept(ended, one.number, one.click, clicks.get(one.number, ())) for one in given
        ]
        return [verdict if isinstance(verdict, Refusal) else board for verdict in verdicts]

    async def _end_early(self, connection: AsyncConnection, round_id: int) -> None:
        game = await rounds.load(connection, round_id)
        if game is not None:
            clicks = await answers.of_turn(connection, round_id, game.number)
            await rounds.save(connection, game, judging.end_early(game, clicks))

    async def _last_sign_of_life(self, connection: AsyncConnection, game: Round) -> datetime:
        """When the bot went away; after a crash the last thing that it is known to have done."""
        signs = [game.created_at]
        noted = await memory.recall(connection, WENT_AWAY)
        if noted is not None:
            signs.append(datetime.fromisoformat(noted))
        turn = game.turn
        if turn is not None and turn.opened_at is not None:
            signs.append(turn.opened_at)
            signs += [resumption.at for resumption in turn.resumptions]
            signs += [click.at for click in await answers.of_turn(connection, game.id, turn.number)]
        return max(signs)

    async def _end(self, connection: AsyncConnection, game: Round, state: RoundState, at: datetime) -> Board:
        after = replace(game, state=state)
        await rounds.save(connection, game, after)
        return await self._ended(connection, after, at)

    async def _ended(self, connection: AsyncConnection, game: Round, at: datetime) -> Board:
        board = await board_of(connection, self._library, game.id)
        if not game.state.running:
            await rounds.end_is_unshown(connection, game.id, at)
            if board.asked:
                # Of two sides everybody stands in the standings, also before a question has counted.
                await results.record(connection, game, board.standings, board.asked, at)
        return board
