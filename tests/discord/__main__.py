"""`python -m tests.discord`: a Discord on this machine, until Ctrl-C."""

import argparse
import asyncio
import contextlib
import signal

from tests.discord import guilds
from tests.discord.process import READY, offer_scripts
from tests.discord.server import TOKEN, Discord

HELP = """
Token:   {token}
API:     {api}
Gateway: {gateway}

Point a bot on discord.py here before it connects:

    from discord.gateway import DiscordWebSocket
    from discord.http import Route
    from yarl import URL
    Route.BASE = "{api}"
    DiscordWebSocket.DEFAULT_GATEWAY = URL("{gateway}")
"""


def main() -> None:
    """Serve what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m tests.discord", description="A Discord on this machine.")
    parser.add_argument("--port", type=int, default=0, help="the port; a free one unless given")
    parser.add_argument("--guilds", type=int, default=1, help="guilds that the bot is in")
    parser.add_argument("--channels", type=int, default=3, help="text channels of each")
    parser.add_argument(
        "--roles", type=int, default=0, help="roles of each, beside everybody's and the bot's"
    )
    parser.add_argument("--people", type=int, default=2, help="members of each")
    parser.add_argument("--unchecked", action="store_true", help="check no bodies")
    parser.add_argument("--plain", action="store_true", help="compress no events")
    parser.add_argument("--limits", action="store_true", help="keep rate limits")
    parser.add_argument("--scripts", action="store_true", help="let others run functions in this process")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(parser.parse_args()))


async def _serve(asked: argparse.Namespace) -> None:
    discord = Discord(strict=not asked.unchecked)
    discord.gateway.plain = asked.plain
    discord.limits.enabled = asked.limits
    for number in range(asked.guilds):
        guild = discord.guild(f"Guild {number}")
        for channel in range(asked.channels):
            discord.channel(guild, f"channel-{channel}")
        for role in range(asked.roles):
            guilds.create_role(discord.world, guild, f"role-{role}", 0)
        for person in range(asked.people):
            discord.person(f"Person {number}.{person}", guild)
    if asked.scripts:
        offer_scripts(discord)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with discord.running(asked.port):
        print(f"{READY}{discord.world.address}", flush=True)  # noqa: T201 - for who started it
        print(HELP.format(token=TOKEN, api=discord.api, gateway=discord.gateway_url), flush=True)  # noqa: T201
        await stop.wait()


if __name__ == "__main__":
    main()
