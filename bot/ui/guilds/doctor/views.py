"""`/config doctor`: what the bot lacks in this server, each with a line on how to mend it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.core.daily.schedule import Daily
from bot.core.guilds.doctor import ChannelAccess, Finding, Permission, Remedy, Trouble, Use, diagnose
from bot.core.guilds.settings import GuildSettings, Purpose
from bot.ui.components import Button, button, container, row, rule
from bot.ui.guilds.doctor.channel_access import access_to
from bot.ui.layout import CREAM, RED, Layout
from bot.ui.text import Say

MOST_TEXT = 1_350
"""Characters on one use. Two uses, the one channel of the daily post and the rest fit into Discord's
4,000; the longest single finding, on 25 channels, has 1,150."""

LONGEST_NAME = 40
SICK = (Trouble.GONE, Trouble.FORUM, Trouble.LACKS)


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was checked, and what was found."""

    findings: Mapping[Use, Sequence[Finding]]
    here: frozenset[Use]
    """The uses that no channel is set for: their findings are about this channel."""
    bot_name: str
    role_gone: bool = False
    no_quizmasters: bool = False
    """Whether something is left to quizmasters, and their role is not set or gone."""
    daily_paused: bool = False
    zone_missing: bool = False

    @property
    def is_well(self) -> bool:
        """Whether there is nothing to mend."""
        troubles = {finding.trouble for findings in self.findings.values() for finding in findings}
        others = (self.role_gone, self.no_quizmasters, self.daily_paused, self.zone_missing)
        return troubles <= {Trouble.FINE} and not any(others)

    @property
    def is_sick(self) -> bool:
        """Whether something does not work."""
        troubles = {finding.trouble for findings in self.findings.values() for finding in findings}
        return bool(troubles & set(SICK)) or self.daily_paused


def checkup(
    guild: discord.Guild,
    me: discord.Member,
    settings: GuildSettings,
    daily: Daily | None,
    here_id: int,
    thread: discord.Thread | None = None,
) -> Checkup:
    """Check each channel that is set, and this one, which may be a thread, for uses without a channel."""

    def access(channel_ids: Sequence[int]) -> list[ChannelAccess]:
        return [access_to(guild, me, channel_id, thread) for channel_id in channel_ids]

    channel_ids_by_use = {
        Use.STORIES: sorted(settings.where(Purpose.STORIES)),
        Use.TRIVIA: sorted(settings.where(Purpose.TRIVIA)),
    }
    findings = {use: diagnose(use, access(ids or [here_id])) for use, ids in channel_ids_by_use.items()}
    if daily is not None:
        findings[Use.DAILY] = diagnose(Use.DAILY, access([daily.channel_id]))
    role_id = settings.quizmaster_role_id
    role_gone = role_id is not None and guild.get_role(role_id) is None
    own_role = guild.self_role
    return Checkup(
        findings=findings,
        here=frozenset(use for use, ids in channel_ids_by_use.items() if not ids),
        bot_name=own_role.name if own_role else me.display_name,
        role_gone=role_gone,
        no_quizmasters=settings.needs_quizmasters and (role_id is None or role_gone),
        daily_paused=daily is not None and daily.paused is not None,
        zone_missing=daily is not None and settings.time_zone is None,
    )


def doctor_layout(found: Checkup, command: Callable[[str], str], say: Say) -> Layout:
    """A paragraph for each use, and what else there is to mend."""
    parts = [_use(use, findings, found, command, say) for use, findings in found.findings.items()]
    if found.daily_paused:
        parts.append(say("doctor.daily_paused", command=_command("command.config.daily", command)))
    if found.zone_missing:
        parts.append(say("doctor.zone_missing", command=_command("command.config.server", command)))
    if found.no_quizmasters:
        parts.append(say("doctor.no_quizmasters", command=_command("command.config.trivia", command)))
    elif found.role_gone:
        parts.append(say("doctor.role_gone", command=_command("command.config.trivia", command)))
    head = "doctor.well" if found.is_well else "doctor.title" if found.is_sick else "doctor.well_enough"
    return Layout(
        container(say(head), rule(), *parts, row(again_button(say)), colour=RED if found.is_sick else CREAM)
    )


def _use(
    use: Use, findings: Sequence[Finding], found: Checkup, command: Callable[[str], str], say: Say
) -> str:
    """The paragraph on one use; findings that do not fit are counted."""
    title = say(f"doctor.here.{use.value}") if use in found.here else say(f"doctor.{use.value}")
    lines, left = [title], MOST_TEXT
    for number, finding in enumerate(findings):
        line = _line(finding, use, found.bot_name, command, say)
        if len(line) > left:
            lines.append(say.count("doctor.more", sum(len(rest.channels) for rest in findings[number:])))
            break
        lines.append(line)
        left -= len(line)
    return "\n".join(lines)


def _line(finding: Finding, use: Use, bot_name: str, command: Callable[[str], str], say: Say) -> str:
    channels = say.list([f"<#{channel_id}>" for channel_id in finding.channels])
    match finding.trouble:
        case Trouble.GONE:
            fix = _command("command.config.daily" if use is Use.DAILY else "command.config.channels", command)
            return say.count("doctor.gone", len(finding.channels), command=fix)
        case Trouble.FORUM:
            return say("doctor.forum", channels=channels, command=_command("command.config.daily", command))
        case Trouble.FINE:
            return say("doctor.fine", channels=channels, may=_named(finding.may, say))
        case _:
            may = _named(finding.may, say) if finding.may else say("doctor.nothing")
            key = "doctor.lacks" if finding.trouble is Trouble.LACKS else "doctor.wishes"
            text = say(key, channels=channels, may=may, lacks=_named(finding.lacks, say))
            return f"{text}\n{_fix(finding, bot_name, say)}"


def _fix(finding: Finding, bot_name: str, say: Say) -> str:
    name = discord.utils.escape_markdown(bot_name[:LONGEST_NAME])
    lacks = _named(finding.lacks, say)
    if finding.remedy is Remedy.ROLE:
        return say("doctor.fix_role", role=name, permissions=lacks)
    return say("doctor.fix_channel", role=name, permissions=lacks)


def _named(permissions: Sequence[Permission], say: Say) -> str:
    return say.list([say(f"permission.{permission.value}") for permission in permissions])


def _command(key: str, command: Callable[[str], str]) -> str:
    """The clickable command whose description has that key."""
    return command(key.partition(".")[2].replace(".", " "))


def again_button(say: Say) -> Button:
    """The button that repeats the check-up."""
    return button(say("button.look_again"), "cl")
