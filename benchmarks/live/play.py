"""Rounds that are played to their end: scripts that run in the Discord's process."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from benchmarks.live.boards import BUTTON, FIELD, Board, NotPlayedError, begin, lobby
from benchmarks.live.town import Use, exact_cpu_seconds, percentile, resident_bytes, town_of
from tests.discord.interactions import Interaction
from tests.discord.people import PATIENCE, Person
from tests.discord.server import Discord
from tests.discord.state import Channel

PLAYERS: Final = 5
GRACE: Final = 1.0
"""Seconds that the bot leaves for presses on their way, after a question has ended."""
GATHERING_AT_A_TIME: Final = 16
AFTERWARDS: Final = 1.5
"""Seconds after a round's end in which the bot may still draw and write."""


@dataclass(slots=True)
class Tally:
    """What was seen while rounds were played."""

    acknowledged: list[float] = field(default_factory=list)
    """Seconds from each act to its acknowledgement."""
    answers: list[float] = field(default_factory=list)
    """Those of answers alone, without the presses that begin the rounds all at once."""
    unanswered: int = 0
    """Acts that were not acknowledged within Discord's three seconds."""
    too_late: int = 0
    """Answers that nobody could give any more: the question was closed before their time."""
    late: dict[bool, list[float]] = field(default_factory=lambda: {False: [], True: []})
    """Seconds by which questions were closed too late: those before a round's last one, and that."""

    def take(self, one: Interaction) -> Interaction:
        """Count an act that is over."""
        if one.seconds is None:
            self.unanswered += 1
        else:
            self.acknowledged.append(one.seconds)
        return one


async def play(
    discord: Discord,
    rounds: int,
    questions: int,
    seconds: int,
    spread: float,
    starts: float,
    limit: float,
    pid: int,
) -> dict[str, Any]:
    """Play so many rounds of five at once.

    Lobbies are filled at leisure; then all begin, spread over `starts` seconds. All five answer each question
    once, at times spread over `spread` seconds. After `limit` seconds what is still running is left alone.
    """
    dice, tally = Random(rounds), Tally()  # noqa: S311 - the same dice for each bot
    before = resident_bytes(pid)
    boards, kept_out = await _gather(discord, rounds, questions, seconds, tally)
    use = Use(pid)
    playing = [
        asyncio.create_task(_round(board, tally, questions, seconds, spread, starts * number / rounds, dice))
        for number, board in enumerate(boards)
    ]
    remembering = asyncio.create_task(_memory(boards, pid))
    done, left = await asyncio.wait(playing, timeout=limit)
    told = use.told()
    for task in (*left, remembering):
        task.cancel()
    await asyncio.gather(*left, remembering, return_exceptions=True)
    failures = Counter(repr(fault)[:120] for task in done if (fault := task.exception()) is not None)
    running = 0 if remembering.cancelled() else remembering.result()
    return {
        "unanswered": tally.unanswered,
        "too_late": tally.too_late,
        "acknowledged": len(tally.acknowledged),
        "p99": percentile([*tally.acknowledged, *[PATIENCE] * tally.unanswered], 0.99),
        "answers_p99": percentile(tally.answers, 0.99),
        "late": percentile([*tally.late[False], *tally.late[True]], 0.99),
        "late_between": percentile(tally.late[False], 0.99),
        "late_last": percentile(tally.late[True], 0.99),
        "closed": sum(map(len, tally.late.values())),
        "unfinished": len(left) + sum(failures.values()) + kept_out,
        "failures": dict(failures.most_common(3)),
        "bytes_a_round": (running - before) / rounds if running else None,
        **told,
    }


async def play_one(discord: Discord, questions: int, spread: float, pid: int) -> dict[str, Any]:
    """Play one round; what it cost the bot."""
    used, discord.router.calls = exact_cpu_seconds(pid), []
    seen = await play(discord, 1, questions, 20, spread, 0.0, 25.0 * questions, pid)
    await asyncio.sleep(AFTERWARDS)
    calls, discord.router.calls = len(discord.router.calls or ()), None
    return {**seen, "cpu": exact_cpu_seconds(pid) - used, "calls": calls}


