"""Who may do what, by roles and overwrites, and what the bot hears of it."""

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.discord import guilds
from tests.discord.conftest import RawBot, RawSocket
from tests.discord.people import Person
from tests.discord.rules import permissions
from tests.discord.rules.forms import ImpossibleError
from tests.discord.rules.permissions import (
    ADMINISTRATOR,
    ATTACH_FILES,
    CREATE_PUBLIC_THREADS,
    EMBED_LINKS,
    EVERYTHING,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    USE_COMMANDS,
    VIEW_CHANNEL,
)
from tests.discord.server import Discord
from tests.discord.state import Channel, Guild, Overwrite


def deny(discord: Discord, channel: Channel, target: int, denied: int, kind: int = 0) -> None:
    guilds.set_overwrite(discord.world, channel, Overwrite(target, kind, deny=denied))


@pytest.fixture
def own_role(discord: Discord, guild: Guild) -> int:
    return guild.members[discord.world.bot.id].roles[0]


async def test_a_hidden_channel_is_no_access_and_a_silent_one_no_permission(
    discord: Discord, bot: RawBot, channel: Channel, own_role: int
) -> None:
    place = f"POST /channels/{channel.id}/messages"
    deny(discord, channel, own_role, SEND_MESSAGES)
    assert await bot.code(place, {"content": "x"}) == (403, 50013)
    assert (await bot.call(f"GET /channels/{channel.id}"))[0] == 200
    deny(discord, channel, own_role, VIEW_CHANNEL)
    assert await bot.code(place, {"content": "x"}) == (403, 50001)
    assert await bot.code(f"GET /channels/{channel.id}") == (403, 50001)


@pytest.mark.parametrize(
    ("denied", "body"),
    [(EMBED_LINKS, {"embeds": [{"title": "x"}]}), (SEND_MESSAGES, {"content": "x"})],
)
async def test_each_permission_is_asked_for_what_needs_it(
    discord: Discord, bot: RawBot, channel: Channel, own_role: int, denied: int, body: Any
) -> None:
    place = f"POST /channels/{channel.id}/messages"
    assert (await bot.call(place, body))[0] == 200
    deny(discord, channel, own_role, denied)
    assert await bot.code(place, body) == (403, 50013)


async def test_files_take_a_permission_of_their_own(
    discord: Discord, bot: RawBot, channel: Channel, own_role: int
) -> None:
    for denied, status in ((0, 200), (ATTACH_FILES, 403)):
        deny(discord, channel, own_role, denied)
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", "{}")
        form.add_field("files[0]", b"x", filename="a.txt")
        assert (await bot.call(f"POST /channels/{channel.id}/messages", data=form))[0] == status


async def test_threads_have_permissions_of_their_own(
    discord: Discord, bot: RawBot, channel: Channel, own_role: int
) -> None:
    deny(discord, channel, own_role, SEND_MESSAGES)
    opening = f"POST /channels/{channel.id}/threads"
    told = (await bot.call(opening, {"name": "below"}))[1]
    place = f"POST /channels/{told['id']}/messages"
    assert (await bot.call(place, {"content": "x"}))[0] == 200
    deny(discord, channel, own_role, SEND_IN_THREADS | CREATE_PUBLIC_THREADS)
    assert await bot.code(place, {"content": "x"}) == (403, 50013)
    assert await bot.code(opening, {"name": "x"}) == (403, 50013)


async def test_app_permissions_follow_the_overwrites_and_the_bot_hears_of_them(
    discord: Discord,
    bot: RawBot,
    socket: RawSocket,
    channel: Channel,
    ada: Person,
    own_role: int,
    ask: None,
) -> None:
    for denied in (0, ATTACH_FILES, VIEW_CHANNEL):
        deny(discord, channel, own_role, denied)
        told = (await socket.hear("CHANNEL_UPDATE"))["d"]["permission_overwrites"]
        assert told == [{"id": str(own_role), "type": 0, "allow": "0", "deny": str(denied)}]
        acting = asyncio.create_task(ada.slash(channel, "ask"))
        event = await socket.interaction()
        granted = int(event["app_permissions"])
        assert bool(granted & ATTACH_FILES) is (denied == 0)
        assert bool(granted) is (denied != VIEW_CHANNEL)
        await bot.answer(event, 4, {"content": "x"})
        await acting


def test_overwrites_go_from_everybody_over_roles_to_the_member(
    discord: Discord, guild: Guild, channel: Channel, ada: Person
) -> None:
    role = guilds.create_role(discord.world, guild, "players", 0)
    guild.members[ada.id].roles.append(role.id)
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=SEND_MESSAGES)
    assert not permissions.of_member(channel, ada.id) & SEND_MESSAGES
    channel.overwrites[role.id] = Overwrite(role.id, 0, allow=SEND_MESSAGES)
    assert permissions.of_member(channel, ada.id) & SEND_MESSAGES
    channel.overwrites[ada.id] = Overwrite(ada.id, 1, deny=SEND_MESSAGES)
    granted = permissions.of_member(channel, ada.id)
    assert not granted & (SEND_MESSAGES | EMBED_LINKS)
    assert granted & SEND_IN_THREADS


def test_owners_and_administrators_may_everything(discord: Discord, guild: Guild, channel: Channel) -> None:
    deny(discord, channel, guild.id, VIEW_CHANNEL)
    admin = discord.person("Admin", guild, permissions=ADMINISTRATOR)
    for user_id in (guild.owner_id, admin.id):
        assert permissions.of_member(channel, user_id) == EVERYTHING
    assert permissions.of_member(channel, 5) == 0


async def test_people_without_the_right_use_no_commands(
    discord: Discord, channel: Channel, guild: Guild, ada: Person, ask: None
) -> None:
    deny(discord, channel, guild.id, USE_COMMANDS)
    with pytest.raises(ImpossibleError, match="may not use commands"):
        await ada.slash(channel, "ask")
