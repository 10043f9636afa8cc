"""What was told to an audience, and what Discord never took of it."""

import simcord

from bot.core.packs.pack import Anecdote, Legend
from bot.storage.database import Database
from bot.storage.stories import seen
from bot.ui.packs.sources import cited
from bot.ui.text import Say
from tests.ui.world import World


def sources(world: World, told: Anecdote | Legend, say: Say) -> str:
    """What it is told in, as people read it."""
    return cited(told.sources, world.pack, say)


async def heard(database: Database, world: World, audience_id: int, kind: seen.SeenKind) -> set[str]:
    """What is on disk as told to the audience."""
    async with database.transaction() as connection:
        return set(await seen.load(connection, audience_id, world.pack.id, kind))


async def unanswered(world: World, asker: simcord.MemberActor, command: str) -> None:
    """Ask for something whose message Discord does not take."""
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await asker.slash(world.channel, command)
    world.env._errors.clear()
