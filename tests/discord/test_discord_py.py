"""discord.py itself, unmodified: shards, reconnects, rate limits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord as dpy
import pytest
from typing_extensions import override

from tests.discord.pointing import pointed
from tests.discord.server import TOKEN, Discord
from tests.discord.state import Channel, Guild


@asynccontextmanager
async def started(discord: Discord, client: dpy.Client, sessions: int = 1) -> AsyncIterator[None]:
    with pointed(discord.api, discord.gateway_url):
        running = asyncio.create_task(client.start(TOKEN))
        try:
            await discord.gateway.joined(sessions)
            await client.wait_until_ready()
            yield
        finally:
            await client.close()
            await asyncio.gather(running, return_exceptions=True)


class Hasty(dpy.Client):
    """A client that identifies anew without the five seconds that others wait."""

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        return


def intents() -> dpy.Intents:
    return dpy.Intents(guilds=True, dm_messages=True)


async def test_it_resumes_when_asked_to_reconnect(discord: Discord, guild: Guild) -> None:
    client = dpy.Client(intents=intents(), guild_ready_timeout=0.05)
    async with started(discord, client):
        for way in (discord.gateway.reconnect, discord.gateway.drop):
            resumed = asyncio.create_task(client.wait_for("resumed", timeout=5))
            await asyncio.sleep(0)
            await way()
            await resumed
        heard = asyncio.create_task(client.wait_for("guild_channel_create", timeout=5))
        await asyncio.sleep(0)
        discord.channel(guild, "after")
        assert (await heard).name == "after"
    assert len(discord.gateway.identified) == 1
    assert len(discord.gateway.resumed) == 2


async def test_it_identifies_anew_when_its_session_is_invalid(discord: Discord, guild: Guild) -> None:
    client = Hasty(intents=intents(), guild_ready_timeout=0.05)
    async with started(discord, client):
        connected = asyncio.create_task(client.wait_for("connect", timeout=5))
        await asyncio.sleep(0)
        await discord.gateway.invalidate()
        await connected
    assert len(discord.gateway.identified) == 2


async def test_a_wrong_token_is_a_failed_login(discord: Discord) -> None:
    with pointed(discord.api, discord.gateway_url):
        client = dpy.Client(intents=intents(), guild_ready_timeout=0.05)
        with pytest.raises(dpy.LoginFailure):
            await client.start("another")
        await client.close()


async def test_privileged_intents_are_refused_unless_granted(discord: Discord) -> None:
    with pointed(discord.api, discord.gateway_url):
        client = dpy.Client(intents=intents() | dpy.Intents(message_content=True))
        with pytest.raises(dpy.PrivilegedIntentsRequired):
            await client.start(TOKEN)
        await client.close()


async def test_shards_of_one_client_have_all_guilds(discord: Discord) -> None:
    guilds = {discord.guild(f"Guild {number}").id for number in range(4)}
    client = dpy.AutoShardedClient(intents=intents(), shard_ids=[1], shard_count=2, guild_ready_timeout=0.05)
    other = dpy.AutoShardedClient(intents=intents(), shard_ids=[0], shard_count=2, guild_ready_timeout=0.05)
    async with started(discord, client), started(discord, other, 2):
        heard = asyncio.create_task(client.wait_for("guild_channel_create", timeout=5))
        await asyncio.sleep(0)
        mine = next(one for one in discord.world.guilds.values() if (one.id >> 22) % 2 == 1)
        discord.channel(mine, "here")
        await heard
        await other.application_info()
        seen = [{one.id for one in each.guilds} for each in (client, other)]
        assert seen[0] | seen[1] == guilds
        assert not seen[0] & seen[1]


async def test_it_waits_out_a_rate_limit(discord: Discord, channel: Channel) -> None:
    client = dpy.Client(intents=intents(), guild_ready_timeout=0.05)
    discord.limits.enabled = True
    discord.limits.per_route["POST /channels/{channel}/messages"] = (2, 0.3)
    async with started(discord, client):
        place = client.get_partial_messageable(channel.id)
        await asyncio.gather(*(place.send(f"{number}") for number in range(5)))
    assert len(channel.messages) == 5


async def test_an_edit_of_an_old_message_is_tried_again(discord: Discord, channel: Channel) -> None:
    client = dpy.Client(intents=intents(), guild_ready_timeout=0.05)
    async with started(discord, client):
        sent = await client.get_partial_messageable(channel.id).send("one")
        fault = discord.faults.old_edits(times=2, retry_after=0.05)
        await sent.edit(content="two")
        assert fault.struck == 2
    assert channel.history()[0].text == "two"
