"""From a body to a message, and from an edit to the message's next state; the bot hears of both."""

from collections.abc import Mapping
from typing import Any

from tests.discord import payloads
from tests.discord.clock import created, iso
from tests.discord.gateway import DIRECT_MESSAGES, GUILD_MESSAGES
from tests.discord.rest.bodies import Upload
from tests.discord.state import (
    COMPONENTS_V2,
    EPHEMERAL,
    HAS_THREAD,
    LOADING,
    Channel,
    Json,
    Message,
    User,
    World,
    walk,
)

KEPT_FLAGS = EPHEMERAL | HAS_THREAD | COMPONENTS_V2
"""Flags that no edit takes away."""

MEDIA = {12: "items", 11: "media", 13: "file"}.items()
PNG = b"\x89PNG\r\n\x1a\n"


def compose(
    world: World,
    channel: Channel,
    author: User,
    body: Json,
    uploads: Mapping[int, Upload],
    reader: int | None = None,
    extra: Json | None = None,
) -> Message:
    """Put a message into the channel; `reader` alone sees it where it is given."""
    number = world.snowflakes.next()
    message = Message(number, channel, {}, reader)
    flags = body.get("flags") or 0
    payload: Json = {
        "id": str(number),
        "channel_id": str(channel.id),
        "author": payloads.user(author),
        "type": 0,
        "content": body.get("content") or "",
        "timestamp": iso(created(number)),
        "edited_timestamp": None,
        "tts": bool(body.get("tts")),
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": _attach(world, message, body, uploads),
        "embeds": body.get("embeds") or [],
        "components": [],
        "pinned": False,
        "flags": flags if reader is None else flags | EPHEMERAL,
    }
    if body.get("nonce") is not None:
        payload["nonce"] = body["nonce"]
    if extra is not None:
        payload |= extra
    message.payload = payload
    payload["components"] = _finished(body.get("components") or [], payload["attachments"])
    channel.messages[number] = message
    _tell(world, message, "MESSAGE_CREATE")
    return message


def revise(world: World, message: Message, body: Json, uploads: Mapping[int, Upload]) -> None:
    """Change what the body names; a deferred answer becomes a message by it."""
    payload = dict(message.payload)
    payload["edited_timestamp"] = iso(world.clock.milliseconds())
    for key, empty in (("content", ""), ("embeds", [])):
        if key in body:
            payload[key] = body[key] or empty
    if body.get("flags") is not None:
        payload["flags"] = payload["flags"] & KEPT_FLAGS | body["flags"] & ~EPHEMERAL
    payload["flags"] &= ~LOADING
    if uploads or body.get("attachments") is not None:
        payload["attachments"] = _attach(world, message, body, uploads)
    if body.get("components") is not None:
        payload["components"] = _finished(body["components"], payload["attachments"])
    message.payload, message.part = payload, None
    _tell(world, message, "MESSAGE_UPDATE")


def remove(world: World, message: Message) -> None:
    """Delete the message."""
    message.is_deleted = True
    message.channel.messages.pop(message.id, None)
    channel = message.channel
    if message.reader is None:
        told: Json = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild is not None:
            told["guild_id"] = str(channel.guild.id)
        world.emit("MESSAGE_DELETE", told, channel.guild_id, _intents(channel))
    world.changed()


def _tell(world: World, message: Message, event: str) -> None:
    channel = message.channel
    if message.reader is None:
        told = message.payload
        if channel.guild is not None:
            told = {**told, "guild_id": str(channel.guild.id)}
            member = channel.guild.members.get(int(told["author"]["id"]))
            if member is not None:
                told["member"] = payloads.member(member, with_user=False)
        world.emit(event, told, channel.guild_id, _intents(channel))
    world.changed()


def _intents(channel: Channel) -> int:
    return DIRECT_MESSAGES if channel.guild is None else GUILD_MESSAGES


def _attach(world: World, message: Message, body: Json, uploads: Mapping[int, Upload]) -> list[Json]:
    old = {one["id"]: one for one in message.payload.get("attachments", ())}
    told = body.get("attachments")
    described = {str(one.get("id")): one for one in told or ()}
    attached = [one for known, one in old.items() if told is None or known in described]
    for number, upload in uploads.items():
        attachment_id = world.snowflakes.next()
        message.files[attachment_id] = upload.content
        url = f"http://{world.address}/attachments/{message.channel.id}/{attachment_id}/{upload.name}"
        one: Json = {
            "id": str(attachment_id),
            "filename": upload.name,
            "size": len(upload.content),
            "url": url,
            "proxy_url": url,
        }
        if upload.content.startswith(PNG):
            one["content_type"] = "image/png"
            one["width"] = int.from_bytes(upload.content[16:20], "big")
            one["height"] = int.from_bytes(upload.content[20:24], "big")
        if (description := described.get(str(number), {}).get("description")) is not None:
            one["description"] = description
        attached.append(one)
    return attached


def _finished(components: list[Json], attachments: list[Json]) -> list[Json]:
    """With the ids that Discord gives to components, and the files that `attachment://` means."""
    if not components:
        return components
    taken = {one["id"] for one in walk(components) if one.get("id")}
    number = 0
    for one in walk(components):
        if not one.get("id"):
            number += 1
            while number in taken:
                number += 1
            one["id"] = number
        for kind, key in MEDIA:
            if one["type"] == kind:
                _resolve(one, key, attachments)
    return components


def _resolve(one: Json, key: str, attachments: list[Json]) -> None:
    if key == "items":
        for item in one["items"]:
            _resolve(item, "media", attachments)
        return
    media: Any = one[key]
    name = media["url"].removeprefix("attachment://")
    media |= {"proxy_url": media["url"], "loading_state": 2, "flags": 0, "placeholder": ""}
    for attached in attachments:
        if name in (attached["filename"], attached["url"]):
            media |= {
                key: attached[key]
                for key in ("url", "proxy_url", "width", "height", "content_type")
                if key in attached
            }
            media["attachment_id"] = attached["id"]
