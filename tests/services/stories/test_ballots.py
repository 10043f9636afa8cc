"""Claims at the service: what is given back."""

import itertools
from datetime import timedelta

import pytest

from bot.content.loading import load_pack
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.stories.votes import Ballot
from bot.services.stories.ballots import Ballots
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
def ballots(database, library):
    seeds = itertools.count()
    return Ballots(database, library, lambda: next(seeds))


async def had(database, library, kind, audience):
    async with database.transaction() as connection:
        return await seen.load(connection, audience, library.default.id, kind)


@pytest.mark.parametrize("place", [PLACE, ALONE])
async def test_a_claim_that_nobody_saw_is_given_back_and_its_vote_ends(ballots, database, library, place):
    ballot = await ballots.put_claim(place, ADA, "en", NOON)
    assert isinstance(ballot, Ballot)
    await ballots.withdraw(ballot)
    assert await had(database, library, "legend", place.guild_id or ADA.member_id) == {}
    assert await ballots.open_ballots() == []
