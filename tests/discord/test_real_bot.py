"""The whole bot, in this process, over real sockets."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import create_bot
from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.settings import Settings
from bot.static_content import StaticContent
from bot.ui.connection.client import StoryBot
from bot.ui.text import Catalogues
from tests.discord.people import Person
from tests.discord.pointing import pointed
from tests.discord.server import TOKEN, Discord
from tests.discord.state import Channel, Message

pytestmark = pytest.mark.usefixtures("no_errors")

STORY = Path(__file__).parents[2] / "stories" / "mille-miglia"


@pytest.fixture(scope="module")
def content() -> StaticContent:
    pack = load_pack(STORY)
    assert not isinstance(pack, Faults), pack
    return StaticContent.read(Library((pack,)), Catalogues.load())


@asynccontextmanager
async def joined(
    discord: Discord, content: StaticContent, file: Path, *kinds: str
) -> AsyncIterator[StoryBot]:
    pack = content.library.default
    asked = tuple(one for one in pack.questions if one.kind in kinds)
    staged = replace(content, library=Library((pack.model_copy(update={"questions": asked}),)))
    with pointed(discord.api, discord.gateway_url):
        bot = create_bot(Settings(database=file), staged, lambda: 1)
        running = asyncio.create_task(bot.start(TOKEN))
        try:
            await discord.gateway.joined()
            yield bot
        finally:
            await bot.close()
            await running


@pytest.fixture
def channel(discord: Discord) -> Channel:
    return discord.channel(discord.guild("Piazza della Vittoria"), "mille-miglia")


@pytest.fixture
def ada(discord: Discord, channel: Channel) -> Person:
    assert channel.guild is not None
    return discord.person("Ada", channel.guild)


async def opened(discord: Discord, ada: Person, channel: Channel) -> Message:
    board = (await ada.slash(channel, "trivia start", questions=3)).message
    assert board is not None
    begun = await ada.press(board, "Start now")
    assert begun.how in ("update", "deferred update")
    await discord.until(lambda: any(str(one.get("custom_id")).startswith("tq:") for one in board.buttons))
    return board


async def test_help_is_for_its_reader_alone_and_a_press_is_judged(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    async with joined(discord, content, database_file, "choice"):
        helped = (await ada.slash(channel, "help")).message
        assert helped is not None
        assert helped.reader == ada.id
        assert not channel.history()
        board = await opened(discord, ada, channel)
        shown = board.text
        pressed = await ada.press(board, board.buttons[0]["custom_id"])
        assert pressed.how is not None
        assert pressed.seconds is not None
        assert pressed.seconds < 1
        await discord.until(lambda: board.text != shown)


async def test_a_modal_is_opened_and_submitted(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    async with joined(discord, content, database_file, "number"):
        board = (await ada.slash(channel, "trivia start", questions=3)).message
        assert board is not None
        await ada.press(board, "Start now")
        await discord.until(
            lambda: (
                any(str(one.get("custom_id")).startswith("ta:") for one in board.buttons)
                or len(board.buttons) < 3
            )
        )
        asked = board.buttons[0]
        modal = await ada.press(board, asked["custom_id"])
        assert modal.how == "modal", (modal.how, board.buttons)
        sent = await ada.submit(modal, answer="100")
        assert sent.how in ("update", "deferred update"), sent
        assert "100" in str((await ada.press(board, "My answer")).message)


async def test_a_round_asks_for_the_message_that_came_of_an_answer_only_where_it_needs_it(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    async with joined(discord, content, database_file, "choice"):
        started = await ada.slash(channel, "trivia start", questions=3)
        assert started.is_whole, "or the bot knows no message of its round's"
        board = started.message
        assert board is not None
        assert (await ada.press(board, "Start now")).is_whole, "or the bot does not know when it was shown"
        assert not (await ada.press(board, board.buttons[0]["custom_id"])).is_whole
        assert not (await ada.slash(channel, "help")).is_whole
