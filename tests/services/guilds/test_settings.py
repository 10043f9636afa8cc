"""A server's settings at the service: changed at once, forgotten, and what they welcome where."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Feature, GuildSettings, Purpose, Starters, Stoppers
from bot.core.refusals import Reason, Refusal
from bot.services.guilds.settings import Guilds, allows, allows_round, welcome
from bot.storage.daily import dailies
from bot.storage.daily import posts as daily_posts
from bot.storage.guilds import settings as storage
from bot.storage.schema import schema
from bot.storage.stories import bookmarks, seen, tellings
from tests.core.builders import ADA, NOON
from tests.storage.builders import (
    CHANNEL,
    GUILD,
    OTHER_CHANNEL,
    OTHER_GUILD,
    PACK,
    a_daily,
    a_daily_draft,
    a_page,
    a_standing,
    a_telling_draft,
    score,
    start,
)

STARTER, ADMIN = Actor(ADA, "Ada"), Actor(2, "Bruno", manages_guild=True)
HERE, ELSEWHERE = Place(GUILD, CHANNEL), Place(GUILD, OTHER_CHANNEL)
ALL = GuildSettings(
    GUILD,
    channels={Purpose.STORIES: frozenset({CHANNEL}), Purpose.TRIVIA: frozenset({OTHER_CHANNEL})},
    quizmaster_role_id=7,
    questions=5,
    seconds=15,
    locale="it",
    time_zone="Europe/Rome",
    starters=Starters.QUIZMASTERS,
    stoppers=Stoppers.PLAYERS,
    off=frozenset({Feature.HINTS}),
)


@pytest.fixture
def guilds(database):
    return Guilds(database)


async def keep(database, settings):
    async with database.transaction() as connection:
        await storage.save(connection, settings)


async def every_row(database):
    """The rows of every table, by the table's name."""
    async with database.transaction() as connection:
        return {
            table.name: sorted(map(str, await connection.execute(select(table))))
            for table in schema().sorted_tables
        }


async def welcomed(database, purpose, place):
    return await database.read(lambda trip: welcome(trip, purpose, place))


# Changes


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        pytest.param(lambda it: it.set_questions(GUILD, 20), {"questions": 20}, id="questions"),
        pytest.param(lambda it: it.set_questions(GUILD, None), {"questions": None}, id="no questions"),
        pytest.param(lambda it: it.set_seconds(GUILD, 45), {"seconds": 45}, id="seconds"),
        pytest.param(lambda it: it.set_seconds(GUILD, None), {"seconds": None}, id="no seconds"),
        pytest.param(lambda it: it.set_quizmasters(GUILD, 8), {"quizmaster_role_id": 8}, id="quizmasters"),
        pytest.param(
            lambda it: it.set_quizmasters(GUILD, None), {"quizmaster_role_id": None}, id="no quizmasters"
        ),
        pytest.param(
            lambda it: it.set_starters(GUILD, Starters.EVERYONE),
            {"starters": Starters.EVERYONE},
            id="starters",
        ),
        pytest.param(
            lambda it: it.set_stoppers(GUILD, Stoppers.STARTER), {"stoppers": Stoppers.STARTER}, id="stoppers"
        ),
        pytest.param(
            lambda it: it.set_feature(GUILD, Feature.HINTS, on=True), {"off": frozenset()}, id="switched on"
        ),
        pytest.param(
            lambda it: it.set_feature(GUILD, Feature.SKIPS, on=False),
            {"off": frozenset({Feature.HINTS, Feature.SKIPS})},
            id="switched off",
        ),
        pytest.param(
            lambda it: it.set_channels(GUILD, Purpose.TRIVIA, [3, 4, 3]),
            {"channels": {Purpose.STORIES: frozenset({CHANNEL}), Purpose.TRIVIA: frozenset({3, 4})}},
            id="channels",
        ),
    ],
)
async def test_a_change_is_kept_and_leaves_all_else_as_it_was(guilds, database, change, changed):
    await keep(database, ALL)
    after = await change(guilds)
    assert after == replace(ALL, **changed)
    assert await guilds.settings(GUILD) == after


async def test_of_changes_at_once_none_is_lost(guilds):
    await asyncio.gather(
        guilds.set_questions(GUILD, 20),
        guilds.set_seconds(GUILD, 45),
        guilds.set_quizmasters(GUILD, 7),
        guilds.set_starters(GUILD, Starters.QUIZMASTERS),
        guilds.set_stoppers(GUILD, Stoppers.PLAYERS),
        guilds.set_channels(GUILD, Purpose.STORIES, [CHANNEL]),
        guilds.set_channels(GUILD, Purpose.TRIVIA, [OTHER_CHANNEL]),
        *(guilds.set_feature(GUILD, feature, on=False) for feature in Feature),
    )
    assert await guilds.settings(GUILD) == replace(
        ALL, questions=20, seconds=45, locale=None, time_zone=None, off=frozenset(Feature)
    )


