"""The panel in a small bot of its own, with the pages and notices of the tests."""

import discord
import pytest
import simcord
from discord import app_commands
from typing_extensions import override

from bot.ui.components import Container, button, container, row
from bot.ui.handover.panel import Notice, Page, Panel
from bot.ui.interactions import Interaction
from bot.ui.layout import NIGHT
from bot.ui.text import Catalogues
from tests.ui.world import VirtualEnv, World, texts

CALLBACK = "/interactions/*/callback"


class PanelBot(discord.Client):
    """`/settings` opens a page; its buttons turn to another one, and to one that is gone."""

    def __init__(self, catalogues: Catalogues) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.panel = Panel(catalogues)
        self.panel.add("first", a_page("first"))
        self.panel.add("second", a_page("second"))

        @self.tree.command(description="Opens the settings")
        async def settings(interaction: Interaction, page: str = "first") -> None:
            if await self.panel.allows(interaction):
                await self.panel.open(interaction, page)

    @override
    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_interaction(self, interaction: Interaction) -> None:
        """A button was pressed."""
        if interaction.type is discord.InteractionType.component and interaction.data:
            await self.panel.turn(interaction, str(interaction.data.get("custom_id")))


class Notices:
    """Tells something to each server until it is noted that its admins know."""

    def __init__(self) -> None:
        self.known: list[int] = []

    async def __call__(self, guild_id: int, _say: object) -> Notice | None:
        async def told() -> None:
            self.known.append(guild_id)

        shown = container("Something stopped.", colour=NIGHT)
        return None if guild_id in self.known else Notice(shown, told)


def a_page(name: str) -> Page:
    async def page(*_: object) -> Container:
        buttons = row(button("Other", "second" if name == "first" else "first"), button("Gone", "gone"))
        return container(f"The {name} page.", buttons, colour=NIGHT)

    return page


@pytest.fixture
async def env(catalogues):
    env = VirtualEnv(PanelBot(catalogues))
    await env.start()
    try:
        yield env
    finally:
        await env.bot.close()
        await env.shutdown()
    env.raise_errors()


@pytest.fixture
def panel(env) -> Panel:
    assert isinstance(env.bot, PanelBot)
    return env.bot.panel


@pytest.fixture
def notices(panel) -> Notices:
    notices = Notices()
    panel.add_notice(notices)
    return notices


async def opened(world: World, admin: simcord.MemberActor, page: str = "first") -> simcord.ResponseMessage:
    """The page as the admin opens it."""
    answered = await admin.slash(world.channel, "settings", page=page)
    assert answered.ephemeral
    assert answered.response is not None
    return answered.response


# Pages


def test_a_name_belongs_to_one_page(panel):
    with pytest.raises(ValueError, match="first"):
        panel.add("first", a_page("another"))


async def test_a_page_is_opened_by_its_name_and_turned_to_another(world, ada):
    shown = await opened(world, ada, "second")
    assert texts(shown) == "The second page."
    await ada.click(shown, label="Other")
    assert texts(shown) == "The first page."


async def test_a_page_that_is_gone_is_refused_and_the_one_before_stays(world, ada):
    shown = await opened(world, ada)
    refused = await ada.click(shown, label="Gone")
    assert refused.ephemeral
    assert "from before my last change" in texts(refused.response)
    assert texts(shown) == "The first page."


async def test_who_does_not_manage_the_server_is_told_so_and_sees_no_page(world, bruno):
    refused = await bruno.slash(world.channel, "settings")
    assert refused.ephemeral
    assert "Manage Server" in texts(refused.response)
    assert "page" not in texts(refused.response)


async def test_the_first_page_says_a_line_of_each_page_that_brings_one_in_their_order(panel, say):
    async def line(guild_id: int, _say: object) -> str:
        return f"line of {guild_id}"

    async def another(guild_id: int, _say: object) -> str:
        return f"another of {guild_id}"

    panel.add("lined", a_page("lined"), line)
    panel.add("bare", a_page("bare"))
    panel.add("last", a_page("last"), another)
    assert await panel.lines(7, say) == ["line of 7", "another of 7"]


# Notices


async def test_a_notice_is_told_once_above_whichever_page_is_opened(world, ada, notices):
    assert texts(await opened(world, ada, "second")) == "Something stopped.\nThe second page."
    assert notices.known == [world.guild.id]
    assert texts(await opened(world, ada)) == "The first page."
    assert notices.known == [world.guild.id]


async def test_each_of_two_notices_is_told_and_noted(world, ada, panel, notices):
    others = Notices()
    panel.add_notice(others)
    assert texts(await opened(world, ada)).count("Something stopped.") == 2
    assert notices.known == others.known == [world.guild.id]


async def test_a_notice_is_noted_only_after_it_was_shown(world, ada, notices):
    world.env.inject_error("POST", CALLBACK, status=404, code=10062)
    await ada.slash(world.channel, "settings")
    world.env._errors.clear()
    assert notices.known == []
    assert "Something stopped." in texts(await opened(world, ada))
    assert notices.known == [world.guild.id]


async def test_a_page_that_is_turned_to_tells_no_notice(world, ada, panel):
    shown = await opened(world, ada)
    notices = Notices()
    panel.add_notice(notices)
    await ada.click(shown, label="Other")
    assert texts(shown) == "The second page."
    assert notices.known == []
