"""What a round may be about: a chapter, what was told in this server, what its starter has read."""

import pytest

from tests.ui.hearing import newest, tell
from tests.ui.world import answers, asked_on, buttons, labels, texts

HEARD, READ = "@heard", "@read"


async def hear(world, teller, chapter):
    """Have the chapter told to its end."""
    thread = await tell(world, teller, chapter)
    for _ in range(len(chapter.beats) + 1):
        await teller.click(newest(world, thread), label="Next")


async def read(world, reader, chapter, beats=None):
    """Read the chapter to its end, or so many of its beats."""
    page = (await reader.slash(world.channel, "story read", chapter=chapter.id)).response
    for _ in range((beats or len(chapter.beats)) - 1):
        await reader.click(page, label="Next")


async def asked_of(world, board, player):
    """Play the round to its end; the chapters that its questions were told in."""
    chapters = set()
    while answers(board):
        shown = asked_on(board)
        question = max(
            (one for one in world.pack.questions if one.prompt in shown), key=lambda one: len(one.prompt)
        )
        chapters.add(world.pack.chapter_of(question.told_in))
        await player.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    return chapters


async def play(world, player, board):
    await player.click(board, label="Join")
    await world.wait(31)
    return await asked_of(world, board, player)


async def test_topics_are_offered_what_was_heard_and_read_before_the_chapters(world, ada):
    offered = await ada.autocomplete(world.channel, "trivia start", "topic", "")
    assert [one["value"] for one in offered] == [HEARD, READ, *(one.id for one in world.pack.chapters)]
    assert [one["name"] for one in offered[:2]] == ["Chapters we have heard", "Chapters I have read"]


@pytest.mark.parametrize(
    ("typed", "first"), [("heard", HEARD), ("have read", READ), ("silver", "the-silver-fox")]
)
async def test_a_topic_is_found_by_what_is_typed(world, ada, typed, first):
    offered = await ada.autocomplete(world.channel, "trivia start", "topic", typed)
    assert offered[0]["value"] == first


async def test_chapters_heard_here_are_asked_and_no_other(world, ada, bruno):
    first, _, third, *_ = world.pack.chapters
    await hear(world, ada, first)
    await hear(world, ada, third)
    board = (await bruno.slash(world.channel, "trivia start", topic=HEARD, questions=20)).response
    assert "the chapters told in this server so far" in texts(board)
    assert await play(world, bruno, board) == {first.id, third.id}
    assert "This round was on the chapters told in this server so far." in texts(board)


async def test_where_nothing_was_told_the_starter_learns_how_to_get_there(world, ada):
    refused = await ada.slash(world.channel, "trivia start", topic=HEARD)
    assert refused.ephemeral
    assert "/story tell" in texts(refused.response)


async def test_chapters_read_to_their_end_are_asked_and_no_other(world, ada, bruno):
    first, second, third, *_ = world.pack.chapters
    await read(world, ada, second)
    await read(world, ada, third, beats=5)
    await read(world, bruno, first)
    board = (await ada.slash(world.channel, "trivia start", topic=READ)).response
    assert f"the chapters that {ada.user.global_name} has read" in texts(board)
    assert await play(world, ada, board) == {second.id}


async def test_who_has_read_no_chapter_to_its_end_learns_how_to_get_there(world, ada, bruno):
    await read(world, ada, world.pack.chapters[0])
    await read(world, bruno, world.pack.chapters[0], beats=3)
    refused = await bruno.slash(world.channel, "trivia start", topic=READ)
    assert refused.ephemeral
    assert "/story read" in texts(refused.response)


async def test_a_rematch_keeps_whose_reading_it_is_about_whoever_asks_for_it(world, ada, bruno):
    first, second, *_ = world.pack.chapters
    await read(world, ada, second)
    await read(world, bruno, first)
    board = (await ada.slash(world.channel, "trivia start", topic=READ, questions=3)).response
    await bruno.click(board, label="Join")
    await play(world, ada, board)
    again = (await bruno.click(board, label="Rematch")).response
    assert f"the chapters that {ada.user.global_name} has read" in texts(again)
    await world.wait(16)
    assert await asked_of(world, again, bruno) == {second.id}


async def test_a_chapter_names_itself_on_the_lobby(world, ada):
    chapter = world.pack.chapters[3]
    board = (await ada.slash(world.channel, "trivia start", topic=chapter.id)).response
    assert f"All of it on *{chapter.title}*." in texts(board)


async def test_without_a_topic_the_lobby_names_none(world, ada):
    board = (await ada.slash(world.channel, "trivia start")).response
    assert "All of it on" not in texts(board)


async def test_a_topic_may_be_typed_as_it_is_offered(world, ada):
    refused = await ada.slash(world.channel, "trivia start", topic=" chapters I have READ ")
    assert "/story read" in texts(refused.response)


@pytest.mark.parametrize("typed", ["Chapters we have heard.", "heard", "we have heard"])
async def test_a_topic_that_is_no_chapter_may_be_typed_in_part(world, ada, typed):
    refused = await ada.slash(world.channel, "trivia start", topic=typed)
    assert refused.ephemeral
    assert "no chapter" not in texts(refused.response)
    assert "/story tell" in texts(refused.response)


async def test_of_topics_that_are_no_chapter_one_is_chosen(world, ada):
    asked = await ada.slash(world.channel, "trivia start", topic="chapters")
    assert labels(asked.response) == ["Chapters we have heard", "Chapters I have read"]
    refused = await ada.click(asked.response, label="Chapters I have read")
    assert "/story read" in texts(refused.response)


async def test_a_topic_with_fewer_questions_than_usual_makes_a_shorter_round(world, ada):
    chapter = world.pack.chapters[0]
    easy = [
        one
        for one in world.pack.questions
        if one.difficulty == "easy" and world.pack.chapter_of(one.told_in) == chapter.id
    ]
    assert 3 <= len(easy) < 10
    board = (await ada.slash(world.channel, "trivia start", topic=chapter.id, difficulty="easy")).response
    assert f"{len(easy)} questions" in texts(board)
    assert buttons(board)


async def test_a_number_that_was_asked_for_is_kept_to_or_refused(world, ada):
    chapter = world.pack.chapters[0]
    refused = await ada.slash(world.channel, "trivia start", topic=chapter.id, questions=30)
    assert refused.ephemeral
    assert "this round takes 30" in texts(refused.response)
