"""Puts the bot together: the only place where its parts meet."""

import json
import logging
import secrets
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import discord

from bot.core.stories.votes import Ballot
from bot.core.trivia.round.rounds import Round
from bot.services.daily.dailies import Dailies
from bot.services.daily.posts import DailyPosts
from bot.services.guilds.settings import Guilds
from bot.services.pictures import Pictures
from bot.services.stories.maps import Maps
from bot.services.stories.reading import ReadingRoom
from bot.services.stories.tales import Tales
from bot.services.stories.tellings import Tellings
from bot.services.trivia.leaderboards import Leaderboards
from bot.services.trivia.lobbies import Defaults, Lobbies
from bot.services.trivia.practices import Practices
from bot.services.trivia.rounds import Trivia
from bot.settings import Settings
from bot.storage import key_values as memory
from bot.storage.database import Database
from bot.storage.lock import ProcessLock
from bot.ui.client import ChannelGone, StoryBot
from bot.ui.commands.sync import sync
from bot.ui.daily.commands import DailyCommands
from bot.ui.daily.controls import DailyControls, post_layout
from bot.ui.daily.runner import DailyRunner
from bot.ui.daily.settings_page import stopped_letter
from bot.ui.desk import Desk
from bot.ui.guilds.commands import ConfigCommands
from bot.ui.guilds.controls import ConfigControls
from bot.ui.guilds.doctor.controls import DoctorControls
from bot.ui.messages import Message
from bot.ui.permissions import INVITE
from bot.ui.pictures import Easel
from bot.ui.static_content import Repertoire
from bot.ui.stories.about.commands import about_commands
from bot.ui.stories.cards.commands import find_commands
from bot.ui.stories.cards.controls import CardControls
from bot.ui.stories.claims.ballots import BallotControls, drawn
from bot.ui.stories.claims.calls import ClaimControls
from bot.ui.stories.claims.commands import TaleCommands
from bot.ui.stories.claims.runner import BallotRunner
from bot.ui.stories.commands import StoryCommands
from bot.ui.stories.map.commands import map_command
from bot.ui.stories.reader.controls import ReaderControls
from bot.ui.stories.telling.controls import TellingControls
from bot.ui.stories.telling.runner import TellingRunner
from bot.ui.stories.telling.views import page_layout
from bot.ui.stories.timeline.commands import timeline_command
from bot.ui.stories.timeline.controls import TimelineControls
from bot.ui.talk.hearing import Talk
from bot.ui.trivia.commands import TriviaCommands
from bot.ui.trivia.practice.controls import PracticeControls
from bot.ui.trivia.round.controls import RoundControls
from bot.ui.trivia.round.fields import FieldControls
from bot.ui.trivia.round.lost_notice import LastWords
from bot.ui.trivia.round.runner import Runner
from bot.ui.trivia.round.ways import WayControls
from bot.ui.trivia.standing.commands import scores_command
from bot.ui.trivia.standing.controls import ScoreControls
from bot.ui.trivia.standing.missed import MissedControls
from bot.ui.trivia.standing.race import RaceControls

log = logging.getLogger(__name__)

COMMANDS = "commands"
"""What the bot remembers of its commands: the fingerprint that Discord knows, and their ids."""


def random_seed() -> int:
    """A seed that nobody can guess."""
    return secrets.randbits(64)


