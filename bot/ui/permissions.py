"""The permissions that the bot needs in a channel."""

from collections.abc import Mapping, Sequence

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
"""What the invite link asks for: exactly what the bot uses."""


def invite_link(application_id: int) -> str:
    """The link by which an admin adds the bot to a server, with exactly the permissions that it uses."""
    return discord.utils.oauth_url(
        application_id, permissions=INVITE, scopes=("bot", "applications.commands")
    )


def not_member(interaction: Interaction) -> Refusal | None:
    """The refusal where the bot is no member of the server, so that no permission lets it post here."""
    if interaction.guild_id is None:
        return Refusal.because(Reason.GUILD_ONLY)
    if interaction.client.get_guild(interaction.guild_id) is None:
        # A user install: somebody uses the bot here, but it is not in the server.
        return Refusal.because(Reason.NOT_INVITED)
    return None


def board_permissions(interaction: Interaction) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks here to hold a round."""
    has = interaction.app_permissions
    return _lacking(
        _to_post(interaction)
        | {"permission.embed_links": has.embed_links, "permission.attach_files": has.attach_files}
    )


def lacking_refusal(lacking: Sequence[str]) -> Refusal | None:
    """The refusal that names these permissions of the bot's; None where it lacks none."""
    return Refusal.because(Reason.BOT_LACKS, permissions=lacking) if lacking else None


def may_open_thread(interaction: Interaction) -> bool:
    """Whether the bot may open a thread here, and post in it."""
    has = interaction.app_permissions
    return (
        isinstance(interaction.channel, discord.TextChannel)
        and has.view_channel
        and has.create_public_threads
        and has.send_messages_in_threads
    )


def telling_permissions(interaction: Interaction) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks to tell a story right here."""
    return _lacking(_to_post(interaction))


def _to_post(interaction: Interaction) -> dict[str, bool]:
    """The permissions that posting here takes, and whether the bot has each."""
    channel, has = interaction.channel, interaction.app_permissions
    in_thread = isinstance(channel, discord.Thread)
    wanted = {
        "permission.view_channel": has.view_channel,
        "permission.send_messages": has.send_messages_in_threads if in_thread else has.send_messages,
    }
    if isinstance(channel, discord.VoiceChannel | discord.StageChannel):
        # Its chat is only for those who may connect.
        wanted["permission.connect"] = has.connect
    return wanted


def post_permissions(guild: discord.Guild | None, channel_id: int) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks to post in that channel.

    Empty where the channel is not in the cache: then Discord's own answer tells.
    """
    channel = guild.get_channel(channel_id) if guild else None
    if guild is None or channel is None:
        return []
    has = channel.permissions_for(guild.me)
    return _lacking(
        {
            "permission.view_channel": has.view_channel,
            "permission.send_messages": has.send_messages,
            "permission.embed_links": has.embed_links,
            "permission.attach_files": has.attach_files,
        }
    )


def _lacking(permissions: Mapping[str, bool]) -> list[str]:
    """The permissions that are not granted."""
    return [key for key, granted in permissions.items() if not granted]
