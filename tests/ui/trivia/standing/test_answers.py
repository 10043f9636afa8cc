"""Scores asked for in a direct message: one's own figures, and where the leaderboards are."""

import pytest

from tests.ui.talk.test_hearing import Pen
from tests.ui.world import labels, lobby_of, texts


async def played(world, winner, other):
    board = await lobby_of(world, winner, other, questions=3)
    await world.wait(30)
    for _ in range(3):
        await winner.click(board, custom_id=world.right_answer(board))
        await other.click(board, custom_id=world.wrong_answer(board))
        await world.wait(1)
    assert "The finish" in texts(board)


@pytest.mark.parametrize("words", ["my score", "leaderboard", "who is winning?"])
async def test_who_has_played_is_told_their_own_figures_and_where_the_leaderboard_is(world, bruno, words):
    dora = Pen(world)
    await played(world, world.guild.add_member(dora.user), bruno)
    told = await dora.write(words)
    # Three questions of ten count three tenths of the course.
    assert "Your rounds, in one server: **479 km** · one win · one round · 100" in texts(told)
    assert "scores" in texts(told)
    assert "Quiz me" in labels(told)


async def test_who_has_not_played_is_told_how_a_round_begins(world):
    told = await Pen(world).write("my score")
    assert "You have driven no round yet" in texts(told)
    assert "trivia start" in texts(told)
