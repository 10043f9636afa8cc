"""A question as it is shown: how it is put, what answers it, its picture, and where it is told."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import discord
from discord.ui import ActionRow, Button, Label, MediaGallery, Modal, TextDisplay, TextInput

from bot.content.search import Where
from bot.core.packs.pack import DOSSIERS, BeatRef
from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.asking.typed import MOST_TYPED
from bot.services.stories.maps import Maps
from bot.ui.interactions import Interaction
from bot.ui.layout import button, clipped, row, rows
from bot.ui.packs.question_kinds import view_of
from bot.ui.pictures import Picture
from bot.ui.text import Say

SHORT_LABEL = 20
"""Answers up to this long stand two in a row; a phone cuts longer ones."""
LETTER = 1
"""Letters stand in as few rows as they can."""
MOST_A_ROW = 5

LONGEST_LABEL = 80
LONGEST_TITLE = 45
LONGEST_HINT = 100

FIELD: Final = "answer"


def prompt(asked: Asked, say: Say) -> str:
    """What is asked."""
    return view_of(asked).prompt(asked, say)


def label(asked: Asked, given: str, say: Say) -> str:
    """An answer as it stands on its button, or as it was understood; it tells nothing of what is right."""
    return view_of(asked).label(asked, given, say)


def told(asked: Asked, given: str, say: Say) -> str:
    """An answer once the question is over."""
    return view_of(asked).told(asked, given, say)


def choices(
    asked: Asked, custom_id: Callable[[str], str], say: Say, modal_id: str = ""
) -> list[ActionRow[discord.ui.LayoutView]]:
    """A button for each answer, its id made of the answer; or one that opens the field to type it into."""
    primary = discord.ButtonStyle.primary
    if asked.by_modal:
        return [row(button(say("button.answer"), modal_id, style=primary))]
    labels = {given: label(asked, given, say) for given in asked.answers}
    buttons = [
        button(clipped(text, LONGEST_LABEL), custom_id(given), style=primary)
        for given, text in labels.items()
    ]
    longest = max(map(len, labels.values()), default=0)
    if longest <= LETTER:
        return rows(buttons, MOST_A_ROW if len(buttons) <= MOST_A_ROW else (len(buttons) + 1) // 2)
    return rows(buttons, 2 if longest <= SHORT_LABEL else 1)


def modal(asked: Asked, custom_id: str, title: str, say: Say) -> Modal:
    """The field that an answer is typed into, with the question above it: it hides the message on a phone."""
    field = view_of(asked).field(asked, say)
    shown = Modal(title=clipped(title, LONGEST_TITLE), custom_id=custom_id)
    shown.add_item(TextDisplay(prompt(asked, say)))
    typed: TextInput[Modal] = TextInput(
        custom_id=FIELD, placeholder=clipped(field.hint, LONGEST_HINT), max_length=MOST_TYPED
    )
    shown.add_item(Label(text=clipped(field.label, LONGEST_TITLE), component=typed))
    # Nothing of it is kept: `Router` hears the submit by its id, today and after a restart.
    shown.stop()
    return shown


def typed_in(interaction: Interaction) -> str:
    """What was typed into the field."""
    data: Mapping[str, Any] = interaction.data or {}
    return next((str(one.get("value") or "") for one in _fields(data) if one.get("custom_id") == FIELD), "")


def picture(asked: Asked, maps: Maps, pack_id: str, name: str, say: Say) -> Picture | None:
    """The picture that the question is about, where it has one."""
    sight = view_of(asked).sight(asked, say)
    if sight is None:
        return None
    return Picture(
        name=name,
        key=("question", pack_id, sight.scene),
        draw=lambda: maps.drawn(pack_id).draw(sight.scene),
        alt=sight.alt,
    )


def gallery(asked: Asked, name: str, say: Say) -> MediaGallery[Any] | None:
    """The place of that picture in its message: sent with it once, and found there by its name after."""
    sight = view_of(asked).sight(asked, say)
    if sight is None:
        return None
    return MediaGallery(discord.MediaGalleryItem(f"attachment://{name}.png", description=sight.alt))


def read_button(told_in: str, say: Say, name: str = "fo") -> Button[discord.ui.LayoutView]:
    """Opens, for its presser alone, the page or the card that tells it."""
    ref = BeatRef.parse(told_in)
    where, at = (Where.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (Where.BEAT, told_in)
    return button(say("button.read_answer"), f"{name}:{where.value}:{at}")


def _fields(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The controls of a submitted modal: each stands in a label, or in a row of older modals."""
    found: list[Mapping[str, Any]] = []
    for one in data.get("components", ()):
        inner = one.get("component")
        found += [inner] if inner else one.get("components", ())
    return found
