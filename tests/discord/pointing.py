"""How discord.py is pointed at this Discord instead of the real one; it needs no other change."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

FIRST_LINES: Final = """
import sys
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL
Route.BASE = sys.argv.pop(1)
DiscordWebSocket.DEFAULT_GATEWAY = URL(sys.argv.pop(1))
"""
"""What a process runs before the bot: its first two arguments are the API and the gateway."""


@contextmanager
def pointed(api: str, gateway: str) -> Iterator[None]:
    """Let every client of this process that connects within the block come here."""
    base, default = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, URL(gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, default


def command(api: str, gateway: str, program: str, arguments: Sequence[str] = ()) -> list[str]:
    """The command line of a process that runs the Python program, pointed here."""
    return [sys.executable, "-c", FIRST_LINES + program, api, gateway, *arguments]
