"""A telling outlives a restart and a failing Discord; it ends with its channel."""

import asyncio
import logging
from dataclasses import replace

import aiohttp
import discord
import pytest

from bot.core.stories.telling import page_duration
from bot.storage.stories import tellings
from tests.ui.hearing import forbid, newest, pages, stand, tell, turn_to
from tests.ui.world import DelayedClick, buttons, labels, texts

POST = "/channels/*/messages"


@pytest.fixture
def chapter(world):
    """Twelve beats; the first two ask something."""
    return world.pack.chapters[0]


async def kept(database, telling_id=1):
    """The telling on disk."""
    async with database.transaction() as connection:
        telling = await tellings.load(connection, telling_id)
    assert telling is not None
    return telling


async def test_a_telling_goes_on_at_the_beat_where_it_stood(world, ada, chapter, restart):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[3])
    await restart(downtime=3)
    assert newest(world, thread).id == page.id
    await world.wait(page_duration(chapter, 4).total_seconds() - 3.5)
    assert newest(world, thread).id == page.id
    await world.wait(1)
    assert chapter.beats[4].text in texts(newest(world, thread))
    assert buttons(page) == []


async def test_a_page_that_fell_due_while_the_bot_was_away_gives_people_a_moment(
    world, ada, chapter, restart
):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[3])
    await restart(downtime=3_600)
    await world.wait(4.5)
    assert newest(world, thread).id == page.id
    await world.wait(1)
    assert chapter.beats[4].text in texts(newest(world, thread))


async def test_a_story_that_rests_rests_after_a_restart_too(world, ada, chapter, restart):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    await ada.click(page, label="Pause")
    await restart(downtime=60)
    await world.wait(600)
    assert newest(world, thread).id == page.id
    await ada.click(page, label="Go on")
    await world.wait(8.5)
    assert chapter.beats[0].text in texts(newest(world, thread))


async def test_a_rest_that_was_never_shown_is_shown_after_a_restart(world, ada, chapter, restart):
    thread = await tell(world, ada, chapter)
    page = newest(world, thread)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await ada.click(page, label="Pause")
    assert labels(page) == ["Next", "Pause", "Stop"]
    await restart()
    await world.wait(1)
    assert labels(page) == ["Go on", "Stop"]


async def test_a_story_that_has_rested_for_long_costs_no_call_at_a_restart(world, ada, chapter, restart):
    thread = await tell(world, ada, chapter)
    await ada.click(newest(world, thread), label="Pause")
    await world.wait(3_600)
    before = len(world.env.http_requests)
    await restart()
    await world.wait(1)
    assert world.calls(before)["PATCH channels/messages"] == 0


async def test_a_chapter_that_has_become_shorter_than_it_was_told_leaves_the_channel_free(
    world, ada, chapter, restart, database
):
    thread = await tell(world, ada, chapter)
    standing, beyond = await kept(database), len(chapter.beats) + 1
    async with database.transaction() as connection:
        await tellings.save(connection, standing, replace(standing, position=beyond, shown=beyond))
    await restart()
    assert await tell(world, ada, chapter) != thread


async def test_a_choice_made_before_a_restart_counts_after_it(world, ada, bruno, chapter, restart):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[0])
    await bruno.click(page, label="Legend")
    await restart()
    await ada.click(page, label="Next")
    assert "*Legend*, you said." in texts(newest(world, thread))


async def test_a_page_kept_and_not_posted_is_posted_after_the_restart(world, ada, chapter, restart, database):
    thread = await tell(world, ada, chapter)
    world.env.inject_error("POST", POST, status=502, times=None)
    await ada.click(newest(world, thread), label="Next")
    standing = await kept(database)
    assert (standing.position, standing.shown) == (1, 0)
    world.env.backend.faults.clear()
    await restart()
    await world.wait(0.1)
    opening, first = pages(world, thread)
    assert chapter.beats[0].text in texts(first)
    assert buttons(opening) == []


@pytest.mark.parametrize("apart", [True, False])
async def test_an_opening_that_was_announced_comes_after_the_restart(world, ada, chapter, restart, apart):
    forbid(world, world.channel, create_public_threads=not apart)
    world.env.inject_error("POST", POST, status=502, times=None)
    there = await tell(world, ada, chapter)
    assert there.is_thread == apart
    world.env.backend.faults.clear()
    await restart()
    await world.wait(0.1)
    assert chapter.hook in texts(newest(world, there))


async def test_a_story_that_could_not_be_announced_leaves_the_channel_free(world, ada, caplog, chapter):
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await ada.slash(world.channel, "story tell", chapter=chapter.id)
    world.env._errors.clear()
    await tell(world, ada, chapter)
    assert len(world.channel.threads) == 1


async def test_where_the_way_to_discord_fails_the_channel_is_free_again(
    world, ada, chapter, monkeypatch, caplog
):
    async def cut_off(*_arguments, **_options):
        raise aiohttp.ClientConnectionError

    with monkeypatch.context() as wire:
        wire.setattr(discord.InteractionResponse, "send_message", cut_off)
        wire.setattr(discord.Webhook, "send", cut_off)
        await ada.slash(world.channel, "story tell", chapter=chapter.id)
    world.env._errors.clear()
    caplog.clear()
    await tell(world, ada, chapter)
    assert len(world.channel.threads) == 1


async def test_where_the_way_to_the_thread_fails_the_story_is_told_in_the_channel(
    world, ada, chapter, monkeypatch
):
    async def cut_off(*_arguments, **_options):
        raise aiohttp.ClientConnectionError

    monkeypatch.setattr(discord.PartialMessage, "create_thread", cut_off)
    assert await tell(world, ada, chapter) == world.channel
    assert chapter.hook in texts(newest(world, world.channel))


