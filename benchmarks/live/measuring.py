"""What is measured of each bot, in which order, and the bounds."""

import asyncio
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from benchmarks.live.processes import BARE, NOW, Contestant, Pair, Workshop, calm, joined
from benchmarks.live.table import OTHER, Bound, Row, Table
from tests.discord.process import ROOT

AT_A_TIME: Final = 32
OPEN_ROUNDS: Final = 300
CROWD: Final = 150
MILLISECONDS: Final = 1e3
KIBIBYTES: Final = 1 / 1024
FULL_USE: Final = 0.9
"""A core of which this share is used leaves nothing more to do."""

TENTH, QUARTER, HALF = Bound(0.1, OTHER), Bound(0.25, OTHER), Bound(0.5, OTHER)
A_THIRD_OF_BARE: Final = (Bound(0.3, BARE, at_least=True),)
COMMANDS: Final[Mapping[str, Sequence[Bound]]] = {
    "help": (),
    "find": (Bound(0.4, BARE, at_least=True),),
    "scores": A_THIRD_OF_BARE,
    "anecdote": A_THIRD_OF_BARE,
    "story read": A_THIRD_OF_BARE,
    "legend": A_THIRD_OF_BARE,
}
ANSWERS: Final = Row("answers over 300 rounds, a second", (*A_THIRD_OF_BARE, Bound(12, OTHER, at_least=True)))
PRESSES: Final = {
    "p50": Row("press to acknowledgement, p50, ms", (Bound(3, BARE),), MILLISECONDS),
    "p99": Row("press to acknowledgement, p99, ms", (Bound(4, BARE),), MILLISECONDS),
}
COMMITS: Final = {
    "p50": Row("  commit of a row to the disk, p50, ms", (), MILLISECONDS),
    "p99": Row("  commit of a row to the disk, p99, ms", (), MILLISECONDS),
}
CROWDS: Final = {
    "choice": {
        1.0: Row("150 answers in a second, by button, p99, ms", (QUARTER,), MILLISECONDS),
        0.1: Row("150 answers at once, by button, p99, ms", (QUARTER,), MILLISECONDS),
    },
    "number": {1.0: Row("150 answers in a second, typed, p99, ms", (QUARTER,), MILLISECONDS)},
}
"""By the kind of question, the seconds within which all answer, and where it stands."""
CPU: Final = Row("one round: CPU ms of the bot", (HALF,), MILLISECONDS)
CALLS: Final = Row("one round: calls to Discord")
VALUES: Final = Row("a running round: its values alone, KiB", (Bound(25),), KIBIBYTES)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long and how often is measured."""

    rounds: int
    crowds: int
    """A second each, of which the slowest two answers count: the more of them, the calmer the median."""
    cpu_rounds: int
    questions: int
    """Of the round whose CPU time is taken."""
    loads: Sequence[int]
    """Rounds at once."""
    seconds: float
    """Of each closed loop, after a warm-up."""
    warm_up: float = 0.4
    presses: int = 1000

    def repeated(self, rounds: int) -> "Pace":
        """So often, and the crowds, of which each is short, three times as often at most."""
        return replace(self, rounds=rounds, crowds=min(self.crowds, 3 * rounds))


FULL: Final = Pace(rounds=5, crowds=15, cpu_rounds=3, questions=10, loads=(100, 300, 1000), seconds=2.0)
QUICK: Final = Pace(rounds=1, crowds=1, cpu_rounds=1, questions=5, loads=(100,), seconds=1.0)


@dataclass(frozen=True, slots=True)
class Load:
    """Rounds of five at once, as `play.play` takes them."""

    rounds: int
    spread: float
    seconds: int = 10
    questions: int = 3
    starts: float = 0.0

    @property
    def arguments(self) -> dict[str, Any]:
        """By their names."""
        return {name: getattr(self, name) for name in self.__slots__}


THOUSAND: Final = 1000
BEFORE: Final = Load(60, 0.5)
"""What is played before anything is measured."""
WARM_UP: Final = Load(10, 0.5)
"""Until its first rounds a process has not loaded all that every round needs."""


class Measuring:
    """Measures the bots in turns."""

    def __init__(self, pace: Pace, folder: Path | None, workshop: Workshop, patience: float = 0.0) -> None:
        """Take the other checkout, if there is one, and how long each measurement waits for a calm moment."""
        self._pace = pace
        self._patience = patience
        self._workshop = workshop
        self._table = Table(folder.resolve().name if folder else None)
        other = [Contestant(OTHER, folder.resolve())] if folder else []
        self._bots = [*other, Contestant(NOW, ROOT)]
        self._all = [Contestant(BARE, ROOT), *self._bots]
        self._question: list[Any] = []
        """The components of an open question."""
        self._others = 0.0
        """The most that other processes used of the cores meanwhile."""
        self._remarks: list[str] = []

    async def run(self, note: Callable[[str], None]) -> None:
        """Measure everything; `note` is told what is done."""
        for step in (self._prepare, self._throughputs, self._single_rounds, self._loads, self._values):
            begun = perf_counter()
            await step()
            note(f"{step.__name__.strip('_')}: {perf_counter() - begun:.0f} s")

    def lines(self) -> Iterator[str]:
        """The table, and what is to be known of it."""
        yield from self._table.lines()
        yield from self._remarks
        yield f"Other processes used up to {self._others:.2f} of the cores meanwhile (*: each time)."

    async def _prepare(self) -> None:
        for contestant in self._bots:
            async with joined(contestant, self._workshop) as pair:
                await pair.run("play:play", **BEFORE.arguments, limit=30.0, pid=pair.pid)
                self._question = await pair.run("answers:open_rounds", rounds=1)
                commands = await pair.run("town:commands")
            self._workshop.keep(pair, commands)

    async def _throughputs(self) -> None:
        for _ in range(self._pace.rounds):
            for contestant in self._all:
                # More channels than rounds, each of which has one to itself.
                async with joined(contestant, self._workshop, channels=4) as pair:
                    await self._throughput(pair)
            for share, seconds in self._workshop.commits().items():
                self._table.add(COMMITS[share], NOW, seconds)

    async def _throughput(self, pair: Pair) -> None:
        pace = self._pace
        how = {
            "at_a_time": AT_A_TIME,
            "warm_up": pace.warm_up,
            "seconds": pace.seconds,
            "pid": pair.pid,
        }
        for command, bounds in COMMANDS.items():
            await calm(self._patience)
            seen = await pair.run("commands:use", command=command, **how)
            self._count(Row(f"/{command}, a second", bounds), pair, seen)
        if pair.contestant.is_bare:
            await pair.run("answers:show_boards", rounds=OPEN_ROUNDS, components=self._question)
        else:
            await pair.run("answers:open_rounds", rounds=OPEN_ROUNDS)
        # Their questions are open for a minute.
        await calm(min(self._patience, 20.0))
        self._count(ANSWERS, pair, await pair.run("answers:answer", **how))
        await calm(min(self._patience, 20.0))
        seen = await pair.run(
            "answers:answer_one_by_one", most=pace.presses, seconds=pace.seconds * 1.5, pid=pair.pid
        )
        for share, row in PRESSES.items():
            self._table.add(row, pair.contestant.name, seen[share], seen["others_use"])

    def _count(self, row: Row, pair: Pair, seen: Mapping[str, float]) -> None:
        name, what = pair.contestant.name, row.label.partition(",")[0]
        self._table.add(row, name, seen["a_second"], seen["others_use"])
        self._table.add(
            replace(row.of_cpu(), label=f"  {what}: CPU ms of the bot"), name, seen["cpu"], seen["others_use"]
        )
        self._note_use(f"{what} of {name}", seen)
        if seen["unanswered"]:
            self._remarks.append(f"{what} of {name}: {seen['unanswered']} unanswered.")

    async def _single_rounds(self) -> None:
        async with AsyncExitStack() as stack:
            pairs = [
                (kind, await stack.enter_async_context(joined(one, self._workshop, kind, **_one_server())))
                for kind in CROWDS
                for one in self._bots
            ]
            for _ in range(self._pace.crowds):
                for kind, pair in pairs:
                    for within, row in CROWDS[kind].items():
                        await self._crowd(pair, kind, within, row)
            for number in range(1 + self._pace.cpu_rounds):
                # All at once: of each bot its own CPU time is taken.
                each = (self._cpu(pair, counts=number > 0) for kind, pair in pairs if kind == "choice")
                await asyncio.gather(*each)

    async def _crowd(self, pair: Pair, kind: str, within: float, row: Row) -> None:
        name = pair.contestant.name
        await calm(self._patience)
        how = {"players": CROWD, "within": within, "typed": kind == "number", "pid": pair.pid}
        seen = await pair.run("play:crowd", **how)
        self._table.add(row, name, seen["p99"], seen["others_use"])
        if seen["unanswered"]:
            self._remarks.append(f"{row.label} of {name}: {seen['unanswered']} unanswered.")

    async def _cpu(self, pair: Pair, *, counts: bool) -> None:
        name = pair.contestant.name
        seen = await pair.run("play:play_one", questions=self._pace.questions, spread=0.4, pid=pair.pid)
        if counts:
            self._table.add(CPU, name, seen["cpu"])
            self._table.add(CALLS, name, seen["calls"])

    async def _loads(self) -> None:
        for rounds in self._pace.loads:
            if rounds < THOUSAND:
                for contestant in self._bots:
                    await self._load(contestant, Load(rounds, 4.0), (TENTH,))
            else:
                # The older bot cannot play a third of these.
                await self._load(self._bots[-1], Load(rounds, 16.0, seconds=20, starts=20.0), ())

    async def _load(self, contestant: Contestant, load: Load, bounds: Sequence[Bound]) -> None:
        name, label = contestant.name, f"{load.rounds} rounds of five at once"
        # Twice what it takes where nothing is late. What was seen by then is told.
        limit = load.starts + 2 * load.questions * (load.seconds + 1)
        async with joined(contestant, self._workshop, guilds=200, channels=6) as pair:
            await pair.run("play:play", **WARM_UP.arguments, limit=30.0, pid=pair.pid)
            await calm(self._patience)
            seen = await pair.run("play:play", **load.arguments, limit=limit, pid=pair.pid)
        for what, key, must, scale in (
            ("unanswered", "unanswered", (Bound(0),), 1.0),
            ("acknowledged, p99, ms", "p99", bounds, MILLISECONDS),
            ("  answers alone, p99, ms", "answers_p99", bounds, MILLISECONDS),
            ("closed late, p99, ms", "late", bounds, MILLISECONDS),
            ("  by the next question, p99, ms", "late_between", bounds, MILLISECONDS),
            ("  by the results, p99, ms", "late_last", (), MILLISECONDS),
            ("KiB of RSS each", "bytes_a_round", (), KIBIBYTES),
        ):
            self._table.add(Row(f"{label}: {what}", must, scale), name, seen[key], seen["others_use"])
        self._note_use(f"{label} of {name}", seen)
        if seen["unfinished"]:
            questions = load.rounds * load.questions
            self._remarks.append(
                f"{label} of {name}: {seen['unfinished']} were not over after {limit:.0f} s;"
                f" {seen['acknowledged']} acts were acknowledged, {seen['unanswered']} were not,"
                f" {seen['too_late']} found their question closed; {seen['closed']} of {questions}"
                f" questions were closed. {seen['failures'] or ''}"
            )

    async def _values(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.live.values"), cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        try:
            async with asyncio.timeout(120):
                told, _ = await process.communicate()
            self._table.add(VALUES, NOW, float(told))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()

    def _note_use(self, what: str, seen: Mapping[str, float]) -> None:
        self._others = max(self._others, seen["others_use"])
        if seen["discord_use"] > FULL_USE and seen["bot_use"] < FULL_USE:
            self._remarks.append(
                f"{what}: the Discord's core was the limit ({seen['discord_use']:.2f} of it were used,"
                f" {seen['bot_use']:.2f} of the bot's)."
            )


def _one_server() -> dict[str, int]:
    return {"guilds": 1, "channels": 24, "crowd": CROWD + 10}
