"""A chapter is told to everybody, page by page, by the clock or by whoever presses Next."""

import pytest
from simcord.components import walk_components

from bot.core.packs.library import Library
from bot.core.stories.telling import TO_CHOOSE, page_duration
from bot.storage.stories import seen
from bot.ui.stories.telling.views import page_layout
from tests.core.builders import ADA, BRUNO, CARLA, a_chapter, a_pack, a_telling, an_ask
from tests.ui.acting import a_thread, press, set_aside
from tests.ui.hearing import controls, forbid, newest, pages, stand, tell, turn_to
from tests.ui.world import World, asked_on, buttons, labels, texts

OPEN = ["st", "sz", "sx"]


@pytest.fixture
def chapter(world):
    """Twelve beats; the first two ask something."""
    return world.pack.chapters[0]


async def test_a_story_is_told_in_a_thread_under_its_card(world, ada, chapter):
    answered = await ada.slash(world.channel, "story tell", chapter=chapter.id)
    card = texts(answered.response)
    assert chapter.title in card
    assert chapter.teaser in card
    assert ada.mention in card
    assert buttons(answered.response) == []
    (thread,) = world.channel.threads
    assert thread.id == answered.response.id
    assert thread.name == chapter.title
    opening = newest(world, thread)
    assert chapter.hook in texts(opening)
    assert controls(opening) == OPEN


@pytest.mark.parametrize("denied", ["create_public_threads", "send_messages_in_threads"])
async def test_where_no_thread_may_be_opened_the_story_is_told_in_the_channel(world, ada, chapter, denied):
    forbid(world, world.channel, **{denied: True})
    card = (await ada.slash(world.channel, "story tell", chapter=chapter.id)).response
    assert chapter.title in texts(card)
    opening = newest(world, world.channel)
    assert chapter.hook in texts(opening)
    assert controls(opening) == OPEN
    assert world.channel.threads == []


async def test_where_the_thread_fails_the_story_is_told_in_the_channel(world, ada, chapter):
    world.env.inject_error("POST", "/channels/*/messages/*/threads", status=403, code=50013)
    await tell(world, ada, chapter)
    card, opening = pages(world, world.channel)
    assert chapter.teaser in texts(card)
    assert chapter.hook in texts(opening)
    await stand(world, chapter, 0)
    assert chapter.beats[0].text in texts(newest(world, world.channel))


async def test_where_the_thread_fails_and_the_channel_is_closed_the_teller_is_told(
    world, ada, chapter, database
):
    forbid(world, world.channel, send_messages=True)
    world.env.inject_error("POST", "/channels/*/messages/*/threads", status=400, code=160006)
    answered = await ada.slash(world.channel, "story tell", chapter=chapter.id)
    assert [one for one in answered.followups if "I lack Send Messages" in texts(one)]
    assert all(one.ephemeral for one in answered.followups)
    assert chapter.hook not in texts(newest(world, world.channel))
    forbid(world, world.channel)
    assert not (await ada.slash(world.channel, "story tell")).ephemeral


async def test_in_a_thread_the_story_is_told_right_there(world, ada, chapter):
    thread = a_thread(world, world.channel, ada)
    card = (await ada.slash(thread, "story tell", chapter=chapter.id)).response
    assert card.channel_id == thread.id
    assert chapter.hook in texts(newest(world, thread))
    assert len(world.channel.threads) == 1


