"""What the values of running rounds take in memory, without all else: `python -m benchmarks.live.values`.

Two hundred rounds of five players stand at their last question with every answer given; takes about
ten seconds. Prints bytes a round.
"""

import asyncio
import gc
import sys
import tracemalloc
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.content.loading import load_pack
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.refusals import Refusal
from bot.core.trivia.round.rounds import Click
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults, RoundOptions
from bot.services.trivia.rounds import Trivia
from bot.storage.database import Database
from tests.discord.process import ROOT

ROUNDS: Final = 200
QUESTIONS: Final = 10
PLAYERS: Final = 5
NOON: Final = datetime(2027, 5, 13, 12, tzinfo=UTC)


class Rounds:
    """Those rounds, played together: what waits at the same time shares a transaction."""

    def __init__(self, lobbies: Lobbies, trivia: Trivia) -> None:
        """Keep the services."""
        self._lobbies = lobbies
        self._trivia = trivia
        self._presses = count(1)

    async def play(self) -> None:
        """Play up to the last answer."""
        await self._each(self._open)
        trivia = self._trivia
        for number in range(1, QUESTIONS + 1):
            at = NOON + timedelta(minutes=number)
            await self._each(partial(self._show, number=number, at=at))
            for player in range(PLAYERS):
                moment = at + timedelta(seconds=player + 2)
                await self._each(partial(self._answer, number=number, player=player, at=moment))
            if number < QUESTIONS:
                await self._each(partial(trivia.close, number=number, at=at))

    @staticmethod
    async def _each(step: Callable[[int], Awaitable[object]]) -> None:
        for told in await asyncio.gather(*(step(one) for one in range(1, ROUNDS + 1))):
            if told is None or isinstance(told, Refusal):
                raise TypeError(told)

    async def _open(self, number: int) -> object:
        place = Place(guild_id=number, channel_id=number)
        board = await self._lobbies.start(place, _player(number, 0), RoundOptions(QUESTIONS, 20), "en", NOON)
        if isinstance(board, Refusal):
            return board
        if board.game.id != number:
            raise ValueError(f"round {number} is {board.game.id}")
        await self._lobbies.posted(number, 10**18 + number)
        for player in range(PLAYERS):
            await self._lobbies.join(number, _player(number, player), NOON)
        return await self._lobbies.begin(number, _player(number, 0), NOON)

    async def _show(self, round_id: int, number: int, at: datetime) -> object:
        return await self._trivia.shown(round_id, number, _moment(round_id, at))

    async def _answer(self, round_id: int, number: int, player: int, at: datetime) -> object:
        member = _player(round_id, player)
        click = Click(member.member_id, str(player % 2), _moment(round_id, at), 10**18 + next(self._presses))
        return await self._trivia.answer(round_id, number, member, click)


def _moment(round_id: int, at: datetime) -> datetime:
    """A value of the round's own, as every event of Discord's brings one."""
    return at + timedelta(milliseconds=round_id)


def _player(round_id: int, number: int) -> Actor:
    return Actor(10**18 + round_id * PLAYERS + number, f"Player {number} of {round_id}")


async def measure() -> float:
    """Bytes a round."""
    pack = load_pack(ROOT / "stories" / "mille-miglia")
    if isinstance(pack, Faults):
        sys.exit("the pack has faults: run `make check`")
    chosen = [one for one in pack.questions if one.kind == "choice"]
    library = Library((pack.model_copy(update={"questions": chosen}),))
    with TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "values.db")
        try:
            await database.migrate()
            tracemalloc.start()
            rounds = [_rounds(database, library)]
            await rounds[0].play()
            with_rounds = _traced()
            # What is still there without them is not theirs: statements that SQLAlchemy keeps, and the like.
            rounds.clear()
            return (with_rounds - _traced()) / ROUNDS
        finally:
            await database.close()


def _rounds(database: Database, library: Library) -> Rounds:
    live = LiveRounds(database, library)
    lobbies = Lobbies(database, library, live, RoundDefaults(), seed=lambda: 1)
    return Rounds(lobbies, Trivia(database, live))


def _traced() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


if __name__ == "__main__":
    sys.stdout.write(f"{asyncio.run(measure()):.0f}\n")
