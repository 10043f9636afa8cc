"""The replies when something cannot be done: one for refusals, one for faults."""

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime

import discord

from bot.core.guilds.settings import Feature
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.teams import Team
from bot.storage.trips import NotKeptError
from bot.ui.components import container
from bot.ui.connection.gone import forget_gone
from bot.ui.interactions import Interaction
from bot.ui.layout import NIGHT, Layout, clipped
from bot.ui.messages import (
    FAILURES,
    THREAD_ARCHIVED,
    THREAD_LOCKED,
    TOO_MANY_EDITS,
    UNKNOWN_MESSAGE,
)
from bot.ui.text import Say

log = logging.getLogger(__name__)

UNKNOWN_INTERACTION = 10062
LONGEST_QUOTE = 80


async def reply_privately(interaction: Interaction, layout: Layout) -> None:
    """Send an ephemeral message, whether or not the interaction was answered before."""
    if interaction.response.is_done():
        await interaction.followup.send(view=layout, ephemeral=True)
    else:
        await interaction.response.send_message(view=layout, ephemeral=True)


async def refuse(interaction: Interaction, refusal: Refusal, say: Say) -> None:
    """Say in an ephemeral message why not, and what to do instead."""
    if refusal.reason is Reason.WRONG_CHANNEL:
        refusal = await _with_channels_that_are_there(interaction, refusal)
    elif "quizmasters" in refusal.values:
        refusal = _with_role_that_is_there(interaction, refusal)
    await reply_privately(interaction, Layout(container(refusal_text(refusal, say), colour=NIGHT)))


async def _with_channels_that_are_there(interaction: Interaction, refusal: Refusal) -> Refusal:
    """The refusal without channels that were deleted unnoticed; with none left, the way is free."""
    named = refusal.values["channels"]
    if not isinstance(named, list):
        raise TypeError("a refusal names its channels as a list")
    client = interaction.client
    gone = await forget_gone(client, client.events, client.get_guild(interaction.guild_id or 0), named)
    left = [channel_id for channel_id in named if channel_id not in gone]
    return Refusal.because(Reason.WRONG_CHANNEL, channels=left) if left else Refusal(Reason.CHANNEL_GONE)


def _with_role_that_is_there(interaction: Interaction, refusal: Refusal) -> Refusal:
    """The refusal without a role that was deleted; the doctor tells the admins of it."""
    guild = interaction.client.get_guild(interaction.guild_id or 0)
    # A guild that is not there now has not even everybody's role.
    if guild is None or guild.get_role(guild.id) is None or guild.get_role(refusal.values["quizmasters"]):
        return refusal
    return Refusal.because(refusal.reason, **{**refusal.values, "quizmasters": None})


def refusal_text(refusal: Refusal, say: Say) -> str:
    """The refusal's sentence in the reader's language."""
    values = {name: _formatted(name, value, say) for name, value in refusal.values.items()}
    if "message_id" in refusal.values:
        values["link"] = _link(refusal.values)
    text = say(f"refusal.{refusal.reason.value}", **values)
    near = refusal.values.get("nearest")
    return f"{text} {say('meant.nearest', nearest=values['nearest'])}" if near else text


async def report_fault(interaction: Interaction, fault: BaseException, say: Say, what: str) -> None:
    """Log a fault with its stack under a short code, and give the reader the code."""
    if isinstance(fault, discord.NotFound) and fault.code == UNKNOWN_INTERACTION:
        # Discord drops an interaction after 3 s; it cannot be answered any more.
        log.warning("%s was answered too late", what)
        return
    why = _why_not_shown(fault, say)
    if why is not None:
        # Nobody's fault, and what was pressed was kept before the message was to show it.
        log.info("%s could not be shown: %s", what, fault)
        try:
            await reply_privately(interaction, Layout(container(why, colour=NIGHT)))
        except FAILURES as unsaid:
            log.info("nor could that be told: %s", unsaid)
        return
    code = fault_code(fault, what)
    try:
        kept = not (isinstance(fault, NotKeptError) and fault.may_pass)
        await reply_privately(interaction, fault_layout(code, say, kept=kept))
    except FAILURES:
        log.warning("fault %s could not be told", code, exc_info=True)


def _why_not_shown(fault: BaseException, say: Say) -> str | None:
    """Why Discord takes no change of the message that was pressed; None if it is something else."""
    if not isinstance(fault, discord.HTTPException):
        return None
    if fault.code == UNKNOWN_MESSAGE:
        return say("unshown.message")
    if fault.code in (THREAD_ARCHIVED, THREAD_LOCKED):
        return say("unshown.thread")
    return say("unshown.edits") if fault.code == TOO_MANY_EDITS else None


def fault_code(fault: BaseException, what: str) -> str:
    """Log a fault with its stack; returns the short code that finds it in the log."""
    code = secrets.token_hex(3).upper()
    log.error("fault %s in %s", code, what, exc_info=fault)
    return code


def fault_layout(code: str, say: Say, *, kept: bool = True) -> Layout:
    """The message that something went wrong, with the code for the operator.

    `kept` is false if the database did not take what was pressed: then it can be pressed again.
    """
    told = say("fault.reply", code=code) if kept else say("fault.not_kept", code=code)
    return Layout(container(told, colour=NIGHT))


def _link(values: Mapping[str, object]) -> str:
    where = f"https://discord.com/channels/{values['guild_id']}/{values['channel_id']}"
    return where if values["message_id"] is None else f"{where}/{values['message_id']}"


def _formatted(name: str, value: object, say: Say) -> str:
    text = str(value)
    match name, value:
        case "channels", list():
            text = say.list([f"<#{channel_id}>" for channel_id in value])
        case "permissions", list():
            text = say.list([say(key) for key in value])
        case "starter" | "owner", int():
            text = f"<@{value}>"
        case "quizmasters", _:
            text = say("config.quizmasters_are", role=f"<@&{value}>") if value else say("config.managers")
        case "team", Team():
            text = say(f"team.{value}")
        case "way", Feature():
            text = say(f"way.{value}")
        case "nearest", list():
            text = say.list([f"**{near}**" for near in value])
        case "words", str():
            text = discord.utils.escape_markdown(clipped(value, LONGEST_QUOTE))
        case _:
            text = _formatted_figure(value, say)
    return text


def _formatted_figure(value: object, say: Say) -> str:
    match value:
        case datetime():
            return discord.utils.format_dt(value, "R")
        case float():
            return say.decimal(value)
        case int():
            return say.number(value)
    return str(value)
