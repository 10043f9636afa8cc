"""Anecdotes at the service: what two ask for at once, and what is given back."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from bot.content.loading import load_pack
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.services.stories.anecdotes import Anecdotes, ToldAnecdote
from bot.storage.stories import seen
from tests.content import little_tale
from tests.core.builders import NOON

GUILD = 1
PLACE, ALONE = Place(guild_id=GUILD, channel_id=10), Place(None, 11)
ADA = Actor(100, "Ada")
LATER = NOON + timedelta(seconds=1)


@pytest.fixture
def library(tmp_path):
    pack = load_pack(little_tale.write(tmp_path / "stories"))
    assert not isinstance(pack, Faults), pack
    first = pack.anecdotes[0]
    more = tuple(first.model_copy(update={"id": f"another-{number}"}) for number in range(3))
    return Library((pack.model_copy(update={"anecdotes": (first, *more)}),))


@pytest.fixture
def anecdotes(database, library):
    seeds = itertools.count()
    return Anecdotes(database, library, lambda: next(seeds))


async def tell(anecdotes, at=NOON, place=PLACE) -> str:
    told = await anecdotes.tell(place, ADA, None, at)
    assert isinstance(told, ToldAnecdote)
    return told.anecdote.id


async def had(database, library, kind="anecdote", audience=GUILD):
    async with database.transaction() as connection:
        return await seen.load(connection, audience, library.default.id, kind)


async def test_of_many_asked_for_at_once_none_is_told_twice(anecdotes, library):
    ids = [one.id for one in library.default.anecdotes]
    assert sorted(await asyncio.gather(*(tell(anecdotes) for _ in ids))) == sorted(ids)


async def test_of_two_at_once_the_one_that_failed_is_given_back_alone(anecdotes, database, library):
    landed, failed = await asyncio.gather(tell(anecdotes), tell(anecdotes, LATER))
    await anecdotes.give_back(PLACE, ADA, failed, LATER)
    assert await had(database, library) == {landed: NOON}


async def test_what_was_told_before_is_given_back_as_told_then(anecdotes, database, library):
    for number, _ in enumerate(library.default.anecdotes):
        await tell(anecdotes, NOON + timedelta(minutes=number))
    before = await had(database, library)
    again = await tell(anecdotes, NOON + timedelta(hours=1))
    await anecdotes.give_back(PLACE, ADA, again, NOON + timedelta(hours=1))
    assert await had(database, library) == before


async def test_alone_it_is_given_back_to_the_reader(anecdotes, database, library):
    told = await tell(anecdotes, place=ALONE)
    await anecdotes.give_back(ALONE, ADA, told, NOON)
    assert await had(database, library, audience=ADA.member_id) == {}
