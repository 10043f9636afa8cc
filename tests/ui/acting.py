"""What people do in the tests beyond one command or one click."""

from collections.abc import Sequence
from dataclasses import dataclass

import simcord
from simcord.enums import ComponentType

from tests.ui.world import DelayedClick, World, buttons, selects, texts


@dataclass(frozen=True)
class Look:
    """What a message showed at one moment."""

    text: str
    controls: tuple[tuple[str, bool], ...]
    """The custom id of each, and whether it was disabled."""

    @classmethod
    def at(cls, message: simcord.ResponseMessage) -> "Look":
        """What it shows now."""
        shown = [*buttons(message), *selects(message)]
        return cls(texts(message), tuple((one["custom_id"], bool(one.get("disabled"))) for one in shown))


class DelayedChoice(DelayedClick):
    """A choice from a select that was made now and reaches the bot later."""

    def __init__(
        self,
        world: World,
        member: simcord.MemberActor,
        message: simcord.ResponseMessage,
        custom_id: str,
        values: Sequence[str],
    ) -> None:
        """Choose the values; the interaction has the time of this moment."""
        super().__init__(world, member, message, custom_id)
        self._payload["data"] |= {"component_type": ComponentType.STRING_SELECT, "values": list(values)}


async def press(
    world: World,
    member: simcord.MemberActor,
    custom_id: str,
    *,
    on: simcord.ResponseMessage,
    values: Sequence[str] | None = None,
) -> simcord.InteractionResult:
    """Use a control that the message no longer shows, or never did: a late click, or one made up."""
    if values is None:
        return await DelayedClick(world, member, on, custom_id).arrives()
    return await DelayedChoice(world, member, on, custom_id, values).arrives()


def seen_by(world: World, member: simcord.MemberActor) -> list[int]:
    """The ids of the messages that the member sees in the channel."""
    return [message.id for message in world.channel.history(viewer=member)]


async def set_aside(
    world: World, admin: simcord.MemberActor, purpose: str, *channels: simcord.ChannelHandle
) -> None:
    """Name the channels where stories or trivia are welcome, as an admin does it."""
    panel = (await admin.slash(world.channel, "config channels")).response
    assert panel is not None
    await admin.select(panel, channels, custom_id=f"cc:{purpose}")


def a_thread(
    world: World, parent: simcord.ChannelHandle, opener: simcord.MemberActor
) -> simcord.ChannelHandle:
    """A public thread under the channel."""
    opened = world.env.backend.create_thread(parent.id, "a thread", opener.id)
    return next(thread for thread in parent.threads if thread.id == opened.id)
