import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from unittest.mock import Mock

import discord
import pytest
import simcord
from simcord.enums import InteractionType
from simcord.interactions import base_payload

from bot.services.pictures import Pictures
from bot.ui.components import MediaGallery
from bot.ui.layout import Layout
from bot.ui.pictures import PATIENCE, Files, IllustratedBoard, Picture, PictureSender, PictureSlot
from tests.ui.gallery import GalleryBot, files, galleries, page
from tests.ui.world import DelayedClick, VirtualEnv, World, texts

CALLBACK = "POST interactions/callback"
EDIT = "PATCH webhooks/messages/@original"
WET, FAILED, NOT_ALLOWED = "paint is still wet", "did not come out", "may not attach files"


@pytest.fixture
async def env(catalogues):
    env = VirtualEnv(GalleryBot(catalogues.for_locale("en")))
    await env.start()
    try:
        yield env
    finally:
        await env.bot.close()
        await env.shutdown()
    env.raise_errors()


@pytest.fixture
def bot(env) -> GalleryBot:
    assert isinstance(env.bot, GalleryBot)
    return env.bot


@pytest.fixture
def start(world: World) -> int:
    """How many calls were made before the test."""
    return len(world.env.http_requests)


@pytest.mark.parametrize("to", ["one", "all"])
async def test_a_picture_comes_with_its_words_and_its_alt_text_in_one_call(world, ada, start, to):
    shown = await ada.slash(world.channel, "show", to=to)
    assert shown.ephemeral is (to == "one")
    assert "The first page" in texts(shown.response)
    ((address, alt),) = galleries(shown.response)
    assert alt == "A small sheet"
    assert address.endswith("sheet-1.png")
    assert files(shown.response) == ["sheet-1.png"]
    assert world.calls(start) == {CALLBACK: 1}


async def test_a_picture_that_cannot_be_drawn_leaves_the_words_and_says_so(world, ada, bot, start):
    bot.artist.has_paper = False
    shown = await ada.slash(world.channel, "show")
    assert "The first page" in texts(shown.response)
    assert FAILED in texts(shown.response)
    assert galleries(shown.response) == []
    assert world.calls(start) == {CALLBACK: 1}


async def test_where_files_are_not_allowed_nothing_is_drawn_and_the_words_say_so(world, ada, bot):
    mute = discord.PermissionOverwrite(attach_files=False)
    channel = world.guild.create_text_channel("words only", overwrites={world.guild.default_role: mute})
    shown = await ada.slash(channel, "show")
    assert "The first page" in texts(shown.response)
    assert NOT_ALLOWED in texts(shown.response)
    assert galleries(shown.response) == []
    assert bot.artist.drawn == 0


async def test_in_a_direct_message_nobody_has_to_allow_files(env):
    dora = env.create_user("dora")
    await dora.send_dm("Show me one.")
    shown = await dora.slash("show")
    assert files(shown.response) == ["sheet-1.png"]


@pytest.mark.parametrize(("status", "code"), [(413, 40005), (400, 40005), (403, 50013), (400, 50035)])
async def test_a_picture_that_discord_refuses_leaves_the_words(world, ada, caplog, status, code):
    world.env.inject_error("POST", "/interactions/*/callback", status=status, code=code)
    with caplog.at_level(logging.WARNING):
        shown = await ada.slash(world.channel, "show")
    assert "The first page" in texts(shown.response)
    assert FAILED in texts(shown.response)
    assert files(shown.response) == []
    assert "refused the picture sheet-1" in caplog.text


async def test_a_picture_that_nobody_asked_for_stays_away_without_a_word(world, ada, bot):
    bot.artist.has_paper, bot.is_asked_for = False, False
    shown = await ada.slash(world.channel, "show")
    assert texts(shown.response) == "The first page"


async def test_an_alt_text_is_no_longer_than_discord_takes(world, ada, bot):
    bot.alt = "a very long picture " * 100
    shown = await ada.slash(world.channel, "show")
    ((_, alt),) = galleries(shown.response)
    assert 900 < len(alt) <= 1024
    assert alt.endswith("…")


class Asked:
    """A command that was sent, and whose picture is being drawn until the test opens the gate."""

    def __init__(self, world: World, member: simcord.MemberActor) -> None:
        self._world = world
        command = world.env.backend.find_command("show", None)
        assert command is not None
        self._record, payload = base_payload(
            world.env.backend,
            type=InteractionType.APPLICATION_COMMAND,
            channel_id=world.channel.id,
            guild_id=world.guild.id,
            user_id=member.id,
            data={"id": command["id"], "name": "show", "type": 1, "options": []},
        )
        world.env.backend.emit("INTERACTION_CREATE", payload)

    @property
    def response(self) -> simcord.ResponseMessage:
        shown = simcord.InteractionResult(self._world.env, self._record).response
        assert shown is not None, "the words have not come"
        return shown


