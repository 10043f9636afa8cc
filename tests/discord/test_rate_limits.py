"""Rate limits, as headers tell them and as 429 enforces them; and faults on request."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from tests.discord.conftest import RawBot, RawSocket
from tests.discord.people import Person
from tests.discord.server import Discord
from tests.discord.state import Channel, Guild


async def test_without_limits_no_header_tells_of_any(bot: RawBot, channel: Channel) -> None:
    for _ in range(8):
        assert (await bot.call(f"POST /channels/{channel.id}/messages", {"content": "x"}))[0] == 200
    assert not [name for name in bot.headers if name.lower().startswith("x-ratelimit")]


async def test_a_route_has_a_bucket_for_each_channel(
    discord: Discord, bot: RawBot, channel: Channel, guild: Guild
) -> None:
    discord.limits.enabled = True
    place = f"POST /channels/{channel.id}/messages"
    for left in (4, 3, 2, 1, 0):
        assert (await bot.call(place, {"content": "x"}))[0] == 200
        assert bot.headers["X-RateLimit-Remaining"] == str(left)
    assert bot.headers["X-RateLimit-Limit"] == "5"
    assert 4 < float(bot.headers["X-RateLimit-Reset-After"]) <= 5
    bucket = bot.headers["X-RateLimit-Bucket"]
    status, told = await bot.call(place, {"content": "x"})
    assert (status, told["global"], bot.headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert 4 < told["retry_after"] <= 5
    assert len(channel.messages) == 5
    other = discord.channel(guild, "elsewhere")
    assert (await bot.call(f"POST /channels/{other.id}/messages", {"content": "x"}))[0] == 200
    assert bot.headers["X-RateLimit-Bucket"] == bucket
    discord.clock.advance(5)
    assert (await bot.call(place, {"content": "x"}))[0] == 200


async def test_all_calls_share_a_limit_but_for_interactions(
    discord: Discord, bot: RawBot, socket: RawSocket, channel: Channel, ada: Person, ask: None
) -> None:
    discord.limits.enabled = True
    discord.limits.global_calls = 2
    assert [(await bot.call("GET /users/@me"))[0] for _ in range(3)] == [200, 200, 429]
    assert bot.headers["X-RateLimit-Scope"] == "global"
    acting = asyncio.create_task(ada.slash(channel, "ask"))
    event = await socket.interaction()
    assert (await bot.answer(event, 4, {"content": "x"}))[0] == 200
    await acting
    place = f"PATCH /webhooks/2000/{event['token']}/messages/@original"
    statuses = [(await bot.call(place, {"content": "y"}))[0] for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert bot.headers["X-RateLimit-Scope"] == "user"


@pytest.mark.parametrize(
    "pattern", ["GET /users/@me", "GET /users/*", "* /api/v10/users/@me", "GET /channels/{channel}"]
)
async def test_a_fault_strikes_the_calls_that_it_names(discord: Discord, bot: RawBot, pattern: str) -> None:
    discord.faults.add(pattern, status=503, after_n=1, times=1)
    statuses = [(await bot.call("GET /users/@me"))[0] for _ in range(3)]
    assert statuses == ([200, 503, 200] if "users" in pattern else [200] * 3)


async def test_a_fault_may_delay_or_lose_the_socket(discord: Discord, bot: RawBot) -> None:
    slow = discord.faults.add("GET /users/@me", delay=0.1, times=1)
    begun = time.perf_counter()
    assert (await bot.call("GET /users/@me"))[0] == 200
    assert time.perf_counter() - begun >= 0.1
    assert slow.struck == 1
    discord.faults.add("GET /gateway", drop=True, times=1)
    # aiohttp asks again by itself where a GET's kept connection was lost; not for a POST.
    discord.faults.add("POST /users/@me/channels", drop=True)
    with pytest.raises(aiohttp.ClientError):
        await bot.call("POST /users/@me/channels", {"recipient_id": "5"})
    discord.faults.clear()
    assert await bot.code("POST /users/@me/channels", {"recipient_id": "5"}) == (400, 50033)


async def test_a_lost_answer_to_a_post_may_have_been_done(
    discord: Discord, bot: RawBot, channel: Channel
) -> None:
    place = f"POST /channels/{channel.id}/messages"
    body = {"content": "x", "nonce": "1", "enforce_nonce": True}
    discord.faults.add("POST /channels/{channel}/messages", drop=True, is_done=True, times=1)
    with pytest.raises(aiohttp.ClientError):
        await bot.call(place, body)
    assert len(channel.messages) == 1
    assert (await bot.call(place, body))[0] == 200
    assert len(channel.messages) == 1


async def test_edits_of_old_messages_are_refused_on_request(
    discord: Discord, bot: RawBot, channel: Channel
) -> None:
    sent: Any = (await bot.call(f"POST /channels/{channel.id}/messages", {"content": "x"}))[1]
    discord.faults.old_edits()
    place = f"PATCH /channels/{channel.id}/messages/{sent['id']}"
    assert await bot.code(place, {"content": "y"}) == (429, 30046)
    assert (await bot.call(place, {"content": "y"}))[0] == 200
