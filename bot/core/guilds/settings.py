"""What a server's admins have set, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Purpose(StrEnum):
    """What a channel can be set aside for."""

    STORIES = "stories"
    TRIVIA = "trivia"


class Starters(StrEnum):
    """Who may start rounds."""

    EVERYONE = "everyone"
    QUIZMASTERS = "quizmasters"


class Stoppers(StrEnum):
    """Who may end a round; quizmasters always may."""

    STARTER = "starter"
    PLAYERS = "players"
    """The starter, and everybody who plays in it."""
    QUIZMASTERS = "quizmasters"


class Way(StrEnum):
    """A way to play that a server can switch off."""

    TEAMS = "teams"
    HINTS = "hints"
    SKIPS = "skips"
    PRACTICE = "practice"


class Switch(StrEnum):
    """What a switch is set to."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A server's settings; what is None follows the bot's own default.

    A purpose with no channels is welcome everywhere.
    """

    guild_id: int
    channels: Mapping[Purpose, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    quizmaster_role_id: int | None = None
    questions: int | None = None
    seconds: int | None = None
    locale: str | None = None
    time_zone: str | None = None
    """A name of the time zone database, such as `Europe/Rome`; None is UTC."""
    starters: Starters = Starters.EVERYONE
    stoppers: Stoppers = Stoppers.STARTER
    off: frozenset[Way] = frozenset()
    """The ways to play that are switched off."""

    @property
    def needs_quizmasters(self) -> bool:
        """Whether something is left to quizmasters alone."""
        return self.starters is Starters.QUIZMASTERS or self.stoppers is Stoppers.QUIZMASTERS

    def where(self, purpose: Purpose) -> frozenset[int]:
        """The channels set aside for the purpose; none means everywhere."""
        return self.channels.get(purpose, frozenset())

    def welcomes(self, purpose: Purpose, place: "Place") -> bool:
        """Whether the purpose is welcome there; a thread follows its parent channel."""
        allowed = self.where(purpose)
        return not allowed or bool(allowed & {place.channel_id, place.parent_id})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command was typed: a channel, with its parent where it is a thread."""

    guild_id: int | None
    channel_id: int
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with what they may do in that server."""

    member_id: int
    name: str
    role_ids: frozenset[int] = frozenset()
    manages_guild: bool = False

    def is_quizmaster(self, settings: GuildSettings) -> bool:
        """Whether the member may start and end any round, whatever is set."""
        return self.manages_guild or settings.quizmaster_role_id in self.role_ids