# A deleted channel


async def test_a_deleted_channel_is_forgotten_and_the_others_stay(guilds, database):
    both = {purpose: frozenset({CHANNEL, OTHER_CHANNEL}) for purpose in Purpose}
    theirs = replace(ALL, guild_id=OTHER_GUILD)
    await keep(database, replace(ALL, channels=both))
    await keep(database, theirs)
    await guilds.forget_channel(GUILD, CHANNEL)
    left = {purpose: frozenset({OTHER_CHANNEL}) for purpose in Purpose}
    assert await guilds.settings(GUILD) == replace(ALL, channels=left)
    assert await guilds.settings(OTHER_GUILD) == theirs


async def test_what_was_set_aside_in_a_deleted_channel_alone_is_welcome_everywhere(guilds, database):
    await keep(database, ALL)
    await guilds.forget_channel(GUILD, CHANNEL)
    settings = await guilds.settings(GUILD)
    assert settings.welcomes(Purpose.STORIES, ELSEWHERE)
    assert not settings.welcomes(Purpose.TRIVIA, HERE)


async def test_a_deleted_channel_that_was_never_set_aside_writes_nothing(guilds, database):
    before = await every_row(database)
    await guilds.forget_channel(GUILD, CHANNEL)
    assert await every_row(database) == before


async def test_a_channel_that_is_set_aside_while_another_is_deleted_is_kept(guilds, database):
    await keep(database, ALL)
    await asyncio.gather(
        guilds.forget_channel(GUILD, CHANNEL), guilds.set_channels(GUILD, Purpose.TRIVIA, [3, 4])
    )
    assert await guilds.settings(GUILD) == replace(ALL, channels={Purpose.TRIVIA: frozenset({3, 4})})


# Reset


async def test_a_reset_forgets_the_settings_and_the_daily_post_of_one_server_and_nothing_else(
    guilds, database
):
    theirs = replace(ALL, guild_id=OTHER_GUILD)
    await score(database, (await start(database)).game, [a_standing(distance=9)], 3, NOON)
    await database.write(lambda trip: bookmarks.save(trip, ADA, PACK, a_page(), NOON))
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, PACK, seen.SeenKind.ANECDOTE, ["the-loaf"], NOON)
        await tellings.create(connection, a_telling_draft())
        await daily_posts.create(connection, a_daily_draft())
        await storage.save(connection, theirs)
        await dailies.save(connection, replace(a_daily(), guild_id=OTHER_GUILD))
    without = await every_row(database)
    async with database.transaction() as connection:
        await storage.save(connection, ALL)
        await dailies.save(connection, a_daily())
    assert await guilds.reset(GUILD) == GuildSettings(GUILD)
    assert await guilds.settings(GUILD) == GuildSettings(GUILD)
    assert await every_row(database) == without


# Where things are welcome


async def test_where_something_is_welcome_it_goes_by_the_settings_of_the_server(database):
    await keep(database, ALL)
    for place in (HERE, Place(GUILD, 3, parent_id=CHANNEL)):
        assert await welcomed(database, Purpose.STORIES, place) == ALL


async def test_where_something_is_not_welcome_the_channels_for_it_are_named_in_order(database):
    await keep(database, replace(ALL, channels={Purpose.STORIES: frozenset({9, 3, CHANNEL, 5})}))
    refused = await welcomed(database, Purpose.STORIES, ELSEWHERE)
    assert refused == Refusal.because(Reason.WRONG_CHANNEL, channels=[3, 5, 9, CHANNEL])


@pytest.mark.parametrize("purpose", list(Purpose))
async def test_outside_a_server_everything_is_welcome(database, purpose):
    outside, settings = Place(None, CHANNEL), GuildSettings(guild_id=0)
    assert isinstance(await welcomed(database, purpose, outside), GuildSettings)
    assert allows(settings, purpose, outside) == settings
    assert allows_round(settings, outside, STARTER) == settings


@pytest.mark.parametrize("place", [HERE, ELSEWHERE])
def test_who_may_not_start_a_round_is_told_so_before_they_are_sent_to_another_channel(place):
    refused = allows_round(ALL, place, STARTER)
    assert isinstance(refused, Refusal)
    assert refused.reason is Reason.MAY_NOT_START


def test_who_may_start_a_round_does_so_in_the_channels_for_it_alone():
    refused = allows_round(ALL, HERE, ADMIN)
    assert refused == Refusal.because(Reason.WRONG_CHANNEL, channels=[OTHER_CHANNEL])
    assert allows_round(ALL, ELSEWHERE, ADMIN) == ALL
