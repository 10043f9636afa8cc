from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.guilds.settings import Feature, GuildSettings, Purpose, Starters, Stoppers
from bot.core.trivia.round.rounds import PAUSES
from bot.storage.database import Database
from bot.storage.guilds import settings as guilds
from tests.storage.builders import CHANNEL, GUILD, OTHER_CHANNEL, OTHER_GUILD

snowflakes = st.integers(0, 2**63 - 1)
all_settings = st.builds(
    GuildSettings,
    guild_id=st.just(GUILD),
    channels=st.dictionaries(
        st.sampled_from(Purpose), st.frozensets(snowflakes, min_size=1, max_size=5), max_size=len(Purpose)
    ),
    quizmaster_role_id=st.none() | snowflakes,
    questions=st.none() | st.integers(1, 50),
    seconds=st.none() | st.integers(5, 300),
    locale=st.none() | st.sampled_from(["en", "it", "pt-BR"]),
    starters=st.sampled_from(Starters),
    stoppers=st.sampled_from(Stoppers),
    off=st.frozensets(st.sampled_from(Feature)),
    pause=st.sampled_from(PAUSES),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=all_settings, after=all_settings)
async def test_the_settings_saved_last_are_those_loaded(
    database: Database, before: GuildSettings, after: GuildSettings
) -> None:
    for each in (before, after):
        async with database.transaction() as connection:
            await guilds.save(connection, each)
        async with database.transaction() as connection:
            assert await guilds.load(connection, GUILD) == each


async def test_a_server_that_set_nothing_follows_every_default(database: Database) -> None:
    async with database.transaction() as connection:
        assert await guilds.load(connection, GUILD) == GuildSettings(GUILD)


async def test_a_purpose_with_no_channels_left_is_welcome_everywhere_again(database: Database) -> None:
    async with database.transaction() as connection:
        await guilds.save(connection, GuildSettings(GUILD, {Purpose.TRIVIA: frozenset({CHANNEL})}))
        await guilds.save(connection, GuildSettings(GUILD, {Purpose.TRIVIA: frozenset()}))
        assert (await guilds.load(connection, GUILD)).where(Purpose.TRIVIA) == frozenset()


async def test_clearing_forgets_one_server_s_settings_alone(database: Database) -> None:
    mine = GuildSettings(GUILD, {Purpose.STORIES: frozenset({CHANNEL})}, questions=5)
    theirs = GuildSettings(OTHER_GUILD, {Purpose.STORIES: frozenset({OTHER_CHANNEL})}, questions=7)
    async with database.transaction() as connection:
        await guilds.save(connection, mine)
        await guilds.save(connection, theirs)
        await guilds.clear(connection, GUILD)
    async with database.transaction() as connection:
        assert await guilds.load(connection, GUILD) == GuildSettings(GUILD)
        assert await guilds.load(connection, OTHER_GUILD) == theirs
