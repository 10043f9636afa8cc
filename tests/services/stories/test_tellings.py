"""Tellings at the service: what races and what is kept, without Discord in between."""

import asyncio
from datetime import timedelta

import pytest

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories.telling import Telling, TellingState
from bot.services.stories.tellings import Tellings
from bot.storage.stories import seen
from tests.core.builders import NOON, a_pack, after

GUILD = 1
PLACE = Place(guild_id=GUILD, channel_id=10)
ADA, BRUNO = Actor(100, "Ada"), Actor(101, "Bruno")


@pytest.fixture
def pack():
    return a_pack()


@pytest.fixture
def tellings(database, pack):
    return Tellings(database, Library((pack,)))


async def begun(tellings, words=None, place=PLACE, at=NOON) -> Telling:
    telling = await tellings.start(place, ADA, words, "en", at)
    assert isinstance(telling, Telling), telling
    landed = await tellings.landed(telling.id, 0, 300, at)
    assert isinstance(landed, Telling)
    return landed


async def told(tellings, words=None) -> Telling:
    """A telling that has come to its end."""
    telling = await begun(tellings, words)
    chapter = tellings.chapter(telling)
    for page in range(len(chapter.beats) + 1):
        await tellings.advance(telling.id, page, NOON)
        telling = await tellings.landed(telling.id, page + 1, 301 + page, NOON)
    assert telling.state is TellingState.TOLD
    return telling


def reason(outcome):
    return outcome.reason if isinstance(outcome, Refusal) else None


async def test_of_twenty_stories_asked_for_at_once_one_begins_and_the_others_are_led_to_it(tellings):
    asked = (tellings.start(PLACE, Actor(200 + n, f"Fan {n}"), None, "en", NOON) for n in range(20))
    outcomes = await asyncio.gather(*asked)
    assert sum(isinstance(one, Telling) for one in outcomes) == 1
    refusals = [one for one in outcomes if isinstance(one, Refusal)]
    assert {one.reason for one in refusals} == {Reason.TELLING_RUNNING}
    assert all(one.values["channel_id"] == PLACE.channel_id for one in refusals)


async def test_of_twenty_presses_at_once_one_turns_the_page(tellings):
    telling = await begun(tellings)
    outcomes = await asyncio.gather(*(tellings.advance(telling.id, 0, NOON) for _ in range(20)))
    assert sum(isinstance(one, Telling) for one in outcomes) == 1
    assert {reason(one) for one in outcomes} == {None, Reason.STORY_MOVED_ON}
    now = await tellings.find(telling.id)
    assert now.position == 1


async def test_a_story_is_told_in_a_server_only(tellings):
    refused = await tellings.start(Place(None, 10), ADA, None, "en", NOON)
    assert reason(refused) is Reason.GUILD_ONLY


async def test_the_first_chapter_not_heard_is_told_and_after_all_the_first_again(tellings, pack):
    for chapter in pack.chapters:
        assert (await told(tellings)).chapter_id == chapter.id
    assert (await told(tellings)).chapter_id == pack.chapters[0].id


async def test_the_server_has_heard_a_chapter_with_its_last_beat(tellings, pack, database):
    async def heard():
        async with database.transaction() as connection:
            return list(await seen.load(connection, GUILD, pack.id, seen.SeenKind.CHAPTER))

    telling = await begun(tellings)
    for page in range(3):
        assert await heard() == []
        await tellings.advance(telling.id, page, NOON)
        await tellings.landed(telling.id, page + 1, 301 + page, NOON)
    assert await heard() == [telling.chapter_id]


async def test_the_next_chapter_follows_in_the_presser_s_name(tellings, pack):
    first = await told(tellings, "1")
    second = await tellings.start_following(first.id, PLACE, BRUNO, "en", NOON)
    assert (second.chapter_id, second.teller_id) == (pack.chapters[1].id, BRUNO.member_id)


async def test_nothing_follows_the_last_chapter_or_a_telling_that_never_was(tellings):
    last = await told(tellings, "3")
    assert reason(await tellings.start_following(last.id, PLACE, BRUNO, "en", NOON)) is Reason.GONE
    assert reason(await tellings.start_following(404, PLACE, BRUNO, "en", NOON)) is Reason.GONE


async def test_a_lost_telling_leaves_its_channel_free(tellings):
    telling = await begun(tellings)
    await tellings.lose(telling.id, NOON)
    assert await tellings.running() == []
    again = await begun(tellings)
    assert await tellings.running() == [again]


async def test_losing_what_has_ended_changes_nothing(tellings):
    telling = await told(tellings)
    await tellings.lose(telling.id, after(9))
    assert await tellings.find(telling.id) == telling


async def test_a_story_that_rests_for_an_hour_ends_when_another_is_asked_for(tellings):
    first = await begun(tellings)
    await tellings.pause(first.id, 0, ADA, NOON)
    hour = NOON + timedelta(hours=1)
    early = await tellings.start(PLACE, BRUNO, None, "en", hour - timedelta(seconds=1))
    assert reason(early) is Reason.TELLING_RUNNING
    second = await begun(tellings, at=hour)
    assert await tellings.running() == [second]
    assert (await tellings.find(first.id)).state is TellingState.STOPPED


@pytest.mark.parametrize("lead", ["pause", "go_on", "stop"])
async def test_a_stranger_leads_nothing(tellings, lead):
    telling = await begun(tellings)
    refused = await getattr(tellings, lead)(telling.id, 0, BRUNO, NOON)
    assert reason(refused) is Reason.NOT_TELLER
    assert await tellings.find(telling.id) == telling


async def test_a_chapter_that_the_pack_has_no_more_is_gone_for_every_press(tellings, database):
    telling = await begun(tellings, "2")
    other = a_pack(chapters=a_pack().chapters[:1])
    since = Tellings(database, Library((StoryPack.model_validate(other.model_dump()),)))
    outcomes = [
        await since.advance(telling.id, 0, NOON),
        await since.pause(telling.id, 0, ADA, NOON),
        await since.choose(telling.id, 0, 0, ADA.member_id),
        await since.landed(telling.id, 1, 301, NOON),
    ]
    assert [reason(one) for one in outcomes] == [Reason.GONE] * 4
    await since.lose(telling.id, NOON)
    assert await since.running() == []
