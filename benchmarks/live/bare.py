"""The bot that everything is compared with: discord.py alone, which acknowledges and does nothing else."""

import os
from collections.abc import Mapping, Sequence
from typing import Any, Final

import discord
from typing_extensions import override

COMMAND, SUBCOMMAND, STRING = 1, 1, 3


def _option(kind: int, name: str, *options: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": kind, "name": name, "description": name, "options": list(options)}


COMMANDS: Final[Sequence[Any]] = [
    _option(COMMAND, "help"),
    _option(COMMAND, "find", {"type": STRING, "name": "words", "description": "words", "required": True}),
    _option(COMMAND, "scores"),
    _option(COMMAND, "anecdote"),
    _option(COMMAND, "story", _option(SUBCOMMAND, "read")),
    _option(COMMAND, "legend"),
]


class BareBot(discord.Client):
    """Set up as the storyteller's client is, so that both receive the same events."""

    def __init__(self) -> None:
        """Without caches, and with no privileged intent."""
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )

    @override
    async def setup_hook(self) -> None:
        await self.http.bulk_upsert_global_commands(self.application_id or 0, list(COMMANDS))

    async def on_interaction(self, interaction: "discord.Interaction[BareBot]") -> None:
        """Acknowledge it: a press by a deferred update, a command by a deferred message."""
        await interaction.response.defer()


def main() -> None:
    """Run until the process is ended."""
    BareBot().run(os.environ["DISCORD_TOKEN"], log_handler=None)
