"""Remembers which application commands Discord has, so that they are synced only when they change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.storage import key_values
from bot.storage.database import Database

KEY = "commands"
"""The name under which they are stored in the key-value table."""


@dataclass(frozen=True, slots=True)
class SyncedCommands:
    """The commands as Discord was last sent them."""

    fingerprint: str | None = None
    """Shows whether they have changed since; None if nothing was sent yet."""
    ids: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Each top-level command's id by its name."""


class KnownCommands:
    """Stores the commands from one start of the bot to the next."""

    def __init__(self, database: Database) -> None:
        """Take the database that stores them."""
        self._database = database

    async def load(self) -> SyncedCommands:
        """What was last sent."""
        async with self._database.transaction() as connection:
            known = json.loads(await key_values.get(connection, KEY) or "{}")
        return SyncedCommands(known.get("fingerprint"), MappingProxyType(known.get("ids", {})))

    async def save(self, told: SyncedCommands) -> None:
        """Store what was just sent."""
        known = {"fingerprint": told.fingerprint, "ids": dict(told.ids)}
        async with self._database.transaction() as connection:
            await key_values.put(connection, KEY, json.dumps(known))
