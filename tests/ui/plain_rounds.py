"""A round that is under way, for tests of what stands beside its answers."""

import simcord

from tests.ui.world import World, lobby_of

SECONDS = 20


async def a_question(
    world: World, *players: simcord.MemberActor, **options: object
) -> simcord.ResponseMessage:
    """A round's message with its first question on it."""
    board = await lobby_of(world, players[0], *players, **{"questions": 3, "seconds": SECONDS, **options})
    await world.wait(30)
    return board
