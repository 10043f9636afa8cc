"""The admin's panel: channels, rounds, and starting over. Every change is kept at once."""

from collections.abc import Sequence

import discord
from discord.ui import ChannelSelect, Container

from bot.core.daily.posts import Daily
from bot.core.guilds.settings import GuildSettings, Purpose, Starters, Stoppers, Switch, Way
from bot.core.refusals import Reason, Refusal
from bot.services.guilds.time_zones import zone_of
from bot.services.trivia.lobbies import Defaults
from bot.ui.daily.settings_page import daily_card, home_lines, server_card, stopped_card
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.guilds.trivia_page import DEFAULT, rights_lines, trivia_card
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, RED, Layout, button, card, row, rule
from bot.ui.permissions import post_permissions
from bot.ui.router import Router, chosen
from bot.ui.text import Say

Card = Container[discord.ui.LayoutView]

MOST_CHANNELS = 25
PAGES = frozenset({"home", "channels", "trivia", "daily", "server", "reset"})
CHANNEL_TYPES = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    # For the chat beside it, where people type commands too.
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
)


class ConfigControls:
    """The panel's buttons and selects; each asks for Manage Server again, whoever pressed it."""

    def __init__(self, desk: Desk, defaults: Defaults) -> None:
        """Take what the controls act on, and what applies where nothing is set."""
        self._desk = desk
        self._defaults = defaults

    def register(self, router: Router) -> None:
        """Take the ids of the panel."""
        router.add("cp", self.page)
        router.add("cc", self.set_channels)
        router.add("cr", self.set_role)
        router.add("cq", self.set_questions)
        router.add("cs", self.set_seconds)
        router.add("ca", self.set_starters)
        router.add("ce", self.set_stoppers)
        router.add("cw", self.switch_way)
        router.add("co", self.stop_daily)
        router.add("cx", self.reset)

    async def page(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cp:<page>`."""
        if ids[0] not in PAGES:
            await refuse(interaction, Refusal.because(Reason.GONE), self._desk.privately(interaction))
        elif await self.allowed(interaction):
            await self._show(interaction, ids[0])

    async def open(self, interaction: Interaction, name: str) -> None:
        """A page in a message of its own, for the admin alone."""
        page, daily = await self._page(interaction, name)
        if daily is None or daily.paused is None or daily.told:
            await whisper(interaction, Layout(page))
            return
        stopped = stopped_card(self._desk, daily, self._desk.privately(interaction))
        await whisper(interaction, Layout(stopped, page))
        await self._desk.dailies.told(daily.guild_id)

    async def set_channels(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cc:<purpose>`, with the channels chosen."""
        if await self.allowed(interaction):
            channels = [int(channel_id) for channel_id in chosen(interaction)]
            await self._desk.guilds.set_channels(interaction.guild_id or 0, Purpose(ids[0]), channels)
            await self._show(interaction, "channels")

    async def set_role(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cr`, with the quizmasters' role chosen, or none."""
        if await self.allowed(interaction):
            role = next((int(role_id) for role_id in chosen(interaction)), None)
            await self._desk.guilds.set_quizmasters(interaction.guild_id or 0, role)
            await self._show(interaction, "trivia")

    async def set_questions(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cq`, with the number of questions chosen."""
        if await self.allowed(interaction):
            questions = _number(chosen(interaction))
            await self._desk.guilds.set_questions(interaction.guild_id or 0, questions)
            await self._show(interaction, "trivia")

    async def set_seconds(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cs`, with the seconds chosen."""
        if await self.allowed(interaction):
            seconds = _number(chosen(interaction))
            await self._desk.guilds.set_seconds(interaction.guild_id or 0, seconds)
            await self._show(interaction, "trivia")

    async def set_starters(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ca`, with who may start rounds chosen."""
        if await self.allowed(interaction):
            starters = Starters(chosen(interaction)[0])
            await self._desk.guilds.set_starters(interaction.guild_id or 0, starters)
            await self._show(interaction, "trivia")

    async def set_stoppers(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`ce`, with who may end rounds chosen."""
        if await self.allowed(interaction):
            stoppers = Stoppers(chosen(interaction)[0])
            await self._desk.guilds.set_stoppers(interaction.guild_id or 0, stoppers)
            await self._show(interaction, "trivia")

    async def switch_way(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`cw:<way>:<on or off>`: a way to play, as the button said."""
        if await self.allowed(interaction):
            on = Switch(ids[1]) is Switch.ON
            await self._desk.guilds.set_way(interaction.guild_id or 0, Way(ids[0]), on=on)
            await self._show(interaction, "trivia")

    async def stop_daily(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`co`: post no more."""
        if await self.allowed(interaction):
            await self._desk.dailies.stop(interaction.guild_id or 0)
            await self._show(interaction, "daily")

    async def reset(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`cx`: confirmed."""
        if await self.allowed(interaction):
            await self._desk.guilds.reset(interaction.guild_id or 0)
            await self._show(interaction, "home", done="config.reset_done")

    async def allowed(self, interaction: Interaction) -> bool:
        """Whether the member may change settings; where not, they have been told."""
        if interaction.permissions.manage_guild:
            return True
        say = self._desk.privately(interaction)
        await refuse(interaction, Refusal.because(Reason.NOT_ADMIN), say)
        return False

    async def _page(
        self, interaction: Interaction, name: str, done: str | None = None
    ) -> tuple[Card, Daily | None]:
        """A page of the panel, one of `PAGES`, and the daily post, which may have stopped."""
        guild_id = interaction.guild_id or 0
        settings, daily = await self._desk.guilds.settings(guild_id), await self._desk.dailies.of(guild_id)
        say = self._desk.privately(interaction)
        match name:
            case "channels":
                return _channels(settings, say), daily
            case "trivia":
                return trivia_card(settings, self._defaults, say), daily
            case "daily":
                lacking = post_permissions(interaction.guild, daily.channel_id) if daily else []
                return daily_card(self._desk, settings, daily, lacking, say), daily
            case "server":
                now = discord.utils.utcnow().astimezone(zone_of(settings.time_zone))
                return server_card(self._desk, settings, f"{now:%H:%M}", say), daily
            case "reset":
                return _reset(say), daily
            case _:
                return _home(settings, self._defaults, daily, say, done), daily

    async def _show(self, interaction: Interaction, name: str, done: str | None = None) -> None:
        page, _daily = await self._page(interaction, name, done)
        await interaction.response.edit_message(view=Layout(page))


def _home(
    settings: GuildSettings, defaults: Defaults, daily: Daily | None, say: Say, done: str | None
) -> Card:
    return card(
        say("config.title"),
        say(done) if done else None,
        rule(),
        say("config.stories", where=_where(settings, Purpose.STORIES, say)),
        say("config.trivia", where=_where(settings, Purpose.TRIVIA, say)),
        say(
            "config.rounds",
            questions=say.number(settings.questions or defaults.questions),
            seconds=say.number(settings.seconds or defaults.seconds),
        ),
        rights_lines(settings, say),
        home_lines(settings, daily, say),
        row(
            button(say("button.channels"), "cp:channels", style=discord.ButtonStyle.primary),
            button(say("button.rounds"), "cp:trivia", style=discord.ButtonStyle.primary),
            button(say("button.daily"), "cp:daily", style=discord.ButtonStyle.primary),
            button(say("button.server"), "cp:server", style=discord.ButtonStyle.primary),
            button(say("button.reset"), "cp:reset", style=discord.ButtonStyle.danger),
        ),
        colour=CREAM,
    )


def _channels(settings: GuildSettings, say: Say) -> Card:
    return card(
        say("config.channels_title"),
        say("config.stories", where=_where(settings, Purpose.STORIES, say)),
        row(_channel_select(settings, Purpose.STORIES, say("config.choose_stories"))),
        say("config.trivia", where=_where(settings, Purpose.TRIVIA, say)),
        row(_channel_select(settings, Purpose.TRIVIA, say("config.choose_trivia"))),
        say("config.channels_hint"),
        row(button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def _reset(say: Say) -> Card:
    return card(
        say("config.reset_question"),
        row(
            button(say("button.reset_yes"), "cx", style=discord.ButtonStyle.danger),
            button(say("button.back"), "cp:home"),
        ),
        colour=RED,
    )


def _where(settings: GuildSettings, purpose: Purpose, say: Say) -> str:
    channels = sorted(settings.where(purpose))
    return say.list([f"<#{channel_id}>" for channel_id in channels]) if channels else say("config.everywhere")


def _channel_select(
    settings: GuildSettings, purpose: Purpose, placeholder: str
) -> ChannelSelect[discord.ui.LayoutView]:
    return ChannelSelect(
        custom_id=f"cc:{purpose.value}",
        placeholder=placeholder,
        channel_types=list(CHANNEL_TYPES),
        min_values=0,
        max_values=MOST_CHANNELS,
        default_values=[
            discord.SelectDefaultValue(id=channel_id, type=discord.SelectDefaultValueType.channel)
            for channel_id in sorted(settings.where(purpose))[:MOST_CHANNELS]
        ],
    )


def _number(values: Sequence[str]) -> int | None:
    return int(values[0]) if values and values[0] != DEFAULT else None
