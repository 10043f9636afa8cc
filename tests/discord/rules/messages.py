"""What a message may be: its text, embeds, files and flags, and what may stand beside Components V2."""

from collections.abc import Mapping
from typing import Any, Final

from tests.discord.errors import Path, Problems, empty_message
from tests.discord.rest.bodies import Upload
from tests.discord.rules.components import ComponentCheck
from tests.discord.state import COMPONENTS_V2, Json, Message

LONGEST_CONTENT, MOST_EMBEDS, LONGEST_EMBEDS, LONGEST_NONCE, MOST_FILES, LARGEST_FILE = (
    2000,
    10,
    6000,
    25,
    10,
    10_485_760,
)
LEGACY: Final = ("content", "embeds", "poll", "sticker_ids")
SHOWN: Final = (*LEGACY, "components", "attachments")


def check_message(
    body: Json,
    uploads: Mapping[int, Upload],
    *,
    at: Path = (),
    edited: Message | None = None,
    may_become_v2: bool = True,
) -> None:
    """Raise 50035 with all that is wrong, or 50006 for a message that shows nothing.

    `edited` is the message that the body changes; `may_become_v2` is False where it was a deferred answer.
    """
    problems = Problems()
    was_v2 = edited is not None and bool(edited.flags & COMPONENTS_V2)
    v2 = was_v2 or bool((body.get("flags") or 0) & COMPONENTS_V2)
    if v2 and not was_v2 and not may_become_v2:
        said = "A deferred response cannot be edited to use MessageFlags.IS_COMPONENTS_V2."
        problems.add((*at, "flags"), "MESSAGE_CANNOT_ADD_COMPONENTS_V2_TO_DEFERRED", said)
    if v2:
        _no_legacy(body, problems, at, edited)
    if body.get("content") is not None:
        problems.too_long((*at, "content"), body["content"], LONGEST_CONTENT)
    if body.get("nonce") is not None:
        problems.too_long((*at, "nonce"), str(body["nonce"]), LONGEST_NONCE)
    _embeds(body.get("embeds") or [], problems, (*at, "embeds"))
    names = _files(body, uploads, problems, at, edited)
    if body.get("components"):
        ComponentCheck(problems, names).message(body["components"], (*at, "components"), v2=v2)
    problems.check()
    if not uploads and not any(_shown(key, body, edited) for key in SHOWN):
        raise empty_message()


def _shown(key: str, body: Json, edited: Message | None) -> bool:
    if key in body or edited is None:
        return bool(body.get(key))
    return bool(edited.payload.get(key))


def _no_legacy(body: Json, problems: Problems, at: Path, edited: Message | None) -> None:
    for key in LEGACY:
        if _shown(key, body, edited):
            said = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            problems.add((*at, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", said)


def _files(
    body: Json, uploads: Mapping[int, Upload], problems: Problems, at: Path, edited: Message | None
) -> set[str]:
    kept = {one["id"]: one["filename"] for one in edited.payload["attachments"]} if edited else {}
    names = {upload.name for upload in uploads.values()}
    told = body.get("attachments")
    if told is None:
        names |= set(kept.values())
    for number, one in enumerate(told or ()):
        place, known = (*at, "attachments", number), str(one.get("id"))
        if known in kept:
            names.add(kept[known])
        elif not known.isdecimal() or int(known) not in uploads:
            problems.add((*place, "id"), "ATTACHMENT_NOT_FOUND", f"The attachment {known} was not found")
        if one.get("description"):
            problems.too_long((*place, "description"), one["description"], 1024)
    if len(uploads) > MOST_FILES:
        problems.add(
            (*at, "attachments"), "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length."
        )
    for number, upload in uploads.items():
        if len(upload.content) > LARGEST_FILE:
            problems.add(
                (*at, "files", number), "FILE_TYPE_MAX_SIZE", f"File must be {LARGEST_FILE} bytes or fewer."
            )
    return names


def _embeds(embeds: Any, problems: Problems, at: Path) -> None:
    if len(embeds) > MOST_EMBEDS:
        problems.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {MOST_EMBEDS} or fewer in length.")
    total = 0
    for number, embed in enumerate(embeds):
        place = (*at, number)
        fields = embed.get("fields") or ()
        if len(fields) > 25:
            problems.add((*place, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        texts: list[tuple[Path, Any, int, int]] = [
            (("title",), embed.get("title"), 256, 0),
            (("description",), embed.get("description"), 4096, 0),
            (("footer", "text"), (embed.get("footer") or {}).get("text"), 2048, 0),
            (("author", "name"), (embed.get("author") or {}).get("name"), 256, 0),
            *((("fields", row, "name"), field.get("name", ""), 256, 1) for row, field in enumerate(fields)),
            *(
                (("fields", row, "value"), field.get("value", ""), 1024, 1)
                for row, field in enumerate(fields)
            ),
        ]
        for path, text, most, least in texts:
            if text is not None and not problems.too_long((*place, *path), text, most, least):
                total += len(text)
    if total > LONGEST_EMBEDS:
        said = f"Embed size exceeds maximum size of {LONGEST_EMBEDS}"
        problems.add(at, "MAX_EMBED_SIZE_EXCEEDED", said)
