"""What the bot must be allowed to do in a channel."""

import discord

from bot.core.refusals import Reason, Refusal
from bot.ui.interactions import Interaction

INVITE = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    embed_links=True,
    attach_files=True,
)
"""What the invite link asks for: exactly what is used."""


def not_member(interaction: Interaction) -> Refusal | None:
    """Why the bot cannot speak to everybody here at all, whatever it is allowed."""
    if interaction.guild_id is None:
        return Refusal.because(Reason.GUILD_ONLY)
    if interaction.client.get_guild(interaction.guild_id) is None:
        # Somebody brought the bot along for themselves; it is no member here, and could not speak.
        return Refusal.because(Reason.NOT_INVITED)
    return None


def board_permissions(interaction: Interaction) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks here to hold a round."""
    has = interaction.app_permissions
    wanted = _to_speak(interaction) | {
        "permission.embed_links": has.embed_links,
        "permission.attach_files": has.attach_files,
    }
    return [key for key, granted in wanted.items() if not granted]


def may_open_thread(interaction: Interaction) -> bool:
    """Whether the bot may open a thread here, and speak in it."""
    has = interaction.app_permissions
    return (
        isinstance(interaction.channel, discord.TextChannel)
        and has.view_channel
        and has.create_public_threads
        and has.send_messages_in_threads
    )


def telling_permissions(interaction: Interaction) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks to tell a story right here."""
    return [key for key, granted in _to_speak(interaction).items() if not granted]


def _to_speak(interaction: Interaction) -> dict[str, bool]:
    """What speaking here takes, and whether the bot has it."""
    channel, has = interaction.channel, interaction.app_permissions
    in_thread = isinstance(channel, discord.Thread)
    wanted = {
        "permission.view_channel": has.view_channel,
        "permission.send_messages": has.send_messages_in_threads if in_thread else has.send_messages,
    }
    if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        # Its chat is for those alone who may enter it.
        wanted["permission.connect"] = has.connect
    return wanted


def post_permissions(guild: discord.Guild | None, channel_id: int) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks to post in that channel.

    None is named where the channel is not known: then Discord itself will tell.
    """
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None:
        return []
    has = channel.permissions_for(guild.me)
    wanted = {
        "permission.view_channel": has.view_channel,
        "permission.send_messages": has.send_messages,
        "permission.embed_links": has.embed_links,
        "permission.attach_files": has.attach_files,
    }
    return [key for key, granted in wanted.items() if not granted]
