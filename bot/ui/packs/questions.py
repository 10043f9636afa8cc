"""A question as it is shown: its prompt, its controls, its picture, and where the answer is told."""

from collections.abc import Callable

import discord
from discord.ui import Modal

from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.asking.typed import MOST_TYPED
from bot.services.stories.maps import Maps
from bot.ui.components import ActionRow, Button, MediaGallery, button, media_gallery, row, rows
from bot.ui.layout import clipped
from bot.ui.modals import field_modal
from bot.ui.packs.question_kinds import QuestionMap, view_of
from bot.ui.packs.sources import place_told
from bot.ui.pictures import Picture
from bot.ui.text import Say

SHORT_LABEL = 20
"""Answers up to this long stand two in a row; a phone cuts longer ones."""
LETTER = 1
"""Answers of this length are letters of a map: they stand in as few rows as possible."""
MOST_A_ROW = 5

LONGEST_LABEL = 80


def prompt(asked: Asked, say: Say) -> str:
    """What is asked."""
    return view_of(asked).prompt(asked, say)


def label(asked: Asked, given: str, say: Say) -> str:
    """An answer as its button names it, or as typing was understood; it does not tell what is right."""
    return view_of(asked).label(asked, given, say)


def revealed(asked: Asked, given: str, say: Say) -> str:
    """An answer once the question is over."""
    return view_of(asked).revealed(asked, given, say)


def quoted(asked: Asked, given: str, say: Say) -> str:
    """A wrong answer as everybody may read it: short, and harmless whatever was typed."""
    return view_of(asked).quoted(asked, given, say)


def choices(asked: Asked, custom_id: Callable[[str], str], say: Say, modal_id: str = "") -> list[ActionRow]:
    """A button for each answer, with the id `custom_id(answer)`; or one button that opens the modal."""
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
    """The modal for a typed answer, with the question in it: on a phone it hides the message."""
    field = view_of(asked).field(asked, say)
    return field_modal(custom_id, title, field.label, field.hint, MOST_TYPED, prompt(asked, say))


def question_picture(asked: Asked, maps: Maps, pack_id: str, name: str, say: Say) -> Picture | None:
    """The picture that the question is about, where it has one."""
    return _picture(view_of(asked).map(asked, say), maps, pack_id, name)


def gallery(asked: Asked, name: str, say: Say) -> MediaGallery | None:
    """That picture's component in the message: the file is sent once, and later edits find it by its name."""
    return _gallery(view_of(asked).map(asked, say), name)


def answer_picture(asked: Asked, maps: Maps, pack_id: str, name: str, say: Say) -> Picture | None:
    """The picture that shows the answer, where the question is about one."""
    return _picture(view_of(asked).answer_map(asked, say), maps, pack_id, name)


def answer_gallery(asked: Asked, name: str, say: Say) -> MediaGallery | None:
    """That picture's component in the message."""
    return _gallery(view_of(asked).answer_map(asked, say), name)


def _picture(shown: QuestionMap | None, maps: Maps, pack_id: str, name: str) -> Picture | None:
    if shown is None:
        return None
    return Picture(
        name=name,
        key=("question", pack_id, shown.scene),
        draw=lambda: maps.drawn(pack_id).draw(shown.scene),
        alt=shown.alt,
    )


def _gallery(shown: QuestionMap | None, name: str) -> MediaGallery | None:
    return None if shown is None else media_gallery(f"attachment://{name}.png", shown.alt)


def read_button(told_in: str, say: Say, name: str = "fo", *, label: str | None = None) -> Button:
    """A button that opens, for its presser alone, the page or the card that tells it."""
    where, ref = place_told(told_in)
    return button(label or say("button.read_answer"), f"{name}:{where.value}:{ref}")
