"""What Discord is told of the commands, and when."""

import logging
from typing import Any

import pytest

from tests.ui.world import World

GUILD, BOT_DM, PRIVATE_CHANNEL = 0, 1, 2
GUILD_INSTALL, USER_INSTALL = 0, 1
MANAGE_GUILD = 1 << 5


def told(world: World) -> int:
    """How often Discord was told the commands."""
    return sum(
        request.method == "PUT" and request.path.endswith("/commands") for request in world.env.http_requests
    )


def command(world: World, name: str) -> dict[str, Any]:
    """The command as Discord has it."""
    known = world.env.backend.find_command(name, None)
    assert known is not None
    return known


async def test_the_commands_are_told_once_and_not_again_after_a_restart(world, restart, caplog):
    assert told(world) == 1
    with caplog.at_level(logging.INFO):
        await restart()
    assert told(world) == 1
    assert "told Discord" not in caplog.text


async def test_the_commands_work_after_a_restart_without_being_told_again(world, ada, restart):
    await restart()
    assert (await ada.slash(world.channel, "help")).ephemeral


@pytest.mark.parametrize(
    ("name", "contexts", "installs"),
    [
        ("story", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("help", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("about", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("find", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("dossier", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("map", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("timeline", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("anecdote", {GUILD, BOT_DM}, {GUILD_INSTALL}),
        ("legend", {GUILD, BOT_DM}, {GUILD_INSTALL}),
        ("trivia", {GUILD, BOT_DM, PRIVATE_CHANNEL}, {GUILD_INSTALL, USER_INSTALL}),
        ("scores", {GUILD}, {GUILD_INSTALL}),
        ("config", {GUILD}, {GUILD_INSTALL}),
    ],
)
async def test_a_command_is_offered_where_it_can_work(world, name, contexts, installs):
    known = command(world, name)
    assert set(known["contexts"] or ()) == contexts
    # What is left out falls back to the application's own setting, which /story opens to users.
    assert set(known["integration_types"] or ()) == installs


async def test_the_list_above_names_every_command(world):
    names = {name for name, _type in world.env.backend.commands[None]}
    assert names == {
        *("story", "help", "about", "anecdote", "legend", "find", "dossier", "timeline", "map"),
        *("trivia", "scores", "config"),
    }


async def test_only_the_settings_ask_for_a_permission(world):
    asking = {
        name: known["default_member_permissions"]
        for (name, _type), known in world.env.backend.commands[None].items()
        if known.get("default_member_permissions") is not None
    }
    assert {name: int(bits) for name, bits in asking.items()} == {"config": MANAGE_GUILD}
