"""The first answer to an interaction, and those after it."""

import asyncio
from typing import Any

import pytest

from tests.discord import guilds, wire
from tests.discord.clock import created
from tests.discord.conftest import RawBot, RawSocket
from tests.discord.interactions import Interaction
from tests.discord.people import Person
from tests.discord.rules.permissions import EMBED_LINKS, USE_EXTERNAL_APPS, VIEW_CHANNEL
from tests.discord.server import Discord
from tests.discord.state import EPHEMERAL, LOADING, Channel, Guild

V2 = 1 << 15
ROW = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}
SAID = {"content": "one", "components": [ROW]}
MODAL = {
    "title": "Question 1",
    "custom_id": "modal",
    "components": [
        {"type": 10, "content": "Which year?"},
        {"type": 18, "label": "Answer", "component": {"type": 4, "custom_id": "answer", "style": 1}},
    ],
}


class Asked:
    """A command in flight: its event, and the record that its user gets."""

    def __init__(self, bot: RawBot, event: Any, acting: "asyncio.Task[Interaction]") -> None:
        self.bot = bot
        self.event = event
        self.acting = acting

    async def answer(self, kind: int, data: Any = None) -> tuple[int, Any]:
        return await self.bot.answer(self.event, kind, data)

    async def answered(self, kind: int, data: Any = None) -> Interaction:
        status, told = await self.answer(kind, data)
        assert status == 200, told
        return await self.acting

    async def webhook(self, method: str, path: str = "", body: Any = None) -> tuple[int, Any]:
        return await self.bot.call(f"{method} /webhooks/2000/{self.event['token']}{path}", body)


@pytest.fixture
async def asked(bot: RawBot, socket: RawSocket, channel: Channel, ada: Person, ask: None) -> Asked:
    acting = asyncio.create_task(ada.slash(channel, "ask"))
    return Asked(bot, await socket.interaction(), acting)


async def pressed(socket: RawSocket, bot: RawBot, who: Person, first: Interaction) -> Asked:
    assert first.message is not None
    acting = asyncio.create_task(who.press(first.message, "Go"))
    return Asked(bot, await socket.interaction(), acting)


async def test_a_command_tells_who_where_and_what(asked: Asked, ada: Person, channel: Channel) -> None:
    event = asked.event
    assert (event["type"], event["data"]["name"], event["context"]) == (2, "ask", 0)
    assert event["channel"]["id"] == event["channel_id"] == str(channel.id)
    assert event["guild"] == {"id": str(channel.guild_id), "locale": "en-US", "features": []}
    assert event["authorizing_integration_owners"] == {"0": str(channel.guild_id)}
    assert event["member"]["user"]["id"] == str(ada.id)
    assert int(event["app_permissions"]) & EMBED_LINKS
    assert not asked.acting.done()
    await asked.answered(5)


async def test_a_message_answers_and_is_told_with_the_response(asked: Asked, channel: Channel) -> None:
    status, told = await asked.answer(4, SAID)
    one = await asked.acting
    assert one.message is not None
    assert (status, one.how) == (200, "message")
    assert one.seconds is not None
    assert 0 < one.seconds < 1
    assert told["interaction"]["response_message_id"] == str(one.message.id)
    assert told["resource"]["message"]["interaction_metadata"]["name"] == "ask"
    assert [message.text for message in channel.history()] == ["one"]


async def test_it_is_answered_once(asked: Asked) -> None:
    await asked.answered(4, SAID)
    status, told = await asked.answer(4, SAID)
    assert (status, told["code"]) == (400, 40060)


async def test_a_bad_answer_leaves_the_interaction_open(asked: Asked) -> None:
    status, told = await asked.answer(4, {"content": "x" * 2001})
    assert (status, told["code"]) == (400, 50035)
    assert told["errors"]["data"]["content"]["_errors"][0]["code"] == "BASE_TYPE_MAX_LENGTH"
    await asked.answered(4, SAID)


async def test_after_three_seconds_nobody_waits(discord: Discord, asked: Asked) -> None:
    discord.clock.advance(3.1)
    status, told = await asked.answer(4, SAID)
    assert (status, told["code"]) == (404, 10062)
    one = await asked.acting
    assert (one.how, one.seconds, one.message) == (None, None, None)


async def test_an_unknown_interaction_is_unknown(bot: RawBot, asked: Asked) -> None:
    status, told = await bot.answer({"id": "5", "token": "x"}, 5)
    assert (status, told["code"]) == (404, 10062)
    status, told = await bot.answer({**asked.event, "token": "x"}, 5)
    assert (status, told["code"]) == (404, 10062)
    await asked.answered(5)


