import pytest

from bot.core.packs.library import Library
from tests.ui.world import answers, lobby_of, texts

KEPT = 7


@pytest.fixture
def staged(staged):
    """The story with so few questions that a server is soon through."""
    pack = staged.default
    return Library((pack.model_copy(update={"questions": pack.questions[:KEPT]}),))


async def play(world, starter, questions):
    """A whole round; the lobby's words and the ids of what was asked."""
    board = await lobby_of(world, starter, starter, questions=questions)
    lobby = texts(board)
    await world.wait(30)
    asked = []
    for _ in range(questions):
        shown = texts(board).split("Question ")[-1]
        asked.append(next(one.id for one in world.pack.questions if one.prompt in shown))
        await starter.click(board, custom_id=answers(board)[0])
        await world.wait(1)
    await world.wait(30)
    return lobby, asked


async def test_questions_come_back_only_when_all_are_used_up_and_the_lobby_says_so(world, ada):
    first_words, first = await play(world, ada, 5)
    second_words, second = await play(world, ada, 5)
    third_words, _ = await play(world, ada, 5)
    assert "new to this server" not in first_words
    assert "Only 2 of these 5 are new to this server" in second_words
    assert set(first) | set(second) == {one.id for one in world.pack.questions}
    assert "This server has had all of these before" in third_words


async def test_the_one_that_is_new_is_counted_as_one(world, ada):
    await play(world, ada, 6)
    words, _ = await play(world, ada, 3)
    assert "Only one of these 3 is new to this server" in words


async def test_another_channel_of_the_server_counts_too(world, ada):
    await play(world, ada, 7)
    elsewhere = (await ada.slash(world.elsewhere, "trivia start", questions=3)).response
    assert "had all of these before" in texts(elsewhere)
