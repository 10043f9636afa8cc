"""Answers over many rounds whose question stays open: scripts that run in the Discord's process."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any

from benchmarks.live.boards import BUTTON, Board, begin, boards_of, lobby
from benchmarks.live.town import Use, closed_loop, percentile, town_of
from tests.discord.interactions import Interaction
from tests.discord.people import Person
from tests.discord.rest.composing import compose
from tests.discord.server import Discord
from tests.discord.state import COMPONENTS_V2, Channel, Json

OPENING_AT_A_TIME = 16


async def open_rounds(discord: Discord, rounds: int) -> list[Json]:
    """Open rounds whose first question stays open for a minute: the starter is awaited and never answers.

    Returns the components of one of them.
    """
    boards, line = boards_of(discord), asyncio.Semaphore(OPENING_AT_A_TIME)

    async def one(channel: Channel, people: list[Person]) -> None:
        async with line:
            board = await lobby(discord, channel, people, joining=1, questions=10, seconds=60)
            await begin(board)
            boards.open.append(board)

    await asyncio.gather(*(one(*place) for place in town_of(discord).next_places(rounds)))
    return boards.open[0].message.components


async def show_boards(discord: Discord, rounds: int, components: list[Json]) -> None:
    """Put messages that look like open questions where a bot has none of its own."""
    for channel, people in town_of(discord).next_places(rounds):
        body = {"flags": COMPONENTS_V2, "components": components}
        message = compose(discord.world, channel, discord.world.bot, body, {})
        boards_of(discord).open.append(Board(message, people))


async def answer(
    discord: Discord, at_a_time: int, warm_up: float, seconds: float, pid: int
) -> dict[str, Any]:
    """Let members answer over all open rounds, so many at a time."""
    return await closed_loop(_answering(discord), at_a_time, warm_up, seconds, pid)


async def answer_one_by_one(discord: Discord, most: int, seconds: float, pid: int) -> dict[str, Any]:
    """Let members answer one after another; the seconds from press to acknowledgement."""
    act = _answering(discord)
    times: list[float] = []
    use = Use(pid)
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    for number in range(most):
        one = await act(number)
        times.append(float("inf") if one.seconds is None else one.seconds)
        if loop.time() > until:
            break
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), **use.told()}


def _answering(discord: Discord) -> Callable[[int], Awaitable[Interaction]]:
    boards = boards_of(discord).open
    given = [board.controls(BUTTON) for board in boards]
    turns = count()

    async def act(_number: int) -> Interaction:
        turn, place = divmod(next(turns), len(boards))
        board, answers = boards[place], given[place]
        round_of_all, member = divmod(turn, len(board.people) - 1)
        person = board.people[1 + member]
        return await person.press_anyway(board.message, answers[round_of_all % len(answers)])

    return act
