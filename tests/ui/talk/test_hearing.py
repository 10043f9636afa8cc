"""Talking to the bot in a direct message."""

import logging

import pytest
import simcord
from simcord.components import validate_components

from tests.ui.faults import fault_logged, without
from tests.ui.practising import Pupil
from tests.ui.world import VirtualEnv, World, buttons, labels, selects, texts

V2 = 1 << 15


class Pen:
    """Somebody who writes to the bot alone."""

    def __init__(self, world: World, name: str = "dora") -> None:
        """Open the direct messages with the bot."""
        self._env: VirtualEnv = world.env
        self.user = world.env.create_user(name, global_name=name.capitalize())

    @property
    def answers(self) -> list[simcord.ResponseMessage]:
        """What the bot has written, oldest first."""
        written = self._env.backend.messages.get(self.user.dm_channel.id, {}).values()
        bot = self._env.backend.bot_user.id
        return [
            simcord.ResponseMessage(self._env, one)
            for one in sorted(written, key=lambda one: one.id)
            if one.author_id == bot
        ]

    async def write(self, text: str, **more: object) -> simcord.ResponseMessage:
        """Write, and read the one answer."""
        before = len(self.answers)
        await self._env.advance_time(3)
        await self.user.send_dm(text, **more)
        assert len(self.answers) == before + 1
        return self.answers[-1]

    async def press(
        self, message: simcord.ResponseMessage, label: str | None = None, custom_id: str | None = None
    ) -> simcord.InteractionResult:
        """Press a button."""
        pressed: simcord.InteractionResult = await self.user.click(message, label=label, custom_id=custom_id)
        return pressed


@pytest.fixture
def dora(world) -> Pen:
    return Pen(world)


def calls(message: simcord.ResponseMessage) -> list[str]:
    """The custom ids of the two calls of a claim."""
    return [one["custom_id"] for one in buttons(message) if one["custom_id"].startswith("ql:")]


@pytest.fixture
def quizzed(dora, database):
    """What Dora is asked, when she writes this."""

    async def asked(written: str = "quiz me") -> Pupil:
        return Pupil(dora.user, await dora.write(written), database)

    return asked


# Reading


async def test_go_on_reads_page_after_page_on_the_bookmark_of_the_commands(world, dora):
    first = world.pack.chapters[0]
    assert first.beats[0].text in texts(await dora.write("go on"))
    assert first.beats[1].text in texts(await dora.write("next"))
    opened = await dora.user.slash("story read")
    assert first.beats[1].text in texts(opened.response)
    assert first.beats[0].text in texts(await dora.write("back"))


async def test_a_chapter_is_read_by_its_number_and_begun_anew(world, dora):
    third = world.pack.chapters[2]
    assert third.beats[0].text in texts(await dora.write("read me chapter 3, please"))
    assert world.pack.chapters[3].beats[0].text in texts(await dora.write("next chapter"))
    assert world.pack.chapters[2].beats[-1].text in texts(await dora.write("back"))
    assert world.pack.chapters[0].beats[0].text in texts(await dora.write("start over"))


async def test_going_on_after_the_last_page_of_a_chapter_opens_the_next_and_at_the_end_stays(world, dora):
    last = world.pack.chapters[-1]
    page = await dora.write("read the last chapter")
    for _ in last.beats[1:]:
        await dora.press(page, "Next")
    assert last.beats[-1].text in texts(await dora.write("go on"))
    assert last.beats[-1].text in texts(await dora.write("next chapter"))


async def test_a_chapter_that_is_not_there_is_said_to_be_none(dora):
    said = await dora.write("chapter 99")
    assert "no chapter “99”" in texts(said)
    assert "Quiz me" in labels(said)


async def test_the_pages_turn_and_the_menu_works_after_a_restart(world, dora, restart):
    page = await dora.write("go on")
    await restart(60)
    await dora.press(page, "Next")
    assert world.pack.chapters[0].beats[1].text in texts(page)
    await dora.user.select(page, [world.pack.chapters[4].id], custom_id="rs")
    assert world.pack.chapters[4].beats[0].text in texts(page)


# Looking up


@pytest.mark.parametrize(
    ("written", "name"),
    [("tell me about Moss", "Stirling Moss"), ("1955?", "Mille Miglia 1955"), ("futa", "Futa Pass")],
)
async def test_a_name_brings_its_card(dora, written, name):
    assert f"## {name}\n" in texts(await dora.write(written)) + "\n"


async def test_who_won_is_answered_before_the_card(dora):
    said = texts(await dora.write("who won in 1955?"))
    assert said.startswith("### Stirling Moss, Denis Jenkinson")
    assert "## Mille Miglia 1955" in said


async def test_who_won_without_a_year_asks_for_one(dora):
    said = texts(await dora.write("who won?"))
    assert "1927" in said
    assert "1957" in said


async def test_a_year_without_a_card_names_the_nearest_three(dora):
    said = texts(await dora.write("who won in 1939?"))
    assert "no card of “1939”" in said
    assert "**Mille Miglia 1938**" in said
    assert said.count("**") == 6


