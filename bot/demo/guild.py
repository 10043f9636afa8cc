"""The demo's small server: one channel, four people, and the bot."""

from dataclasses import dataclass

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

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

    @property
    def viewers(self) -> tuple[MemberActor, ...]:
        """The people whose view a page can show, the admin first."""
        return (self.admin, *self.members)

    async def greet(self, say: Speak) -> None:
        """Have the admin post what can be tried."""
        first, second, third = MEMBERS
        greeting = say("demo.greeting", admin=ADMIN, first=first, second=second, third=third)
        await self.admin.send(self.channel, greeting)


def create_guild(env: LiveEnv, say: Speak) -> DemoGuild:
    """Create the server; the bot joins it afterwards."""
    guild = env.create_guild(GUILD)
    # A thread would open outside the one channel that a page shows.
    no_threads = discord.PermissionOverwrite(create_public_threads=False, create_private_threads=False)
    channel = guild.create_text_channel(
        CHANNEL, topic=say("demo.topic"), overwrites={guild.default_role: no_threads}
    )
    everything = guild.create_role(ADMIN_ROLE, permissions=discord.Permissions.all())
    admin = guild.add_member(env.create_user(ADMIN.lower(), global_name=ADMIN), roles=[everything])
    members = tuple(guild.add_member(env.create_user(name.lower(), global_name=name)) for name in MEMBERS)
    return DemoGuild(channel, admin, members)