async def test_the_webhook_opens_by_the_first_answer_and_lasts_fifteen_minutes(
    discord: Discord, asked: Asked
) -> None:
    assert (await asked.webhook("POST", "", SAID))[1]["code"] == 10015
    assert (await asked.webhook("GET", "/messages/@original"))[1]["code"] == 10015
    await asked.answered(4, SAID)
    assert (await asked.webhook("GET", "/messages/@original"))[1]["content"] == "one"
    discord.clock.advance(900)
    status, told = await asked.webhook("PATCH", "/messages/@original", {"content": "x"})
    assert (status, told["code"]) == (401, 50027)


async def test_a_deferred_answer_waits_and_is_filled_in_by_an_edit(asked: Asked) -> None:
    one = await asked.answered(5)
    assert one.message is not None
    assert one.message.flags & LOADING
    status, told = await asked.webhook("PATCH", "/messages/@original", {"content": "two"})
    assert (status, told["flags"] & LOADING, one.message.text) == (200, 0, "two")
    assert told["edited_timestamp"] is not None


async def test_a_deferred_answer_is_filled_in_by_the_first_follow_up(asked: Asked, channel: Channel) -> None:
    one = await asked.answered(5, {"flags": EPHEMERAL})
    assert one.message is not None
    first = (await asked.webhook("POST", "?wait=1", {"content": "two"}))[1]
    assert first["id"] == str(one.message.id)
    assert first["flags"] & EPHEMERAL
    second = (await asked.webhook("POST", "?wait=1", {"content": "three"}))[1]
    assert second["id"] != first["id"]
    assert [message.text for message in channel.history()] == ["three"]


@pytest.mark.parametrize(("flags", "status"), [(0, 400), (EPHEMERAL, 200)])
async def test_a_deferred_answer_becomes_components_v2_only_for_its_reader(
    asked: Asked, flags: int, status: int
) -> None:
    await asked.answered(5, {"flags": flags})
    body = {"flags": V2, "components": [{"type": 10, "content": "x"}]}
    assert (await asked.webhook("PATCH", "/messages/@original", body))[0] == status


async def test_follow_ups_are_edited_and_deleted(asked: Asked) -> None:
    one = await asked.answered(4, SAID)
    sent = (await asked.webhook("POST", "?wait=1", {"content": "two", "flags": EPHEMERAL}))[1]
    assert one.followups[0].reader == one.user.id
    assert (await asked.webhook("PATCH", f"/messages/{sent['id']}", {"content": "3"}))[1]["content"] == "3"
    assert (await asked.webhook("DELETE", f"/messages/{sent['id']}"))[0] == 204
    assert (await asked.webhook("GET", f"/messages/{sent['id']}"))[1]["code"] == 10008
    assert (await asked.webhook("DELETE", "/messages/@original"))[0] == 204
    assert (await asked.webhook("GET", "/messages/@original"))[1]["code"] == 10008


async def test_an_ephemeral_answer_is_there_for_its_reader_alone(
    asked: Asked, bot: RawBot, ada: Person, bruno: Person, channel: Channel
) -> None:
    one = await asked.answered(4, SAID | {"flags": EPHEMERAL})
    assert one.message is not None
    assert ada.sees(channel) == [one.message]
    assert not bruno.sees(channel)
    assert await bot.code(f"GET /channels/{channel.id}/messages/{one.message.id}") == (404, 10008)
    with pytest.raises(Exception, match="not there"):
        await bruno.press(one.message, "Go")


async def test_a_press_carries_the_message_and_updates_it(
    asked: Asked, bot: RawBot, socket: RawSocket, bruno: Person
) -> None:
    first = await asked.answered(4, SAID)
    press = await pressed(socket, bot, bruno, first)
    assert press.event["data"]["custom_id"] == "go"
    assert press.event["message"]["components"][0]["components"][0]["label"] == "Go"
    assert press.event["message"]["author"]["id"] == "1000"
    one = await press.answered(7, {"content": "two"})
    assert (one.how, one.message) == ("update", first.message)
    assert (await press.webhook("GET", "/messages/@original"))[1]["content"] == "two"


async def test_a_press_is_acknowledged_without_a_word(
    asked: Asked, bot: RawBot, socket: RawSocket, bruno: Person
) -> None:
    press = await pressed(socket, bot, bruno, await asked.answered(4, SAID))
    one = await press.answered(6)
    assert one.how == "deferred update"
    assert (await press.webhook("PATCH", "/messages/@original", {"content": "2"}))[1]["content"] == "2"


