"""What listeners do and see in the tests of a telling."""

from collections.abc import Sequence

import discord
import simcord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from bot.core.packs.pack import Beat, Chapter
from bot.core.stories.telling import page_duration
from tests.ui.world import World, buttons


async def stand(world: World, chapter: Chapter, position: int) -> None:
    """Let that page have its time, and a little more."""
    await world.wait(page_duration(chapter, position).total_seconds() + 0.1)


async def tell(
    world: World,
    teller: simcord.MemberActor,
    chapter: Chapter | None = None,
    channel: simcord.ChannelHandle | None = None,
) -> simcord.ChannelHandle:
    """Where the story is told: the thread that opened for it, or the channel itself."""
    there = channel or world.channel
    before = {thread.id for thread in there.threads}
    options = {} if chapter is None else {"chapter": chapter.id}
    answered = await teller.slash(there, "story tell", **options)
    assert not answered.ephemeral
    return next((thread for thread in there.threads if thread.id not in before), there)


def newest(world: World, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    """The last message of the channel."""
    return pages(world, channel)[-1]


def pages(world: World, channel: simcord.ChannelHandle) -> Sequence[simcord.ResponseMessage]:
    """What everybody sees in the channel."""
    messages = world.env.backend.messages.get(channel.id, {})
    shown = [simcord.ResponseMessage(world.env, messages[message_id]) for message_id in sorted(messages)]
    return [message for message in shown if not message.ephemeral]


def controls(message: simcord.ResponseMessage) -> list[str]:
    """The names of the ids on the message's buttons."""
    return [str(one["custom_id"]).partition(":")[0] for one in buttons(message)]


async def turn_to(
    world: World, channel: simcord.ChannelHandle, listener: simcord.MemberActor, beat: Beat
) -> simcord.ResponseMessage:
    """Press Next until that beat is told; its page."""
    for _ in range(30):
        page = newest(world, channel)
        if any(beat.text in str(one.get("content")) for one in page.components):
            return page
        await listener.click(page, label="Next")
    raise AssertionError(f"{beat.id} was never told")


def forbid(world: World, channel: simcord.ChannelHandle, **denied: bool) -> None:
    """Take permissions away from everybody in the channel."""
    permissions = discord.Permissions(**denied)
    overwrite = Overwrite(world.guild.default_role.id, OverwriteType.ROLE, 0, permissions.value)
    world.env.backend.set_overwrite(channel.id, overwrite)
