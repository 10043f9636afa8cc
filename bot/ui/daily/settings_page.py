"""The settings page of the daily post, and the notices that it has stopped."""

from collections.abc import Iterator, Sequence
from typing import Final

import discord

from bot.core.daily.schedule import Daily, DailyKind, Pause
from bot.core.guilds.settings import GuildSettings
from bot.services.guilds.time_zones import UTC_NAME
from bot.ui.components import (
    ActionRow,
    Container,
    button,
    channel_select,
    container,
    option,
    row,
    rule,
    select,
)
from bot.ui.frame import Frame
from bot.ui.layout import CREAM, RED, Layout
from bot.ui.packs.wording import server_name
from bot.ui.text import Say

HOUR = 60
"""Minutes."""

POSTABLE: Final = (discord.ChannelType.text, discord.ChannelType.news)
"""The channels that take a daily post."""


def daily_container(
    frame: Frame, settings: GuildSettings, daily: Daily | None, lacking: Sequence[str], say: Say
) -> Container:
    """The daily post: where, when and what; `lacking` are the permissions that the bot lacks there."""
    if daily is None:
        return container(
            say("config.daily_title"),
            say("config.daily_none", command=frame.command("config", "daily")),
            *_choices(None, say),
            row(
                button(say("button.daily_time"), "dt"),
                button(say("button.back"), "cp:home"),
            ),
            colour=CREAM,
        )
    return container(
        say("config.daily_title"),
        "\n".join(
            (
                say("config.daily_what", kind=kind_name(daily, say)),
                say("config.daily_where", channel=f"<#{daily.channel_id}>"),
                say("config.daily_when", time=clock(daily.minute), zone=settings.time_zone or UTC_NAME),
            )
        ),
        _next_line(daily, frame, say),
        _utc_note(settings, frame, say),
        _lacking_line(daily, lacking, say),
        *_choices(daily, say),
        row(
            button(say("button.daily_time"), "dt"),
            button(say("button.daily_off"), "co", style=discord.ButtonStyle.danger),
            button(say("button.back"), "cp:home"),
        ),
        colour=RED if daily.paused or lacking else CREAM,
    )


def _choices(daily: Daily | None, say: Say) -> Iterator[ActionRow]:
    """The menus of the channel and of what is posted; each choice is saved at once."""
    chosen = [] if daily is None else [daily.channel_id]
    yield row(channel_select("dc", say("config.choose_daily"), chosen, types=POSTABLE, most=1))
    kinds = [
        option(say(f"daily_kind.{kind.value}"), kind.value, default=daily is not None and kind is daily.kind)
        for kind in DailyKind
    ]
    yield row(select("dk", kinds, say("config.choose_daily_kind")))


def daily_line(daily: Daily | None, say: Say) -> str:
    """The same in a line, for the first page of the settings."""
    if daily is None:
        return say("config.daily_home_none")
    return say(
        "config.daily_home",
        kind=kind_name(daily, say),
        channel=f"<#{daily.channel_id}>",
        time=say("config.paused") if daily.paused else clock(daily.minute),
    )


def stopped_container(frame: Frame, daily: Daily, say: Say) -> Container:
    """The notice above the settings, shown once: the daily post has stopped."""
    return container(_pause_line(daily, frame, say), colour=RED)


def stopped_dm_layout(daily: Daily, guild: str | None, say: Say) -> Layout:
    """The same in a direct message to whoever set it up; `guild` is the server's name."""
    values = {
        "guild": server_name(guild, say),
        "kind": kind_name(daily, say),
        "channel": f"<#{daily.channel_id}>",
        "time": clock(daily.minute),
    }
    is_gone = daily.paused is Pause.GONE
    return Layout(
        container(
            say("daily_letter.title"),
            say("daily_letter.gone", **values) if is_gone else say("daily_letter.forbidden", **values),
            rule(),
            say("daily_letter.once"),
            colour=RED,
        )
    )


def clock(minute: int) -> str:
    """A minute of the day as it is typed: `09:30`."""
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


def kind_name(daily: Daily, say: Say) -> str:
    """What is posted, in a few words."""
    return say(f"daily_kind.{daily.kind.value}")


def _next_line(daily: Daily, frame: Frame, say: Say) -> str:
    if daily.paused is not None:
        return _pause_line(daily, frame, say)
    return say(
        "config.daily_next",
        when=discord.utils.format_dt(daily.due_at, "F"),
        soon=discord.utils.format_dt(daily.due_at, "R"),
    )


def _pause_line(daily: Daily, frame: Frame, say: Say) -> str:
    command = frame.command("config", "daily")
    if daily.paused is Pause.GONE:
        return say("config.daily_gone", command=command)
    return say("config.daily_forbidden", channel=f"<#{daily.channel_id}>", command=command)


def _utc_note(settings: GuildSettings, frame: Frame, say: Say) -> str | None:
    if settings.time_zone is not None:
        return None
    return say("config.daily_utc", command=frame.command("config", "server"))


def _lacking_line(daily: Daily, lacking: Sequence[str], say: Say) -> str | None:
    if not lacking or daily.paused:
        return None
    permissions = say.list([say(key) for key in lacking])
    return say("config.daily_lacks", channel=f"<#{daily.channel_id}>", permissions=permissions)
