"""`/config doctor`: what stands in the bot's way in this server, and the fix in a line each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.core.daily.posts import Daily
from bot.core.guilds.doctor import Finding, Permission, Remedy, Sight, Trouble, Use, diagnose
from bot.core.guilds.settings import GuildSettings, Purpose
from bot.ui.desk import Desk
from bot.ui.errors import whisper
from bot.ui.guilds.controls import ConfigControls
from bot.ui.guilds.doctor.channel_access import sight_of
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, RED, Layout, button, card, row, rule
from bot.ui.router import Router
from bot.ui.text import Say

MOST_TEXT = 1_350
"""Characters of what is said of one use. Two of them, the one channel of the daily post and the rest fit into
Discord's 4,000; the longest single finding, on 25 channels, has 1,150."""

LONGEST_NAME = 40
SICK = (Trouble.GONE, Trouble.FORUM, Trouble.LACKS)


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was looked at, and what was found."""

    findings: Mapping[Use, Sequence[Finding]]
    here: frozenset[Use]
    """The uses that no channel is set aside for, and whose answer is about this channel."""
    bot_name: str
    role_gone: bool = False
    no_quizmasters: bool = False
    """Whether something is left to quizmasters, and there is no role to be one by."""
    daily_paused: bool = False
    zone_missing: bool = False

    @property
    def is_well(self) -> bool:
        """Whether nothing at all is to be done."""
        troubles = {one.trouble for found in self.findings.values() for one in found}
        others = (self.role_gone, self.no_quizmasters, self.daily_paused, self.zone_missing)
        return troubles <= {Trouble.FINE} and not any(others)

    @property
    def is_sick(self) -> bool:
        """Whether something does not work."""
        troubles = {one.trouble for found in self.findings.values() for one in found}
        return bool(troubles & set(SICK)) or self.daily_paused


class DoctorControls:
    """Looks, and looks again."""

    def __init__(self, desk: Desk, config: ConfigControls) -> None:
        """Take what it looks at, and who may ask."""
        self._desk = desk
        self._config = config

    def register(self, router: Router) -> None:
        """Take the id of the button below a check-up."""
        router.add("cl", self.again)

    async def show(self, interaction: Interaction) -> None:
        """Answer the admin alone."""
        if await self._config.allowed(interaction):
            await whisper(interaction, await self._layout(interaction))

    async def again(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cl`: what it is like now."""
        if await self._config.allowed(interaction):
            await interaction.response.edit_message(view=await self._layout(interaction))

    async def _layout(self, interaction: Interaction) -> Layout:
        say = self._desk.privately(interaction)
        guild = interaction.client.get_guild(interaction.guild_id or 0)
        if guild is None or guild.unavailable:
            return Layout(card(say("doctor.blind"), row(_again(say)), colour=RED))
        settings = await self._desk.guilds.settings(guild.id)
        daily = await self._desk.dailies.of(guild.id)
        me = guild.me or await guild.fetch_member(interaction.client.user.id)
        thread = interaction.channel if isinstance(interaction.channel, discord.Thread) else None
        return doctor_layout(
            checkup(guild, me, settings, daily, interaction.channel_id or 0, thread), self._desk.command, say
        )


def checkup(
    guild: discord.Guild,
    me: discord.Member,
    settings: GuildSettings,
    daily: Daily | None,
    here_id: int,
    thread: discord.Thread | None = None,
) -> Checkup:
    """Look at each channel that is set aside, and at this one, which may be a thread, for what has none."""

    def seen(channel_ids: Sequence[int]) -> list[Sight]:
        return [sight_of(guild, me, channel_id, thread) for channel_id in channel_ids]

    set_aside = {
        Use.STORIES: sorted(settings.where(Purpose.STORIES)),
        Use.TRIVIA: sorted(settings.where(Purpose.TRIVIA)),
    }
    findings = {use: diagnose(use, seen(ids or [here_id])) for use, ids in set_aside.items()}
    if daily is not None:
        findings[Use.DAILY] = diagnose(Use.DAILY, seen([daily.channel_id]))
    role_id = settings.quizmaster_role_id
    role_gone = role_id is not None and guild.get_role(role_id) is None
    own_role = guild.self_role
    return Checkup(
        findings=findings,
        here=frozenset(use for use, ids in set_aside.items() if not ids),
        bot_name=own_role.name if own_role else me.display_name,
        role_gone=role_gone,
        no_quizmasters=settings.needs_quizmasters and (role_id is None or role_gone),
        daily_paused=daily is not None and daily.paused is not None,
        zone_missing=daily is not None and settings.time_zone is None,
    )


def doctor_layout(found: Checkup, command: Callable[[str], str], say: Say) -> Layout:
    """Every use in a paragraph of its own, and what else there is to mend."""
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
    return Layout(card(say(head), rule(), *parts, row(_again(say)), colour=RED if found.is_sick else CREAM))


def _use(
    use: Use, findings: Sequence[Finding], found: Checkup, command: Callable[[str], str], say: Say
) -> str:
    """What is said of one use; what does not fit any more is counted."""
    title = say(f"doctor.here.{use.value}") if use in found.here else say(f"doctor.{use.value}")
    lines, left = [title], MOST_TEXT
    for number, finding in enumerate(findings):
        line = _line(finding, use, found.bot_name, command, say)
        if len(line) > left:
            lines.append(say.count("doctor.more", sum(len(one.channels) for one in findings[number:])))
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
            told = say(key, channels=channels, may=may, lacks=_named(finding.lacks, say))
            return f"{told}\n{_fix(finding, bot_name, say)}"


def _fix(finding: Finding, bot_name: str, say: Say) -> str:
    name = discord.utils.escape_markdown(bot_name[:LONGEST_NAME])
    lacks = _named(finding.lacks, say)
    if finding.remedy is Remedy.ROLE:
        return say("doctor.fix_role", role=name, permissions=lacks)
    return say("doctor.fix_channel", role=name, permissions=lacks)


def _named(permissions: Sequence[Permission], say: Say) -> str:
    return say.list([say(f"permission.{permission.value}") for permission in permissions])


def _command(key: str, command: Callable[[str], str]) -> str:
    """The command of that description's key, as people can click it."""
    return command(key.partition(".")[2].replace(".", " "))


def _again(say: Say) -> discord.ui.Button[discord.ui.LayoutView]:
    return button(say("button.look_again"), "cl")
