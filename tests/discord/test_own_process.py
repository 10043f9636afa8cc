"""This Discord in a process of its own, driven from here."""

import asyncio

import pytest

from tests.discord.pointing import command
from tests.discord.process import ScriptError, serve_in_process
from tests.discord.server import TOKEN, Discord

BOT = """
import discord

class Bot(discord.Client):
    async def on_interaction(self, interaction):
        await interaction.response.defer()

Bot(intents=discord.Intents(guilds=True)).run(sys.argv[1], log_handler=None)
"""


async def guild_names(discord: Discord, prefix: str) -> list[str]:
    """What a script is: it gets the server and its arguments, and returns what JSON can carry."""
    return [prefix + one.name for one in discord.world.guilds.values()]


async def test_scripts_run_where_the_server_is_and_a_bot_is_pressed_there() -> None:
    async with serve_in_process("--guilds", "2", "--unchecked") as served:
        told = await served.run("tests.discord.test_own_process:guild_names", prefix="> ")
        assert told == ["> Guild 0", "> Guild 1"]
        with pytest.raises(ScriptError, match="no_such_thing"):
            await served.run("tests.discord.scripts:no_such_thing")
        bot = await asyncio.create_subprocess_exec(*command(served.api, served.gateway, BOT, [TOKEN]))
        try:
            done = await served.run("tests.discord.scripts:press_much", seconds=0.3, at_a_time=4)
        finally:
            bot.terminate()
            await bot.wait()
    assert set(done["how"]) == {"deferred update"}
    assert done["a_second"] > 10
    assert served.process.returncode == 0
