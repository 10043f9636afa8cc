"""The daily post and the server's clock and language, as admins see and set them."""

from collections.abc import Sequence

import discord
from discord.ui import Container

from bot.core.daily.posts import Daily, Pause
from bot.core.guilds.settings import GuildSettings
from bot.ui.desk import Desk
from bot.ui.guilds.time_zones import UTC
from bot.ui.layout import CREAM, RED, Layout, button, card, row, rule
from bot.ui.text import Say, language_name

Card = Container[discord.ui.LayoutView]

HOUR = 60


def daily_card(
    desk: Desk, settings: GuildSettings, daily: Daily | None, lacking: Sequence[str], say: Say
) -> Card:
    """The daily post: where, when and what; `lacking` are the permissions that the bot lacks there."""
    if daily is None:
        return card(
            say("config.daily_title"),
            say("config.daily_none", command=desk.command("config", "daily")),
            row(button(say("button.back"), "cp:home")),
            colour=CREAM,
        )
    return card(
        say("config.daily_title"),
        "\n".join(
            (
                say("config.daily_what", kind=kind_name(daily, say)),
                say("config.daily_where", channel=f"<#{daily.channel_id}>"),
                say("config.daily_when", time=clock(daily.minute), zone=settings.time_zone or UTC),
            )
        ),
        _next(daily, desk, say),
        _by_which_clock(settings, desk, say),
        _what_is_lacking(daily, lacking, say),
        row(
            button(say("button.daily_off"), "co", style=discord.ButtonStyle.danger),
            button(say("button.back"), "cp:home"),
        ),
        colour=RED if daily.paused or lacking else CREAM,
    )


def server_card(desk: Desk, settings: GuildSettings, now: str, say: Say) -> Card:
    """The server's clock and language; `now` is what the clock says."""
    zone = settings.time_zone or UTC
    return card(
        say("config.server_title"),
        say("config.time_zone_now", zone=zone, time=now),
        say("config.language", language=_language(settings, say)),
        say("config.server_hint", command=desk.command("config", "server")),
        row(button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def home_lines(settings: GuildSettings, daily: Daily | None, say: Say) -> str:
    """The same in three lines, for the panel's first page."""
    lines = [
        say("config.daily_home_none"),
        say("config.time_zone", zone=settings.time_zone or UTC),
        say("config.language", language=_language(settings, say)),
    ]
    if daily is not None:
        lines[0] = say(
            "config.daily_home",
            kind=kind_name(daily, say),
            channel=f"<#{daily.channel_id}>",
            time=say("config.paused") if daily.paused else clock(daily.minute),
        )
    return "\n".join(lines)


def stopped_card(desk: Desk, daily: Daily, say: Say) -> Card:
    """At the head of the settings, once: the daily post has stopped."""
    return card(_why_paused(daily, desk, say), colour=RED)


def stopped_letter(daily: Daily, guild: str | None, say: Say) -> Layout:
    """The same in a direct message to who set it."""
    where = discord.utils.escape_markdown(guild) if guild else say("daily_letter.a_server")
    values = {
        "guild": where,
        "kind": kind_name(daily, say),
        "channel": f"<#{daily.channel_id}>",
        "time": clock(daily.minute),
    }
    gone = daily.paused is Pause.GONE
    return Layout(
        card(
            say("daily_letter.title"),
            say("daily_letter.gone", **values) if gone else say("daily_letter.forbidden", **values),
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


def _next(daily: Daily, desk: Desk, say: Say) -> str:
    if daily.paused is not None:
        return _why_paused(daily, desk, say)
    return say(
        "config.daily_next",
        when=discord.utils.format_dt(daily.due_at, "F"),
        soon=discord.utils.format_dt(daily.due_at, "R"),
    )


def _why_paused(daily: Daily, desk: Desk, say: Say) -> str:
    command = desk.command("config", "daily")
    if daily.paused is Pause.GONE:
        return say("config.daily_gone", command=command)
    return say("config.daily_forbidden", channel=f"<#{daily.channel_id}>", command=command)


def _by_which_clock(settings: GuildSettings, desk: Desk, say: Say) -> str | None:
    if settings.time_zone is not None:
        return None
    return say("config.daily_utc", command=desk.command("config", "server"))


def _what_is_lacking(daily: Daily, lacking: Sequence[str], say: Say) -> str | None:
    if not lacking or daily.paused:
        return None
    permissions = say.list([say(key) for key in lacking])
    return say("config.daily_lacks", channel=f"<#{daily.channel_id}>", permissions=permissions)


def _language(settings: GuildSettings, say: Say) -> str:
    return language_name(settings.locale) if settings.locale else say("config.as_discord_says")
