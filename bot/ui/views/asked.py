"""A question that is answered by buttons: how it is put, its answers, and where it is told."""

from collections.abc import Callable

import discord
from discord.ui import ActionRow, Button

from bot.content.search import Where
from bot.core.packs import DOSSIERS, BeatRef
from bot.core.questions import Asked, AskedChoice, AskedLegend
from bot.ui.layout import button, clipped, rows
from bot.ui.text import Say

SHORT_LABEL = 20
"""Answers up to this long stand two in a row; a phone cuts longer ones."""

LONGEST_LABEL = 80


def prompt(asked: Asked, say: Say) -> str:
    """What is asked."""
    if isinstance(asked, AskedLegend):
        return say("question.claim", claim=asked.prompt)
    return say("question.prompt", prompt=asked.prompt)


def label(asked: Asked, given: str, say: Say) -> str:
    """An answer as it stands on its button."""
    match asked:
        case AskedChoice(options=options):
            return options[int(given)]
        case AskedLegend():
            return say("call.fact") if given == "fact" else say("call.legend")


def choices(
    asked: Asked, custom_id: Callable[[str], str], say: Say
) -> list[ActionRow[discord.ui.LayoutView]]:
    """A button for each answer, its id made of the answer."""
    labels = {given: label(asked, given, say) for given in asked.answers}
    buttons = [
        button(clipped(text, LONGEST_LABEL), custom_id(given), style=discord.ButtonStyle.primary)
        for given, text in labels.items()
    ]
    short = all(len(text) <= SHORT_LABEL for text in labels.values())
    return rows(buttons, 2 if short else 1)


def read_button(told_in: str, say: Say, name: str = "fo") -> Button[discord.ui.LayoutView]:
    """Opens, for its presser alone, the page or the card that tells it."""
    ref = BeatRef.parse(told_in)
    where, at = (Where.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (Where.BEAT, told_in)
    return button(say("button.read_answer"), f"{name}:{where.value}:{at}")