async def test_a_modal_opens_and_its_answer_updates_the_message_below(
    asked: Asked, bot: RawBot, socket: RawSocket, ada: Person
) -> None:
    press = await pressed(socket, bot, ada, await asked.answered(4, SAID))
    opened = await press.answered(9, MODAL)
    assert opened.how == "modal"
    acting = asyncio.create_task(ada.submit(opened, answer="1955"))
    sent = Asked(bot, await socket.interaction(), acting)
    (_, label) = sent.event["data"]["components"]
    assert (sent.event["type"], label["component"]["value"]) == (5, "1955")
    assert sent.event["message"]["id"] == str(opened.source.id if opened.source else 0)
    assert (await sent.answered(7, {"content": "1955!"})).message is opened.source


async def test_a_press_may_reach_the_bot_late_with_its_own_time(
    discord: Discord, asked: Asked, bot: RawBot, socket: RawSocket, bruno: Person
) -> None:
    first = await asked.answered(4, SAID)
    assert first.message is not None
    early = bruno.pressing(first.message, "Go")
    late = bruno.pressing(first.message, "Go")
    heard = []
    for one in (late, early):
        acting = asyncio.create_task(bruno.deliver(one))
        heard.append(await socket.interaction())
        await Asked(bot, heard[-1], acting).answered(6)
    assert [int(event["id"]) for event in heard] == [late.id, early.id]
    assert early.id < late.id
    assert abs(created(early.id) - discord.clock.milliseconds()) < 1000


async def test_without_orjson_it_is_the_same(
    asked: Asked, bot: RawBot, socket: RawSocket, bruno: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await asked.answered(4, SAID)
    monkeypatch.setattr(wire, "FAST", None)
    press = await pressed(socket, bot, bruno, first)
    assert press.event["message"]["content"] == "one"
    await press.answered(6)


@pytest.mark.parametrize("kind", [1, 2, 3, 6, 7, 8, 10, None])
async def test_what_does_not_answer_a_command_is_refused(asked: Asked, kind: int) -> None:
    status, told = await asked.answer(kind, SAID)
    assert (status, told["code"]) == (400, 50035)
    await asked.answered(5)


async def test_autocomplete_offers_up_to_25(
    bot: RawBot, socket: RawSocket, channel: Channel, ada: Person, ask: None
) -> None:
    acting = asyncio.create_task(ada.autocomplete(channel, "ask", "what", what="mil"))
    event = await socket.interaction()
    assert event["data"]["options"] == [{"name": "what", "type": 3, "value": "mil", "focused": True}]
    choices = [{"name": f"{number}", "value": f"{number}"} for number in range(26)]
    assert (await bot.answer(event, 8, {"choices": choices}))[1]["code"] == 50035
    assert (await bot.answer(event, 4, SAID))[1]["code"] == 50035
    assert (await bot.answer(event, 8, {"choices": choices[:25]}))[0] == 200
    assert len(await acting) == 25


async def test_a_user_install_works_where_the_bot_is_not_in(
    discord: Discord, bot: RawBot, socket: RawSocket, ask: None
) -> None:
    far = discord.guild("Far", has_bot=False)
    place = discord.channel(far, "elsewhere")
    carla = discord.person("Carla", far)
    acting = asyncio.create_task(carla.slash(place, "ask"))
    event = await socket.interaction()
    assert event["authorizing_integration_owners"] == {"1": str(carla.id)}
    assert (event["context"], event["guild_id"]) == (0, str(far.id))
    assert not int(event["app_permissions"]) & VIEW_CHANNEL
    asked = Asked(bot, event, acting)
    one = await asked.answered(4, SAID)
    assert one.message is not None
    assert one.message.reader is None
    assert await bot.code(f"POST /channels/{place.id}/messages", SAID) == (403, 50001)
    everyone = far.roles[far.id]
    guilds.set_permissions(discord.world, far, everyone, everyone.permissions & ~USE_EXTERNAL_APPS)
    acting = asyncio.create_task(carla.slash(place, "ask"))
    hidden = await Asked(bot, await socket.interaction(), acting).answered(4, SAID)
    assert hidden.message is not None
    assert hidden.message.reader == carla.id


async def test_a_command_in_a_direct_message_has_a_user_and_no_member(
    bot: RawBot, socket: RawSocket, ada: Person, guild: Guild, ask: None
) -> None:
    acting = asyncio.create_task(ada.slash(ada.direct, "ask"))
    event = await socket.interaction()
    assert (event["user"]["id"], event["context"]) == (str(ada.id), 1)
    assert event["channel"]["type"] == 1
    assert "member" not in event
    await Asked(bot, event, acting).answered(4, SAID)


async def test_an_archived_thread_takes_no_edits_by_a_webhook_either(
    discord: Discord, asked: Asked, channel: Channel
) -> None:
    await asked.answered(4, SAID)
    channel.archived = True
    assert (await asked.webhook("PATCH", "/messages/@original", {"content": "x"}))[1]["code"] == 50083
