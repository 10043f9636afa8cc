"""The question of the day, and its answer the day after."""

import pytest

from bot.core.packs.quiz import ChoiceQuestion, LegendQuestion
from tests.ui.acting import press
from tests.ui.dailies import DAY, posts, set_daily, until
from tests.ui.world import World, buttons, labels, texts


@pytest.fixture
async def question(world, ada):
    """A question of the day, just posted."""
    await set_daily(world, ada, kind="question", time="9:00")
    await until(world, 2026, 1, 1, 9, 1)
    return posts(world)[0]


def choices(message) -> list[str]:
    ids = (one["custom_id"] for one in buttons(message))
    return [custom_id for custom_id in ids if custom_id.startswith("dq:")]


def right(world: World, message) -> str:
    """The custom id of the answer that is right."""
    question = max(
        (one for one in world.pack.questions if one.prompt in texts(message)), key=lambda one: len(one.prompt)
    )
    assert isinstance(question, ChoiceQuestion | LegendQuestion)
    solution = question.right if isinstance(question, ChoiceQuestion) else question.verdict.capitalize()
    return str(next(one["custom_id"] for one in buttons(message) if one["label"] == solution))


def wrong(world: World, message) -> str:
    return next(one for one in choices(message) if one != right(world, message))


async def test_it_is_asked_with_its_answers_as_buttons(world, question):
    assert "The question of the day" in texts(question)
    assert "Your answer stays between us" in texts(question)
    assert len(choices(question)) in (2, 4)


async def test_an_answer_is_told_to_its_giver_alone_and_the_post_shows_nothing_of_it(world, bruno, question):
    before = texts(question)
    answered = await bruno.click(question, custom_id=choices(question)[0])
    assert answered.ephemeral
    assert f"Your answer: **{labels(question)[0]}**" in texts(answered.response)
    assert "Yours is the only answer so far" in texts(answered.response)
    assert texts(question) == before


async def test_an_answer_is_one_call(world, bruno, question):
    before = len(world.env.http_requests)
    await bruno.click(question, custom_id=choices(question)[0])
    assert sum(world.calls(before).values()) == 1


async def test_the_day_after_the_next_post_of_whatever_kind_begins_with_the_answer(
    world, ada, bruno, carla, question
):
    await bruno.click(question, custom_id=right(world, question))
    await carla.click(question, custom_id=wrong(world, question))
    await set_daily(world, ada, kind="legend", time="9:00")
    await until(world, 2026, 1, 2, 9, 1)
    shown = texts(posts(world)[1])
    assert shown.startswith("-# The last question of the day")
    assert f"1 of 2 had it: {bruno.mention}" in shown
    assert carla.mention not in shown
    assert "Legend or fact?" in shown
    assert "Read where it is told" in labels(posts(world)[1])
    await until(world, 2026, 1, 3, 9, 1)
    assert "The last question of the day" not in texts(posts(world)[2])


async def test_the_answer_stays_above_a_claim_as_its_votes_and_its_verdict_come(world, ada, bruno, question):
    await bruno.click(question, custom_id=right(world, question))
    await set_daily(world, ada, kind="legend", time="9:00")
    await until(world, 2026, 1, 2, 9, 1)
    claim = posts(world)[1]
    await bruno.click(claim, label="Fact")
    assert f"One answered, and had it: {bruno.mention}" in texts(claim)
    assert "One vote so far" in texts(claim)
    await until(world, 2026, 1, 3, 9, 1)
    assert f"One answered, and had it: {bruno.mention}" in texts(claim)
    assert "It is a " in texts(claim)


async def test_an_answer_may_be_changed_and_the_last_one_counts(world, bruno, question):
    await bruno.click(question, custom_id=wrong(world, question))
    changed = await bruno.click(question, custom_id=right(world, question))
    assert "Yours is the only answer so far" in texts(changed.response)
    await until(world, 2026, 1, 2, 9, 1)
    assert f"One answered, and had it: {bruno.mention}" in texts(posts(world)[1])


