import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
import simcord

from bot.app import create_bot
from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.settings import Settings
from bot.static_content import StaticContent
from bot.ui.connection.client import StoryBot
from bot.ui.text import Catalogues, Say
from tests.ui.world import VirtualEnv, World

STORIES = Path(__file__).parents[2] / "stories"


@pytest.fixture(scope="session")
def library() -> Library:
    """The story that ships."""
    pack = load_pack(STORIES / "mille-miglia")
    assert not isinstance(pack, Faults), pack
    return Library((pack,))


@pytest.fixture
def kinds() -> frozenset[str]:
    """The kinds of questions that are asked; a test that is about others names them by parametrize."""
    return frozenset({"choice", "legend"})


@pytest.fixture
def staged(library: Library, kinds: frozenset[str]) -> Library:
    """The story that the bot plays: the one that ships, with the questions of those kinds."""
    asked = tuple(one for one in library.default.questions if one.kind in kinds)
    return Library((library.default.model_copy(update={"questions": asked}),))


@pytest.fixture(scope="session")
def static(library: Library) -> StaticContent:
    """What ships, read once: each test would spend half its time on it."""
    return StaticContent.read(library, Catalogues.load())


@pytest.fixture(scope="session")
def catalogues(static: StaticContent) -> Catalogues:
    return static.catalogues


@pytest.fixture
def say(catalogues: Catalogues) -> Say:
    """The sentences in English."""
    return catalogues.for_locale("en")


@pytest.fixture
def content(static: StaticContent, staged: Library, catalogues: Catalogues) -> StaticContent:
    """The staged story; it differs from the one that ships in its questions, which nobody learns."""
    if catalogues is not static.catalogues:
        return StaticContent.read(staged, catalogues)
    return replace(static, library=staged)


MakeBot = Callable[[], StoryBot]


@pytest.fixture
async def make_bot(database_file: Path, content: StaticContent) -> AsyncIterator[MakeBot]:
    """Makes bots on one database; each is closed at the end, as simcord closes none."""
    bots: list[StoryBot] = []
    seeds = itertools.count()

    def make() -> StoryBot:
        bot = create_bot(Settings(database=database_file), content, lambda: next(seeds))
        bots.append(bot)
        return bot

    yield make
    for bot in bots:
        await bot.close()


@pytest.fixture
async def env(make_bot: MakeBot, no_errors: None) -> AsyncIterator[VirtualEnv]:
    """The simulated Discord, with the bot in it; simcord's plugin gives its clock to the test."""
    env = VirtualEnv(make_bot())
    await env.start()
    try:
        yield env
    finally:
        await env.bot.close()
        await env.shutdown()
    env.raise_errors()


@pytest.fixture
def world(env: VirtualEnv, staged: Library) -> World:
    """A server that the bot has joined; time stands still until a test lets it pass."""
    return World(env, staged)


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    """Manages the server."""
    return world.member("Ada", manage_guild=True)


@pytest.fixture
def bruno(world: World) -> simcord.MemberActor:
    return world.member("Bruno")


@pytest.fixture
def carla(world: World) -> simcord.MemberActor:
    return world.member("Carla")


Restart = Callable[..., Awaitable[None]]


@pytest.fixture
def restart(world: World, make_bot: MakeBot) -> Restart:
    """Ends the bot and starts a new one on the same database, after some seconds of downtime."""

    async def again(downtime: float = 0.0) -> None:
        await world.env.bot.close()
        world.env.backend.advance_clock(downtime)
        await world.env.restart_bot(make_bot())

    return again