def create_bot(
    settings: Settings,
    repertoire: Repertoire,
    seed: Callable[[], int] = random_seed,
    on_login: Callable[[int], None] = lambda _application_id: None,
) -> StoryBot:
    """The whole bot, not yet logged in. The database is opened at the login and closed with the bot.

    `on_login` is told the application's id once all is set up.
    Logging in raises DatabaseInUseError where another process holds the database, and
    DatabaseTooNewError where a newer version of the bot has used it.
    """
    defaults = Defaults(
        settings.trivia.questions, settings.trivia.seconds, timedelta(seconds=settings.trivia.lobby_seconds)
    )

    library, catalogues = repertoire.library, repertoire.catalogues

    async def set_up(bot: StoryBot, resources: AsyncExitStack) -> ChannelGone:
        database = await _open(settings, resources)
        pictures = Pictures()
        resources.push_async_callback(pictures.close)
        desk = Desk(
            library=library,
            catalogues=catalogues,
            guilds=Guilds(database),
            reading=ReadingRoom(database, library),
            tales=Tales(database, library, seed),
            dailies=Dailies(database, library),
            daily_posts=DailyPosts(database, library, seed),
            tellings=Tellings(database, library),
            lobbies=Lobbies(database, library, defaults, seed),
            trivia=Trivia(database, library),
            leaderboards=Leaderboards(database, library),
            finder=repertoire.finder,
            practices=Practices(database, library, seed),
            easel=Easel(pictures),
            maps=Maps(database, library),
        )
        runner = Runner(
            desk.lobbies,
            desk.trivia,
            desk.hanging,
            desk.easel,
            lambda game: _message(bot, game),
            LastWords(bot, desk, bot.acquaintances).speak,
        )
        ballots = BallotRunner(
            desk.tales, lambda ballot: drawn(desk, ballot), lambda ballot: _message(bot, ballot)
        )
        dailies = DailyRunner(
            bot,
            desk.dailies,
            desk.daily_posts,
            ballots,
            lambda shown: post_layout(
                shown, library.pack(shown.post.pack_id), catalogues.for_locale(shown.post.locale)
            ),
            lambda daily, guild: stopped_letter(daily, guild, catalogues.for_locale(daily.setter_locale)),
        )
        tellings = TellingRunner(
            desk.tellings,
            lambda telling, position: page_layout(
                telling, library, catalogues.for_locale(telling.locale), position
            ),
            lambda telling: bot.get_partial_messageable(telling.channel_id, guild_id=telling.guild_id),
        )
        # The last in is the first out: timers stop, then interactions, and then the database closes.
        resources.push_async_callback(bot.leave)
        resources.push_async_callback(runner.close)
        resources.push_async_callback(ballots.close)
        resources.push_async_callback(dailies.close)
        resources.push_async_callback(tellings.close)
        # Before the rounds are closed, which write to the end what they are about to show.
        resources.callback(pictures.hurry)
        _wire(bot, desk, runner, ballots, dailies, tellings, defaults)
        talk = Talk(desk, repertoire.listening, bot.acquaintances)
        talk.register(bot.router)
        await _tell_commands(bot, desk, database)
        bot.hear = talk.hear
        await runner.resume()
        await ballots.resume()
        await dailies.resume()
        await tellings.resume()
        on_login(bot.application_id or 0)

        async def channel_gone(guild_id: int, channel_id: int) -> None:
            await runner.channel_gone(channel_id)
            await tellings.channel_gone(channel_id)
            await dailies.channel_gone(guild_id, channel_id)
            await desk.guilds.forget_channel(guild_id, channel_id)

        return channel_gone

    return StoryBot(catalogues, set_up)


def invite_link(application_id: int) -> str:
    """Where an admin adds the bot to a server, with exactly the permissions that it uses."""
    return discord.utils.oauth_url(
        application_id, permissions=INVITE, scopes=("bot", "applications.commands")
    )


async def _open(settings: Settings, resources: AsyncExitStack) -> Database:
    lock = ProcessLock(settings.database)
    lock.acquire()
    resources.callback(lock.release)
    database = Database.open(settings.database)
    resources.push_async_callback(database.close)
    await database.migrate()
    return database


def _wire(
    bot: StoryBot,
    desk: Desk,
    runner: Runner,
    ballots: BallotRunner,
    dailies: DailyRunner,
    teller: TellingRunner,
    defaults: Defaults,
) -> None:
    rounds = RoundControls(desk, runner)
    tellings = TellingControls(desk, teller, rounds)
    scores = ScoreControls(desk)
    config = ConfigControls(desk, defaults)
    doctor = DoctorControls(desk, config)
    cards = CardControls(desk)
    practices = PracticeControls(desk)
    for controls in (
        rounds,
        FieldControls(desk, rounds),
        WayControls(desk, runner),
        tellings,
        scores,
        config,
        doctor,
        ReaderControls(desk),
        BallotControls(desk, ballots),
        DailyControls(desk, cards),
        cards,
        TimelineControls(desk, cards),
        RaceControls(desk),
        MissedControls(desk),
        ClaimControls(desk),
        practices,
    ):
        controls.register(bot.router)
    bot.tree.add_command(StoryCommands(desk, tellings))
    bot.tree.add_command(TriviaCommands(desk, rounds, runner, practices))
    bot.tree.add_command(ConfigCommands(config, DailyCommands(desk, config, dailies), doctor))
    bot.tree.add_command(scores_command(desk, scores))
    bot.tree.add_command(map_command(desk))
    bot.tree.add_command(timeline_command(desk, cards))
    tales = TaleCommands(desk, ballots).commands()
    for command in (*tales, *find_commands(desk), *about_commands(desk)):
        bot.tree.add_command(command)


async def _tell_commands(bot: StoryBot, desk: Desk, database: Database) -> None:
    async with database.transaction() as connection:
        known = json.loads(await memory.recall(connection, COMMANDS) or "{}")
    synced = await sync(bot.tree, desk.catalogues, known.get("fingerprint"))
    if synced.changed:
        known = {"fingerprint": synced.fingerprint, "ids": dict(synced.ids)}
        async with database.transaction() as connection:
            await memory.remember(connection, COMMANDS, json.dumps(known))
        log.info("told Discord of %d commands", len(synced.ids))
    desk.command_ids.update(known.get("ids", {}))


def _message(bot: StoryBot, posted: Round | Ballot) -> Message:
    channel = bot.get_partial_messageable(posted.channel_id, guild_id=posted.guild_id)
    return Message(channel.get_partial_message(posted.message_id or 0))