async def test_an_unknown_name_brings_no_names_that_are_far_from_it(dora):
    said = await dora.write("tell me about Schumacher")
    assert "no card of “schumacher”" in texts(said)
    assert "**" not in texts(said)
    assert "How far am I?" in labels(said)


async def test_anything_that_is_told_is_found_and_opens(world, dora):
    said = await dora.write("the man with the roll of paper")
    assert "Jenkinson's Glasses" in texts(said)
    opened = await dora.press(said, custom_id="fo:anecdote:the-glasses")
    assert world.pack.anecdote("the-glasses").text in texts(opened.response)


# Small things


async def test_where_the_words_find_nothing_the_name_among_them_does(dora):
    found = await dora.write("wer war eigentlich Nuvolari?")
    assert "Found for “nuvolari”" in texts(found)
    assert "fo:dossier:tazio-nuvolari" in [one["custom_id"] for one in buttons(found)]


async def test_an_anecdote_does_not_come_twice_and_is_about_what_was_asked(world, dora):
    pool = [one for one in world.pack.anecdotes if "Stirling Moss" in one.topics]
    told = [texts(await dora.write("something about Moss")) for _ in pool]
    assert {one.title for one in pool if any(one.text in said for said in told)} == {
        one.title for one in pool
    }


async def test_another_is_another_of_what_was_asked_last(dora):
    await dora.write("legend or fact")
    assert "## Legend or fact?" in texts(await dora.write("another one"))
    await dora.write("quiz me")
    assert "For you alone" in texts(await dora.write("one more"))


async def test_a_claim_is_judged_at_once_with_its_source(world, dora):
    claim = await dora.write("legend or fact")
    call = calls(claim)[0]
    legend = world.pack.legend(call.split(":")[1])
    await dora.press(claim, custom_id=call)
    assert legend.why in texts(claim)
    assert "Told in" in texts(claim)
    assert ("You called it" in texts(claim)) == (legend.verdict == "fact")
    again = await dora.press(claim, "Another claim")
    assert legend.claim not in texts(again.response)


@pytest.mark.parametrize("right", [True, False])
async def test_an_answer_is_told_with_why_and_where_and_the_way_on(dora, quizzed, right, restart):
    pupil = await quizzed()
    asked = (await pupil.practice()).asked
    await restart(5)
    await pupil.answer(right=right)
    assert asked.explanation in texts(pupil.message)
    assert ("✅" in texts(pupil.message)) is right
    assert ("❌ You said" in texts(pupil.message)) is not right
    assert labels(pupil.message) == ["Next question", "Read where it is told"]
    assert texts((await pupil.press("fo")).response)
    await pupil.go_on()
    assert (await pupil.practice()).asked.prompt in texts(pupil.message)


async def test_a_quiz_ends_with_what_to_read_in_the_same_message_and_no_score_is_kept(
    world, dora, ada, quizzed
):
    pupil = await quizzed()
    before = len(dora.answers)
    await pupil.through(right=lambda number: number != 4)
    assert "## 9 of 10 right" in texts(pupil.message)
    assert len(dora.answers) == before
    assert [one["custom_id"] for one in selects(pupil.message)] == ["fl", "pc"]
    board = await ada.slash(world.channel, "scores")
    assert "Nobody stands here yet" in texts(board.response)


async def test_quiz_me_again_begins_anew_and_the_message_before_says_so(dora, quizzed):
    old = await quizzed()
    asked = (await old.practice()).asked
    new = await quizzed("another one")
    assert (await new.practice()).asked.id != asked.id
    said = await dora.press(old.message, custom_id=buttons(old.message)[0]["custom_id"])
    assert "begun another practice since" in texts(said.response)


async def test_who_has_read_nothing_is_asked_of_anything_and_told_so(dora):
    assert "You have not read" in texts(await dora.write("quiz me"))


async def test_who_has_read_a_chapter_is_asked_of_what_they_have_read(world, dora, quizzed):
    chapter = world.pack.chapters[0]
    page = await dora.write("chapter 1")
    for _ in chapter.beats[1:]:
        await dora.press(page, "Next")
    about = [one for one in world.pack.questions if world.pack.chapter_of(one.told_in) == chapter.id]
    asked = []
    for _ in about:
        pupil = await quizzed()
        assert "You have not read" not in texts(pupil.message)
        asked.append((await pupil.practice()).asked.id)
    assert sorted(asked) == sorted(one.id for one in about)


async def test_a_quiz_on_a_chapter_stays_in_it(world, quizzed):
    pupil = await quizzed("quiz me on chapter 3")
    about = {one.id: world.pack.chapter_of(one.told_in) for one in world.pack.questions}
    asked = {about[asked.id] for asked in (await pupil.practice()).questions}
    assert asked == {world.pack.chapters[2].id}


