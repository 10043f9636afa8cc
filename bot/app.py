"""Puts the bot together: one database, one set of services, and the rooms of the user interface."""

import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

from bot.services.pictures import Pictures
from bot.services.services import Services
from bot.services.trivia.lobbies import RoundDefaults
from bot.settings import Settings
from bot.static_content import StaticContent
from bot.storage.database import Database
from bot.storage.lock import ProcessLock
from bot.ui.commands.sync import sync_if_changed
from bot.ui.connection.client import StoryBot
from bot.ui.daily.room import open_room as open_daily
from bot.ui.frame import Frame
from bot.ui.guilds.room import open_room as open_guilds
from bot.ui.pictures import PictureSender
from bot.ui.stories.room import open_room as open_stories
from bot.ui.talk.room import open_room as open_talk
from bot.ui.trivia.room import open_room as open_trivia

ROOMS = (open_guilds, open_stories, open_trivia, open_daily, open_talk)


def random_seed() -> int:
    """A seed that nobody can guess."""
    return secrets.randbits(64)


def create_bot(
    settings: Settings,
    content: StaticContent,
    seed: Callable[[], int] = random_seed,
    on_login: Callable[[int], None] = lambda _application_id: None,
) -> StoryBot:
    """The whole bot, not yet logged in. The database is opened at the login and closed with the bot.

    `on_login` is called with the application's id once everything is set up.
    Logging in raises DatabaseInUseError where another process holds the database, and
    DatabaseTooNewError where a newer version of the bot has used it.
    """

    async def set_up(bot: StoryBot, resources: AsyncExitStack) -> None:
        # Resources close in reverse order: first the timers, then the interactions, then the database.
        database = await _open_database(settings.database, resources)
        pictures = Pictures()
        resources.push_async_callback(pictures.close)
        services = Services.over(
            database, content.library, content.finder, content.listeners, _round_defaults(settings), seed
        )
        frame = Frame.of(bot, PictureSender(pictures))
        for open_room in ROOMS:
            open_room(frame, services)
        frame.actions.require_all()
        resources.push_async_callback(bot.leave)
        for runner in frame.runners:
            resources.push_async_callback(runner.close)
        # Runs first at the close: the runners still write what they are about to show.
        resources.callback(pictures.drop_unneeded)
        frame.command_ids.update(await sync_if_changed(bot.tree, bot.catalogues, services.commands))
        for runner in frame.runners:
            await runner.resume()
        on_login(bot.application_id or 0)

    return StoryBot(content.catalogues, set_up)


def _round_defaults(settings: Settings) -> RoundDefaults:
    trivia = settings.trivia
    return RoundDefaults(trivia.questions, trivia.seconds, timedelta(seconds=trivia.lobby_seconds))


async def _open_database(file: Path, resources: AsyncExitStack) -> Database:
    lock = ProcessLock(file)
    lock.acquire()
    resources.callback(lock.release)
    database = Database.open(file)
    resources.push_async_callback(database.close)
    await database.migrate()
    return database
