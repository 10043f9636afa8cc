"""What a bot may ask by REST, beside interactions."""

from typing import Any

import aiohttp
import pytest

from tests.discord import guilds, wire
from tests.discord.clock import created
from tests.discord.conftest import RawBot, RawSocket
from tests.discord.people import Person
from tests.discord.rules.permissions import MANAGE_CHANNELS, MANAGE_THREADS, OF_BOTS
from tests.discord.server import Discord
from tests.discord.state import Channel, Guild


async def test_a_bot_asks_who_it_is_and_where_the_gateway_is(bot: RawBot, guild: Guild) -> None:
    assert (await bot.call("GET /users/@me"))[1]["id"] == "1000"
    assert (await bot.call("GET /oauth2/applications/@me"))[1]["id"] == "2000"
    assert (await bot.call("GET /gateway"))[1]["url"].startswith("ws://127.0.0.1")
    told = (await bot.call("GET /gateway/bot"))[1]
    assert (told["shards"], told["session_start_limit"]["max_concurrency"]) == (1, 1)
    assert (await bot.call("GET /users/@me", token="another"))[0] == 401  # noqa: S106 - nobody's
    assert await bot.code("GET /nothing/of/that") == (404, 0)


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "ask", "description": "Ask", **changes}


def option(**changes: Any) -> dict[str, Any]:
    return {"type": 3, "name": "what", "description": "What", **changes}


@pytest.mark.parametrize(
    ("sent", "at"),
    [
        (command(name="Ask"), "name"),
        (command(name="a" * 33), "name"),
        (command(name="a b"), "name"),
        (command(description=""), "description"),
        (command(description="x" * 101), "description"),
        (command(description_localizations={"it": "x" * 101}), "description_localizations"),
        (command(options=[option(name=f"o{number}") for number in range(26)]), "options"),
        (command(options=[option(), option()]), "options"),
        (command(options=[option(), option(name="b", required=True)]), "options"),
        (command(options=[option(choices=[{"name": "x", "value": "x"}] * 26)]), "options"),
        (command(options=[option(choices=[{"name": "x" * 101, "value": "x"}])]), "options"),
        (command(options=[option(autocomplete=True, choices=[{"name": "x", "value": "x"}])]), "options"),
        (command(options=[option(type=12)]), "options"),
        (command(options=[option(), {"type": 1, "name": "sub", "description": "Sub"}]), "options"),
    ],
)
async def test_a_command_that_breaks_a_rule_is_refused_at_its_place(bot: RawBot, sent: Any, at: str) -> None:
    status, told = await bot.call("PUT /applications/2000/commands", [sent])
    assert (status, told["code"]) == (400, 50035)
    assert list(told["errors"]["0"]) == [at]


async def test_commands_have_8000_characters_and_100_names(bot: RawBot) -> None:
    choices = [{"name": f"{number}".rjust(100, "x"), "value": "y" * 100} for number in range(25)]
    large = command(options=[option(choices=choices), option(name="b", choices=choices)])
    status, told = await bot.call("PUT /applications/2000/commands", [large])
    assert told["errors"]["0"]["_errors"][0]["code"] == "APPLICATION_COMMAND_TOO_LARGE"
    many = [command(name=f"ask-{number}") for number in range(101)]
    assert await bot.code("PUT /applications/2000/commands", many) == (400, 30032)
    status, told = await bot.call("PUT /applications/2000/commands", many[:100])
    assert (status, len(told)) == (200, 100)
    again = (await bot.call("PUT /applications/2000/commands", many[:2]))[1]
    assert [one["id"] for one in again] == [one["id"] for one in told[:2]]


