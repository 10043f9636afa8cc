"""How answers to interactions are sent."""

from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from typing_extensions import override

from bot.ui.connection.callbacks import Callbacks, answer_briefly, whole_answer

TOLD = {"interaction": {"id": "7", "response_message_id": "8"}}
SESSION: Any = None


class Sender(AsyncWebhookAdapter):
    """Keeps what it was asked to send."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []

    @override
    async def request(self, route: Route, session: Any, **options: Any) -> Any:
        assert session is SESSION
        self.sent.append({"path": route.path, **options})
        return TOLD


@pytest.fixture
def sender() -> Iterator[Sender]:
    sender = Sender()
    before = async_context.set(sender)
    yield sender
    async_context.reset(before)


async def answer() -> Any:
    adapter = async_context.get()
    params = discord.http.MultipartParameters(payload={"type": 6}, multipart=None, files=None)
    return await adapter.create_interaction_response(7, "token", session=SESSION, params=params)


async def test_an_answer_asks_for_no_message_and_is_told_none(sender: Sender) -> None:
    answer_briefly()
    assert await answer() == {"interaction": {"id": 7}}
    [sent] = sender.sent
    assert sent["payload"] == {"type": 6}
    assert not sent["params"]


async def test_a_whole_answer_asks_for_the_message_and_is_told_it(sender: Sender) -> None:
    answer_briefly()
    with whole_answer():
        assert await answer() is TOLD
    assert sender.sent[0]["params"] == {"with_response": "1"}
    assert await answer() == {"interaction": {"id": 7}}


async def test_a_whole_answer_is_what_discord_py_gives_where_nothing_is_brief(sender: Sender) -> None:
    with whole_answer():
        assert await answer() is TOLD


async def test_what_is_no_answer_is_sent_as_it_is(sender: Sender) -> None:
    answer_briefly()
    await async_context.get().delete_original_interaction_response(1, "token", session=SESSION)
    assert sender.sent[0]["path"].endswith("/messages/@original")


async def test_answers_are_brief_once_however_many_interactions_arrive(sender: Sender) -> None:
    answer_briefly()
    brief = async_context.get()
    answer_briefly()
    assert async_context.get() is brief
    assert isinstance(brief, Callbacks)
    assert brief.sender is sender


async def test_other_parameters_of_an_answer_are_kept(sender: Sender) -> None:
    answer_briefly()
    route = Route("POST", "/interactions/7/token/callback")
    await async_context.get().request(route, SESSION, params={"with_response": "1", "other": "2"})
    assert sender.sent[0]["params"] == {"other": "2"}
