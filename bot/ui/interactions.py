"""What the rules need of a Discord interaction: who, where and when."""

from datetime import datetime
from typing import Any, TypeAlias

import discord

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.trivia.round.rounds import Click
from bot.ui.text import Catalogues, Say

Interaction: TypeAlias = discord.Interaction[Any]


def actor_of(interaction: Interaction) -> Actor:
    """The member, with the rights that Discord says they have in this channel."""
    user = interaction.user
    roles = user.roles if isinstance(user, discord.Member) else ()
    return Actor(
        member_id=user.id,
        name=user.display_name,
        role_ids=frozenset(role.id for role in roles),
        manages_guild=interaction.permissions.manage_guild,
    )


def place_of(interaction: Interaction) -> Place:
    """The channel, with its parent where it is a thread."""
    channel = interaction.channel
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    return Place(interaction.guild_id, interaction.channel_id or 0, parent_id)


def time_of(interaction: Interaction) -> datetime:
    """When it happened, by Discord's own clock: the snowflake's time, not the time of arrival."""
    return discord.utils.snowflake_time(interaction.id)


def click_of(interaction: Interaction, given: str) -> Click:
    """The interaction as an answer."""
    return Click(interaction.user.id, given, time_of(interaction), interaction.id)


def private_say(catalogues: Catalogues, interaction: Interaction) -> Say:
    """The sentences for the person alone, in their own locale."""
    return catalogues.for_locale(interaction.locale)


def public_locale(interaction: Interaction) -> str:
    """The locale of what everybody in the channel reads: the server's, or the person's outside a server."""
    return str(interaction.guild_locale or interaction.locale)
