"""`/trivia practice`, in a server and in direct messages."""

import pytest
from simcord.components import validate_components, walk_components

from bot.core.trivia.asking.topics import READ
from tests.ui.acting import Look, press, seen_by
from tests.ui.faults import rows
from tests.ui.practising import Pupil
from tests.ui.world import World, labels, selects, texts

V2 = 1 << 15
BUTTON = 2


@pytest.fixture
def begin(world, bruno, database):
    """Bruno begins a practice; he can go on with it as a pupil."""

    async def begun(**options: object) -> Pupil:
        answered = await bruno.slash(world.channel, "trivia practice", **options)
        assert answered.ephemeral
        return Pupil(bruno, answered.response, database)

    return begun


def chapter_of(world: World, question_id: str) -> str | None:
    question = next(one for one in world.pack.questions if one.id == question_id)
    return world.pack.chapter_of(question.told_in)


async def test_a_practice_is_seen_by_its_reader_alone_and_takes_one_message(world, ada, bruno, begin):
    pupil = await begin()
    message = pupil.message.id
    await pupil.through()
    assert seen_by(world, bruno) == [message]
    assert seen_by(world, ada) == []


async def test_each_press_of_a_button_is_one_call(world, begin):
    pupil = await begin(topic=world.pack.chapters[0].id)
    asked = (await pupil.practice()).asked
    before = len(world.env.http_requests)
    await pupil.answer()
    await pupil.go_on()
    calls = world.calls(before)
    assert sum(calls.values()) == (3 if asked.by_modal else 2), calls
    assert set(calls) == {"POST interactions/callback"}


@pytest.mark.parametrize("right", [True, False])
async def test_an_answer_is_told_with_why_and_where_it_stands(begin, right):
    pupil = await begin()
    asked = (await pupil.practice()).asked
    await pupil.answer(right=right)
    assert asked.prompt in texts(pupil.message)
    assert asked.explanation in texts(pupil.message)
    assert ("✅" in texts(pupil.message)) is right
    assert ("❌ You said: " in texts(pupil.message)) is not right
    assert ("\n### The answer: " in texts(pupil.message)) is not right
    assert labels(pupil.message) == ["Next question", "Read where it is told"]
    assert texts((await pupil.press("fo")).response)


async def test_who_has_not_read_the_page_is_warned_above_the_buttons_that_answer(begin):
    shown = list(walk_components((await begin()).message.components))
    (warning,) = (at for at, one in enumerate(shown) if "have not read" in one.get("content", ""))
    assert warning < min(at for at, one in enumerate(shown) if one["type"] == BUTTON)


async def test_who_misses_is_told_what_and_can_read_each(world, bruno, begin):
    pupil = await begin(topic=world.pack.chapters[0].id)
    missed = (2, 5)
    await pupil.through(right=lambda number: number not in missed)
    practice = await pupil.practice()
    count = len(practice.questions)
    assert f"## {count - 2} of {count} right" in texts(pupil.message)
    assert texts(pupil.message).count("❌") == 2
    for number in missed:
        assert practice.questions[number - 1].prompt[:60] in texts(pupil.message)
    to_read, _ = selects(pupil.message)
    assert to_read["placeholder"] == "Read what you missed"
    assert {one["value"].partition(":")[2] for one in to_read["options"]} == {
        asked.told_in.removeprefix("dossiers/") for asked in practice.missed
    }
    for option in to_read["options"]:
        opened = await bruno.select(pupil.message, [option["value"]], custom_id="fl")
        assert opened.ephemeral
        assert texts(opened.response)
    assert f"## {count - 2} of {count} right" in texts(pupil.message)


async def test_who_misses_nothing_has_nothing_to_read(begin):
    pupil = await begin()
    await pupil.through()
    assert "## 10 of 10 right" in texts(pupil.message)
    assert "hats in the air" in texts(pupil.message)
    assert [one["custom_id"] for one in selects(pupil.message)] == ["pc"]


@pytest.mark.parametrize(
    ("right", "word"),
    [(0, "Not one, this time"), (2, "Every road has its bends"), (9, "Well driven")],
)
async def test_the_result_has_a_word_for_every_outcome(begin, right, word):
    pupil = await begin()
    await pupil.through(right=lambda number: number <= right)
    assert word in texts(pupil.message)


async def test_discord_takes_every_page(begin):
    pupil = await begin()
    for _ in range(10):
        validate_components(pupil.message.components, flags=V2)
        await pupil.answer(right=False)
        validate_components(pupil.message.components, flags=V2)
        await pupil.go_on()
    validate_components(pupil.message.components, flags=V2)
    assert len(texts(pupil.message)) <= 4000


async def test_once_more_asks_other_questions_on_the_same(world, begin):
    topic = world.pack.chapters[0].id
    pupil = await begin(topic=topic)
    await pupil.through()
    first = await pupil.practice()
    await pupil.press("pr")
    second = await pupil.practice()
    assert second.topic == topic
    assert "1 of" in texts(pupil.message)
    new = [one.id for one in world.pack.questions if world.pack.chapter_of(one.told_in) == topic]
    new = [one for one in new if one not in {asked.id for asked in first.questions}]
    assert {asked.id for asked in second.questions[: len(new)]} <= set(new)


