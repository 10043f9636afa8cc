"""What an answer costs, from the service to the disk: `python -m benchmarks.answers`.

The limit is one row per commit through Python's own driver alone. It is measured in short turns with
the answers, so that a disk that is slow for a moment is slow for both. An answer is the
whole of `Trivia.answer`: the round read, the click judged and kept, the board read for the reply. Takes
about five seconds; the file is made in the folder named as an argument, or in the one that it is run in.
"""

import asyncio
import sqlite3
import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

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

PACK = Path(__file__).parents[1] / "stories" / "mille-miglia"
AT_A_TIME = (1, 10, 50)
TURNS = 4
TURN_SECONDS = 0.3
NOON = datetime(2027, 5, 13, 12, tzinfo=UTC)
FIRST_MEMBER = 10**9
"""Beyond all other ids: a member who is a round's starter too would be waited for, and end its question."""
WITHIN = 10_000
"""Milliseconds after a question's opening within which all its answers are given, however many."""
LIMIT = "one row a commit"


class Probe:
    """Commits rows one by one, as durably as the bot's own database does."""

    def __init__(self, path: Path) -> None:
        """Make the file."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, given TEXT, at INTEGER)")

    def rate(self, seconds: float) -> float:
        """Commits per second."""
        begun, done = perf_counter(), 0
        while perf_counter() - begun < seconds:
            self._connection.execute("INSERT INTO rows (given, at) VALUES ('0', 1)")
            done += 1
        return done / (perf_counter() - begun)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class Crowd:
    """Fifty members who change their minds all the time, in a round of ten questions."""

    def __init__(self, lobbies: Lobbies, trivia: Trivia) -> None:
        """Keep the services."""
        self._lobbies = lobbies
        self._trivia = trivia
        self._ids = count(1)
        self._members = cycle([Actor(FIRST_MEMBER + number, f"Fan {number}") for number in range(50)])

    async def rate(self, at_a_time: int, seconds: float) -> float:
        """Answers per second, `at_a_time` together, each waiting until it is on disk."""
        round_id = await self._open()
        begun, done = perf_counter(), 0
        while perf_counter() - begun < seconds:
            group = islice(self._members, at_a_time)
            await asyncio.gather(*(self._answer(round_id, member) for member in group))
            done += at_a_time
        return done / (perf_counter() - begun)

    async def _open(self) -> int:
        number = next(self._ids)
        starter, place = Actor(number, "Starter"), Place(guild_id=number, channel_id=number)
        board = await self._lobbies.start(place, starter, RoundOptions(questions=10), "en", NOON)
        if isinstance(board, Refusal):
            raise TypeError(board)
        await self._lobbies.begin(board.game.id, starter, NOON)
        await self._trivia.shown(board.game.id, 1, NOON)
        return board.game.id

    async def _answer(self, round_id: int, member: Actor) -> None:
        number = next(self._ids)
        at = NOON + timedelta(milliseconds=number % WITHIN)
        click = Click(member.member_id, str(number % 2), at, number)
        taken = await self._trivia.answer(round_id, 1, member, click)
        if isinstance(taken, Refusal):
            raise TypeError(taken)


async def main(folder: Path) -> None:
    """Measure in turns, and print the means and their ratios to the limit."""
    pack = load_pack(PACK)
    if isinstance(pack, Faults):
        sys.exit(f"{PACK} has faults: run `make check`")
    # Only questions with the answers 0 and 1.
    library = Library(
        (pack.model_copy(update={"questions": [q for q in pack.questions if q.kind == "choice"]}),)
    )
    with TemporaryDirectory(dir=folder) as made:
        database = Database.open(Path(made) / "answers.db")
        probe = Probe(Path(made) / "probe.db")
        try:
            await database.migrate()
            live = LiveRounds(database, library)
            lobbies = Lobbies(database, library, live, RoundDefaults(), seed=lambda: 1)
            crowd = Crowd(lobbies, Trivia(database, live))
            rates: defaultdict[str, float] = defaultdict(float)
            for _ in range(TURNS):
                rates[LIMIT] += probe.rate(TURN_SECONDS) / TURNS
                for at_a_time in AT_A_TIME:
                    rates[_label(at_a_time)] += await crowd.rate(at_a_time, TURN_SECONDS) / TURNS
        finally:
            probe.close()
            await database.close()
    for label, rate in rates.items():
        sys.stdout.write(f"{label:<24}{rate:>9,.0f} a second{rate / rates[LIMIT]:>8.2f} x the limit\n")


def _label(at_a_time: int) -> str:
    return f"answers, {at_a_time} at a time"


if __name__ == "__main__":
    asyncio.run(main(Path(*sys.argv[1:2])))
