"""The whole bot, in this process, over real sockets."""

from pathlib import Path

import pytest

from bot.static_content import StaticContent
from tests.discord.people import Person
from tests.discord.real_bot import joined
from tests.discord.server import Discord
from tests.discord.state import Channel, Message

pytestmark = pytest.mark.usefixtures("no_errors")


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
        assert sent.how == "message", sent
        assert sent.message is not None
        assert sent.message.reader == ada.id
        assert "100" in str((await ada.press(board, "My answer")).message)


async def test_a_typed_answer_is_drawn_by_the_token_of_the_newest_press_where_the_board_s_own_is_lost(
    discord: Discord, content: StaticContent, database_file: Path, channel: Channel, ada: Person
) -> None:
    assert channel.guild is not None
    bruno = discord.person("Bruno", channel.guild)
    async with joined(discord, content, database_file, "number"):
        board = (await ada.slash(channel, "trivia start", questions=3)).message
        assert board is not None
        await bruno.press(board, "Join")
        await ada.press(board, "Start now")
        await discord.until(lambda: "Question 1 of" in board.text)
    calls = discord.router.calls = []
    async with joined(discord, content, database_file, "number"):
        await discord.until(lambda: any(route.startswith("PATCH") for route, _ in calls))
        calls.clear()
        told = await ada.submit(await ada.press(board, "Type your answer"), answer="100")
        assert told.how == "message"
        await discord.until(lambda: "Answered, 1 of 2" in board.text)
        made = [route.replace("{", "").replace("}", "") for route, _ in calls]
        assert made[:2] == ["POST /interactions/interaction/token/callback"] * 2
        assert len(made) == 3
        assert made[2].startswith("PATCH /webhooks/")


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