async def test_how_far_somebody_is_shows_share_chapters_and_page(world, dora):
    nothing = await dora.write("how far am I?")
    assert "not begun" in texts(nothing)
    assert "Begin the story" in labels(nothing)
    chapter = world.pack.chapters[0]
    page = await dora.write("go on")
    for _ in chapter.beats[1:]:
        await dora.press(page, "Next")
    said = await dora.write("how far am I?")
    beats = sum(len(one.beats) for one in world.pack.chapters)
    assert f"{round(100 * len(chapter.beats) / beats)}%" in texts(said)
    assert f"One chapter of {len(world.pack.chapters)}" in texts(said)
    assert chapter.title in texts(said)
    opened = await dora.press(said, "Go on reading")
    assert world.pack.chapters[1].beats[0].text in texts(opened.response)


# Courtesy, and what is not understood


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hello", "I am a cantastorie"),
        ("thank you!", "With pleasure"),
        ("bye", "Arrivederci"),
        ("yes please", "What shall it be?"),
        ("who are you?", "no person"),
        ("help", "Write to me as you would to a friend"),
        ("map", "/map"),
        ("timeline", "/timeline"),
        ("What is the weather in London?", "did not follow you"),
        ("asdfgh", "did not follow you"),
        ("🙂", "ears for words"),
        ("x" * 2000, "did not follow you"),
    ],
)
async def test_every_message_gets_an_answer_with_a_way_on(dora, written, said):
    answer = await dora.write(written)
    assert said in texts(answer)
    assert labels(answer) == ["Begin the story", "Quiz me", "An anecdote", "Legend or fact?", "How far am I?"]


async def test_a_picture_alone_gets_an_answer_too(world, dora):
    picture = {"id": "1", "filename": "a.png", "size": 3, "url": "https://x/a", "proxy_url": "https://x/a"}
    assert "ears for words" in texts(await dora.write("", attachments=[picture]))


async def test_each_button_below_an_answer_does_what_it_says(world, dora, restart):
    answer = await dora.write("hello")
    await restart()
    first = world.pack.chapters[0].beats[0].text
    assert first in texts((await dora.press(answer, "Begin the story")).response)
    assert "For you alone" in texts((await dora.press(answer, "Quiz me")).response)
    assert "told in" in texts((await dora.press(answer, "An anecdote")).response)
    assert "Legend or fact?" in texts((await dora.press(answer, "Legend or fact?")).response)
    assert "of the story" in texts((await dora.press(answer, "How far am I?")).response)


async def test_who_comes_back_is_greeted_so(dora):
    await dora.write("go on")
    assert "there you are again" in texts(await dora.write("hello"))
    assert "I keep your page" in texts(await dora.write("bye"))


# One call, one answer, no flood


async def test_an_answer_is_one_call(world, dora):
    await dora.write("hello")
    for written in ("go on", "who won in 1955?", "quiz me", "an anecdote", "qwertz"):
        before = len(world.env.http_requests)
        await dora.write(written)
        assert world.calls(before) == {"POST channels/messages": 1}


async def test_thirty_lines_at_once_get_five_answers_and_one_word_and_then_it_listens_again(world, dora):
    for _ in range(30):
        await dora.user.send_dm("quiz me")
    assert len(dora.answers) == 6
    assert "Piano, piano!" in texts(dora.answers[-1])
    await world.wait(10)
    assert "For you alone" in texts(await dora.write("quiz me"))


async def test_one_persons_flood_is_nobody_elses_silence(world, dora):
    for _ in range(8):
        await dora.user.send_dm("hello")
    assert "I am a cantastorie" in texts(await Pen(world, "emil").write("hello"))


async def test_what_is_written_in_a_server_is_never_read(world, bruno):
    before = len(world.env.http_requests)
    await bruno.send(world.channel, "quiz me")
    assert len(world.env.http_requests) == before
    assert world.env.bot.intents.value == (1 << 0) | (1 << 12)


async def test_another_bot_is_not_answered(world):
    robot = world.env.create_user("robot", bot=True)
    before = len(world.env.http_requests)
    await robot.send_dm("hello")
    assert len(world.env.http_requests) == before


# When something goes wrong


async def test_a_fault_is_logged_and_told_once_with_its_code(world, dora, database_file, caplog):
    with without(database_file, "bookmarks"):
        said = texts(await dora.write("go on"))
    logged = fault_logged(world, caplog)
    code = logged.getMessage().split()[1]
    assert logged.getMessage() == f"fault {code} in on_message"
    assert f"**{code}**" in said
    assert world.pack.chapters[0].beats[0].text in texts(await dora.write("go on"))


async def test_who_takes_no_messages_is_no_fault(world, dora, caplog):
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    with caplog.at_level(logging.INFO):
        await dora.user.send_dm("hello")
    assert dora.answers == []
    assert "takes no answer" in caplog.text


# Nothing that is sent is too large


@pytest.mark.parametrize(
    "written",
    [
        "hello",
        "help",
        "who are you",
        "quiz me",
        "legend or fact",
        "an anecdote",
        "how far am I",
        "who won in 1955",
    ],
)
async def test_discord_takes_every_answer(dora, written):
    answer = await dora.write(written)
    validate_components(answer.components, flags=V2)
    assert len(texts(answer)) <= 4000
    assert len(list(selects(answer))) <= 1
