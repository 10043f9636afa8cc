"""The demo's small server: one channel, four people, and the bot."""

from dataclasses import dataclass

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, UserHandle

from bot.demo.live import LiveEnv
from bot.demo.page import Speak

GUILD = "Piazza della Vittoria"
CHANNEL = "mille-miglia"
BOT = "Cantastorie"
ADMIN_ROLE = "Direzione"
ADMIN = "Ada"
MEMBERS = ("Bruno", "Carla", "Dario")
"""With the admin four people: two teams of two."""


@dataclass(frozen=True, slots=True)
class DemoGuild:
    """The demo's channel, and the people whose view a page can show."""

    channel: ChannelHandle
    admin: MemberActor
    members: tuple[MemberActor, ...]
    alone: UserHandle
    """The admin as the person who writes to the bot in direct messages."""

    @property
    def viewers(self) -> tuple[MemberActor, ...]:
        """The people whose view a page can show, the admin first."""
        return (self.admin, *self.members)

    async def greet(self, say: Speak, letters: str) -> None:
        """Have the admin post what can be tried; `letters` is the address of the direct messages' page."""
        first, second, third = MEMBERS
        greeting = say("demo.greeting", admin=ADMIN, first=first, second=second, third=third, letters=letters)
        await self.admin.send(self.channel, greeting)

    async def write(self, say: Speak) -> None:
        """Have the admin write to the bot, so that their page of direct messages begins with its answer."""
        await self.alone.send_dm(say("demo.first_letter"))


def create_guild(env: LiveEnv, say: Speak) -> DemoGuild:
    """Create the server; the bot joins it afterwards."""
    guild = env.create_guild(GUILD)
    # A thread would open outside the one channel that a page shows.
    no_threads = discord.PermissionOverwrite(create_public_threads=False, create_private_threads=False)
    channel = guild.create_text_channel(
        CHANNEL, topic=say("demo.topic"), overwrites={guild.default_role: no_threads}
    )
    everything = guild.create_role(ADMIN_ROLE, permissions=discord.Permissions.all())
    alone = env.create_user(ADMIN.lower(), global_name=ADMIN)
    admin = guild.add_member(alone, roles=[everything])
    members = tuple(guild.add_member(env.create_user(name.lower(), global_name=name)) for name in MEMBERS)
    return DemoGuild(channel, admin, members, alone)
