"""Trivia rounds: load the round, let the rules decide, save.

Every method is one transaction (an answer: a group commit and one), so a crash between two of them
leaves a round that can go on from what is on disk.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import rounds as rules
from bot.core.drawing import draw
from bot.core.guilds import Actor, Place, Purpose
from bot.core.library import Library
from bot.core.packs import BeatRef, ChoiceQuestion, LegendQuestion, StoryPack
from bot.core.questions import ask
from bot.core.refusals import Reason, Refusal
from bot.core.rounds import Click, Round, RoundState, Standing, Turn, Verdict
from bot.core.scoring import legs
from bot.services.guilds import welcome
from bot.storage import answers, guilds, memory, results, rounds, seen
from bot.storage.answers import AnswerLog
from bot.storage.database import Database

WENT_AWAY = "went_away"
"""Under this the bot remembers when it last stopped as it was told to."""

REMATCH_LOBBY = timedelta(seconds=15)
"""Everybody is in already; this long to think again, or to bring a friend."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """How rounds go where neither the server nor the starter says."""

    questions: int = 10
    seconds: int = 20
    lobby: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """A round as its starter asks for it; None follows the server's setting or the default."""

    questions: int | None = None
    seconds: int | None = None
    topic: str | None = None
    difficulty: str | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a round's message shows."""

    game: Round
    unit: str
    answered: Mapping[int, Click]
    """Who has answered the question on the board, and what."""
    shown: Turn | None
    """The question that was closed last."""
    verdicts: Sequence[Verdict]
    """What was answered to it, quickest first."""
    standings: Sequence[Standing]
    asked: int
    """How many questions were closed."""

    @property
    def all_in(self) -> bool:
        """Whether everybody has answered who was in when the question opened."""
        return rules.all_in(self.game, self.answered)


