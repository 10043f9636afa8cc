"""The settings panel: its first page, channels, the server's clock and language, the reset."""

from collections.abc import Sequence

import discord

from bot.core.guilds.settings import GuildSettings, Purpose
from bot.services.guilds.time_zones import UTC_NAME
from bot.services.trivia.lobbies import RoundDefaults
from bot.ui.components import Container, Select, button, channel_select, container, option, row, rule, select
from bot.ui.frame import Frame
from bot.ui.guilds.trivia_page import pause_name, rights_lines
from bot.ui.layout import CREAM, RED
from bot.ui.text import Say, language_name

AS_DISCORD_SAYS = "discord"
"""Stands for the language that Discord names for the server."""

MOST_CHANNELS = 25
CHANNEL_TYPES = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    # For its chat, where people use commands too.
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
)


def home_container(
    settings: GuildSettings, defaults: RoundDefaults, lines: Sequence[str], say: Say, done: str | None = None
) -> Container:
    """The first page: everything at a glance; `lines` are those of other rooms' pages."""
    return container(
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
        pause_name(settings.pause, say) if settings.pause else None,
        rights_lines(settings, say),
        "\n".join(
            (
                *lines,
                say("config.time_zone", zone=settings.time_zone or UTC_NAME),
                say("config.language", language=_language(settings, say)),
            )
        ),
        row(
            button(say("button.channels"), "cp:channels", style=discord.ButtonStyle.primary),
            button(say("button.rounds"), "cp:trivia", style=discord.ButtonStyle.primary),
            button(say("button.daily"), "cp:daily", style=discord.ButtonStyle.primary),
            button(say("button.server"), "cp:server", style=discord.ButtonStyle.primary),
            button(say("button.reset"), "cp:reset", style=discord.ButtonStyle.danger),
        ),
        colour=CREAM,
    )


def channels_container(settings: GuildSettings, say: Say) -> Container:
    """Where stories and trivia are welcome."""
    return container(
        say("config.channels_title"),
        say("config.stories", where=_where(settings, Purpose.STORIES, say)),
        row(_channel_select(settings, Purpose.STORIES, say("config.choose_stories"))),
        say("config.trivia", where=_where(settings, Purpose.TRIVIA, say)),
        row(_channel_select(settings, Purpose.TRIVIA, say("config.choose_trivia"))),
        say("config.channels_hint"),
        row(button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def reset_container(say: Say) -> Container:
    """The question whether to reset everything."""
    return container(
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


def _channel_select(settings: GuildSettings, purpose: Purpose, placeholder: str) -> Select:
    chosen = sorted(settings.where(purpose))[:MOST_CHANNELS]
    return channel_select(f"cc:{purpose.value}", placeholder, chosen, types=CHANNEL_TYPES, most=MOST_CHANNELS)


def server_container(frame: Frame, settings: GuildSettings, now: str, say: Say) -> Container:
    """The server's clock and language; `now` is its current time in words."""
    zone = settings.time_zone or UTC_NAME
    return container(
        say("config.server_title"),
        say("config.time_zone_now", zone=zone, time=now),
        say("config.language", language=_language(settings, say)),
        say("config.server_hint", command=frame.command("config", "server")),
        row(_language_select(frame.catalogues.locales, settings, say)),
        row(button(say("button.time_zone"), "gz"), button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def _language_select(locales: Sequence[str], settings: GuildSettings, say: Say) -> Select:
    as_discord_says = option(say("config.as_discord_says"), AS_DISCORD_SAYS, default=settings.locale is None)
    languages = [
        option(language_name(locale), locale, default=locale == settings.locale) for locale in locales
    ]
    return select("gl", [as_discord_says, *languages])


def _language(settings: GuildSettings, say: Say) -> str:
    return language_name(settings.locale) if settings.locale else say("config.as_discord_says")
