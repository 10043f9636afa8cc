"""Practice with a question of every kind."""

import pytest

from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.ui.modals import FIELD
from tests.ui.acting import Look
from tests.ui.faults import rows
from tests.ui.practising import Pupil
from tests.ui.world import buttons, labels, texts

KINDS = ("choice", "legend", "number", "text", "map")


@pytest.fixture
def kinds() -> frozenset[str]:
    return frozenset(KINDS)


@pytest.fixture
def staged(library: Library) -> Library:
    """The story that ships, with one question of each kind."""
    pack = library.default
    questions = tuple(next(one for one in pack.questions if one.kind == kind) for kind in KINDS)
    small: StoryPack = pack.model_copy(update={"questions": questions})
    return Library((small,))


@pytest.fixture
async def pupil(world, bruno, database) -> Pupil:
    begun = await bruno.slash(world.channel, "trivia practice")
    return Pupil(bruno, begun.response, database)


async def until(pupil: Pupil, kind: str) -> None:
    """Answer what comes before the question of that kind."""
    while (asked := (await pupil.practice()).asked) is not None and asked.kind != kind:
        await pupil.answer()
        await pupil.go_on()
    assert asked is not None


@pytest.mark.parametrize("right", [True, False])
async def test_every_kind_can_be_answered(pupil, right):
    await pupil.through(right=lambda _: right)
    practice = await pupil.practice()
    assert {asked.kind for asked in practice.questions} == set(KINDS)
    assert practice.rights == [right] * len(KINDS)
    assert f"## {5 * right} of 5 right" in texts(pupil.message)


async def test_a_near_number_is_right_and_told_beside_the_exact_one(pupil):
    await until(pupil, "number")
    practice = await pupil.practice()
    near = round(practice.asked.answer + practice.asked.tolerance / 2)
    opened = await pupil.press("po")
    await pupil.actor.submit_modal(opened, {FIELD: str(near)})
    assert "Near enough" in texts(pupil.message)
    assert (await pupil.practice()).rights[-1]


@pytest.mark.parametrize("typed", ["   ", "very far", "x" * 100])
async def test_what_is_no_number_is_refused_in_private_and_the_question_stays(pupil, database_file, typed):
    await until(pupil, "number")
    look, before = Look.at(pupil.message), rows(database_file)
    opened = await pupil.press("po")
    refused = await pupil.actor.submit_modal(opened, {FIELD: typed})
    assert refused.ephemeral
    assert (Look.at(pupil.message), rows(database_file)) == (look, before)
    await pupil.answer()
    assert "Next question" in labels(pupil.message) or "How did it go?" in labels(pupil.message)


async def test_a_field_that_was_open_at_a_restart_still_takes_the_answer(pupil, restart):
    await until(pupil, "text")
    solution = (await pupil.practice()).asked.solution
    opened = await pupil.press("po")
    await restart(60)
    await pupil.actor.submit_modal(opened, {FIELD: solution})
    assert (await pupil.practice()).answered == solution


async def test_a_field_submitted_after_the_answer_changes_nothing(pupil):
    await until(pupil, "text")
    first, second = await pupil.press("po"), await pupil.press("po")
    await pupil.actor.submit_modal(first, {FIELD: "Nobody at all"})
    look = Look.at(pupil.message)
    await pupil.actor.submit_modal(second, {FIELD: (await pupil.practice()).asked.solution})
    assert (await pupil.practice()).answered == "Nobody at all"
    assert Look.at(pupil.message) == look


async def test_a_map_hangs_with_its_question_and_comes_off_with_the_next(pupil):
    await until(pupil, "map")
    asked = (await pupil.practice()).asked
    assert [attachment.filename for attachment in pupil.message.attachments] == ["question.png"]
    assert [one["label"] for one in buttons(pupil.message)] == list(asked.answers)
    await pupil.answer(right=False)
    assert [attachment.filename for attachment in pupil.message.attachments] == ["answer.png"]
    assert asked.names[asked.right] in texts(pupil.message)
    await pupil.go_on()
    assert not pupil.message.attachments