class Trivia:
    """Opens rounds, takes answers, closes questions."""

    def __init__(
        self,
        database: Database,
        log: AnswerLog,
        library: Library,
        defaults: Defaults,
        seed: Callable[[], int],
    ) -> None:
        """Take the storage, the packs to ask from, and a source of seeds."""
        self._database = database
        self._log = log
        self._library = library
        self._defaults = defaults
        self._seed = seed

    async def start(
        self, place: Place, starter: Actor, wish: Wish, locale: str, at: datetime
    ) -> Board | Refusal:
        """Open a lobby in that channel."""
        if place.guild_id is None:
            return Refusal.because(Reason.GUILD_ONLY)
        async with self._database.transaction() as connection:
            settings = await welcome(connection, Purpose.TRIVIA, place)
            if isinstance(settings, Refusal):
                return settings
            wish = replace(
                wish,
                questions=wish.questions or settings.questions or self._defaults.questions,
                seconds=wish.seconds or settings.seconds or self._defaults.seconds,
            )
            return await self._open(
                connection, place, starter, wish, settings.locale or locale, at, {}, self._defaults.lobby
            )

    async def rematch(self, round_id: int, place: Place, starter: Actor, at: datetime) -> Board | Refusal:
        """Open a lobby with the same players and the same wishes; the questions are fresh."""
        async with self._database.transaction() as connection:
            before = await rounds.load(connection, round_id)
            if before is None:
                return Refusal.because(Reason.GONE)
            played = await answers.of_round(connection, round_id)
            players = {click.member_id for clicks in played.values() for click in clicks}
            if starter.member_id not in players | before.players.keys():
                return Refusal.because(Reason.NOT_PLAYED)
            allowed = await welcome(connection, Purpose.TRIVIA, place)
            if isinstance(allowed, Refusal):
                return allowed
            wish = Wish(len(before.turns), before.seconds, before.topic, before.difficulty)
            return await self._open(
                connection, place, starter, wish, before.locale, at, before.players, REMATCH_LOBBY
            )

    async def posted(self, round_id: int, message_id: int) -> None:
        """The message that is the round's board."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is not None:
                await rounds.save(connection, game, replace(game, message_id=message_id))

    async def join(self, round_id: int, member: Actor, at: datetime) -> Board | Refusal:
        """Count the member in."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.add_player(connection, round_id, member.member_id, member.name, at)
            return await self._board(connection, round_id)

    async def leave(self, round_id: int, member: Actor) -> Board | Refusal:
        """Count the member out."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            await rounds.remove_player(connection, round_id, member.member_id)
            return await self._board(connection, round_id)

    async def begin(self, round_id: int, by: Actor | None, at: datetime) -> Board | Refusal:
        """End the lobby: by its timer (nobody), or by its starter, who is in at the latest then."""
        async with self._database.transaction() as connection:
            game = await self._lobby(connection, round_id)
            if isinstance(game, Refusal):
                return game
            if by is not None:
                if by.member_id != game.starter_id:
                    return Refusal.because(Reason.NOT_STARTER, starter=game.starter_id)
                if not game.players:
                    await rounds.add_player(connection, round_id, by.member_id, by.name, at)
                    game = replace(game, players={by.member_id: by.name})
            await rounds.save(connection, game, rules.begin(game))
            return await self._board(connection, round_id)

    async def shown(self, round_id: int, number: int, opened_at: datetime) -> Board | None:
        """Start the question's time at the moment when Discord showed it; None where it has ended."""
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None or game.state is not RoundState.ASKING or game.number != number:
                return None
            after = rules.opened(game, number, opened_at)
            # A quick click may have been handled before the bot knew when the question had opened.
            after = rules.end_early(after, await answers.of_turn(connection, round_id, number))
            await rounds.save(connection, game, after)
            asked = game.turns[number - 1].asked.id
            await seen.mark(connection, game.guild_id, game.pack_id, "question", [asked], opened_at)
            return await self._board(connection, round_id)

    async def answer(self, round_id: int, number: int, member: Actor, click: Click) -> Board | Refusal:
        """Take an answer to question `number`; what the board shows afterwards is on disk.

        Who answers without having joined joins by it. When all have answered who were in as it opened,
        the question's end is moved to that moment.
        """
        async with self._database.transaction() as connection:
            game = await rounds.load(connection, round_id)
            if game is None:
                return Refusal.because(Reason.GONE)
            turn = rules.accept(game, number, click)
            if isinstance(turn, Refusal):
                return turn
            if member.member_id not in game.players:
                await rounds.add_player(connection, round_id, member.member_id, member.name, click.at)
        await self._log.add(round_id, number, click)
        async with self._database.transaction() as connection:
            board = await self._board(connection, round_id)
            if board.game.number == number and board.all_in:
                clicks = await answers.of_turn(connection, round_id, number)
                ended = rules.end_early(board.game, clicks)
                await rounds.save(connection, board.game, ended)
                board = replace(board, game=ended)
        return board

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
        mine = rules.final_answers(clicks).get(member_id)
        return Refusal.because(Reason.NOT_ANSWERED) if mine is None else (turn, mine)

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
            if by.member_id != game.starter_id and not by.is_quizmaster(settings):
                return Refusal.because(Reason.NOT_ALLOWED, starter=game.starter_id)
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
            return await self._board(connection, round_id)

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
                boards.append(await self._board(connection, game.id))
        return boards

    async def pause(self, at: datetime) -> None:
        """Note when the bot went away, so that running questions get the rest of their time back."""
        async with self._database.transaction() as connection:
            await memory.remember(connection, WENT_AWAY, at.isoformat())

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

    async def _open(
        self,
        connection: AsyncConnection,
        place: Place,
        starter: Actor,
        wish: Wish,
        locale: str,
        at: datetime,
        players: Mapping[int, str],
        lobby: timedelta,
    ) -> Board | Refusal:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        refusal = await self._too_soon(connection, place, starter, at)
        if refusal is not None:
            return refusal
        pack = self._library.default
        count = wish.questions or self._defaults.questions
        pool = _pool(pack, wish)
        if len(pool) < count:
            return Refusal.because(Reason.TOO_FEW_QUESTIONS, asked=count, there=len(pool))
        draft = rounds.Draft(
            guild_id=place.guild_id,
            channel_id=place.channel_id,
            starter_id=starter.member_id,
            pack_id=pack.id,
            topic=wish.topic,
            difficulty=wish.difficulty,
            seconds=wish.seconds or self._defaults.seconds,
            locale=locale,
            created_at=at,
            lobby_until=at + lobby,
            turns=await self._draw(connection, place.guild_id, pack, pool, count),
        )
        round_id = await rounds.create(connection, draft)
        if round_id is None:
            return await _running(connection, place.channel_id)
        for member_id, name in players.items():
            await rounds.add_player(connection, round_id, member_id, name, at)
        return await self._board(connection, round_id)

    async def _too_soon(
        self, connection: AsyncConnection, place: Place, starter: Actor, at: datetime
    ) -> Refusal | None:
        assert place.guild_id is not None  # noqa: S101 - callers have refused a place outside a server
        if await rounds.running_in(connection, place.channel_id) is not None:
            return await _running(connection, place.channel_id)
        last = await rounds.last_start(connection, place.guild_id, starter.member_id)
        if last is not None and at - last < rules.BETWEEN_STARTS:
            return Refusal.because(Reason.TOO_SOON, until=last + rules.BETWEEN_STARTS)
        return None

    async def _draw(
        self,
        connection: AsyncConnection,
        guild_id: int,
        pack: StoryPack,
        pool: Sequence[ChoiceQuestion | LegendQuestion],
        count: int,
    ) -> tuple[Turn, ...]:
        shuffle = random.Random(self._seed())  # noqa: S311 - a quiz, not a secret
        heard = await seen.load(connection, guild_id, pack.id, "question")
        drawn = draw(pool, heard, count, shuffle)
        lengths = legs(pack.course, [question.difficulty for question in drawn])
        return tuple(
            Turn(number=number, asked=ask(question, shuffle), leg=leg)
            for number, (question, leg) in enumerate(zip(drawn, lengths, strict=True), start=1)
        )

    async def _lobby(self, connection: AsyncConnection, round_id: int) -> Round | Refusal:
        game = await rounds.load(connection, round_id)
        if game is None:
            return Refusal.because(Reason.GONE)
        if game.state is not RoundState.LOBBY:
            return Refusal.because(Reason.LOBBY_OVER if game.state.running else Reason.ROUND_OVER)
        return game

    async def _end(self, connection: AsyncConnection, game: Round, state: RoundState, at: datetime) -> Board:
        after = replace(game, state=state)
        await rounds.save(connection, game, after)
        return await self._ended(connection, after, at)

    async def _ended(self, connection: AsyncConnection, game: Round, at: datetime) -> Board:
        board = await self._board(connection, game.id)
        if not game.state.running:
            await results.record(connection, game, board.standings, board.asked, at)
        return board

    async def _board(self, connection: AsyncConnection, round_id: int) -> Board:
        game = await rounds.load(connection, round_id)
        assert game is not None  # noqa: S101 - every caller has loaded it in this very transaction
        clicks = await answers.of_round(connection, round_id) if game.number else {}
        verdicts = {
            turn.number: rules.judge(turn, clicks.get(turn.number, ()), game.limit)
            for turn in game.turns
            if turn.closed
        }
        shown = game.turns[max(verdicts) - 1] if verdicts else None
        return Board(
            game=game,
            unit=self._library.pack(game.pack_id).unit,
            answered=rules.final_answers(clicks.get(game.number, ())),
            shown=shown,
            verdicts=verdicts[shown.number] if shown else (),
            standings=rules.standings(game, (one for given in verdicts.values() for one in given)),
            asked=len(verdicts),
        )


async def _running(connection: AsyncConnection, channel_id: int) -> Refusal:
    game = await rounds.running_in(connection, channel_id)
    if game is None:
        return Refusal.because(Reason.GONE)
    return Refusal.because(
        Reason.ROUND_RUNNING,
        guild_id=game.guild_id,
        channel_id=game.channel_id,
        message_id=game.message_id,
    )


def _pool(pack: StoryPack, wish: Wish) -> list[ChoiceQuestion | LegendQuestion]:
    return [
        question
        for question in pack.questions
        if (wish.topic is None or BeatRef.parse(question.told_in).chapter == wish.topic)
        and (wish.difficulty is None or question.difficulty == wish.difficulty)
    ]