async def test_messages_are_sent_got_edited_and_deleted(
    discord: Discord, bot: RawBot, channel: Channel
) -> None:
    place = f"/channels/{channel.id}/messages"
    sent = (await bot.call(f"POST {place}", {"content": "one"}))[1]
    assert abs(created(int(sent["id"])) - discord.clock.milliseconds()) < 1000
    assert sent["edited_timestamp"] is None
    edited = (await bot.call(f"PATCH {place}/{sent['id']}", {"content": "two"}))[1]
    assert edited["edited_timestamp"] is not None
    assert (await bot.call(f"GET {place}/{sent['id']}"))[1] == edited
    assert [one["content"] for one in (await bot.call(f"GET {place}?limit=10"))[1]] == ["two"]
    assert (await bot.call(f"DELETE {place}/{sent['id']}"))[0] == 204
    assert await bot.code(f"GET {place}/{sent['id']}") == (404, 10008)
    assert await bot.code("GET /channels/5") == (404, 10003)
    assert await bot.code("GET /channels/x") == (400, 50035)
    assert await bot.code(f"POST {place}", {}) == (400, 50006)
    assert await bot.code(f"POST {place}", {"content": "x" * 2001}) == (400, 50035)
    assert await bot.code(f"POST {place}", []) == (400, 50035)
    assert (await bot.call(f"POST {place}", data=b"{"))[1]["code"] == 50109


async def test_a_nonce_gives_the_same_message_back_for_some_minutes(
    discord: Discord, bot: RawBot, channel: Channel
) -> None:
    place = f"POST /channels/{channel.id}/messages"
    body = {"content": "one", "nonce": "1:2", "enforce_nonce": True}
    first = (await bot.call(place, body))[1]
    assert (await bot.call(place, body))[1]["id"] == first["id"]
    assert (await bot.call(place, body | {"enforce_nonce": False}))[1]["id"] != first["id"]
    discord.clock.advance(301)
    assert (await bot.call(place, body))[1]["id"] != first["id"]
    assert len(channel.messages) == 3


async def test_files_come_by_multipart_and_can_be_fetched(bot: RawBot, channel: Channel) -> None:
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (3).to_bytes(4, "big") + (2).to_bytes(4, "big")
    told = {
        "flags": 1 << 15,
        "components": [{"type": 12, "items": [{"media": {"url": "attachment://map.png"}}]}],
        "attachments": [{"id": 0, "filename": "map.png", "description": "A map"}],
    }
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", wire.dumps(told).decode())
    form.add_field("files[0]", png, filename="map.png", content_type="application/octet-stream")
    status, sent = await bot.call(f"POST /channels/{channel.id}/messages", data=form)
    assert status == 200, sent
    (attached,) = sent["attachments"]
    assert (attached["width"], attached["height"], attached["description"]) == (3, 2, "A map")
    assert sent["components"][0]["items"][0]["media"]["url"] == attached["url"]
    async with bot.session.get(attached["url"]) as response:
        assert await response.read() == png
    kept = {"attachments": [{"id": attached["id"]}]}
    place = f"PATCH /channels/{channel.id}/messages/{sent['id']}"
    assert (await bot.call(place, kept))[1]["attachments"] == [attached]
    text = {"components": [{"type": 10, "content": "x"}], "attachments": []}
    assert (await bot.call(place, text))[1]["attachments"] == []


async def test_a_thread_opens_below_a_message_and_archives_and_locks(
    discord: Discord, bot: RawBot, socket: RawSocket, channel: Channel
) -> None:
    sent = (await bot.call(f"POST /channels/{channel.id}/messages", {"content": "one"}))[1]
    opening = f"POST /channels/{channel.id}/messages/{sent['id']}/threads"
    assert await bot.code(opening, {"name": ""}) == (400, 50035)
    status, told = await bot.call(opening, {"name": "A tale", "auto_archive_duration": 60})
    assert (status, told["id"], told["parent_id"]) == (201, sent["id"], str(channel.id))
    assert (await socket.hear("THREAD_CREATE"))["d"]["newly_created"] is True
    assert await bot.code(opening, {"name": "Again"}) == (400, 160004)
    thread = discord.world.channels[int(told["id"])]
    below = f"/channels/{thread.id}/messages"
    page = (await bot.call(f"POST {below}", {"content": "page"}))[1]
    guilds.update_thread(discord.world, thread, archived=True)
    assert (await socket.hear("THREAD_UPDATE"))["d"]["thread_metadata"]["archived"] is True
    assert await bot.code(f"PATCH {below}/{page['id']}", {"content": "x"}) == (400, 50083)
    assert (await bot.call(f"POST {below}", {"content": "more"}))[0] == 200
    assert not thread.archived
    guilds.update_thread(discord.world, thread, locked=True)
    assert await bot.code(f"POST {below}", {"content": "x"}) == (403, 160005)


