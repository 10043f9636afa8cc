"""The bot's own account: itself, its application, and where its gateway is."""

from tests.discord import payloads
from tests.discord.gateway import Gateway
from tests.discord.rest.bodies import Call, Reply
from tests.discord.state import Json, World

GUILDS_A_SHARD = 1000
"""By this many `gateway/bot` recommends shards."""


class Account:
    """What a bot asks about itself."""

    def __init__(self, world: World, gateway: Gateway) -> None:
        """Keep who it is."""
        self._world = world
        self._gateway = gateway

    async def me(self, _call: Call) -> Reply:
        """The bot as a user."""
        return Reply.of(
            payloads.user(self._world.bot) | {"verified": True, "mfa_enabled": True, "email": None}
        )

    async def application(self, _call: Call) -> Reply:
        """The bot's application."""
        told: Json = {
            "id": str(self._world.application_id),
            "name": self._world.bot.name,
            "icon": None,
            "description": "",
            "summary": "",
            "type": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "owner": payloads.user(self._world.bot),
            "team": None,
            "flags": 0,
            "approximate_guild_count": sum(one.has_bot for one in self._world.guilds.values()),
            "integration_types_config": {"0": {}, "1": {}},
        }
        return Reply.of(told)

    async def gateway(self, _call: Call) -> Reply:
        """Where the gateway is."""
        return Reply.of({"url": f"ws://{self._world.address}/gateway"})

    async def gateway_bot(self, _call: Call) -> Reply:
        """Where the gateway is, how many shards are recommended, and how many sessions may still start."""
        guilds = sum(one.has_bot for one in self._world.guilds.values())
        limit = {
            "total": 1000,
            "remaining": 1000 - len(self._gateway.identified),
            "reset_after": 86_400_000,
            "max_concurrency": self._gateway.max_concurrency or 1,
        }
        shards = max(1, -(-guilds // GUILDS_A_SHARD))
        told = {"url": f"ws://{self._world.address}/gateway", "shards": shards, "session_start_limit": limit}
        return Reply.of(told)
