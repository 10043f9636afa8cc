"""discord.py sends a layout like any view, and keeps nothing of it."""

from typing import Any

import discord
import pytest

from bot.ui.components import button, container, row
from bot.ui.layout import NIGHT, Layout
from tests.ui.world import World


def a_layout() -> Layout:
    return Layout(container("Via!", row(button("Avanti", "a:1")), colour=NIGHT))


def test_a_layout_is_a_view_of_which_nothing_is_left_to_do():
    layout: Any = a_layout()
    assert isinstance(layout, discord.ui.LayoutView)
    assert bool(layout), "discord.py leaves out a view that is false"
    assert layout.is_finished()
    assert not layout.is_dispatchable()
    assert layout.has_components_v2()
    assert layout.timeout is None


def test_what_is_done_to_the_payload_leaves_the_layout_alone():
    layout = a_layout()
    layout.to_components().clear()
    assert layout.to_components() == list(layout.components)


def test_what_it_shows_can_be_read_in_a_log():
    assert "Via!" in repr(a_layout())


@pytest.mark.parametrize("way", ["send", "edit"])
async def test_a_message_of_the_bot_s_own_is_sent_and_edited_and_not_kept(world: World, way: str):
    channel = world.env.bot.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send(view=a_layout())
    if way == "edit":
        message = await channel.get_partial_message(message.id).edit(view=a_layout())
    assert message.flags.components_v2
    assert [one.type for one in message.components] == [discord.ComponentType.container]
    assert not world.env.bot.persistent_views
    assert not world.env.bot._connection._view_store._synced_message_views
