"""The route's map: its stops by name, and how far the players of the last round came."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.core.guilds.places import Place
from bot.core.guilds.settings import Purpose
from bot.core.matching import nearest
from bot.core.packs.library import Library
from bot.core.packs.route import Driven, Route, Stop
from bot.core.refusals import Reason, Refusal
from bot.pictures.map.route_map import RouteMap
from bot.services.guilds.settings import welcome
from bot.storage.database import Database
from bot.storage.trivia import results


class Maps:
    """Finds stops, the drawing of the route, and the last round on it."""

    def __init__(self, database: Database, library: Library) -> None:
        """Take the database that holds the results, and the packs with their routes."""
        self._database = database
        self._library = library
        self._drawn: Mapping[str, RouteMap] = MappingProxyType(
            {pack.id: RouteMap(pack.route) for pack in library.packs if pack.route is not None}
        )

    def route(self) -> Route | Refusal:
        """The route of the default pack; refused if it has none."""
        return self._library.default.route or Refusal.because(Reason.NO_MAP)

    def stop(self, name: str) -> Stop | Refusal:
        """The stop of that id or name; else a refusal with the nearest names."""
        route = self.route()
        if isinstance(route, Refusal):
            return route
        wanted = name.strip().casefold()
        for stop in route.stops:
            if wanted in (stop.id, *(known.casefold() for known in (stop.name, *stop.also))):
                return stop
        names = [stop.name for stop in route.stops]
        return Refusal.because(Reason.UNKNOWN_STOP, words=name, nearest=nearest(name, names))

    def drawn(self, pack_id: str) -> RouteMap:
        """What draws the route of that pack."""
        return self._drawn[pack_id]

    async def last_drive(self, guild_id: int | None) -> tuple[Driven, ...]:
        """How far each player came in the guild's last round, the furthest first."""
        if guild_id is None:
            return ()
        async with self._database.transaction() as connection:
            return await results.last_drive(connection, guild_id, self._library.default.id)

    async def is_welcome(self, place: Place) -> bool:
        """Whether a map may be shown to the whole channel: if stories or trivia are allowed in it."""
        answers = await self._database.read(
            lambda trip: [welcome(trip, purpose, place) for purpose in Purpose]
        )
        return any(not isinstance(answer, Refusal) for answer in answers)
