"""Builds Discord's components as the payloads that it takes, without an object for each.

They are what `discord.ui` sends for the same component: `tests/ui/test_components.py` holds the two equal.
A payload is not changed after it is built, so that one may stand in several messages.
"""

import itertools
from collections.abc import Iterable
from typing import Literal, NotRequired, TypeAlias, TypedDict

import discord


class Text(TypedDict):
    """A paragraph of Markdown."""

    type: Literal[10]
    content: str


class Separator(TypedDict):
    """A line across a container."""

    type: Literal[14]
    divider: bool
    spacing: int


class Button(TypedDict):
    """A button that the router hears."""

    type: Literal[2]
    style: int
    disabled: bool
    label: str
    custom_id: str


class Option(TypedDict):
    """What can be chosen in a select."""

    label: str
    value: str
    default: bool
    description: NotRequired[str]


class DefaultValue(TypedDict):
    """A channel or a role that is chosen already."""

    id: int
    type: Literal["channel", "role"]


class Select(TypedDict):
    """A menu of options, of channels or of roles."""

    type: Literal[3, 6, 8]
    custom_id: str
    min_values: int
    max_values: int
    disabled: bool
    required: bool
    placeholder: NotRequired[str]
    options: NotRequired[list[Option]]
    channel_types: NotRequired[list[int]]
    default_values: NotRequired[list[DefaultValue]]


class ActionRow(TypedDict):
    """Up to five buttons, or one select."""

    type: Literal[1]
    components: list[Button | Select]


class Section(TypedDict):
    """A paragraph with a button beside it."""

    type: Literal[9]
    components: list[Text]
    accessory: Button


class MediaItem(TypedDict):
    """Where a picture comes from."""

    url: str


class MediaGalleryItem(TypedDict):
    """A picture with its alt text."""

    media: MediaItem
    spoiler: bool
    description: NotRequired[str]


class MediaGallery(TypedDict):
    """Pictures."""

    type: Literal[12]
    items: list[MediaGalleryItem]


class Container(TypedDict):
    """Components with a coloured edge."""

    type: Literal[17]
    accent_color: int
    spoiler: bool
    components: list["Inner"]


Inner: TypeAlias = Text | Separator | ActionRow | Section | MediaGallery
"""What may stand in a container."""

Component: TypeAlias = Inner | Container
"""What may stand in a message."""


def container(*parts: Inner | str | None, colour: discord.Colour) -> Container:
    """A container with a coloured edge; a string is a paragraph of Markdown, None is left out."""
    return {
        "type": 17,
        "accent_color": colour.value,
        "spoiler": False,
        "components": paragraphs(*parts),
    }


def paragraphs(*parts: Inner | str | None) -> list[Inner]:
    """The components, where a string is a paragraph of Markdown; None is left out."""
    return [
        {"type": 10, "content": part} if isinstance(part, str) else part for part in parts if part is not None
    ]


def text(content: str) -> Text:
    """A paragraph of Markdown."""
    return {"type": 10, "content": content}


def rule() -> Separator:
    """A line across a container."""
    return {"type": 14, "divider": True, "spacing": 1}


def button(
    label: str,
    custom_id: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Button:
    """A button; `custom_id` is `name:argument:...` as the router reads it."""
    return {"type": 2, "style": style.value, "disabled": disabled, "label": label, "custom_id": custom_id}


def row(*controls: Button | Select) -> ActionRow:
    """Up to five buttons, or one select."""
    return {"type": 1, "components": [*controls]}


def rows(buttons: Iterable[Button], width: int) -> list[ActionRow]:
    """The buttons in rows of `width`."""
    remaining = iter(buttons)
    return [row(*chunk) for chunk in iter(lambda: list(itertools.islice(remaining, width)), [])]


def section(content: str, accessory: Button) -> Section:
    """A paragraph of Markdown with a button beside it."""
    return {"type": 9, "components": [text(content)], "accessory": accessory}


def media_gallery(url: str, description: str) -> MediaGallery:
    """One picture with its alt text."""
    return {
        "type": 12,
        "items": [{"media": {"url": url}, "spoiler": False, "description": description}],
    }


def option(label: str, value: str, description: str | None = None, *, default: bool = False) -> Option:
    """What can be chosen in a select; `default` if it is chosen already."""
    made: Option = {"label": label, "value": value, "default": default}
    if description:
        made["description"] = description
    return made


def select(custom_id: str, options: list[Option], placeholder: str | None = None) -> Select:
    """A menu of which one option is chosen."""
    made = _select(3, custom_id, placeholder)
    # discord.py sends it so for options alone; it counts in modals.
    made["required"] = True
    made["options"] = options
    return made


def channel_select(
    custom_id: str,
    placeholder: str,
    chosen: Iterable[int],
    *,
    types: Iterable[discord.ChannelType],
    most: int,
) -> Select:
    """A menu of the server's channels of these types, of which up to `most` may be chosen, or none."""
    made = _select(8, custom_id, placeholder)
    made["min_values"], made["max_values"] = 0, most
    made["channel_types"] = [one.value for one in types]
    _choose(made, [{"id": channel_id, "type": "channel"} for channel_id in chosen])
    return made


def role_select(custom_id: str, placeholder: str, chosen: int | None) -> Select:
    """A menu of the server's roles, of which one may be chosen, or none."""
    made = _select(6, custom_id, placeholder)
    made["min_values"] = 0
    _choose(made, [{"id": chosen, "type": "role"}] if chosen else [])
    return made


def _select(kind: Literal[3, 6, 8], custom_id: str, placeholder: str | None) -> Select:
    made: Select = {
        "type": kind,
        "custom_id": custom_id,
        "min_values": 1,
        "max_values": 1,
        "disabled": False,
        "required": False,
    }
    if placeholder:
        made["placeholder"] = placeholder
    return made


def _choose(made: Select, values: list[DefaultValue]) -> None:
    if values:
        made["default_values"] = values
