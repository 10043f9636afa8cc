"""Leads a click, a choice or a submitted modal to its handler, by the `custom_id` alone.

discord.py's own views live in memory and forget their clicks at a restart; its dynamic items rebuild
the whole message for every click. Here the id says it all: `name:argument:argument`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

import discord

from bot.core.refusals import Reason, Refusal
from bot.ui.errors import confess, refuse
from bot.ui.people import Interaction, private_voice
from bot.ui.text import Catalogues

Handler: TypeAlias = Callable[[Interaction, Sequence[str]], Awaitable[None]]

ROUTED = (discord.InteractionType.component, discord.InteractionType.modal_submit)


class Router:
    """Every control that the bot ever sent, by the first part of its id."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Take the sentences for refusals and faults."""
        self._catalogues = catalogues
        self._handlers: dict[str, Handler] = {}

    def add(self, name: str, handler: Handler) -> None:
        """Let `handler` take every id `name:...`; ValueError where another one does."""
        if name in self._handlers:
            raise ValueError(f"two handlers for {name!r}")
        self._handlers[name] = handler

    async def dispatch(self, interaction: Interaction) -> None:
        """Handle the interaction where it is a control's; a fault is logged and told."""
        if interaction.type not in ROUTED or interaction.data is None:
            return
        data: Mapping[str, Any] = interaction.data
        custom_id = str(data.get("custom_id", ""))
        name, *arguments = custom_id.split(":")
        say = private_voice(self._catalogues, interaction)
        handler = self._handlers.get(name)
        try:
            if handler is None:
                await refuse(interaction, Refusal.because(Reason.GONE), say)
            else:
                await handler(interaction, arguments)
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the reader gets an answer
            await confess(interaction, fault, say, custom_id)


def chosen(interaction: Interaction) -> list[str]:
    """The values of the select that was used."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
