"""`/config daily` and `/config server`: what is posted each day, by which clock, in which language."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import AppCommandChannel, Choice, locale_str
from typing_extensions import override

from bot.core.daily.local_time import read_minute
from bot.core.daily.posts import DailyKind
from bot.core.refusals import Reason, Refusal
from bot.services.daily.dailies import ServerWish, Setter, Wish
from bot.ui.daily.runner import DailyRunner
from bot.ui.desk import Desk
from bot.ui.errors import refuse
from bot.ui.guilds.controls import ConfigControls
from bot.ui.guilds.time_zones import Zones
from bot.ui.interactions import Interaction, moment_of, public_locale
from bot.ui.permissions import post_permissions
from bot.ui.text import language_name

OFF = "off"
AS_DISCORD_SAYS = "discord"
KINDS = (
    ("daily_kind.anecdote", DailyKind.ANECDOTE),
    ("daily_kind.legend", DailyKind.LEGEND),
    ("daily_kind.on_this_day", DailyKind.ON_THIS_DAY),
    ("daily_kind.question", DailyKind.QUESTION),
)
POSTABLE = (discord.ChannelType.text, discord.ChannelType.news)


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
    """Two commands of `/config`."""

    def __init__(self, desk: Desk, controls: ConfigControls, runner: DailyRunner) -> None:
        """Take what the commands act on."""
        self._desk = desk
        self._controls = controls
        self._runner = runner
        self._zones = Zones()

    def commands(self) -> list[app_commands.Command[Any, ..., None]]:
        """The commands, ready for the group."""

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
            if await self._controls.allowed(interaction):
                await self._daily(interaction, channel.id if channel else None, time, kind)

        languages = [Choice(name=language_name(one), value=one) for one in self._desk.catalogues.locales]
        as_discord_says = Choice(name=locale_str("config.as_discord_says"), value=AS_DISCORD_SAYS)

        @app_commands.command(name="server", description=locale_str("command.config.server"))
        @app_commands.describe(
            time_zone=locale_str("command.config.server.time_zone"),
            language=locale_str("command.config.server.language"),
        )
        @app_commands.choices(language=[as_discord_says, *languages])
        async def server(
            interaction: Interaction, time_zone: str | None = None, language: str | None = None
        ) -> None:
            if await self._controls.allowed(interaction):
                await self._server(interaction, time_zone, language)

        @server.autocomplete("time_zone")
        async def zones(_interaction: Interaction, typed: str) -> list[Choice[str]]:
            return [Choice(name=name.replace("_", " "), value=name) for name in self._zones.matching(typed)]

        return [daily, server]

    async def _daily(
        self, interaction: Interaction, channel_id: int | None, time: str | None, kind: str | None
    ) -> None:
        guild_id = interaction.guild_id or 0
        if kind == OFF:
            await self._desk.dailies.stop(guild_id)
            self._runner.forget(guild_id)
        elif any(given is not None for given in (channel_id, time, kind)) or await self._goes_on(interaction):
            set_up = await self._set_up(interaction, channel_id, time, kind)
            if set_up is not None:
                await refuse(interaction, set_up, self._desk.privately(interaction))
                return
        await self._controls.open(interaction, "daily")

    async def _goes_on(self, interaction: Interaction) -> bool:
        """Whether it was paused and has what it lacked: then to ask for it is to start it again."""
        daily = await self._desk.dailies.of(interaction.guild_id or 0)
        if daily is None or daily.paused is None or interaction.guild is None:
            return False
        known = interaction.guild.get_channel(daily.channel_id) is not None
        return known and not post_permissions(interaction.guild, daily.channel_id)

    async def _set_up(
        self, interaction: Interaction, channel_id: int | None, time: str | None, kind: str | None
    ) -> Refusal | None:
        minute = None if time is None else read_minute(time)
        if time is not None and minute is None:
            return Refusal.because(Reason.NOT_A_TIME, words=time)
        guild_id, here = interaction.guild_id or 0, _here(interaction)
        if channel_id is None and here is None and await self._desk.dailies.of(guild_id) is None:
            return Refusal.because(Reason.CANNOT_POST)
        stays_paused = channel_id is None and not await self._goes_on(interaction)
        daily = await self._desk.dailies.set(
            guild_id,
            here or 0,
            Wish(channel_id, minute, DailyKind(kind) if kind else None, stays_paused),
            Setter(interaction.user.id, str(interaction.locale)),
            public_locale(interaction),
            moment_of(interaction),
        )
        if isinstance(daily, Refusal):
            return daily
        self._runner.arm(daily)
        return None

    async def _server(self, interaction: Interaction, time_zone: str | None, language: str | None) -> None:
        guild_id = interaction.guild_id or 0
        zone = None if time_zone is None else self._zones.find(time_zone)
        if isinstance(zone, Refusal):
            await refuse(interaction, zone, self._desk.privately(interaction))
            return
        if zone is not None or language is not None:
            as_discord_says = language == AS_DISCORD_SAYS
            wish = ServerWish(zone, None if as_discord_says else language, as_discord_says)
            _, daily = await self._desk.dailies.set_server(guild_id, wish, moment_of(interaction))
            if daily is not None:
                self._runner.arm(daily)
        await self._controls.open(interaction, "server")


def _here(interaction: Interaction) -> int | None:
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        channel = channel.parent
    return channel.id if isinstance(channel, discord.TextChannel) else None