async def test_a_thread_is_archived_by_the_bot_that_opened_it(bot: RawBot, channel: Channel) -> None:
    told = (await bot.call(f"POST /channels/{channel.id}/threads", {"name": "A tale", "type": 11}))[1]
    place = f"PATCH /channels/{told['id']}"
    assert (await bot.call(place, {"archived": True}))[1]["thread_metadata"]["archived"] is True
    assert await bot.code(place, {"name": "x"}) == (400, 50083)
    assert await bot.code(place, {"archived": False, "locked": True}) == (403, 50013)


async def test_direct_messages_open_once_and_may_be_closed(
    discord: Discord, bot: RawBot, ada: Person
) -> None:
    first = (await bot.call("POST /users/@me/channels", {"recipient_id": str(ada.id)}))[1]
    again = (await bot.call("POST /users/@me/channels", {"recipient_id": ada.id}))[1]
    assert first["id"] == again["id"] == str(ada.direct.id)
    assert (await bot.call(f"POST /channels/{first['id']}/messages", {"content": "hello"}))[0] == 200
    assert [one.text for one in ada.sees(ada.direct)] == ["hello"]
    ada.user.takes_direct_messages = False
    assert await bot.code(f"POST /channels/{first['id']}/messages", {"content": "x"}) == (403, 50007)
    assert await bot.code("POST /users/@me/channels", {"recipient_id": "5"}) == (400, 50033)


async def test_members_are_got_one_by_one(discord: Discord, bot: RawBot, guild: Guild, ada: Person) -> None:
    told = (await bot.call(f"GET /guilds/{guild.id}/members/{ada.id}"))[1]
    assert told["user"]["global_name"] == "Ada"
    stranger = discord.person("Stranger")
    assert await bot.code(f"GET /guilds/{guild.id}/members/{stranger.id}") == (404, 10007)
    assert await bot.code(f"GET /guilds/{guild.id}/members/5") == (404, 10013)
    assert await bot.code(f"GET /guilds/5/members/{ada.id}") == (404, 10004)


async def test_a_bot_with_the_rights_takes_channels_and_threads_away(discord: Discord, bot: RawBot) -> None:
    guild = discord.guild("Another", permissions=OF_BOTS | MANAGE_CHANNELS | MANAGE_THREADS)
    channel = discord.channel(guild, "gone")
    thread = (await bot.call(f"POST /channels/{channel.id}/threads", {"name": "below"}))[1]
    async with bot.socket() as socket:
        await socket.identify()
        await socket.hear("GUILD_CREATE")
        assert (await bot.call(f"DELETE /channels/{thread['id']}"))[0] == 200
        assert (await socket.hear("THREAD_DELETE"))["d"]["id"] == thread["id"]
        assert (await bot.call(f"DELETE /channels/{channel.id}"))[0] == 200
        assert (await socket.hear("CHANNEL_DELETE"))["d"]["id"] == str(channel.id)
    assert await bot.code(f"GET /channels/{channel.id}") == (404, 10003)


async def test_values_of_other_types_are_bad_bodies(bot: RawBot, channel: Channel) -> None:
    place = f"POST /channels/{channel.id}/messages"
    for body in ({"embeds": 5}, {"content": 5}, {"flags": 1 << 15, "components": [5]}, {"attachments": 5}):
        assert await bot.code(place, body) == (400, 50035)