async def test_every_page_is_posted_with_a_nonce_of_its_own(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    await turn_to(world, thread, ada, chapter.beats[2])
    posted = [
        entry.json
        for entry in world.env.http_requests
        if entry.method == "POST" and entry.path.endswith(f"{thread.id}/messages")
    ]
    assert [one["nonce"] for one in posted] == ["1:0", "1:1", "1:2", "1:3"]
    assert all(one["enforce_nonce"] for one in posted)


@pytest.mark.parametrize("status", [502, 429])
async def test_a_page_that_discord_fails_is_tried_again(world, ada, chapter, status):
    thread = await tell(world, ada, chapter)
    world.env.inject_error("POST", POST, status=status, times=None)
    await stand(world, chapter, 0)
    world.env.backend.faults.clear()
    await world.wait(60)
    assert chapter.beats[0].text in texts(pages(world, thread)[1])


async def test_while_discord_fails_on_the_story_rests_and_can_go_on(world, ada, chapter, database):
    thread = await tell(world, ada, chapter)
    opening = newest(world, thread)
    world.env.inject_error("POST", POST, status=502, times=None)
    world.env.inject_error("PATCH", "/channels/*", status=502, times=None)
    await ada.click(opening, label="Next")
    assert buttons(opening) == []
    await world.wait(600)
    assert (await kept(database)).state == "paused"
    world.env.backend.faults.clear()
    await world.wait(90)
    assert labels(opening) == ["Go on", "Stop"]
    await ada.click(opening, label="Go on")
    await world.wait(8.5)
    assert chapter.beats[0].text in texts(newest(world, thread))


@pytest.mark.parametrize("gone", ["thread", "channel"])
async def test_a_deleted_channel_or_thread_ends_the_story_at_once(world, ada, chapter, database, gone):
    thread = await tell(world, ada, chapter)
    before = len(world.env.http_requests)
    world.env.backend.delete_channel(thread.id if gone == "thread" else world.channel.id)
    await world.env.settle()
    assert (await kept(database)).state == "lost"
    await world.wait(600)
    assert not world.env.http_requests[before:]


async def test_a_channel_found_gone_ends_the_story_quietly(world, ada, chapter, database, caplog):
    await tell(world, ada, chapter)
    world.env.inject_error("POST", POST, status=404, code=10003)
    with caplog.at_level(logging.INFO):
        await stand(world, chapter, 0)
    assert (await kept(database)).state == "lost"
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]


async def test_a_permission_taken_away_ends_the_story_with_a_word_to_the_log(
    world, ada, chapter, database, caplog
):
    await tell(world, ada, chapter)
    forbid(world, world.channel, send_messages_in_threads=True)
    await stand(world, chapter, 0)
    assert (await kept(database)).state == "lost"
    assert "telling 1 ends" in caplog.text


@pytest.mark.parametrize("pressed", [True, False])
async def test_a_permission_taken_away_is_told_on_the_page_where_the_story_stood(
    world, ada, bruno, chapter, pressed
):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[2])
    forbid(world, world.channel, send_messages_in_threads=True)
    if pressed:
        await bruno.click(page, label="Next")
    await stand(world, chapter, 3)
    assert "Here the telling was broken off" in texts(page)
    assert labels(page) == ["Read on by yourself"]


async def test_a_deleted_page_does_not_end_the_story(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[2])
    world.env.backend.delete_message(page.channel_id, page.id)
    await stand(world, chapter, 3)
    assert chapter.beats[3].text in texts(newest(world, thread))


async def test_an_answer_that_discord_refuses_still_turns_the_page(world, ada, chapter, caplog):
    thread = await tell(world, ada, chapter)
    opening = newest(world, thread)
    world.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062)
    await ada.click(opening, label="Next")
    assert chapter.beats[0].text in texts(newest(world, thread))
    assert buttons(opening) == []


async def test_a_tally_that_lands_after_the_story_moved_on_brings_no_controls_back(
    world, ada, bruno, chapter, monkeypatch
):
    # Discord takes the choice late: the simulator's answer is held until the test lets it go.
    held = asyncio.Event()
    edit = discord.InteractionResponse.edit_message

    async def late(response, **changes):
        if response._parent.data.get("custom_id", "").startswith("so:"):
            await world.env.external_wait(held.wait(), reason="Discord takes its time")
        return await edit(response, **changes)

    thread = await tell(world, ada, chapter)
    page = await turn_to(world, thread, ada, chapter.beats[0])
    monkeypatch.setattr(discord.InteractionResponse, "edit_message", late)
    await bruno.click(page, label="Legend")
    await ada.click(page, label="Next")
    held.set()
    await world.env.settle()
    await world.wait(0.1)
    assert buttons(page) == []
    assert "Legend **1**" in texts(page)


async def test_a_press_and_the_timer_at_once_turn_one_page(world, ada, chapter):
    thread = await tell(world, ada, chapter)
    opening = newest(world, thread)
    turning = next(one["custom_id"] for one in buttons(opening) if one["label"] == "Next")
    click = DelayedClick(world, ada, opening, turning)
    world.env.backend.advance_clock(page_duration(chapter, 0).total_seconds() + 1)
    click.arrives_unseen()
    await world.wait(0.1)
    assert len(pages(world, thread)) == 2
    assert chapter.beats[0].text in texts(newest(world, thread))
