"""What application commands may be: names, descriptions, options, choices, and 8,000 characters in all."""

import re
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

from tests.discord.errors import ApiError, Path, Problems
from tests.discord.state import Json

CHAT_INPUT, ON_USER, ON_MESSAGE, ENTRY_POINT = 1, 2, 3, 4
SUBCOMMAND, GROUP = 1, 2
MOST: Final = MappingProxyType({CHAT_INPUT: 100, ON_USER: 15, ON_MESSAGE: 15})
MOST_OPTIONS, LONGEST_NAME, LONGEST_DESCRIPTION, LONGEST_CHOICE, MOST_CHARACTERS = 25, 32, 100, 100, 8000
OPTION_TYPES: Final = range(1, 12)
NAME: Final = re.compile(r"[-_'\w]{1,32}")


def check_commands(commands: Any) -> None:
    """Raise 50035 with all that is wrong, or 30032 for too many."""
    problems = Problems()
    if not isinstance(commands, list):
        problems.add((), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        problems.check()
    seen: set[tuple[int, str]] = set()
    for number, command in enumerate(commands):
        kind = command.get("type", CHAT_INPUT)
        _node(command, problems, (number,), is_free=kind != CHAT_INPUT)
        if (kind, command.get("name", "")) in seen:
            said = "Application command names must be unique"
            problems.add((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", said)
        seen.add((kind, command.get("name", "")))
        if _characters(command) > MOST_CHARACTERS:
            said = f"Command exceeds maximum size ({MOST_CHARACTERS})"
            problems.add((number,), "APPLICATION_COMMAND_TOO_LARGE", said)
    problems.check()
    counts = Counter(command.get("type", CHAT_INPUT) for command in commands)
    for kind, most in MOST.items():
        if counts[kind] > most:
            raise ApiError(400, 30032, f"Maximum number of application commands reached ({most}).")


def _node(node: Json, problems: Problems, at: Path, *, is_free: bool = False) -> None:
    for text, path in _texts(node, "name", at):
        if not problems.too_long(path, text, LONGEST_NAME, 1) and not is_free and not _is_name(text):
            problems.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if is_free:
        return
    for text, path in _texts(node, "description", at):
        problems.too_long(path, text, LONGEST_DESCRIPTION, 1)
    options = node.get("options") or []
    if len(options) > MOST_OPTIONS:
        problems.add(
            (*at, "options"), "BASE_TYPE_BAD_LENGTH", f"Must be between 0 and {MOST_OPTIONS} in length."
        )
    _order(options, problems, (*at, "options"))
    for number, option in enumerate(options):
        place = (*at, "options", number)
        _node(option, problems, place)
        if option.get("type") not in OPTION_TYPES:
            problems.add((*place, "type"), "BASE_TYPE_CHOICES", "Value must be one of 1 to 11.")
        _choices(option, problems, place)


def _order(options: list[Json], problems: Problems, at: Path) -> None:
    names = [option.get("name") for option in options]
    if len(names) != len(set(names)):
        said = "Option names must be unique"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", said)
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        said = "Required options must be placed before non-required options"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", said)
    if len({option.get("type") in (SUBCOMMAND, GROUP) for option in options}) > 1:
        said = "Sub-command and sub-command group option types are mutually exclusive to all other types"
        problems.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", said)


def _choices(option: Json, problems: Problems, at: Path) -> None:
    choices = option.get("choices") or []
    if len(choices) > MOST_OPTIONS:
        problems.add(
            (*at, "choices"), "BASE_TYPE_BAD_LENGTH", f"Must be between 0 and {MOST_OPTIONS} in length."
        )
    if choices and option.get("autocomplete"):
        said = "Options with autocomplete cannot have choices"
        problems.add((*at, "choices"), "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", said)
    for number, choice in enumerate(choices):
        for text, path in _texts(choice, "name", (*at, "choices", number)):
            problems.too_long(path, text, LONGEST_CHOICE, 1)
        if isinstance(choice.get("value"), str):
            problems.too_long((*at, "choices", number, "value"), choice["value"], LONGEST_CHOICE, 1)


def _texts(node: Json, key: str, at: Path) -> Iterator[tuple[Any, Path]]:
    yield node.get(key), (*at, key)
    for locale, text in (node.get(f"{key}_localizations") or {}).items():
        yield text, (*at, f"{key}_localizations", locale)


def _characters(node: Json) -> int:
    """Of each text the longest localization, of each choice its value too."""
    own = sum(max(len(text or "") for text, _ in _texts(node, key, ())) for key in ("name", "description"))
    choices = sum(_characters(choice) + len(str(choice["value"])) for choice in node.get("choices") or ())
    return own + choices + sum(_characters(option) for option in node.get("options") or ())


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None and text == text.lower()
