"""`/config daily`: sets what is posted each day, where and when."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, Choice, locale_str
from typing_extensions import override

from bot.core.daily.local_time import read_minute
from bot.core.daily.schedule import DailyKind
from bot.core.refusals import Reason, Refusal
from bot.services.daily.dailies import DailyOptions, Setter
from bot.services.services import Services
from bot.ui.daily.runner import DailyRunner
from bot.ui.daily.settings_page import POSTABLE
from bot.ui.errors import refuse
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction, public_locale, time_of
from bot.ui.permissions import post_permissions

OFF = "off"
KINDS = (
    ("daily_kind.anecdote", DailyKind.ANECDOTE),
    ("daily_kind.legend", DailyKind.LEGEND),
    ("daily_kind.on_this_day", DailyKind.ON_THIS_DAY),
    ("daily_kind.question", DailyKind.QUESTION),
)


class _PostChannel(app_commands.Transformer):
    """A channel that takes messages; it need not be in the cache."""

    @property
    @override
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    @override
    def channel_types(self) -> list[discord.ChannelType]:
        return list(POSTABLE)

    @override
    async def transform(self, interaction: Interaction, value: Any, /) -> AppCommandChannel:
        channel: AppCommandChannel = value
        return channel


class DailyCommands:
    """`/config daily`."""

    def __init__(self, frame: Frame, services: Services, runner: DailyRunner) -> None:
        """Keep what the commands act on."""
        self._frame = frame
        self._services = services
        self._runner = runner

    def commands(self) -> list[app_commands.Command[Any, ..., None]]:
        """The command, ready for the group."""

        @app_commands.command(name="daily", description=locale_str("command.config.daily"))
        @app_commands.describe(
            channel=locale_str("command.config.daily.channel"),
            time=locale_str("command.config.daily.time"),
            kind=locale_str("command.config.daily.kind"),
        )
        @app_commands.choices(
            kind=[
                *(Choice(name=locale_str(key), value=kind.value) for key, kind in KINDS),
                Choice(name=locale_str("daily_kind.off"), value=OFF),
            ]
        )
        async def daily(
            interaction: Interaction,
            channel: app_commands.Transform[AppCommandChannel, _PostChannel] | None = None,
            time: str | None = None,
            kind: str | None = None,
        ) -> None:
            if await self._frame.panel.allows(interaction):
                await self._daily(interaction, channel.id if channel else None, time, kind)

        return [daily]

    async def _daily(
        self, interaction: Interaction, channel_id: int | None, time: str | None, kind: str | None
    ) -> None:
        guild_id = interaction.guild_id or 0
        if kind == OFF:
            await self._services.dailies.stop(guild_id)
            self._runner.forget(guild_id)
        elif any(given is not None for given in (channel_id, time, kind)) or await self._can_resume(
            interaction
        ):
            refusal = await self.set_up(interaction, channel_id, time, kind)
            if refusal is not None:
                await refuse(interaction, refusal, self._frame.privately(interaction))
                return
        await self._frame.panel.open(interaction, "daily")

    async def _can_resume(self, interaction: Interaction) -> bool:
        """Whether it is paused and can post again: then the bare command starts it again."""
        daily = await self._services.dailies.of(interaction.guild_id or 0)
        if daily is None or daily.paused is None or interaction.guild is None:
            return False
        is_known = interaction.guild.get_channel(daily.channel_id) is not None
        return is_known and not post_permissions(interaction.guild, daily.channel_id)

    async def set_up(
        self,
        interaction: Interaction,
        channel_id: int | None = None,
        time: str | None = None,
        kind: str | None = None,
    ) -> Refusal | None:
        """Set what is given of the daily post, and keep or choose the rest; why not, or None."""
        minute = None if time is None else read_minute(time)
        if time is not None and minute is None:
            return Refusal.because(Reason.NOT_A_TIME, words=time)
        guild_id, here = interaction.guild_id or 0, _postable_here(interaction)
        if channel_id is None and here is None and await self._services.dailies.of(guild_id) is None:
            return Refusal.because(Reason.CANNOT_POST)
        stays_paused = channel_id is None and not await self._can_resume(interaction)
        daily = await self._services.dailies.set(
            guild_id,
            here or 0,
            DailyOptions(channel_id, minute, DailyKind(kind) if kind else None, stays_paused),
            Setter(interaction.user.id, str(interaction.locale)),
            public_locale(interaction),
            time_of(interaction),
        )
        if isinstance(daily, Refusal):
            return daily
        self._runner.arm(daily)
        return None


def _postable_here(interaction: Interaction) -> int | None:
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    return channel.id if isinstance(channel, discord.TextChannel) else None
