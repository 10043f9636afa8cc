"""What there is: users, guilds with roles, channels and members, and messages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from tests.discord.clock import Clock, Snowflakes

GUILD_TEXT, DM, VOICE, CATEGORY, NEWS = 0, 1, 2, 4, 5
NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
THREADS: Final = frozenset({NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})
EPHEMERAL, LOADING, HAS_THREAD, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 5, 1 << 15
"""Flags of a message."""

BUTTON, TEXT_DISPLAY = 2, 10
SELECTS: Final = frozenset({3, 5, 6, 7, 8})

Json = dict[str, Any]
Emit = Callable[[str, object, int | None, int], None]
"""Send an event: name, data, guild (None: direct messages), the intents of which it takes one (0: none)."""


@dataclass(slots=True, eq=False)
class User:
    """Somebody, anywhere."""

    id: int
    name: str
    is_bot: bool = False
    locale: str = "en-US"
    takes_direct_messages: bool = True


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild; the one with the guild's id is everybody's."""

    id: int
    name: str
    permissions: int
    position: int = 1
    managed_by: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined: int
    roles: list[int] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Message:
    """A message as Discord keeps it; `payload` is what the API answers, and is replaced at each edit."""

    id: int
    channel: "Channel"
    payload: Json
    reader: int | None = None
    """Who alone sees it, where it is ephemeral."""
    files: dict[int, bytes] = field(default_factory=dict)
    """The attachments' contents by their ids."""
    is_deleted: bool = False
    part: Any = None
    """The payload rendered, until the next edit."""

    @property
    def components(self) -> list[Json]:
        """What is shown besides the content, as JSON."""
        components: list[Json] = self.payload["components"]
        return components

    @property
    def text(self) -> str:
        """Everything that it says, buttons left out."""
        said = [self.payload["content"]] if self.payload["content"] else []
        return "\n".join(
            [*said, *(one["content"] for one in walk(self.components) if one["type"] == TEXT_DISPLAY)]
        )

    @property
    def buttons(self) -> list[Json]:
        """Its buttons in order."""
        return [one for one in walk(self.components) if one["type"] == BUTTON]

    @property
    def selects(self) -> list[Json]:
        """Its select menus in order."""
        return [one for one in walk(self.components) if one["type"] in SELECTS]

    @property
    def flags(self) -> int:
        """Discord's bits."""
        flags: int = self.payload["flags"]
        return flags


@dataclass(slots=True, eq=False)
class Channel:
    """A channel of a guild, a thread below one, or a direct message's."""

    id: int
    name: str
    kind: int = GUILD_TEXT
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipient: User | None = None
    position: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    owner_id: int = 0
    archived: bool = False
    locked: bool = False
    archive_minutes: int = 1440
    archive_changed: int = 0
    is_deleted: bool = False

    @property
    def is_thread(self) -> bool:
        """Whether it stands below another channel."""
        return self.kind in THREADS

    @property
    def guild_id(self) -> int | None:
        """The guild's id; None for a direct message."""
        return self.guild.id if self.guild else None

    def history(self, reader: int | None = None) -> list[Message]:
        """What the user of that id sees here, oldest first; what everybody sees without one."""
        return [one for one in self.messages.values() if one.reader is None or one.reader == reader]


@dataclass(slots=True, eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    locale: str = "en-US"
    has_bot: bool = True
    """False where the bot is known by user installs alone."""
    version: int = 0
    """Counts changes, so that what was computed of permissions is known to be old."""


class World:
    """Everything there is, with the clock and the way to the gateway."""

    def __init__(self, clock: Clock, token: str, *, strict: bool) -> None:
        """Nothing but the bot; `strict` says whether bodies are checked."""
        self.clock = clock
        self.snowflakes = Snowflakes(clock)
        self.token = token
        self.strict = strict
        self.address = ""
        """`127.0.0.1:<port>` once it is served."""
        self.application_id = 2000
        self.bot = User(1000, "Cantastorie", is_bot=True)
        self.users: dict[int, User] = {1000: self.bot}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.direct: dict[int, Channel] = {}
        """The channels of direct messages, by the other's id."""
        self.nonces: dict[tuple[int, str], Message] = {}
        self.emit: Emit = lambda _event, _data, _guild, _intents: None
        self.watchers: list[Callable[[], None]] = []
        """Called when a message was written, edited or deleted."""

    def changed(self) -> None:
        """Tell those who wait for a message."""
        for watcher in tuple(self.watchers):
            watcher()


def walk(components: list[Json]) -> Iterator[Json]:
    """Each component, with those that stand in it."""
    for one in components:
        yield one
        yield from walk(one.get("components", ()))
        for key in ("accessory", "component"):
            if key in one:
                yield from walk([one[key]])
