from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands
from discord.app_commands import locale_str

from bot.ui.commands.sync import CommandLimitError, Synced, check_limits, command_payload, fingerprint, sync
from bot.ui.text import Catalogues
from tests.ui.catalogue_files import write_catalogue

ENGLISH = """
msgid "command.story"
msgstr "The story"

msgid "command.story.read"
msgstr "Read a chapter"

msgid "command.story.read.chapter"
msgstr "Which chapter"

msgid "command.help"
msgstr "What there is"

msgid "pace.slow"
msgstr "Slow"
"""

ITALIAN = """
msgid "command.story.read"
msgstr "Leggi un capitolo"

msgid "pace.slow"
msgstr "Piano"
"""


@pytest.fixture
def catalogues(tmp_path: Path) -> Catalogues:
    write_catalogue(tmp_path, "en", ENGLISH)
    write_catalogue(tmp_path, "it", ITALIAN)
    return Catalogues.load(tmp_path)


class Teller(discord.Client):
    """A bot with a small tree."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(story_group())
        self.tree.add_command(
            app_commands.Command(name="help", description=locale_str("command.help"), callback=answer)
        )
        self.tree.add_command(app_commands.ContextMenu(name="Profile", callback=show_member))


def story_group() -> app_commands.Group:
    story = app_commands.Group(name="story", description=locale_str("command.story"))

    @story.command(name="read", description=locale_str("command.story.read"))
    @app_commands.describe(chapter=locale_str("command.story.read.chapter"))
    @app_commands.choices(
        chapter=[
            app_commands.Choice(name=locale_str("pace.slow"), value="slow"),
            app_commands.Choice(name="1927", value="1927"),
        ]
    )
    async def read(interaction: discord.Interaction, chapter: str) -> None: ...

    return story


async def answer(interaction: discord.Interaction) -> None: ...


async def show_member(interaction: discord.Interaction, member: discord.Member) -> None: ...


def named(payload: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(node for node in payload if node["name"] == name)


async def test_every_description_is_sent_in_english(catalogues: Catalogues) -> None:
    payload = await command_payload(Teller().tree, catalogues)
    story = named(payload, "story")
    read = named(story["options"], "read")
    assert story["description"] == "The story"
    assert read["description"] == "Read a chapter"
    assert read["options"][0]["description"] == "Which chapter"
    assert named(payload, "help")["description"] == "What there is"
    assert "description" not in named(payload, "Profile")


async def test_a_choice_that_is_a_key_is_sent_in_english_and_another_as_it_is(catalogues: Catalogues) -> None:
    payload = await command_payload(Teller().tree, catalogues)
    choices = named(payload, "story")["options"][0]["options"][0]["choices"]
    assert [choice["name"] for choice in choices] == ["Slow", "1927"]
    assert choices[0]["name_localizations"]["it"] == "Piano"


async def test_a_description_is_given_in_each_language_that_has_it(catalogues: Catalogues) -> None:
    story = named(await command_payload(Teller().tree, catalogues), "story")
    assert "it" not in story["description_localizations"]
    assert "fr" not in story["description_localizations"]
    assert story["options"][0]["description_localizations"]["it"] == "Leggi un capitolo"


async def test_a_command_s_name_is_the_same_in_every_language(catalogues: Catalogues) -> None:
    story = named(await command_payload(Teller().tree, catalogues), "story")
    assert story["name_localizations"] == {}


async def test_a_description_that_is_no_key_is_a_fault_that_names_its_command(catalogues: Catalogues) -> None:
    teller = Teller()

    @teller.tree.command(name="forgotten", description=locale_str("command.help"))
    async def forgotten(interaction: discord.Interaction, words: str) -> None: ...

    with pytest.raises(KeyError, match="forgotten words"):
        await command_payload(teller.tree, catalogues)


async def test_the_fingerprint_is_of_the_commands_and_not_of_their_order(catalogues: Catalogues) -> None:
    payload = await command_payload(Teller().tree, catalogues)
    assert fingerprint(payload) == fingerprint(payload[::-1])
    named(payload, "help")["description"] = "What else there is"
    assert fingerprint(payload) != fingerprint(await command_payload(Teller().tree, catalogues))


async def test_unchanged_commands_are_sent_once(catalogues: Catalogues) -> None:
    teller = Teller()
    async with simcord.run(teller) as env:
        with commands_sent(env) as sent:
            first = await sync(teller.tree, catalogues, None)
            again = await sync(teller.tree, catalogues, first.fingerprint)
    assert sent == [{"story", "help", "Profile"}]
    assert first.changed
    assert set(first.ids) == {"story", "help", "Profile"}
    assert again == Synced(first.fingerprint, changed=False)


async def test_a_changed_command_is_sent_again(catalogues: Catalogues) -> None:
    teller = Teller()
    async with simcord.run(teller) as env:
        first = await sync(teller.tree, catalogues, None)
        teller.tree.remove_command("help")
        with commands_sent(env) as sent:
            second = await sync(teller.tree, catalogues, first.fingerprint)
    assert sent == [{"story", "Profile"}]
    assert second.changed
    assert second.fingerprint != first.fingerprint


async def test_another_application_s_fingerprint_is_not_this_one_s(catalogues: Catalogues) -> None:
    teller = Teller()
    async with simcord.run(teller):
        first = await sync(teller.tree, catalogues, None)
        commands = first.fingerprint.partition(":")[2]
        assert (await sync(teller.tree, catalogues, f"1:{commands}")).changed


async def test_commands_that_break_a_limit_are_not_sent(tmp_path: Path) -> None:
    wordy = ENGLISH.replace("What there is", "What there is " * 8)
    teller = Teller()
    async with simcord.run(teller) as env:
        with commands_sent(env) as sent, pytest.raises(CommandLimitError, match="help: 112 characters"):
            await sync(teller.tree, Catalogues.load(write_catalogue(tmp_path, "en", wordy)), None)
    assert sent == []


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "tell", "type": 1, "description": "Tells", "options": [], **changes}


@pytest.mark.parametrize(
    ("payload", "breach"),
    [
        ([command(name=f"tell{number}") for number in range(101)], "101 commands of type 1"),
        ([{"name": f"See {number}", "type": 2} for number in range(16)], "16 commands of type 2"),
        ([command(description="")], "tell: 0 characters"),
        ([command(description="x" * 101)], "tell: 101 characters"),
        ([command(description_localizations={"it": "x" * 101})], "tell: 101 characters"),
        ([command(options=[command(name="on", description="x" * 101)])], "tell on: 101 characters"),
        (
            [
                command(
                    options=[command(name=f"part{number:02}", description="x" * 100) for number in range(76)]
                )
            ],
            "tell: 8065 characters in all",
        ),
    ],
)
def test_each_limit_of_discord_is_held(payload: list[dict[str, Any]], breach: str) -> None:
    with pytest.raises(CommandLimitError, match=breach):
        check_limits(payload)


def test_of_a_text_s_languages_the_longest_alone_counts() -> None:
    options = [
        command(
            name=f"part{number:02}",
            description="x" * 90,
            description_localizations={"it": "x" * 100, "fr": "x" * 80},
            choices=[{"name": "a", "value": "b"}],
        )
        for number in range(73)
    ]
    check_limits([command(options=options)])


@contextmanager
def commands_sent(env: simcord.Env) -> Iterator[list[set[str]]]:
    """The names of the commands of each upsert that is made meanwhile."""
    sent: list[set[str]] = []
    before = len(env.http_requests)
    yield sent
    sent += [
        {command["name"] for command in request.json or ()}
        for request in env.http_requests[before:]
        if request.method == "PUT" and request.path.endswith("/commands")
    ]
