"""What the bot must be allowed to do in a channel."""

import discord

from bot.ui.people import Interaction

INVITE = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
)
"""What the invite link asks for: exactly what is used."""


def board_permissions(interaction: Interaction) -> list[str]:
    """The names, as catalogue keys, of the permissions that the bot lacks here to hold a round."""
    in_thread = isinstance(interaction.channel, discord.Thread)
    has = interaction.app_permissions
    wanted = {
        "permission.view_channel": has.view_channel,
        "permission.send_messages": has.send_messages_in_threads if in_thread else has.send_messages,
        "permission.embed_links": has.embed_links,
        "permission.attach_files": has.attach_files,
    }
    return [key for key, granted in wanted.items() if not granted]
