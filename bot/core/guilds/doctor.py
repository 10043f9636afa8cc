"""What the bot must be allowed to do in a channel for each use of it, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """A permission by Discord's own id for it; `permission.<id>` is its name in Discord's settings."""

    VIEW_CHANNEL = "view_channel"
    CONNECT = "connect"
    SEND_MESSAGES = "send_messages"
    SEND_MESSAGES_IN_THREADS = "send_messages_in_threads"
    CREATE_PUBLIC_THREADS = "create_public_threads"
    EMBED_LINKS = "embed_links"
    ATTACH_FILES = "attach_files"


class Use(StrEnum):
    """What a channel is used for."""

    STORIES = "stories"
    TRIVIA = "trivia"
    DAILY = "daily"


class Ground(StrEnum):
    """What kind of place it is."""

    TEXT = "text"
    FORUM = "forum"
    THREAD = "thread"
    VOICE = "voice"
    """The chat beside a voice channel: it has no threads, and only who may enter can read it."""


class Trouble(StrEnum):
    """What is the matter, the worst first."""

    GONE = "gone"
    FORUM = "forum"
    LACKS = "lacks"
    WISHES = "wishes"
    """All that is needed is there; what would make it nicer is not."""
    FINE = "fine"


class Remedy(StrEnum):
    """Where it is mended."""

    ROLE = "role"
    """In the bot's role: it holds for the whole server."""
    CHANNEL = "channel"
    """In the channel's own permissions, which go before the role's."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a use cannot do without, and what makes it nicer."""

    must: frozenset[Permission]
    wished: frozenset[Permission] = frozenset()


def needs_of(use: Use) -> Needs:
    """What that use needs in a text channel.

    Stories are told in the channel itself where no thread can be opened, and without pictures where none can
    be attached; a round and a daily post show what cannot be done without.
    """
    speaking = frozenset({Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES})
    showing = frozenset({Permission.EMBED_LINKS, Permission.ATTACH_FILES})
    threads = frozenset({Permission.SEND_MESSAGES_IN_THREADS, Permission.CREATE_PUBLIC_THREADS})
    return Needs(speaking, showing | threads) if use is Use.STORIES else Needs(speaking | showing)


@dataclass(frozen=True, slots=True)
class Sight:
    """A channel as the bot sees it."""

    channel_id: int
    ground: Ground | None
    """None where the channel is not there any more."""
    granted: frozenset[Permission] = frozenset()
    """What holds in the channel."""
    by_role: frozenset[Permission] = frozenset()
    """What the bot's roles give it in the whole server."""
    denied: frozenset[Permission] = frozenset()
    """What the channel's own permissions take away."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of some channels that are all alike in it."""

    trouble: Trouble
    channels: tuple[int, ...]
    may: tuple[Permission, ...] = ()
    lacks: tuple[Permission, ...] = ()
    remedy: Remedy | None = None


def diagnose(use: Use, sights: Iterable[Sight]) -> list[Finding]:
    """What is to be said of the channels of one use, the worst first, those that are alike as one."""
    alike: dict[Finding, list[int]] = {}
    for sight in sights:
        alike.setdefault(_finding(use, sight), []).append(sight.channel_id)
    findings = [
        Finding(one.trouble, tuple(channels), one.may, one.lacks, one.remedy)
        for one, channels in alike.items()
    ]
    order = list(Trouble)
    return sorted(findings, key=lambda one: order.index(one.trouble))


def _finding(use: Use, sight: Sight) -> Finding:
    """The finding on one channel, without its id."""
    if sight.ground is None:
        return Finding(Trouble.GONE, ())
    if sight.ground is Ground.FORUM and use is Use.DAILY:
        return Finding(Trouble.FORUM, ())
    needs = needs_of(use)
    must, wished = _on(sight.ground, needs.must), _on(sight.ground, needs.wished)
    may = _ordered((must | wished) & sight.granted)
    lacks = _ordered((must | wished) - sight.granted)
    if not lacks:
        return Finding(Trouble.FINE, (), may)
    by_role = not any(one in sight.by_role or one in sight.denied for one in lacks)
    trouble = Trouble.LACKS if must - sight.granted else Trouble.WISHES
    return Finding(trouble, (), may, lacks, Remedy.ROLE if by_role else Remedy.CHANNEL)


def _on(ground: Ground, needed: frozenset[Permission]) -> frozenset[Permission]:
    """What is needed on that ground: in threads and forum posts one speaks by another permission."""
    if ground is Ground.TEXT:
        return needed
    if ground is Ground.VOICE:
        enters = {Permission.CONNECT} if Permission.VIEW_CHANNEL in needed else set()
        return (needed - {Permission.SEND_MESSAGES_IN_THREADS, Permission.CREATE_PUBLIC_THREADS}) | enters
    threads = {Permission.SEND_MESSAGES, Permission.CREATE_PUBLIC_THREADS}
    speaks = Permission.SEND_MESSAGES in needed
    return (needed - threads) | ({Permission.SEND_MESSAGES_IN_THREADS} if speaks else set())


def _ordered(permissions: Iterable[Permission]) -> tuple[Permission, ...]:
    order: Sequence[Permission] = list(Permission)
    return tuple(sorted(permissions, key=order.index))
