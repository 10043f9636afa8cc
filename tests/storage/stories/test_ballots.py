import asyncio

import pytest

from bot.core.stories.votes import Ballot
from bot.storage.database import Database
from bot.storage.stories import ballots
from tests.core.builders import ADA, BRUNO, CARLA, NOON, a_legend, after
from tests.storage.builders import CHANNEL, GUILD, PACK, a_claim


async def opened(database: Database, draft: ballots.NewBallot | None = None) -> int:
    async with database.transaction() as connection:
        return await ballots.create(connection, draft or a_claim())


async def loaded(database: Database, ballot_id: int) -> Ballot:
    async with database.transaction() as connection:
        ballot = await ballots.load(connection, ballot_id)
    assert ballot is not None
    return ballot


@pytest.mark.parametrize("guild_id", [GUILD, None])
async def test_a_claim_is_loaded_as_it_was_put(database: Database, guild_id: int | None) -> None:
    claim = a_legend(verdict="fact", claim="Seventy-seven cars «started».", told_in="the-start/the-ramp")
    ballot_id = await opened(database, a_claim(guild_id=guild_id, legend=claim, locale="pt-BR"))
    async with database.transaction() as connection:
        await ballots.posted(connection, ballot_id, 300)
    assert await loaded(database, ballot_id) == Ballot(
        id=ballot_id,
        guild_id=guild_id,
        channel_id=CHANNEL,
        message_id=300,
        asker_id=ADA,
        pack_id=PACK,
        legend=claim,
        locale="pt-BR",
        closes_at=after(45),
        closed=False,
        votes={},
    )


async def test_an_unknown_ballot_is_none(database: Database) -> None:
    async with database.transaction() as connection:
        assert await ballots.load(connection, 404) is None


async def test_a_changed_vote_replaces_the_one_before(database: Database) -> None:
    ballot_id, other_id = await opened(database), await opened(database)
    async with database.transaction() as connection:
        await ballots.vote(connection, ballot_id, ADA, "fact")
        await ballots.vote(connection, ballot_id, BRUNO, "fact")
        await ballots.vote(connection, other_id, ADA, "fact")
        await ballots.vote(connection, ballot_id, ADA, "legend")
    assert (await loaded(database, ballot_id)).votes == {ADA: "legend", BRUNO: "fact"}
    assert (await loaded(database, other_id)).votes == {ADA: "fact"}


async def test_a_vote_is_ended_once_by_however_many(database: Database) -> None:
    ballot_id = await opened(database)

    async def end() -> bool:
        async with database.transaction() as connection:
            return await ballots.close(connection, ballot_id)

    assert sorted(await asyncio.gather(*(end() for _ in range(5)))) == [False] * 4 + [True]
    assert (await loaded(database, ballot_id)).closed


async def test_a_vote_that_never_was_cannot_be_ended(database: Database) -> None:
    async with database.transaction() as connection:
        assert not await ballots.close(connection, 404)


async def test_the_unclosed_are_those_whose_verdict_is_to_come_oldest_first(database: Database) -> None:
    first, second, third = [await opened(database) for _ in range(3)]
    async with database.transaction() as connection:
        await ballots.close(connection, second)
        await ballots.vote(connection, third, CARLA, "fact")
    async with database.transaction() as connection:
        unclosed = await ballots.unclosed(connection)
    assert [(ballot.id, ballot.votes) for ballot in unclosed] == [(first, {}), (third, {CARLA: "fact"})]


async def test_an_unshown_verdict_is_listed_from_its_moment_on_until_it_is_shown(database: Database) -> None:
    shown, unshown, bare = [await opened(database) for _ in range(3)]
    async with database.transaction() as connection:
        for ballot_id in (shown, unshown):
            await ballots.posted(connection, ballot_id, 7)
        for ballot_id in (shown, unshown, bare):
            await ballots.verdict_is_unshown(connection, ballot_id, NOON)
        await ballots.verdict_is_shown(connection, shown)
    async with database.transaction() as connection:
        assert [one.id for one in await ballots.unshown(connection, NOON)] == [unshown]
        assert await ballots.unshown(connection, after(1)) == []
