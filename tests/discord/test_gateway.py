"""The gateway: joining, hearing, leaving and coming back."""

import asyncio
from typing import Any

import pytest

from tests.discord.conftest import RawBot, RawSocket
from tests.discord.people import Person
from tests.discord.server import TOKEN, Discord
from tests.discord.state import Channel, Guild

MESSAGES, DIRECT, CONTENT = 1 << 9, 1 << 12, 1 << 15


@pytest.mark.parametrize("query", ["?v=10&encoding=json", "?v=10&encoding=json&compress=zlib-stream"])
async def test_who_identifies_hears_of_itself_and_of_its_guilds(
    discord: Discord, bot: RawBot, channel: Channel, query: str
) -> None:
    thread_owner = discord.world.bot.id
    async with bot.socket(query) as socket:
        hello = await socket.hear(10)
        assert hello["d"]["heartbeat_interval"] == 41250
        await socket.identify()
        ready = await socket.hear("READY")
        assert ready["s"] == 1
        assert ready["d"]["user"]["id"] == str(thread_owner)
        assert ready["d"]["guilds"] == [{"id": str(channel.guild_id), "unavailable": True}]
        created = await socket.hear("GUILD_CREATE")
        assert created["s"] == 2
        assert [one["name"] for one in created["d"]["channels"]] == ["mille-miglia"]
        assert {one["name"] for one in created["d"]["roles"]} == {"@everyone", "Cantastorie"}


async def test_a_heartbeat_is_acknowledged(discord: Discord, socket: RawSocket) -> None:
    await socket.say(1, None)
    assert (await socket.hear(11))["s"] is None
    assert discord.gateway.heartbeats == 1


@pytest.mark.parametrize(
    ("op", "said", "code"),
    [
        (2, {"token": "another", "intents": 1}, 4004),
        (6, {"token": "another", "session_id": "", "seq": 1}, 4004),
        (2, {"token": TOKEN, "intents": 1, "shard": [2, 2]}, 4010),
        (2, {"token": TOKEN, "intents": -1}, 4013),
        (2, {"token": TOKEN, "intents": CONTENT}, 4014),
        (3, {}, 4003),
        (99, {}, 4001),
    ],
)
async def test_what_is_not_allowed_closes_the_socket(bot: RawBot, op: int, said: Any, code: int) -> None:
    async with bot.socket() as socket:
        await socket.say(op, said)
        assert await socket.closed() == code


async def test_who_identifies_twice_or_says_too_much_is_put_out(socket: RawSocket, bot: RawBot) -> None:
    await socket.identify()
    assert await socket.closed() == 4005
    async with bot.socket() as chatty:
        for _ in range(121):
            await chatty.say(1, None)
        assert await chatty.closed() == 4008


async def test_a_session_is_resumed_with_what_it_missed(
    discord: Discord, bot: RawBot, channel: Channel
) -> None:
    async with bot.socket() as socket:
        await socket.identify()
        session = (await socket.hear("READY"))["d"]["session_id"]
        last = (await socket.hear("GUILD_CREATE"))["s"]
        await socket.socket.close(code=4000)
    assert channel.guild is not None
    for name in ("one", "two"):
        discord.channel(channel.guild, name)
    async with bot.socket() as socket:
        await socket.say(6, {"token": TOKEN, "session_id": session, "seq": last})
        assert (await socket.hear("CHANNEL_CREATE"))["d"]["name"] == "one"
        assert (await socket.hear("CHANNEL_CREATE"))["s"] == last + 2
        assert (await socket.hear("RESUMED"))["s"] == last + 3


async def test_a_session_that_is_over_or_too_far_behind_is_invalid(
    discord: Discord, bot: RawBot, guild: Guild
) -> None:
    discord.gateway.kept_events = 2
    async with bot.socket() as socket:
        await socket.identify()
        session = (await socket.hear("READY"))["d"]["session_id"]
        await socket.hear("GUILD_CREATE")
        await socket.socket.close(code=4000)
    for number in range(3):
        discord.channel(guild, f"channel-{number}")
    for said in ({"session_id": session, "seq": 2}, {"session_id": "never", "seq": 1}):
        async with bot.socket() as socket:
            await socket.say(6, {"token": TOKEN, **said})
            assert (await socket.hear(9))["d"] is False


async def test_who_leaves_by_1000_cannot_resume(bot: RawBot, discord: Discord) -> None:
    async with bot.socket() as socket:
        await socket.identify()
        await socket.hear("READY")
        await socket.socket.close(code=1000)
    async with asyncio.timeout(5):
        while discord.gateway.sessions:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)


async def test_ops_7_and_9_are_sent_on_request(discord: Discord, socket: RawSocket) -> None:
    await discord.gateway.reconnect()
    await socket.hear(7)
    await discord.gateway.invalidate(resumable=True)
    assert (await socket.hear(9))["d"] is True
    await discord.gateway.invalidate()
    assert (await socket.hear(9))["d"] is False
    assert not discord.gateway.sessions


async def test_guilds_are_split_over_shards_and_direct_messages_go_to_the_first(
    discord: Discord, bot: RawBot
) -> None:
    guilds = [discord.guild(f"Guild {number}") for number in range(4)]
    ada = discord.person("Ada")
    async with bot.socket() as first, bot.socket() as second:
        for number, socket in enumerate((first, second)):
            await socket.identify(intents=1 | DIRECT, shard=[number, 2])
            told = (await socket.hear("READY"))["d"]
            expected = {str(one.id) for one in guilds if (one.id >> 22) % 2 == number}
            assert len(expected) == 2
            assert {one["id"] for one in told["guilds"]} == expected
        await ada.types_to_bot("quiz me", seconds=0)
        assert (await first.hear("MESSAGE_CREATE"))["d"]["content"] == "quiz me"
        await discord.gateway.reconnect(shard=1)
        await second.hear(7)


async def test_identifies_are_limited_where_a_test_asks_for_it(discord: Discord, bot: RawBot) -> None:
    discord.gateway.max_concurrency = 1
    async with bot.socket() as first, bot.socket() as second:
        await first.identify(shard=[0, 2])
        await first.hear("READY")
        await second.identify(shard=[1, 2])
        await second.hear(9)
    discord.clock.advance(5)
    async with bot.socket() as second:
        await second.identify(shard=[1, 2])
        await second.hear("READY")


@pytest.mark.parametrize(
    ("intents", "privileged", "heard"),
    [(1, 0, None), (1 | MESSAGES, 0, ""), (1 | MESSAGES | CONTENT, CONTENT, "hello")],
)
async def test_messages_of_guilds_are_heard_by_the_intents(
    discord: Discord,
    bot: RawBot,
    channel: Channel,
    ada: Person,
    intents: int,
    privileged: int,
    heard: str | None,
) -> None:
    discord.gateway.privileged = privileged
    assert channel.guild is not None
    async with bot.socket() as socket:
        await socket.identify(intents=intents)
        await socket.hear("GUILD_CREATE")
        await ada.writes(channel, "hello")
        discord.channel(channel.guild, "after")
        if heard is None:
            assert (await socket.hear("CHANNEL_CREATE"))["s"] == 3
        else:
            told = (await socket.hear("MESSAGE_CREATE"))["d"]
            assert told["content"] == heard
            assert told["guild_id"] == str(channel.guild_id)
