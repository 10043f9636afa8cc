"""Modals with a field to type into, and what was typed."""

from collections.abc import Mapping
from typing import Any, Final

from discord.ui import Label, Modal, TextDisplay, TextInput

from bot.ui.interactions import Interaction
from bot.ui.layout import clipped

LONGEST_TITLE = 45
LONGEST_HINT = 100

FIELD: Final = "answer"


def field_modal(
    custom_id: str, title: str, label: str, hint: str, longest: int, above: str | None = None
) -> Modal:
    """A modal with one field of at most `longest` characters, below a text if one is given."""
    shown = Modal(title=clipped(title, LONGEST_TITLE), custom_id=custom_id)
    if above is not None:
        shown.add_item(TextDisplay(above))
    typed: TextInput[Modal] = TextInput(
        custom_id=FIELD, placeholder=clipped(hint, LONGEST_HINT), max_length=longest
    )
    shown.add_item(Label(text=clipped(label, LONGEST_TITLE), component=typed))
    # discord.py keeps nothing of it: `Router` gets the submit by its id, even after a restart.
    shown.stop()
    return shown


def typed_in(interaction: Interaction) -> str:
    """What was typed into the field."""
    data: Mapping[str, Any] = interaction.data or {}
    return next(
        (str(field.get("value") or "") for field in _fields(data) if field.get("custom_id") == FIELD), ""
    )


def _fields(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The controls of a submitted modal: each is in a label, or in a row of an older modal."""
    found: list[Mapping[str, Any]] = []
    for component in data.get("components", ()):
        inner = component.get("component")
        found += [inner] if inner else component.get("components", ())
    return found
