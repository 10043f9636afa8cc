"""Sends the bot's commands to Discord, in every language, only when they have changed."""

import asyncio
import hashlib
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import discord
from discord import app_commands
from discord.http import Route

from bot.services.commands import KnownCommands, SyncedCommands
from bot.ui.commands.translator import CatalogueTranslator
from bot.ui.messages import FAILURES
from bot.ui.text import ENGLISH, Catalogues

log = logging.getLogger(__name__)

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

ENTRY_POINT = 4
"""The type of the command that opens an application's Activity; Discord makes it, not the bot."""

WRITABLE = (
    "id",
    "type",
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "default_member_permissions",
    "integration_types",
    "contexts",
    "nsfw",
    "handler",
)
"""What is said of a command that is kept as it is. Source: Discord's page on bulk overwriting."""

PATIENCE = 60.0
"""Seconds after which the bot starts without having sent its commands: a limit may last for a day."""


class CommandLimitError(Exception):
    """The commands break a limit of Discord's; the message has a line for each breach."""


@dataclass(frozen=True, slots=True)
class Synced:
    """The result of a sync."""

    fingerprint: str
    """To be stored and passed to the next sync."""
    changed: bool
    ids: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """The commands' ids by name, if they were sent."""


async def sync_if_changed(
    tree: app_commands.CommandTree[Any], catalogues: Catalogues, known: KnownCommands
) -> Mapping[str, int]:
    """Send the commands if they have changed; returns each top-level command's id by its name.

    Where Discord does not take them, those that it has are used, and the next start tries again.
    """
    stored = await known.load()
    try:
        async with asyncio.timeout(PATIENCE):
            synced = await sync(tree, catalogues, stored.fingerprint)
    except FAILURES as fault:
        ids = await _ids_at_discord(tree, stored.ids)
        said = str(fault) or type(fault).__name__
        log.warning("Discord did not take the commands (%s); the bot goes on with its %d", said, len(ids))
        return ids
    if not synced.changed:
        return stored.ids
    await known.save(SyncedCommands(synced.fingerprint, synced.ids))
    log.info("told Discord of %d commands", len(synced.ids))
    return synced.ids


async def sync(tree: app_commands.CommandTree[Any], catalogues: Catalogues, known: str | None) -> Synced:
    """Send the commands to Discord unless they have the known fingerprint.

    Raises CommandLimitError before anything is sent, and KeyError for a description that is no key.
    """
    application_id = tree.client.application_id
    if application_id is None:
        raise app_commands.MissingApplicationID
    payload = await command_payload(tree, catalogues)
    check_limits(payload)
    # Another application on the same database has no commands yet, so its id is part of it.
    current = f"{application_id}:{fingerprint(payload)}"
    if current == known:
        return Synced(current, changed=False)
    payload += [kept(command) for command in await at_discord(tree) if command["type"] == ENTRY_POINT]
    sent = await tree.client.http.bulk_upsert_global_commands(application_id, payload)
    return Synced(current, changed=True, ids=_ids(sent))


async def at_discord(tree: app_commands.CommandTree[Any]) -> list[Payload]:
    """The commands that Discord has, with their texts in every language."""
    route = Route("GET", "/applications/{id}/commands", id=tree.client.application_id)
    found: list[Payload] = await tree.client.http.request(route, params={"with_localizations": "true"})
    return found


def kept(command: Payload) -> Payload:
    """A command of Discord's as it is sent to leave it as it is: without it, Discord refuses all others."""
    return {name: command[name] for name in WRITABLE if command.get(name) is not None}


async def _ids_at_discord(
    tree: app_commands.CommandTree[Any], stored: Mapping[str, int]
) -> Mapping[str, int]:
    try:
        async with asyncio.timeout(PATIENCE):
            return _ids(await at_discord(tree))
    except FAILURES:
        return stored


def _ids(commands: Iterable[Mapping[str, Any]]) -> Mapping[str, int]:
    return {command["name"]: int(command["id"]) for command in commands if command["type"] != ENTRY_POINT}


async def command_payload(tree: app_commands.CommandTree[Any], catalogues: Catalogues) -> list[Payload]:
    """Each top-level command as Discord takes it: in English, localized for every other language.

    Raises KeyError, with the command's name, for a description that is no key of the catalogue.
    """
    translator = CatalogueTranslator(catalogues)
    payload = [await command.get_translated_payload(tree, translator) for command in tree.get_commands()]
    for command in payload:
        _put_english(command, catalogues, command["name"])
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


def _put_english(node: Payload, catalogues: Catalogues, path: str) -> None:
    if "description" in node:
        key = node["description"]
        sentence = catalogues.translation(key, ENGLISH)
        if sentence is None:
            raise KeyError(f"the description of {path} is no key of the catalogue: {key!r}")
        node["description"] = sentence
    for choice in node.get("choices", ()):
        # A choice's name may be no key: a name that is the same in every language.
        choice["name"] = catalogues.translation(choice["name"], ENGLISH) or choice["name"]
    for option in node.get("options", ()):
        _put_english(option, catalogues, f"{path} {option['name']}")


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


def _texts(node: Payload, key: str) -> list[str]:
    return [node[key], *node.get(f"{key}_localizations", {}).values()] if key in node else []


def _weight(node: Payload) -> int:
    """Characters as Discord counts them: of each text, only the longest localization."""
    own = sum(max(map(len, _texts(node, key)), default=0) for key in ("name", "description"))
    return own + sum(_weight(choice) + len(str(choice["value"])) for choice in node.get("choices", ()))