async def all_but_the_picture(world: World) -> None:
    """Let the bot do all that it can before the picture is drawn."""
    with pytest.raises(TimeoutError, match="native work"):
        await world.env.settle(timeout=0.1)


async def patience_ends(world: World) -> None:
    """Let as much time pass as words wait for a picture, while it is being drawn."""
    await all_but_the_picture(world)
    # Advancing the time settles first, which nothing can that waits for a thread.
    world.env.backend.advance_clock(PATIENCE)
    await all_but_the_picture(world)


async def drawn(world: World, bot: GalleryBot) -> None:
    """Let the picture be drawn, and all that follows be done."""
    bot.artist.gate.set()
    await world.env.settle()


async def test_words_do_not_wait_for_a_slow_picture_which_is_added_by_an_edit(world, ada, bot, start):
    bot.artist.gate.clear()
    asked = Asked(world, ada)
    await patience_ends(world)
    assert "The first page" in texts(asked.response)
    assert WET in texts(asked.response)
    assert files(asked.response) == []
    await drawn(world, bot)
    assert "The first page" in texts(asked.response)
    assert WET not in texts(asked.response)
    assert files(asked.response) == ["sheet-1.png"]
    assert len(galleries(asked.response)) == 1
    assert world.calls(start) == {CALLBACK: 1, EDIT: 1}


async def test_a_slow_picture_that_fails_takes_its_promise_back(world, ada, bot):
    bot.artist.gate.clear()
    bot.artist.has_paper = False
    asked = Asked(world, ada)
    await patience_ends(world)
    await drawn(world, bot)
    assert "The first page" in texts(asked.response)
    assert WET not in texts(asked.response)
    assert FAILED in texts(asked.response)


async def test_a_slow_picture_that_discord_refuses_takes_its_promise_back(world, ada, bot):
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=413, code=40005)
    bot.artist.gate.clear()
    asked = Asked(world, ada)
    await patience_ends(world)
    await drawn(world, bot)
    assert WET not in texts(asked.response)
    assert FAILED in texts(asked.response)


async def test_a_message_that_is_gone_when_its_picture_comes_is_no_fault(world, ada, bot, caplog):
    world.env.inject_error("PATCH", "/webhooks/*/messages/@original", status=404, code=10008)
    bot.artist.gate.clear()
    Asked(world, ada)
    await patience_ends(world)
    with caplog.at_level(logging.WARNING):
        await drawn(world, bot)
    assert "sheet-1 came too late" in caplog.text


async def test_twenty_pictures_in_line_keep_nobody_from_the_words(world, ada, bot, start):
    bot.artist.gate.clear()
    asked = [Asked(world, ada) for _ in range(20)]
    await patience_ends(world)
    assert world.calls(start) == {CALLBACK: 20}
    assert all("The first page" in texts(one.response) for one in asked)
    await drawn(world, bot)
    assert world.calls(start) == {CALLBACK: 20, EDIT: 20}
    assert all(len(files(one.response)) == 1 for one in asked)


def test_words_wait_half_as_long_as_discord_does_at_most():
    assert PATIENCE <= 1.5


async def test_turning_a_page_takes_the_old_picture_off_and_hangs_the_new_one(world, ada, start):
    shown = await ada.slash(world.channel, "show")
    await ada.click(shown.response, label="Other")
    assert "The page other" in texts(shown.response)
    assert files(shown.response) == ["other.png"]
    assert len(galleries(shown.response)) == 1
    await ada.click(shown.response, label="Plain")
    assert texts(shown.response) == "The page plain"
    assert files(shown.response) == []
    assert galleries(shown.response) == []
    assert world.calls(start) == {CALLBACK: 3}


async def test_a_late_picture_never_brings_its_page_back(world, ada, bot, start):
    bot.artist.gate.clear()
    asked = Asked(world, ada)
    await patience_ends(world)
    DelayedClick(world, ada, asked.response, "plain").arrives_unseen()
    await all_but_the_picture(world)
    assert texts(asked.response) == "The page plain"
    await drawn(world, bot)
    assert texts(asked.response) == "The page plain"
    assert files(asked.response) == []
    assert world.calls(start) == {CALLBACK: 2}


async def test_of_two_pages_asked_for_the_later_one_stays(world, ada, bot, start):
    shown = (await ada.slash(world.channel, "show")).response
    bot.artist.gate.clear()
    slow, quick = DelayedClick(world, ada, shown, "other"), DelayedClick(world, ada, shown, "plain")
    slow.arrives_unseen()
    await all_but_the_picture(world)
    quick.arrives_unseen()
    await patience_ends(world)
    assert texts(shown) == "The page plain"
    await drawn(world, bot)
    assert texts(shown) == "The page plain"
    assert files(shown) == []
    assert world.calls(start) == {CALLBACK: 3}
    assert slow.response_kind is not None, "the slow press must be acknowledged all the same"