async def test_the_beats_come_by_themselves_at_the_pace_of_their_words(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    await world.wait(0.5)
    for position, beat in enumerate(chapter.beats):
        await world.wait(page_duration(chapter, position).total_seconds() - 1)
        assert beat.text not in texts(newest(world, thread))
        await world.wait(1)
        assert beat.text in texts(newest(world, thread))


async def test_only_the_newest_page_has_controls(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    await turn_to(world, thread, bruno, chapter.beats[4])
    await stand(world, chapter, 5)
    opening, *told, last = pages(world, thread)
    assert controls(last) == OPEN
    assert chapter.beats[5].text in texts(last)
    assert not any(buttons(page) for page in (opening, *told))
    assert all(beat.text in texts(page) for beat, page in zip(chapter.beats[:5], told, strict=True))


async def test_anybody_may_turn_the_page(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    await bruno.click(newest(world, thread), label="Next")
    assert chapter.beats[0].text in texts(newest(world, thread))


async def test_two_presses_at_one_page_turn_it_once(world, ada, bruno, carla, chapter):
    thread = await tell(world, ada, chapter)
    opening = newest(world, thread)
    turning = next(one["custom_id"] for one in buttons(opening) if one["label"] == "Next")
    await bruno.click(opening, label="Next")
    late = await press(world, carla, turning, on=opening)
    assert late.ephemeral
    assert "moved on" in texts(late.response)
    assert len(pages(world, thread)) == 2


@pytest.mark.parametrize("name", ["sz", "sg", "sx", "so"])
async def test_an_old_page_s_buttons_say_that_the_story_has_moved_on(world, ada, chapter, name):
    thread = await tell(world, ada, chapter)
    opening = newest(world, thread)
    await ada.click(opening, label="Next")
    custom_id = f"{name}:1:0:0" if name == "so" else f"{name}:1:0"
    late = await press(world, ada, custom_id, on=opening)
    assert late.ephemeral
    assert "moved on" in texts(late.response)


async def test_each_beat_costs_two_calls(world, ada, chapter, record_property):
    beats = len(chapter.beats)
    before = len(world.env.http_requests)
    thread = await tell(world, ada, chapter)
    opening = len(world.env.http_requests) - before
    for position in range(beats):
        at = len(world.env.http_requests)
        await stand(world, chapter, position)
        assert len(world.env.http_requests) - at == 2
    await stand(world, chapter, beats)
    assert "Here ends" in texts(newest(world, thread))
    calls = world.calls(before)
    record_property("calls", dict(calls))
    assert opening == 3, "the card, the thread, the opening"
    assert calls.total() == 3 + beats * 2 + 2, calls


async def test_pressing_next_costs_the_same_two_calls(world, ada, bruno, chapter):
    forbid(world, world.channel, create_public_threads=True)
    before = len(world.env.http_requests)
    await tell(world, ada, chapter)
    for _ in range(len(chapter.beats) + 1):
        await bruno.click(newest(world, world.channel), label="Next")
    assert "Here ends" in texts(newest(world, world.channel))
    calls = world.calls(before)
    assert calls.total() == 2 + len(chapter.beats) * 2 + 2, calls


# What the listeners choose


async def test_a_choice_is_counted_on_the_page_and_opens_the_next(world, ada, bruno, carla, chapter):
    thread = await tell(world, ada, chapter)
    beat = chapter.beats[0]
    page = await turn_to(world, thread, ada, beat)
    assert beat.ask.prompt in texts(page)
    assert "What do you say?" in texts(page)
    await bruno.click(page, label="Fact")
    await carla.click(page, label="Fact")
    await carla.click(page, label="Legend")
    await ada.click(page, label="Legend")
    assert "Fact **1** · Legend **2**" in texts(page)
    await bruno.click(page, label="Next")
    following = texts(newest(world, thread))
    assert following.startswith("-# *Legend*, you said.")
    assert beat.ask.told in following
    assert chapter.beats[1].text in following
    assert "Fact **1** · Legend **2**" in texts(page)
    assert buttons(page) == []


async def test_where_nobody_chooses_the_story_says_so_and_goes_on(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    await turn_to(world, thread, ada, chapter.beats[1])
    assert "Nobody would say." in texts(newest(world, thread))


async def test_listeners_who_disagree_are_told_so(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[0])
    await ada.click(page, label="Fact")
    await bruno.click(page, label="Legend")
    await turn_to(world, thread, ada, chapter.beats[1])
    assert "You could not agree: *Fact* and *Legend*." in texts(newest(world, thread))


async def test_a_page_that_asks_stands_long_enough_to_choose(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[0])
    await world.wait(TO_CHOOSE.total_seconds())
    assert newest(world, thread).id == page.id


async def test_an_option_that_was_never_offered_is_refused(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[0])
    refused = await press(world, ada, "so:1:1:7", on=page)
    assert refused.ephemeral
    assert "not one of the answers" in texts(refused.response)


# Who leads


@pytest.mark.parametrize("label", ["Pause", "Stop"])
async def test_a_stranger_can_neither_pause_nor_stop(world, ada, bruno, carla, chapter, label):
    thread = await tell(world, bruno, chapter)
    page = newest(world, thread)
    refused = await carla.click(page, label=label)
    assert refused.ephemeral
    assert bruno.mention in texts(refused.response)
    assert controls(page) == OPEN


@pytest.mark.parametrize("who", ["bruno", "ada"])
async def test_the_teller_and_who_manages_the_server_pause_and_go_on(world, ada, bruno, carla, chapter, who):
    leader = {"ada": ada, "bruno": bruno}[who]
    thread = await tell(world, bruno, chapter)
    page = await turn_to(world, thread, carla, chapter.beats[3])
    await leader.click(page, label="Pause")
    assert "The story rests" in texts(page)
    assert labels(page) == ["Go on", "Stop"]
    await world.wait(3_000)
    assert newest(world, thread).id == page.id
    await leader.click(page, label="Go on")
    assert controls(page) == OPEN
    await world.wait(8.5)
    assert chapter.beats[4].text in texts(newest(world, thread))


async def test_nobody_turns_the_page_of_a_story_that_rests(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    turning = buttons(page)[0]["custom_id"]
    await ada.click(page, label="Pause")
    refused = await press(world, bruno, turning, on=page)
    assert refused.ephemeral
    assert "The story rests" in texts(refused.response)


async def test_a_story_that_rested_for_long_goes_on_though_its_old_page_cannot_be_edited(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    await ada.click(page, label="Pause")
    await world.wait(2 * 3600)
    await ada.click(page, label="Go on")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=400, code=30046)
    await world.wait(8.5)
    assert chapter.beats[0].text in texts(newest(world, thread))


async def test_a_stopped_story_offers_the_rest_in_private(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[2])
    await ada.click(page, label="Stop")
    assert "broken off" in texts(page)
    assert labels(page) == ["Read on by yourself"]
    before = len(pages(world, thread))
    await world.wait(600)
    assert len(pages(world, thread)) == before
    read = await bruno.click(page, label="Read on by yourself")
    assert read.ephemeral
    assert chapter.beats[3].text in texts(read.response)


async def test_a_press_after_the_end_is_told_that_it_is_over(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    turning = buttons(page)[0]["custom_id"]
    await ada.click(page, label="Stop")
    refused = await press(world, bruno, turning, on=page)
    assert refused.ephemeral
    assert "over" in texts(refused.response)


# The end


async def to_the_end(world: World, teller, chapter, channel=None):
    where = await tell(world, teller, chapter, channel)
    for _ in range(len(chapter.beats) + 1):
        await teller.click(newest(world, where), label="Next")
    return where


async def test_the_close_credits_the_work_and_leads_on(world, ada, chapter):
    thread = await to_the_end(world, ada, chapter)
    close = newest(world, thread)
    shown = texts(close)
    assert world.pack.credits.author in shown
    assert f"{len(chapter.sources)} sources" in shown
    assert world.pack.chapters[1].title in shown
    assert world.pack.chapters[1].teaser in shown
    assert labels(close) == ["Quiz us on this", "Tell the next chapter"]


async def test_the_last_chapter_leads_nowhere(world, ada):
    thread = await to_the_end(world, ada, world.pack.chapters[-1])
    assert "last chapter" in texts(newest(world, thread))
    assert labels(newest(world, thread)) == ["Quiz us on this"]


async def test_a_quiz_on_this_asks_of_this_chapter_alone(world, ada, bruno, chapter):
    thread = await to_the_end(world, ada, chapter)
    board = (await bruno.click(newest(world, thread), label="Quiz us on this")).response
    assert chapter.title in texts(board)
    await bruno.click(board, label="Join")
    await world.wait(31)
    theirs = [one for one in world.pack.questions if world.pack.chapter_of(one.told_in) == chapter.id]
    asked = set()
    while any(one["custom_id"].startswith("tq:") for one in buttons(board)):
        shown = asked_on(board)
        asked |= {one.id for one in theirs if one.prompt in shown}
        await bruno.click(board, custom_id=world.right_answer(board))
        await world.wait(1)
    assert len(asked) == min(10, len(theirs))


async def test_a_quiz_is_refused_where_trivia_is_not_welcome(world, ada, bruno, chapter):
    thread = await to_the_end(world, ada, chapter)
    await set_aside(world, ada, "trivia", world.elsewhere)
    refused = await bruno.click(newest(world, thread), label="Quiz us on this")
    assert refused.ephemeral
    assert world.elsewhere.mention in texts(refused.response)


async def test_the_next_chapter_is_told_where_the_last_one_was(world, ada, bruno, chapter):
    thread = await to_the_end(world, ada, chapter)
    close = newest(world, thread)
    answered = await bruno.click(close, label="Tell the next chapter")
    assert answered.response.channel_id == thread.id
    assert bruno.mention in texts(answered.response)
    assert world.pack.chapters[1].hook in texts(newest(world, thread))
    refused = await ada.click(close, label="Tell the next chapter")
    assert refused.ephemeral


async def test_a_server_has_heard_a_chapter_when_its_last_beat_is_told(world, ada, chapter, database):
    async def heard():
        async with database.transaction() as connection:
            return set(await seen.load(connection, world.guild.id, world.pack.id, seen.SeenKind.CHAPTER))

    thread = await tell(world, ada, chapter)
    await turn_to(world, thread, ada, chapter.beats[-2])
    assert await heard() == set()
    await turn_to(world, thread, ada, chapter.beats[-1])
    assert await heard() == {chapter.id}


async def test_with_no_chapter_named_the_first_unheard_is_told(world, ada, chapter):
    await to_the_end(world, ada, chapter)
    thread = await tell(world, ada)
    assert thread.name == world.pack.chapters[1].title


# Where


async def test_outside_a_server_nothing_is_told_to_everybody(world):
    dora = world.env.create_user("dora", global_name="Dora")
    refused = await dora.slash("story tell")
    assert refused.ephemeral
    assert "only in a server" in texts(refused.response)


async def test_a_bot_that_is_no_member_of_the_server_says_so(world, ada, monkeypatch):
    monkeypatch.setattr(world.env.bot, "get_guild", lambda _guild_id: None)
    refused = await ada.slash(world.channel, "story tell")
    assert refused.ephemeral
    assert "no member of this server" in texts(refused.response)


async def test_stories_are_told_only_where_they_are_welcome(world, ada):
    await set_aside(world, ada, "stories", world.elsewhere)
    refused = await ada.slash(world.channel, "story tell")
    assert refused.ephemeral
    assert world.elsewhere.mention in texts(refused.response)


async def test_what_the_bot_lacks_is_named(world, ada):
    forbid(world, world.channel, create_public_threads=True, send_messages=True)
    refused = await ada.slash(world.channel, "story tell")
    assert refused.ephemeral
    assert "Send Messages" in texts(refused.response)


async def test_one_story_a_channel_and_the_second_is_led_to_the_first(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    for there in (world.channel, thread):
        refused = await bruno.slash(there, "story tell")
        assert refused.ephemeral
        link = f"https://discord.com/channels/{world.guild.id}/{thread.id}/{newest(world, thread).id}"
        assert link in texts(refused.response)
    assert not (await bruno.slash(world.elsewhere, "story tell")).ephemeral


async def test_a_story_that_rests_for_an_hour_gives_way(world, ada, bruno, chapter):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    await ada.click(page, label="Pause")
    await world.wait(3_500)
    assert (await bruno.slash(world.channel, "story tell")).ephemeral
    await world.wait(101)
    assert not (await bruno.slash(world.channel, "story tell")).ephemeral
    assert "over" in texts((await ada.click(page, label="Go on")).response)


async def test_a_chapter_that_is_typed_is_told(world, ada):
    told = await ada.slash(world.channel, "story tell", chapter="the kis in rome")
    assert not told.ephemeral
    assert "The Kiss in Rome" in texts(told.response)


async def test_of_several_chapters_one_is_chosen_and_told_in_the_channel(world, ada):
    asked = await ada.slash(world.channel, "story tell", chapter="moss")
    assert asked.ephemeral
    told = await ada.click(asked.response, label="5. Seventeen Pages")
    assert not told.ephemeral
    assert "Seventeen Pages" in texts(told.response)


async def test_the_command_offers_the_chapters(world, ada):
    offered = await ada.autocomplete(world.channel, "story tell", "chapter", "")
    assert [one["value"] for one in offered] == [one.id for one in world.pack.chapters]


def test_what_was_asked_on_the_last_beat_is_answered_by_the_close(catalogues):
    chapter = a_chapter(beats=[{"id": "only", "text": "That was all.", "ask": an_ask().model_dump()}])
    telling = a_telling(position=2, shown=1, choices={1: {ADA: 1, BRUNO: 1, CARLA: 0}})
    page = page_layout(telling, Library((a_pack(chapters=[chapter]),)), catalogues.for_locale("en"))
    shown = [str(one.get("content", "")) for one in walk_components(page.to_components())]
    assert shown[0] == f"-# *{an_ask().options[1]}*, you said.\n{an_ask().told}"
    assert any("Here ends" in one for one in shown)


# A story that cannot begin


@pytest.mark.parametrize(
    ("status", "code", "wait", "why"),
    [
        (403, 50001, 0, "add me to the thread"),
        (403, 50013, 0, "add me to the thread"),
        (404, 10003, 0, "not there any more"),
        (400, 50083, 0, "The thread is closed"),
        (403, 160005, 0, "The thread is closed"),
        (503, 0, 70, "Discord took no word of mine"),
    ],
)
async def test_where_the_first_page_cannot_be_posted_the_announcement_says_so(
    world, ada, caplog, status, code, wait, why
):
    world.env.inject_error("POST", "/channels/*/messages", status=status, code=code, times=None)
    card = (await ada.slash(world.channel, "story tell")).response
    await world.wait(1 + wait)
    assert why in texts(card)
    assert "it begins right below" not in texts(card)
    assert labels(card) == []
    world.env.backend.faults.clear()
    # The channel is free again.
    again = await ada.slash(world.channel, "story tell")
    assert not again.ephemeral
    caplog.clear()


async def test_a_page_that_fails_once_is_posted_all_the_same(world, ada, chapter, caplog):
    world.env.inject_error("POST", "/channels/*/messages", status=503)
    answered = await ada.slash(world.channel, "story tell", chapter=chapter.id)
    await world.wait(6)
    assert "it begins right below" in texts(answered.response)
    caplog.clear()
