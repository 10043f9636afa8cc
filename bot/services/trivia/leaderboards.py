"""A guild's leaderboard, read from the results."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.packs.library import Library
from bot.core.trivia.standing.leaderboard import Measure, Page, Period, Tally, page
from bot.services.guilds.time_zones import zone_of
from bot.storage.database import Database
from bot.storage.guilds import names
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
    people: Mapping[int, str]
    """The display names of those on the page, as last seen in the guild."""


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """A member's sums in all guilds, the number of these, and the unit of the distance."""

    tally: Tally
    guilds: int
    unit: str


class Leaderboards:
    """Ranks the members of a guild."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that holds the results, and the packs for their unit."""
        self._database = database
        self._library = library

    async def own(self, member_id: int) -> OwnFigures:
        """The member's own figures in all guilds together."""
        pack = self._library.default
        tally, guilds_played = await self._database.read(
            lambda trip: results.of_member(trip, member_id, pack.id)
        )
        return OwnFigures(tally, guilds_played, pack.unit)

    async def page(
        self, guild_id: int, asker: Actor, period: Period, measure: Measure, number: int, at: datetime
    ) -> Leaderboard:
        """Page `number`, from 0, of the guild's leaderboard at that moment.

        It shows the asker by the name that they have now, which is kept if another one was.
        """
        pack = self._library.default

        def work(trip: Trip) -> Leaderboard:
            settings = guilds.read(trip, guild_id)
            since = period.begins(at, zone_of(settings.time_zone))
            tallies = results.tallies(trip, guild_id, pack.id, since)
            shown = page(tallies, measure, asker.member_id, number, PAGE_SIZE)
            on_page = [tally.member_id for _, tally in (*shown.lines, *((shown.own,) if shown.own else ()))]
            people = names.read(trip, guild_id, on_page)
            return Leaderboard(shown, period, measure, pack.unit, since, settings.locale, people)

        board = await self._database.read(work)
        if board.page.own is None or board.people.get(asker.member_id) == asker.name:
            return board
        keep_name, named = names.seen_as(guild_id, asker.member_id, asker.name)
        await self._database.write(lambda trip: trip.execute(keep_name, named))
        return replace(board, people={**board.people, asker.member_id: asker.name})
