"""A guild's leaderboard, read from the results."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.guilds.settings import GuildSettings
from bot.core.packs.library import Library
from bot.core.trivia.standing.leaderboard import Measure, Page, Period, Tally, page
from bot.services.guilds.time_zones import zone_of
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from bot.storage.trips import Trip
from bot.storage.trivia import results

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """A page of the leaderboard, with the options that it was asked for with."""

    page: Page
    period: Period
    measure: Measure
    unit: str
    since: datetime | None
    locale: str | None
    """The locale that the guild has set; None if it has set none."""


class Leaderboards:
    """Ranks the members of a guild."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that holds the results, and the packs for their unit."""
        self._database = database
        self._library = library

    async def page(
        self, guild_id: int, asker_id: int, period: Period, measure: Measure, number: int, at: datetime
    ) -> Leaderboard:
        """Page `number`, from 0, of the guild's leaderboard at that moment."""
        pack = self._library.default

        def work(trip: Trip) -> tuple[GuildSettings, datetime | None, list[Tally]]:
            settings = guilds.read(trip, guild_id)
            since = period.begins(at, zone_of(settings.time_zone))
            return settings, since, results.tallies(trip, guild_id, pack.id, since)

        settings, since, tallies = await self._database.read(work)
        shown = page(tallies, measure, asker_id, number, PAGE_SIZE)
        return Leaderboard(shown, period, measure, pack.unit, since, settings.locale)
