"""Trivia rounds that are being played: load the round, apply the rules, save.

Each method is one transaction; answers that wait at the same time share one. So a crash between two of them
leaves a round that can go on from what is on disk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds import rights
from bot.core.guilds.actors import Actor
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round import acceptance, judging
from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.hints import Hint, hint
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn
from bot.services.trivia.boards import Board, board_from, board_of
from bot.storage import key_values
from bot.storage.database import Database
from bot.storage.groups import GroupCommit
from bot.storage.guilds import settings as guilds
from bot.storage.stories import seen
from bot.storage.trivia import answers, presses, results, rounds

WENT_AWAY = "went_away"
"""The name, in the key-value table, of the time when the bot last stopped in good order."""


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
        """Take the database, and the packs for their units."""
        self._database = database
        self._library = library
        self._answers: GroupCommit[_Given, Board | Refusal] = GroupCommit(database, self._take)

    async def shown(self, round_id: int, number: int, opened_at: datetime) -> Board | None:
        """Start the question's time at the moment when Discord showed it; None if it has ended."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            await rounds.save(connection, game, rules.opened(game, number, opened_at))
            # A quick click may have been handled before the bot knew when the question had opened. Who had
            # joined by then is only known after loading the round again.
            await self._end_early(connection, round_id)
            asked = game.turns[number - 1].asked.id
            await seen.mark(connection, game.guild_id, game.pack_id, seen.Kind.QUESTION, [asked], opened_at)
            return await board_of(connection, self._library, round_id)

    async def answer(self, round_id: int, number: int, member: Actor, click: Click) -> Board | Refusal:
        """Take an answer to question `number`; what the board shows afterwards is on disk.

        A member who has not joined joins by answering. When all who had joined when it opened have answered,
        the question's end is moved to that moment. Answers that wait at the same time share a transaction.
        """
        return await self._answers.add(_Given(round_id, number, member, click))

    async def hint(self, round_id: int, press: Press) -> tuple[Hint, Board] | Refusal:
        """Give the player their one hint of the round, to the question on the board.

        The question's end is computed anew, because the hint may make an answer not count.
        """
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            clicks = await answers.of_round(connection, round_id)
            outcome = acceptance.may_hint(game, press, clicks)
            if isinstance(acceptance.keeps_hint(game, press, clicks), Turn):
                await presses.keep_hint(connection, round_id, press)
                await self._end_early(connection, round_id)
            if isinstance(outcome, Refusal):
                return outcome
            board = await board_of(connection, self._library, round_id)
        return hint(press, game.seed, outcome.asked), board

    async def skip(self, round_id: int, vote: Press) -> Board | Refusal:
        """Take a vote to skip the question on the board, or take back the member's earlier one."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            outcome = acceptance.may_skip(game, vote)
            if isinstance(acceptance.keeps_skip(game, vote), Turn):
                await presses.keep_skip(connection, round_id, vote)
                await self._end_early(connection, round_id)
            return (
                outcome
                if isinstance(outcome, Refusal)
                else await board_of(connection, self._library, round_id)
            )

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
        """The question that somebody wants to type an answer to, if it is open at that moment."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
        return Refusal.because(Reason.GONE) if game is None else acceptance.may_answer(game, number, at)

    async def leave_out(self, round_id: int, number: int, at: datetime) -> Board | None:
        """Go on without question `number`, because it cannot be shown; None if it has ended before."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            after = rules.leave_out(game)
            await rounds.save(connection, game, after)
            return await self._ended(connection, after, at)

    async def close(self, round_id: int, number: int, at: datetime) -> Board | None:
        """End question `number`; None if it has ended before."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            clicks = await answers.of_round(connection, round_id)
            after = rules.close(game, clicks)
            await rounds.save(connection, game, after)
            return await self._ended(connection, after, at)

    async def stop(self, channel_id: int, by: Actor, at: datetime) -> Board | Refusal:
        """End the channel's round; what was scored stays, the open question does not count."""
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
        """The running rounds of these channels."""
        async with self._database.transaction() as connection:
            found = [await rounds.running_in(connection, channel_id) for channel_id in channel_ids]
        return [game for game in found if game is not None]

    async def resume(self, at: datetime) -> list[Board]:
        """Every round that ran when the bot last stopped; its open question gets the rest of its time."""
        async with self._database.transaction() as connection:
            boards = []
            for game in await rounds.running(connection):
                alive_at = await self._last_sign_of_life(connection, game)
                await rounds.save(connection, game, rules.resume(game, at, alive_at))
                boards.append(await board_of(connection, self._library, game.id))
        return boards

    async def unshown(self, at: datetime) -> list[Board]:
        """Every round that has ended lately and whose board does not show it."""
        async with self._database.transaction() as connection:
            ended = await rounds.unshown(connection, at - rules.WORTH_SHOWING)
            return [await board_of(connection, self._library, game.id) for game in ended]

    async def end_shown(self, round_id: int) -> None:
        """Note that the board shows that the round has ended, or never can."""
        async with self._database.transaction() as connection:
            await rounds.end_is_shown(connection, round_id)

    async def pause(self, at: datetime) -> None:
        """Store when the bot stops, so that open questions get the rest of their time after the restart."""
        async with self._database.transaction() as connection:
            await key_values.put(connection, WENT_AWAY, at.isoformat())

    async def _take(self, connection: AsyncConnection, given: Sequence[_Given]) -> Sequence[Board | Refusal]:
        taken: dict[int, Board | Refusal] = {}
        by_round: dict[int, list[int]] = {}
        for position, answer in enumerate(given):
            by_round.setdefault(answer.round_id, []).append(position)
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
        stored = [
            answer
            for answer in given
            if isinstance(acceptance.keeps(game, answer.number, answer.click), Turn)
        ]
        newcomers = {
            answer.member.member_id: answer
            for answer in stored
            if answer.member.member_id not in game.players
        }
        for member_id, answer in newcomers.items():
            await rounds.add_player(connection, round_id, member_id, answer.member.name, answer.click.at)
        if newcomers:
            # Loading the round again also gives the newcomers their teams.
            game = await rounds.load(connection, round_id) or game
        await answers.keep(connection, ((round_id, answer.number, answer.click) for answer in stored))
        clicks = await answers.of_round(connection, round_id)
        ended = judging.end_early(game, clicks.get(game.number, ()))
        await rounds.save(connection, game, ended)
        board = board_from(self._library, ended, clicks)
        # Judged after all are stored: of answers that came together, one may have ended the question before
        # another.
        verdicts = [
            acceptance.accept(ended, answer.number, answer.click, clicks.get(answer.number, ()))
            for answer in given
        ]
        return [verdict if isinstance(verdict, Refusal) else board for verdict in verdicts]

    async def _end_early(self, connection: AsyncConnection, round_id: int) -> None:
        game = await rounds.load(connection, round_id)
        if game is not None:
            clicks = await answers.of_turn(connection, round_id, game.number)
            await rounds.save(connection, game, judging.end_early(game, clicks))

    async def _last_sign_of_life(self, connection: AsyncConnection, game: Round) -> datetime:
        """When the bot stopped; after a crash, the time of the last thing that it is known to have done."""
        signs = [game.created_at]
        noted = await key_values.get(connection, WENT_AWAY)
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
                # With teams, the standings list everybody even before a question has counted.
                await results.record(connection, game, board.standings, board.asked, at)
        return board
