"""How many answers a second reach the disk, against what the disk can do: `python -m benchmarks.answers`.

The limit is one row a commit through Python's own driver, with nothing around it. It is measured beside
the answers in short turns, so that a disk that is slow for a moment is slow for both. Takes about five
seconds; the file is made in the folder that is named as an argument, or in the one that it is run in.
"""

import asyncio
import sqlite3
import sys
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.core.packs import Difficulty
from bot.core.questions import AskedLegend
from bot.core.rounds import Click, Turn
from bot.storage import rounds
from bot.storage.answers import AnswerLog
from bot.storage.database import Database

AT_A_TIME = (1, 10, 50)
TURNS = 4
TURN_SECONDS = 0.2
NOON = datetime(2027, 5, 13, 12, tzinfo=UTC)
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
        """Commits a second."""
        begun, done = perf_counter(), 0
        while perf_counter() - begun < seconds:
            self._connection.execute("INSERT INTO rows (given, at) VALUES ('0', 1)")
            done += 1
        return done / (perf_counter() - begun)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class Answers:
    """Adds clicks to a round, so many at a time, each waiting until its own is confirmed."""

    def __init__(self, log: AnswerLog, round_id: int) -> None:
        """Take the log and the round that the clicks are for."""
        self._log = log
        self._round_id = round_id
        self._numbers = count(1)

    async def rate(self, at_a_time: int, seconds: float) -> float:
        """Answers a second."""
        begun, done = perf_counter(), 0
        while perf_counter() - begun < seconds:
            await asyncio.gather(*(self._add() for _ in range(at_a_time)))
            done += at_a_time
        return done / (perf_counter() - begun)

    async def _add(self) -> None:
        number = next(self._numbers)
        click = Click(number, "fact", NOON + timedelta(milliseconds=number), number)
        await self._log.add(self._round_id, 1, click)


async def main(folder: Path) -> None:
    """Measure in turns, and print the means and their ratios to the limit."""
    with TemporaryDirectory(dir=folder) as made:
        database = Database.open(Path(made) / "answers.db")
        probe = Probe(Path(made) / "probe.db")
        try:
            await database.migrate()
            answers = Answers(AnswerLog(database), await _open_round(database))
            rates: defaultdict[str, float] = defaultdict(float)
            for _ in range(TURNS):
                rates[LIMIT] += probe.rate(TURN_SECONDS) / TURNS
                for at_a_time in AT_A_TIME:
                    rates[_label(at_a_time)] += await answers.rate(at_a_time, TURN_SECONDS) / TURNS
        finally:
            probe.close()
            await database.close()
    for label, rate in rates.items():
        sys.stdout.write(f"{label:<24}{rate:>9,.0f} a second{rate / rates[LIMIT]:>8.2f} x the limit\n")


def _label(at_a_time: int) -> str:
    return f"answers, {at_a_time} at a time"


async def _open_round(database: Database) -> int:
    asked = AskedLegend(
        id="q",
        difficulty=Difficulty.EASY,
        prompt="?",
        explanation="!",
        told_in="a/b",
        sources=("A",),
        verdict="fact",
    )
    draft = rounds.Draft(
        guild_id=1,
        channel_id=1,
        starter_id=1,
        pack_id="benchmark",
        topic=None,
        difficulty=None,
        seconds=20,
        locale="en",
        created_at=NOON,
        lobby_until=NOON,
        turns=(Turn(1, asked, leg=1),),
    )
    async with database.transaction() as connection:
        round_id = await rounds.create(connection, draft)
    if round_id is None:
        raise RuntimeError("a new file has a running round")
    return round_id


if __name__ == "__main__":
    asyncio.run(main(Path(*sys.argv[1:2])))
