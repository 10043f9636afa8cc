"""A round that is under way, for tests of what stands beside its answers."""

import re

import discord
import simcord

from tests.ui.world import World, lobby_of, texts

SECONDS = 20
READING = 5
"""The time to read the first question, which is short."""
MOST_READING = 15
"""The time to read a long answer and the next question, at most."""


async def a_question(
    world: World, *players: simcord.MemberActor, **options: object
) -> simcord.ResponseMessage:
    """A round's message with its first question on it, at the moment at which its clock starts."""
    board = await lobby_of(world, players[0], *players, **{"questions": 3, "seconds": SECONDS, **options})
    await world.wait(30 + READING)
    return board


def clock_starts_at(board: simcord.ResponseMessage) -> int:
    """The second, since 1970, at which the time of the question on the board starts to run."""
    (at,) = re.findall(r"Start of the clock: <t:(\d+):R>", texts(board))
    return int(at)


async def until_the_clock_starts(world: World, board: simcord.ResponseMessage) -> None:
    """Let the time pass that there is to read."""
    await world.wait(clock_starts_at(board) - discord.utils.utcnow().timestamp())
