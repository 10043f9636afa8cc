"""Tells Discord the bot's commands, in every language, and only when they have changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import discord
from discord import app_commands

from bot.ui.commands.translator import CatalogueTranslator
from bot.ui.text import ENGLISH, Catalogues

Payload = dict[str, Any]

# Discord's limits, from its pages on application commands.
MOST_COMMANDS = MappingProxyType(
    {
        discord.AppCommandType.chat_input.value: 100,
        discord.AppCommandType.user.value: 15,
        discord.AppCommandType.message.value: 15,
    }
)
MOST_CHARACTERS = 8_000
LONGEST_DESCRIPTION = 100


class CommandLimitError(Exception):
    """The commands break a limit of Discord's; the message has a line for each breach."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What came of a sync."""

    fingerprint: str
    """To be kept and given to the next sync."""
    changed: bool
    ids: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """The commands' ids by name, where they were sent."""


async def sync(tree: app_commands.CommandTree[Any], catalogues: Catalogues, known: str | None) -> Synced:
    """Send the commands to Discord unless they are those of the known fingerprint.

    Raises CommandLimitError before anything is sent, and KeyError for a description that is no key.
    """
    application_id = tree.client.application_id
    if application_id is None:
        raise app_commands.MissingApplicationID
    payload = await command_payload(tree, catalogues)
    check_limits(payload)
    # Another application on the same database has been told nothing yet.
    current = f"{application_id}:{fingerprint(payload)}"
    if current == known:
        return Synced(current, changed=False)
    told = await tree.client.http.bulk_upsert_global_commands(application_id, payload)
    return Synced(current, changed=True, ids={command["name"]: int(command["id"]) for command in told})


async def command_payload(tree: app_commands.CommandTree[Any], catalogues: Catalogues) -> list[Payload]:
    """Each top-level command as Discord takes it: English, with every other language beside it.

    Raises KeyError, with the command's name, for a description that is no key of the catalogue.
    """
    translator = CatalogueTranslator(catalogues)
    payload = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    for command in payload:
        _say_in_english(command, catalogues, command["name"])
    return payload


def fingerprint(payload: list[Payload]) -> str:
    """The same for the same commands, in whatever order they were added to the tree."""
    ordered = sorted(payload, key=lambda command: (command["type"], command["name"]))
    canonical = json.dumps(ordered, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def check_limits(payload: list[Payload]) -> None:
    """Raise CommandLimitError where Discord would not take the commands."""
    breaches = [*_too_many(payload), *(line for command in payload for line in _too_long(command))]
    if breaches:
        raise CommandLimitError("\n".join(breaches))


def _say_in_english(node: Payload, catalogues: Catalogues, path: str) -> None:
    if "description" in node:
        key = node["description"]
        sentence = catalogues.translation(key, ENGLISH)
        if sentence is None:
            raise KeyError(f"the description of {path} is no key of the catalogue: {key!r}")
        node["description"] = sentence
    for choice in node.get("choices", ()):
        # A choice may be a name that every language shares.
        choice["name"] = catalogues.translation(choice["name"], ENGLISH) or choice["name"]
    for option in node.get("options", ()):
        _say_in_english(option, catalogues, f"{path} {option['name']}")


def _too_many(payload: list[Payload]) -> Iterator[str]:
    counts = Counter(command["type"] for command in payload)
    for kind, most in MOST_COMMANDS.items():
        if counts[kind] > most:
            yield f"{counts[kind]} commands of type {kind}, and Discord takes {most}"


def _too_long(command: Payload) -> Iterator[str]:
    for path, node in _nodes(command, command["name"]):
        for text in _texts(node, "description"):
            if not 1 <= len(text) <= LONGEST_DESCRIPTION:
                yield f"{path}: {len(text)} characters of description, not 1 to {LONGEST_DESCRIPTION}: {text}"
    characters = sum(_weight(node) for _, node in _nodes(command, command["name"]))
    if characters > MOST_CHARACTERS:
        yield f"{command['name']}: {characters} characters in all, and Discord takes {MOST_CHARACTERS}"


def _nodes(node: Payload, path: str) -> Iterator[tuple[str, Payload]]:
    yield path, node
    for option in node.get("options", ()):
        yield from _nodes(option, f"{path} {option['name']}")


def _texts(node: Payload, what: str) -> list[str]:
    return [node[what], *node.get(f"{what}_localizations", {}).values()] if what in node else []


def _weight(node: Payload) -> int:
    """Characters as Discord counts them: of a text's languages, the longest alone."""
    own = sum(max(map(len, _texts(node, what)), default=0) for what in ("name", "description"))
    return own + sum(_weight(choice) + len(str(choice["value"])) for choice in node.get("choices", ()))
