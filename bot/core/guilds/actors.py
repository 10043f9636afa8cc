"""A member who uses the bot, with the roles and permissions that decide what they may do."""

from dataclasses import dataclass

from bot.core.guilds.settings import GuildSettings


@dataclass(frozen=True, slots=True)
class Actor:
    """The member behind an interaction, with their roles in that guild."""

    member_id: int
    name: str
    role_ids: frozenset[int] = frozenset()
    manages_guild: bool = False

    def is_quizmaster(self, settings: GuildSettings) -> bool:
        """Whether the member may start and end any round, whatever the settings are."""
        return self.manages_guild or settings.quizmaster_role_id in self.role_ids
