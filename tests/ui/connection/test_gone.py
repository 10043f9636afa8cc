"""Which channels are taken to be gone, and which are not."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.ui.connection import gone
from bot.ui.connection.events import Events
from bot.ui.connection.gone import forget_gone, is_member

HERE, THREAD = 1, 2


def error(status: int, code: int) -> discord.HTTPException:
    kind = {404: discord.NotFound, 403: discord.Forbidden}.get(status, discord.HTTPException)
    response: Any = SimpleNamespace(status=status, reason="")
    return kind(response, {"code": code, "message": ""})


class Asked:
    """A Discord that answers what it is told to, and counts how often it was asked."""

    def __init__(self, answer: Exception | None) -> None:
        self.answer = answer
        self.calls: list[int] = []
        self.http = self
        self.told: list[tuple[int, int]] = []
        self.events = Events(channel_gone=[self.tell])

    async def get_channel(self, channel_id: int) -> None:
        self.calls.append(channel_id)
        if isinstance(self.answer, TimeoutError):
            await asyncio.sleep(60)
        if self.answer is not None:
            raise self.answer

    async def get_member(self, guild_id: int, member_id: int) -> None:
        assert guild_id != member_id
        await self.get_channel(member_id)

    async def tell(self, guild_id: int, channel_id: int) -> None:
        self.told.append((guild_id, channel_id))

    async def forget(self, *channel_ids: int, unavailable: bool = False) -> frozenset[int]:
        known = {HERE: object()}
        guild: Any = SimpleNamespace(id=9, unavailable=unavailable, get_channel_or_thread=known.get)
        client: Any = self
        return await forget_gone(client, self.events, guild, channel_ids)


async def test_a_channel_that_discord_does_not_know_is_gone_and_all_that_is_set_for_it_hears() -> None:
    asked = Asked(error(404, 10003))
    assert await asked.forget(HERE, THREAD) == {THREAD}
    assert asked.calls == [THREAD]
    assert asked.told == [(9, THREAD)]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="an archived thread, which no cache has"),
        pytest.param(error(403, 50001), id="a thread that the bot may not see"),
        pytest.param(error(503, 0), id="Discord is down"),
        pytest.param(error(404, 0), id="something between here and Discord answers"),
        pytest.param(OSError("no network"), id="no network"),
        pytest.param(TimeoutError(), id="no answer in time"),
    ],
)
async def test_what_discord_does_not_call_unknown_is_there(
    answer: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gone, "PATIENCE", 0.05)
    asked = Asked(answer)
    assert not await asked.forget(THREAD)
    assert asked.calls == [THREAD]
    assert not asked.told


async def test_of_a_guild_that_is_not_there_now_nothing_is_asked() -> None:
    asked = Asked(error(404, 10003))
    assert not await asked.forget(THREAD, unavailable=True)
    client: Any = asked
    assert not await forget_gone(client, asked.events, None, [THREAD])
    assert not asked.calls
    assert not asked.told


@pytest.mark.parametrize(
    ("answer", "is_there"),
    [
        (None, True),
        (error(404, 10007), False),
        (error(404, 10013), False),
        # Of a server that the bot is not in any more nothing is known.
        (error(404, 10004), True),
        (error(403, 50001), True),
        (error(500, 0), True),
        (TimeoutError(), True),
    ],
)
async def test_only_discords_word_makes_somebody_no_member(monkeypatch, answer, is_there):
    monkeypatch.setattr(gone, "PATIENCE", 0.01)
    discord_client: Any = Asked(answer)
    assert await is_member(discord_client, 7, 8) is is_there
    assert discord_client.calls == [8]
