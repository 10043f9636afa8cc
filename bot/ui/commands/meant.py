"""What an option stands for that was typed or pasted, where it was not chosen from what is offered."""

from collections.abc import Callable, Mapping
from itertools import islice

import discord

from bot.core.refusals import Reason, Refusal
from bot.core.talk.options import Meant
from bot.ui.components import button, container, rows
from bot.ui.errors import refuse, reply_privately
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout, clipped
from bot.ui.text import Say

MOST_BUTTONS, LONGEST_LABEL, LONGEST_QUOTE = 10, 80, 80
A_ROW = 2


async def one_meant(
    interaction: Interaction,
    typed: str,
    meant: Meant,
    unknown: Reason,
    offer: Callable[[str], tuple[str, str]],
    say: Say,
) -> str | None:
    """The id of what is meant; None if the reply asks which of several it is, or that there is none.

    `offer` gives the label and the custom id of the button for each of several; a press does what the command
    would have done.
    """
    if meant.one is not None:
        return meant.one
    if meant.ids:
        buttons = dict(map(offer, meant.ids))
        await reply_privately(interaction, which_layout(typed, buttons, say, is_near=meant.is_near))
    else:
        await refuse(interaction, Refusal.because(unknown, words=typed), say)
    return None


def which_layout(typed: str, buttons: Mapping[str, str], say: Say, *, is_near: bool) -> Layout:
    """Which one it is: a button for each, by its label with its custom id."""
    words = discord.utils.escape_markdown(clipped(typed, LONGEST_QUOTE))
    shown = (
        button(clipped(label, LONGEST_LABEL), custom_id)
        for label, custom_id in islice(buttons.items(), MOST_BUTTONS)
    )
    return Layout(
        container(
            say("meant.near" if is_near else "meant.several", words=words),
            *rows(shown, A_ROW),
            colour=CREAM,
        )
    )
