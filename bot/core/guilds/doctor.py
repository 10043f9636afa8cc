"""Checks the bot's permissions in a channel: what each use needs, what is missing, and where to mend it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """A permission by its name in Discord's API; `permission.<name>` is the catalogue key of its label."""

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


class ChannelKind(StrEnum):
    """The kinds of channel that need different permissions."""

    TEXT = "text"
    FORUM = "forum"
    THREAD = "thread"
    VOICE = "voice"
    """The chat of a voice channel: it has no threads, and only members who may connect can read it."""


class Trouble(StrEnum):
    """What is wrong, the worst first."""

    GONE = "gone"
    FORUM = "forum"
    LACKS = "lacks"
    WISHES = "wishes"
    """All that is needed is granted, but something optional is not."""
    FINE = "fine"


class Remedy(StrEnum):
    """Where to mend it."""

    ROLE = "role"
    """In the bot's role, which holds for the whole guild."""
    CHANNEL = "channel"
    """In the channel's own permissions, which override the role's."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a use cannot do without (`must`), and what is optional (`wished`)."""

    must: frozenset[Permission]
    wished: frozenset[Permission] = frozenset()


def needs_of(use: Use) -> Needs:
    """What that use needs in a text channel.

    Without threads, stories are told in the channel itself, and without attachments they have no pictures. A
    round and a daily post cannot do without embeds and attachments.
    """
    speaking = frozenset({Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES})
    showing = frozenset({Permission.EMBED_LINKS, Permission.ATTACH_FILES})
    threads = frozenset({Permission.SEND_MESSAGES_IN_THREADS, Permission.CREATE_PUBLIC_THREADS})
    return Needs(speaking, showing | threads) if use is Use.STORIES else Needs(speaking | showing)


@dataclass(frozen=True, slots=True)
class ChannelAccess:
    """The bot's permissions in one channel."""

    channel_id: int
    kind: ChannelKind | None
    """None if the channel no longer exists."""
    granted: frozenset[Permission] = frozenset()
    """The permissions that hold in the channel."""
    by_role: frozenset[Permission] = frozenset()
    """The permissions that the bot's roles give it in the whole guild."""
    denied: frozenset[Permission] = frozenset()
    """The permissions that the channel's own overwrites take away."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One diagnosis, and all channels that share it."""

    trouble: Trouble
    channels: tuple[int, ...]
    may: tuple[Permission, ...] = ()
    lacks: tuple[Permission, ...] = ()
    remedy: Remedy | None = None


def diagnose(use: Use, accesses: Iterable[ChannelAccess]) -> list[Finding]:
    """Diagnose the channels of one use, the worst first; channels with the same diagnosis share a finding."""
    alike: dict[Finding, list[int]] = {}
    for access in accesses:
        alike.setdefault(_finding(use, access), []).append(access.channel_id)
    findings = [
        Finding(finding.trouble, tuple(channels), finding.may, finding.lacks, finding.remedy)
        for finding, channels in alike.items()
    ]
    order = list(Trouble)
    return sorted(findings, key=lambda finding: order.index(finding.trouble))


def _finding(use: Use, access: ChannelAccess) -> Finding:
    """The finding on one channel, without its id."""
    if access.kind is None:
        return Finding(Trouble.GONE, ())
    if access.kind is ChannelKind.FORUM and use is Use.DAILY:
        return Finding(Trouble.FORUM, ())
    needs = needs_of(use)
    must, wished = _needed_on(access.kind, needs.must), _needed_on(access.kind, needs.wished)
    may = _ordered((must | wished) & access.granted)
    lacks = _ordered((must | wished) - access.granted)
    if not lacks:
        return Finding(Trouble.FINE, (), may)
    role_lacks_all = not any(
        permission in access.by_role or permission in access.denied for permission in lacks
    )
    trouble = Trouble.LACKS if must - access.granted else Trouble.WISHES
    return Finding(trouble, (), may, lacks, Remedy.ROLE if role_lacks_all else Remedy.CHANNEL)


def _needed_on(kind: ChannelKind, needed: frozenset[Permission]) -> frozenset[Permission]:
    """What is needed on that kind of channel; threads and forum posts have their own permission to send."""
    if kind is ChannelKind.TEXT:
        return needed
    if kind is ChannelKind.VOICE:
        enters = {Permission.CONNECT} if Permission.VIEW_CHANNEL in needed else set()
        return (needed - {Permission.SEND_MESSAGES_IN_THREADS, Permission.CREATE_PUBLIC_THREADS}) | enters
    threads = {Permission.SEND_MESSAGES, Permission.CREATE_PUBLIC_THREADS}
    speaks = Permission.SEND_MESSAGES in needed
    return (needed - threads) | ({Permission.SEND_MESSAGES_IN_THREADS} if speaks else set())


def _ordered(permissions: Iterable[Permission]) -> tuple[Permission, ...]:
    order: Sequence[Permission] = list(Permission)
    return tuple(sorted(permissions, key=order.index))