async def test_a_question_that_nobody_answered_is_answered_all_the_same(world, question):
    await until(world, 2026, 1, 2, 9, 1)
    assert "Nobody had answered" in texts(posts(world)[1])


async def test_when_all_were_wrong_that_is_said_without_names(world, bruno, carla, question):
    for member in (bruno, carla):
        await member.click(question, custom_id=wrong(world, question))
    await until(world, 2026, 1, 2, 9, 1)
    shown = texts(posts(world)[1])
    assert "2 answered, and all had it otherwise" in shown
    assert bruno.mention not in shown


async def test_after_the_next_post_its_buttons_tell_each_alone_that_it_is_over_and_what_was_right(
    world, bruno, carla, question
):
    await bruno.click(question, custom_id=wrong(world, question))
    await until(world, 2026, 1, 2, 9, 1)
    late = await bruno.click(question, custom_id=right(world, question))
    assert late.ephemeral
    assert "That question is over" in texts(late.response)
    assert "You had said" in texts(late.response)
    assert "You had said" not in texts((await carla.click(question, custom_id=choices(question)[0])).response)
    assert "One answered, and had it otherwise" in texts(posts(world)[1])


async def test_its_answer_leads_to_where_it_is_told(world, bruno, question):
    await until(world, 2026, 1, 2, 9, 1)
    opened = await bruno.click(posts(world)[1], label="Read where it is told")
    assert opened.ephemeral


async def test_answers_survive_a_restart(world, bruno, carla, question, restart):
    await bruno.click(question, custom_id=right(world, question))
    await restart()
    await carla.click(question, custom_id=right(world, question))
    await until(world, 2026, 1, 2, 9, 1)
    assert f"2 of 2 had it: {bruno.mention} and {carla.mention}" in texts(posts(world)[1])


async def test_a_question_is_answered_after_days_away(world, bruno, question, restart):
    await bruno.click(question, custom_id=right(world, question))
    await restart(downtime=3 * DAY)
    await until(world, 2026, 1, 5, 9, 1)
    shown = texts(posts(world)[1])
    assert "fell out" in shown
    assert f"One answered, and had it: {bruno.mention}" in shown


async def test_a_later_time_keeps_the_question_open_until_then(world, ada, bruno, question):
    await set_daily(world, ada, kind="question", time="11:00")
    await until(world, 2026, 1, 2, 10)
    answered = await bruno.click(question, custom_id=right(world, question))
    assert "Your answer" in texts(answered.response)
    await until(world, 2026, 1, 2, 11, 1)
    assert f"One answered, and had it: {bruno.mention}" in texts(posts(world)[1])


async def test_switched_off_the_question_tells_its_answer_to_each_who_asks_after_its_day(
    world, ada, bruno, question
):
    await ada.slash(world.channel, "config daily", kind="off")
    await until(world, 2026, 1, 2, 10)
    assert "That question is over" in texts(
        (await bruno.click(question, custom_id=choices(question)[0])).response
    )


@pytest.mark.parametrize("custom_id", ["dq:1:9", "dq:1:perhaps"])
async def test_what_is_no_answer_is_refused(world, bruno, question, custom_id):
    refused = await press(world, bruno, custom_id, on=question)
    assert "not one of the answers" in texts(refused.response)


async def test_a_question_that_was_never_asked_is_gone(world, bruno, question):
    refused = await press(world, bruno, "dq:99:0", on=question)
    assert "I cannot follow it any more" in texts(refused.response)


async def test_a_round_does_not_ask_it_again_before_the_others(world, ada, question):
    asked = next(one.prompt for one in world.pack.questions if one.prompt in texts(question))
    shown = []
    for _ in range(3):
        await world.wait(DAY)
        shown.append(texts(posts(world)[-1]).rpartition("The question of the day")[2])
    assert not [text for text in shown if asked in text]
