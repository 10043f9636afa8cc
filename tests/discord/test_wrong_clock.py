"""The whole bot on a computer whose clock is wrong: what counts down lasts as long as it says."""

import asyncio
import logging
from pathlib import Path
from time import perf_counter

import pytest

from bot.settings import Settings, TriviaSettings
from bot.static_content import StaticContent
from tests.discord.people import Person
from tests.discord.real_bot import joined
from tests.discord.server import Discord
from tests.discord.state import Channel

pytestmark = pytest.mark.usefixtures("no_errors")

SHORT_LOBBY = 4
AHEAD, BEHIND = -40, 300
"""Seconds by which Discord's clock is ahead of this computer's."""


@pytest.mark.parametrize("offset", [AHEAD, BEHIND])
async def test_a_lobby_lasts_as_long_as_it_says(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    channel: Channel,
    ada: Person,
    offset: float,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.WARNING)
    discord.clock.offset = offset
    trivia = TriviaSettings.model_construct(lobby_seconds=SHORT_LOBBY)
    async with joined(discord, content, database_file, "choice", settings=Settings(trivia=trivia)):
        board = (await ada.slash(channel, "trivia start", questions=3)).message
        assert board is not None
        opened = perf_counter()
        await ada.press(board, "Join")
        await discord.until(lambda: "Question 1" in board.text, seconds=SHORT_LOBBY + 2)
        assert perf_counter() - opened == pytest.approx(SHORT_LOBBY, abs=1)
    told = [one for one in caplog.messages if "clock" in one]
    assert len(told) == 1
    assert ("ahead of" if offset < 0 else "behind") in told[0]


@pytest.mark.parametrize("offset", [AHEAD, BEHIND])
async def test_what_runs_goes_on_after_a_restart_in_the_time_that_it_has_left(
    discord: Discord,
    content: StaticContent,
    database_file: Path,
    channel: Channel,
    ada: Person,
    offset: float,
) -> None:
    discord.clock.offset = offset
    trivia = TriviaSettings.model_construct(lobby_seconds=SHORT_LOBBY)
    opened = perf_counter()
    async with joined(discord, content, database_file, "choice", settings=Settings(trivia=trivia)):
        board = (await ada.slash(channel, "trivia start", questions=3)).message
        opened = perf_counter()
        assert board is not None
        await ada.press(board, "Join")
    async with joined(discord, content, database_file, "choice"):
        await discord.until(lambda: "Question 1" in board.text, seconds=SHORT_LOBBY + 2)
        # A bot that starts adds up to a second of waiting for Discord.
        assert perf_counter() - opened == pytest.approx(SHORT_LOBBY, abs=1.5)


async def test_a_vote_lasts_as_long_as_it_says(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    discord.clock.offset = -60
    async with joined(discord, content, database_file, "choice"):
        vote = (await ada.slash(channel, "legend")).message
        assert vote is not None
        shown = vote.text
        # By this computer's clock its time would be over before it was shown.
        await asyncio.sleep(2.5)
        assert vote.text == shown
