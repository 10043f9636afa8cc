"""The whole bot, in this process, at this Discord."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.app import create_bot
from bot.core.packs.library import Library
from bot.settings import Settings
from bot.static_content import StaticContent
from bot.ui.connection.client import StoryBot
from tests.discord.pointing import pointed
from tests.discord.server import TOKEN, Discord


@asynccontextmanager
async def joined(
    discord: Discord, content: StaticContent, file: Path, *kinds: str, settings: Settings | None = None
) -> AsyncIterator[StoryBot]:
    """The bot in its guilds, on that database, asking questions of those kinds, until the block ends."""
    pack = content.library.default
    asked = tuple(one for one in pack.questions if one.kind in kinds)
    staged = replace(content, library=Library((pack.model_copy(update={"questions": asked}),)))
    chosen = (settings or Settings()).model_copy(update={"database": file})
    with pointed(discord.api, discord.gateway_url):
        bot = create_bot(chosen, staged, lambda: 1)
        running = asyncio.create_task(bot.start(TOKEN))
        try:
            await discord.gateway.joined()
            yield bot
        finally:
            await bot.close()
            await running
