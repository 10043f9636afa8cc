"""Who may start and end a server's rounds, and how they may be played: None, or why not."""

from collections.abc import Collection

from bot.core.guilds.settings import Actor, GuildSettings, Starters, Stoppers, Way
from bot.core.refusals import Reason, Refusal


def may_start(settings: GuildSettings, member: Actor) -> Refusal | None:
    """Whether the member may start rounds."""
    if settings.starters is Starters.EVERYONE or member.is_quizmaster(settings):
        return None
    return Refusal.because(Reason.MAY_NOT_START, quizmasters=settings.quizmaster_role_id)


def may_stop(
    settings: GuildSettings, member: Actor, starter_id: int, players: Collection[int]
) -> Refusal | None:
    """Whether the member may end the round that this one started and these play."""
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


def may_play(settings: GuildSettings, way: Way) -> Refusal | None:
    """Whether that way to play is welcome in the server."""
    return Refusal.because(Reason.WAY_OFF, way=way) if way in settings.off else None
