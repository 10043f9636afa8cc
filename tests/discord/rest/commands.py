"""The bot's application commands: overwritten all at once, for everybody or in one guild."""

from tests.discord.errors import ApiError, missing_access
from tests.discord.rest.bodies import Call, Reply
from tests.discord.rules.commands import CHAT_INPUT, ENTRY_POINT, check_commands
from tests.discord.state import Json, World


class Commands:
    """What may be used: a table for everybody (0), and one a guild."""

    def __init__(self, world: World) -> None:
        """None yet."""
        self.synced: list[list[Json]] = []
        """Each overwriting of those for everybody, as it was sent."""
        self._world = world
        self._tables: dict[int, list[Json]] = {}

    def offered(self, guild_id: int | None) -> list[Json]:
        """Those that can be used in the guild, or in direct messages."""
        own = self._tables.get(guild_id, []) if guild_id else []
        return [*own, *self._tables.get(0, [])]

    def enable_activity(self) -> Json:
        """Give the application an Activity: Discord makes the command that opens it."""
        entry = {"type": ENTRY_POINT, "name": "launch", "description": "Launch the Activity", "handler": 2}
        told = self._told(entry, {}, 0)
        self._tables[0] = [*self._tables.get(0, []), told]
        return told

    async def overwrite(self, call: Call) -> Reply:
        """Replace all; those that keep type and name keep their id."""
        self._is_mine(call)
        guild_id = call.id(1) if len(call.parameters) > 1 else 0
        sent = await call.body()
        if self._world.strict:
            check_commands(sent)
        self._keeps_entry_point(sent, guild_id)
        old = {(one["type"], one["name"]): one["id"] for one in self._tables.get(guild_id, [])}
        told = [self._told(one, old, guild_id) for one in sent]
        self._tables[guild_id] = told
        if not guild_id:
            self.synced.append(sent)
        return Reply.of(told)

    async def get(self, call: Call) -> Reply:
        """All of them."""
        self._is_mine(call)
        return Reply.of(self._tables.get(call.id(1) if len(call.parameters) > 1 else 0, []))

    def _keeps_entry_point(self, sent: list[Json], guild_id: int) -> None:
        entries = {one["id"] for one in self._tables.get(guild_id, []) if one["type"] == ENTRY_POINT}
        if not entries <= {one.get("id") for one in sent}:
            said = (
                "You cannot remove this app's Entry Point command in a bulk update operation. Please include "
                "the Entry Point command in your update request or delete it separately."
            )
            raise ApiError(400, 50240, said)

    def _told(self, sent: Json, old: dict[tuple[int, str], str], guild_id: int) -> Json:
        kind = sent.get("type", CHAT_INPUT)
        told: Json = {
            "default_member_permissions": None,
            "nsfw": False,
            "contexts": None,
            "integration_types": [0],
            "description": "",
            **sent,
            "type": kind,
            "id": old.get((kind, sent["name"])) or str(self._world.snowflakes.next()),
            "application_id": str(self._world.application_id),
            "version": str(self._world.snowflakes.next()),
        }
        return told | {"guild_id": str(guild_id)} if guild_id else told

    def _is_mine(self, call: Call) -> None:
        if call.id(0) != self._world.application_id:
            raise missing_access()