@pytest.mark.parametrize(("refused", "said"), [(False, ""), (True, FAILED)])
async def test_a_post_that_nobody_waits_for_comes_with_its_picture_or_without(world, ada, bot, refused, said):
    if refused:
        world.env.inject_error("POST", "/channels/*/messages", status=413, code=40005)
    channel = bot.get_partial_messageable(world.channel.id, guild_id=world.guild.id)

    async def send(layout: Layout, attached: Files) -> None:
        await channel.send(view=layout, files=attached)

    await bot.easel.post(send, bot.picture("sheet"), page("The post"), bot.say)
    (posted,) = world.channel.history(viewer=ada)
    assert [one.filename for one in posted.attachments] == ([] if refused else ["sheet.png"])
    shown = world.env.backend.get_message(world.channel.id, posted.id).components
    assert "The post" in str(shown)
    assert said in str(shown)


async def test_a_picture_that_a_message_needs_does_not_wait_in_line():
    pictures = Pictures()
    easel = PictureSender(pictures)
    gate, order = threading.Event(), []

    def picture(name: str) -> Picture:
        def draw() -> bytes:
            assert gate.wait(10)
            order.append(name)
            return b"drawn"

        return Picture(name, name, draw, name)

    line = [picture("on the easel"), *(picture(f"in line {number}") for number in range(3))]
    waiting = [asyncio.create_task(pictures.get(one.key, one.draw)) for one in line]
    await asyncio.sleep(0)
    easel.prepare([picture("following")])
    needed = asyncio.create_task(easel.ready(picture("needed"), seconds=10))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(needed, *waiting)
    assert order[:4] == ["on the easel", "following", "needed", "in line 0"]
    await pictures.close()


async def test_the_words_of_a_board_do_not_wait_for_a_picture_that_stands_in_line(catalogues):
    pictures = Pictures()
    easel = PictureSender(pictures)
    gate, first_sent = threading.Event(), asyncio.Event()
    sent: list[tuple[str, int]] = []

    def board(name: str) -> IllustratedBoard:
        picture = Picture(name, name, lambda: b"drawn" if gate.wait(10) else b"", name)
        return IllustratedBoard(lambda slot, _answer: page(name)(slot), catalogues.for_locale("en"), picture)

    def send_as(name: str) -> Callable[[Layout, Files], Awaitable[None]]:
        async def send(_layout: Layout, attached: Files) -> None:
            sent.append((name, len(attached)))
            first_sent.set()

        return send

    first = asyncio.create_task(easel.write(send_as("first"), board("first")))
    await asyncio.sleep(0)
    behind = asyncio.create_task(easel.write(send_as("behind"), board("behind")))
    await asyncio.wait_for(first_sent.wait(), 10)
    assert sent == [("behind", 0)]
    gate.set()
    await asyncio.gather(first, behind)
    assert sorted(sent[1:]) == [("behind", 1), ("first", 1)]
    await pictures.close()


@pytest.mark.parametrize(
    ("status", "is_pictured"), [(None, [True]), (413, [True, False]), (403, [True, False])]
)
async def test_a_board_goes_without_the_picture_of_its_answer_where_that_is_refused(
    catalogues, status, is_pictured
):
    pictures = Pictures()
    answer = Picture("answer-1", "answer-1", lambda: b"drawn", "the answer")
    question = Picture("question-2", "question-2", lambda: b"drawn", "the question")
    built: list[bool] = []
    sent: list[list[str]] = []

    def build(_slot: PictureSlot, shown: MediaGallery | None) -> Layout:
        built.append(shown is not None)
        return Layout()

    async def send(_layout: Layout, attached: Files) -> None:
        if status is not None and len(attached) > 1:
            raise discord.HTTPException(Mock(status=status, reason="too large"), "too large")
        sent.append([file.filename for file in attached])

    board = IllustratedBoard(build, catalogues.for_locale("en"), question, is_needed=True, answer=answer)
    await PictureSender(pictures).write(send, board)
    assert built == is_pictured
    assert sent == [["question-2.png", "answer-1.png"] if status is None else ["question-2.png"]]
    await pictures.close()


async def test_a_board_goes_without_the_picture_of_its_answer_where_it_cannot_be_drawn(catalogues, caplog):
    pictures = Pictures()
    answer = Picture("answer-1", "answer-1", lambda: 1 // 0 * b"", "the answer")
    built: list[bool] = []

    def build(_slot: PictureSlot, shown: MediaGallery | None) -> Layout:
        built.append(shown is not None)
        return Layout()

    async def send(_layout: Layout, attached: Files) -> int:
        return len(attached)

    board = IllustratedBoard(build, catalogues.for_locale("en"), answer=answer)
    assert await PictureSender(pictures).write(send, board) == 0
    assert built == [False]
    caplog.clear()
    await pictures.close()