async def crowd(discord: Discord, players: int, within: float, pid: int, *, typed: bool) -> dict[str, Any]:
    """Let many players of one round answer its first question, at times spread over `within` seconds.

    By button, or by the field that a button opens; then a press and a submit are counted each.
    """
    town, tally, dice = town_of(discord), Tally(), Random(players)  # noqa: S311 - the same dice for each bot
    [(channel, _)] = town.next_places(1)
    starter = town.opened % len(town.crowd)
    people = (town.crowd[starter:] + town.crowd[:starter])[:players]
    board = await lobby(discord, channel, people, joining=1, questions=3, seconds=30)
    line = asyncio.Semaphore(GATHERING_AT_A_TIME)

    async def join(person: Person) -> None:
        async with line:
            await person.press(board.message, board.control("tj:"))

    async def answer(person: Person, custom_id: str) -> None:
        await asyncio.sleep(dice.uniform(0, within))
        one = tally.take(await person.press_anyway(board.message, custom_id))
        if typed and one.modal is not None:
            tally.take(await person.submit(one, answer=str(dice.randint(1, 2000))))

    await asyncio.gather(*(join(person) for person in people[1:]))
    await begin(board)
    answers, use = board.controls(FIELD if typed else BUTTON), Use(pid)
    await asyncio.gather(*(answer(person, dice.choice(answers)) for person in people))
    told = use.told()
    await people[0].slash(channel, "trivia stop")
    return {
        "p99": percentile([*tally.acknowledged, *[PATIENCE] * tally.unanswered], 0.99),
        "acknowledged": len(tally.acknowledged),
        "unanswered": tally.unanswered,
        **told,
    }


async def _gather(
    discord: Discord, rounds: int, questions: int, seconds: int, tally: Tally
) -> tuple[list[Board], int]:
    """The lobbies, each with five players; and how many did not come about."""
    line = asyncio.Semaphore(GATHERING_AT_A_TIME)

    async def one(channel: Channel, people: list[Person]) -> Board | None:
        async with line:
            try:
                return await lobby(
                    discord, channel, people, joining=PLAYERS, questions=questions, seconds=seconds
                )
            except NotPlayedError:
                tally.unanswered += 1
                return None

    gathered = await asyncio.gather(*(one(*place) for place in town_of(discord).next_places(rounds)))
    boards = [board for board in gathered if board is not None]
    return boards, rounds - len(boards)


async def _round(
    board: Board, tally: Tally, questions: int, seconds: int, spread: float, wait: float, dice: Random
) -> None:
    await asyncio.sleep(wait)
    tally.take(await begin(board))
    for number in range(1, questions + 1):
        if board.number != number:
            raise NotPlayedError(f"question {board.number} came instead of {number}")
        opened = board.turned_at
        answers = board.controls(BUTTON)
        answering = [
            asyncio.create_task(
                _answer(board, person, number, dice.choice(answers), dice.uniform(0, spread), tally)
            )
            for person in board.people[:PLAYERS]
        ]
        try:
            await board.left(number)
            closed = board.turned_at
            given = await asyncio.gather(*answering)
        finally:
            for task in answering:
                task.cancel()
        due = opened + seconds
        times = [one.created for one in given if one is not None and one.answer is not None]
        if len(times) == PLAYERS:
            due = min(due, max(times))
        tally.late[number == questions].append(closed - due - GRACE)


async def _answer(
    board: Board, person: Person, number: int, custom_id: str, wait: float, tally: Tally
) -> Interaction | None:
    await asyncio.sleep(wait)
    if board.number != number:
        tally.too_late += 1
        return None
    one = tally.take(await person.press_anyway(board.message, custom_id))
    tally.answers.append(PATIENCE if one.seconds is None else one.seconds)
    return one


async def _memory(boards: list[Board], pid: int) -> int:
    """What the bot has in memory once all rounds have begun."""
    for board in boards:
        await board.left(0)
    return resident_bytes(pid)
