"""Whether a command, as Discord sends it, is one that the bot still has.

After an update an app may show the commands of before it for some time. What it sends is compared with the
tree before it is run: discord.py leaves out an option that it does not know, and takes any choice.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands

Sent: TypeAlias = Mapping[str, Any]
"""A command or an option, as Discord sends it."""

Command: TypeAlias = app_commands.Command[Any, ..., Any]

SUBCOMMANDS = frozenset(
    {discord.AppCommandOptionType.subcommand.value, discord.AppCommandOptionType.subcommand_group.value}
)


def is_known(tree: app_commands.CommandTree[Any], sent: Sent) -> bool:
    """Whether the bot has that command, with these options and choices, and all that it needs is there."""
    command, options = _found(tree, sent)
    if command is None:
        return False
    given = {option["name"] for option in options}
    return all(_fits(command, option) for option in options) and all(
        parameter.display_name in given for parameter in command.parameters if parameter.required
    )


def completes(tree: app_commands.CommandTree[Any], sent: Sent) -> bool:
    """Whether the bot has that command, and something to offer for the option that is being typed."""
    command, options = _found(tree, sent)
    typed = next((option["name"] for option in options if option.get("focused")), None)
    parameter = None if command is None or typed is None else command.get_parameter(typed)
    return parameter is not None and parameter.autocomplete


def _found(tree: app_commands.CommandTree[Any], sent: Sent) -> tuple[Command | None, Sequence[Sent]]:
    """The command that is meant, below its groups, and the options that were sent with it."""
    found, options = tree.get_command(sent["name"]), sent.get("options", ())
    while options and options[0]["type"] in SUBCOMMANDS:
        below = options[0]
        found = found.get_command(below["name"]) if isinstance(found, app_commands.Group) else None
        options = below.get("options", ())
    return (found if isinstance(found, app_commands.Command) else None), options


def _fits(command: Command, option: Sent) -> bool:
    """Whether the command has that option, and may take its value."""
    parameter, value = command.get_parameter(option["name"]), option.get("value")
    if parameter is None or parameter.type.value != option["type"]:
        return False
    if parameter.choices and value not in [choice.value for choice in parameter.choices]:
        return False
    size = len(value) if isinstance(value, str) else value
    is_too_small = parameter.min_value is not None and size is not None and size < parameter.min_value
    is_too_large = parameter.max_value is not None and size is not None and size > parameter.max_value
    return not is_too_small and not is_too_large
