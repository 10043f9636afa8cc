"""Who may start and end a guild's rounds, and how rounds may be played: None if allowed, else why not."""

from collections.abc import Collection

from bot.core.guilds.actors import Actor
from bot.core.guilds.settings import Feature, GuildSettings, Starters, Stoppers
from bot.core.refusals import Reason, Refusal


def may_start(settings: GuildSettings, member: Actor) -> Refusal | None:
    """Whether the member may start rounds."""
    if settings.starters is Starters.EVERYONE or member.is_quizmaster(settings):
        return None
    return Refusal.because(Reason.MAY_NOT_START, quizmasters=settings.quizmaster_role_id)


def may_stop(
    settings: GuildSettings, member: Actor, starter_id: int, players: Collection[int]
) -> Refusal | None:
    """Whether the member may end a round of that starter and those players."""
    if member.is_quizmaster(settings):
        return None
    allowed = {
        Stoppers.STARTER: {starter_id},
        Stoppers.PLAYERS: {starter_id, *players},
        Stoppers.QUIZMASTERS: set[int](),
    }
    if member.member_id in allowed[settings.stoppers]:
        return None
    reason = {
        Stoppers.STARTER: Reason.MAY_NOT_STOP,
        Stoppers.PLAYERS: Reason.ONLY_PLAYERS_STOP,
        Stoppers.QUIZMASTERS: Reason.ONLY_QUIZMASTERS_STOP,
    }
    return Refusal.because(
        reason[settings.stoppers], starter=starter_id, quizmasters=settings.quizmaster_role_id
    )


def may_play(settings: GuildSettings, way: Feature) -> Refusal | None:
    """Whether that way to play is switched on in the guild."""
    return Refusal.because(Reason.WAY_OFF, way=way) if way in settings.off else None