async def test_another_topic_can_be_chosen_at_the_end(world, bruno, begin):
    pupil = await begin()
    await pupil.through()
    offered = list(selects(pupil.message))[-1]["options"]
    assert [one["label"] for one in offered[:3]] == [
        "Everything",
        "Chapters we have heard",
        "Chapters I have read",
    ]
    assert [one["value"] for one in offered[3:]] == [one.id for one in world.pack.chapters]
    assert [one["value"] for one in offered if one.get("default")] == ["@all"]
    chapter = world.pack.chapters[4].id
    await bruno.select(pupil.message, [chapter], custom_id="pc")
    assert {chapter_of(world, asked.id) for asked in (await pupil.practice()).questions} == {chapter}


async def test_a_topic_with_nothing_to_ask_is_refused_and_the_result_stays(bruno, begin):
    pupil = await begin()
    await pupil.through()
    look = Look.at(pupil.message)
    refused = await bruno.select(pupil.message, [READ], custom_id="pc")
    assert refused.ephemeral
    assert "no question on that yet" in texts(refused.response)
    assert Look.at(pupil.message) == look


async def test_a_chapter_is_named_by_its_number_and_an_unknown_one_names_the_nearest(world, bruno, begin):
    pupil = await begin(topic="3")
    assert (await pupil.practice()).topic == world.pack.chapters[2].id
    unknown = await bruno.slash(world.channel, "trivia practice", topic="the moon")
    assert unknown.ephemeral
    assert "no chapter “the moon”" in texts(unknown.response)


async def test_the_command_offers_the_topics(world, bruno):
    offered = await bruno.autocomplete(world.channel, "trivia practice", "topic", "")
    values = [choice["value"] for choice in offered]
    assert values[:3] == ["@heard", "@read", world.pack.chapters[0].id]


async def test_it_goes_on_where_it_stood_after_a_restart(begin, restart):
    pupil = await begin()
    await pupil.answer(right=False)
    look = Look.at(pupil.message)
    await restart(3600)
    assert Look.at(pupil.message) == look
    await pupil.go_on()
    await restart(3600)
    await pupil.answer()
    assert (await pupil.practice()).rights == [False, True]


async def test_a_press_that_comes_twice_counts_once(world, bruno, begin):
    pupil = await begin()
    await pupil.answer(right=False)
    given = (await pupil.practice()).given
    look = Look.at(pupil.message)
    for other in ("0", "1", "fact", "A"):
        await press(world, bruno, f"pa:{(await pupil.practice()).id}:1:{other}", on=pupil.message)
    assert (await pupil.practice()).given == given
    assert Look.at(pupil.message) == look
    onward = f"pn:{(await pupil.practice()).id}:1"
    await pupil.go_on()
    await press(world, bruno, onward, on=pupil.message)
    assert (await pupil.practice()).number == 2


async def test_an_answer_that_is_none_is_refused_and_changes_nothing(world, bruno, begin, database_file):
    pupil = await begin()
    practice = await pupil.practice()
    look, before = Look.at(pupil.message), rows(database_file)
    answered = await press(world, bruno, f"pa:{practice.id}:1:", on=pupil.message)
    assert answered.ephemeral
    assert (Look.at(pupil.message), rows(database_file)) == (look, before)


async def test_a_new_practice_replaces_the_last_whose_buttons_say_so(begin, database_file):
    old, new = await begin(), await begin()
    look, before = Look.at(old.message), rows(database_file)
    practice = await new.practice()
    asked = practice.asked
    said = await press_first(old)
    assert said.ephemeral
    assert "begun another practice since" in texts(said.response)
    assert (Look.at(old.message), rows(database_file)) == (look, before)
    assert asked == (await new.practice()).asked


async def press_first(pupil: Pupil):
    """Press whatever answers the question on the message."""
    controls = [custom_id for custom_id, _ in Look.at(pupil.message).controls]
    return await pupil.actor.click(pupil.message, custom_id=controls[0])


async def test_two_people_practise_side_by_side(world, ada, bruno, begin, database):
    pupil = await begin()
    other = Pupil(ada, (await ada.slash(world.channel, "trivia practice")).response, database)
    await pupil.answer(right=False)
    await other.answer()
    assert (await pupil.practice()).rights == [False]
    assert (await other.practice()).rights == [True]


async def test_nothing_of_it_stands_on_the_leaderboard(world, ada, begin):
    pupil = await begin()
    await pupil.through()
    assert "Nobody stands here yet" in texts((await ada.slash(world.channel, "scores")).response)


async def test_it_is_welcome_where_rounds_are_not(world, ada, begin):
    panel = (await ada.slash(world.channel, "config channels")).response
    await ada.select(panel, [world.elsewhere], custom_id="cc:trivia")
    assert "For you alone" in texts((await begin()).message)


async def test_it_works_in_direct_messages_where_nothing_was_heard(world, database):
    dora = world.env.create_user("dora", global_name="Dora")
    begun = await dora.slash("trivia practice")
    pupil = Pupil(dora, begun.response, database)
    await pupil.through()
    assert "## 10 of 10 right" in texts(pupil.message)
    topics = [one["value"] for one in list(selects(pupil.message))[-1]["options"]]
    assert topics[:2] == ["@all", READ]
    assert "@heard" not in topics
    refused = await dora.slash("trivia practice", topic="@heard")
    assert "only in a server" in texts(refused.response)


async def test_practice_works_where_the_bot_was_only_brought_along(world, begin, monkeypatch):
    monkeypatch.setattr(world.env.bot, "get_guild", lambda _guild_id: None)
    pupil = await begin()
    await pupil.answer()
    assert "Next question" in labels(pupil.message)
