"""A guild's settings, and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from bot.core.guilds.places import Place


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
    """The starter, and everybody who plays in the round."""
    QUIZMASTERS = "quizmasters"


class Feature(StrEnum):
    """A way to play, or something that a round shows, that a server can switch off."""

    TEAMS = "teams"
    HINTS = "hints"
    SKIPS = "skips"
    PRACTICE = "practice"
    WRONG_ANSWERS = "wrong_answers"
    """The reveal of a typed question shows what was typed and is wrong."""


class Switch(StrEnum):
    """The two positions of a switch."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """A guild's settings; None means the bot's own default.

    A purpose without channels is allowed everywhere.
    """

    guild_id: int
    channels: Mapping[Purpose, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    quizmaster_role_id: int | None = None
    questions: int | None = None
    seconds: int | None = None
    pause: int = 0
    """For how many seconds the answers of a round stand alone."""
    locale: str | None = None
    time_zone: str | None = None
    """A name of the time zone database, such as `Europe/Rome`; None is UTC."""
    starters: Starters = Starters.EVERYONE
    stoppers: Stoppers = Stoppers.STARTER
    off: frozenset[Feature] = frozenset()
    """The ways to play that are switched off."""

    @property
    def needs_quizmasters(self) -> bool:
        """Whether only quizmasters may start rounds, or only they may end them."""
        return self.starters is Starters.QUIZMASTERS or self.stoppers is Stoppers.QUIZMASTERS

    def where(self, purpose: Purpose) -> frozenset[int]:
        """The channels set aside for the purpose; empty means everywhere."""
        return self.channels.get(purpose, frozenset())

    def welcomes(self, purpose: Purpose, place: "Place") -> bool:
        """Whether the purpose is allowed in that channel; a thread follows its parent channel."""
        allowed = self.where(purpose)
        return not allowed or bool(allowed & {place.channel_id, place.parent_id})
