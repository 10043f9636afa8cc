"""All services, built once over one database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.packs.library import Library
from bot.core.talk.listener import Listener
from bot.core.talk.options import Options
from bot.services.commands import KnownCommands
from bot.services.daily.dailies import Dailies
from bot.services.daily.posts import DailyPosts
from bot.services.guilds.settings import Guilds
from bot.services.stories.anecdotes import Anecdotes
from bot.services.stories.ballots import Ballots
from bot.services.stories.finding import Finder
from bot.services.stories.maps import Maps
from bot.services.stories.reading import Readers
from bot.services.stories.tellings import Tellings
from bot.services.trivia.leaderboards import Leaderboards
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults
from bot.services.trivia.practices import Practices
from bot.services.trivia.rounds import Trivia
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """One of each service, and the story packs that they share."""

    library: Library
    finder: Finder
    listeners: Mapping[str, Listener]
    """What understands the messages that people write, by locale."""
    options: Mapping[str, Options]
    """What reads the options of commands, by locale."""
    defaults: RoundDefaults
    commands: KnownCommands
    guilds: Guilds
    readers: Readers
    tellings: Tellings
    anecdotes: Anecdotes
    ballots: Ballots
    maps: Maps
    lobbies: Lobbies
    trivia: Trivia
    practices: Practices
    leaderboards: Leaderboards
    dailies: Dailies
    daily_posts: DailyPosts

    @classmethod
    def over(
        cls,
        database: Database,
        library: Library,
        finder: Finder,
        listeners: Mapping[str, Listener],
        defaults: RoundDefaults,
        seed: Callable[[], int],
    ) -> "Services":
        """Build every service over that database; `seed` returns an unguessable number for each draw."""
        live = LiveRounds(database, library)
        return cls(
            library=library,
            finder=finder,
            listeners=listeners,
            options={locale: Options(listener) for locale, listener in listeners.items()},
            defaults=defaults,
            commands=KnownCommands(database),
            guilds=Guilds(database),
            readers=Readers(database, library),
            tellings=Tellings(database, library),
            anecdotes=Anecdotes(database, library, seed),
            ballots=Ballots(database, library, seed),
            maps=Maps(database, library),
            lobbies=Lobbies(database, library, live, defaults, seed),
            trivia=Trivia(database, live),
            practices=Practices(database, library, seed),
            leaderboards=Leaderboards(database, library),
            dailies=Dailies(database, library),
            daily_posts=DailyPosts(database, library, seed),
        )
