"""Passes a click, a choice or a submitted modal to its handler, by the `custom_id` alone.

discord.py's own views live in memory and forget their clicks at a restart; its dynamic items rebuild
the whole message for every click. Here the id holds everything: `name:argument:argument`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord

from bot.core.refusals import Reason, Refusal
from bot.ui.errors import refuse, report_fault
from bot.ui.interactions import Interaction, private_say
from bot.ui.text import Catalogues

Handler: TypeAlias = Callable[[Interaction, Sequence[str]], Awaitable[None]]
Reads: TypeAlias = Callable[[str], object]

ROUTED = (discord.InteractionType.component, discord.InteractionType.modal_submit)
LARGEST = 2**63 - 1
"""The database stores no larger number, and Discord has no larger id."""


def integer(text: str) -> int:
    """A row's id, or a position; ValueError if it cannot be one."""
    value = int(text)
    if abs(value) > LARGEST:
        raise ValueError(f"{text} is beyond any id")
    return value


@dataclass(frozen=True, slots=True)
class _Route:
    """The handler for the ids of one name, their form, and that of what a select may bring."""

    handler: Handler
    form: Sequence[Reads]
    chooses: Reads

    def fits(self, arguments: Sequence[str], values: Sequence[str]) -> bool:
        """Whether these may follow the name, and these values be chosen."""
        if len(arguments) != len(self.form):
            return False
        try:
            for parse, argument in zip(self.form, arguments, strict=True):
                parse(argument)
            for value in values:
                self.chooses(value)
        except ValueError:
            return False
        return True


class Router:
    """The handler of every control that the bot ever sent, by the first part of its id."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Keep the catalogues for refusals and faults."""
        self._catalogues = catalogues
        self._routes: dict[str, _Route] = {}

    def add(self, name: str, handler: Handler, *form: Reads, chooses: Reads = str) -> None:
        """Let `handler` take every id `name:...` with an argument for each part of the form.

        Each part parses its argument, and raises ValueError if it cannot; the last argument may hold colons,
        as somebody may have typed it. `chooses` parses the values of a select, as an old message may offer
        one that is no more. Messages outlive versions of the bot: an id keeps its form for as long as its
        name is routed. Raises ValueError if the name is taken.
        """
        if name in self._routes:
            raise ValueError(f"two controls are called {name!r}")
        self._routes[name] = _Route(handler, form, chooses)

    @property
    def forms(self) -> Mapping[str, Sequence[Reads]]:
        """What may follow each name."""
        return {name: route.form for name, route in self._routes.items()}

    async def dispatch(self, interaction: Interaction) -> None:
        """Handle the interaction if it is a control's; a fault is logged and reported to the person."""
        if interaction.type not in ROUTED or interaction.data is None:
            return
        data: Mapping[str, Any] = interaction.data
        custom_id = str(data.get("custom_id", ""))
        name, *_ = custom_id.split(":", 1)
        say = private_say(self._catalogues, interaction)
        route = self._routes.get(name)
        arguments = [] if route is None else custom_id.split(":", max(len(route.form), 1))[1:]
        try:
            if route is None or not route.fits(arguments, chosen(interaction)):
                await refuse(interaction, Refusal.because(Reason.GONE), say)
            else:
                await route.handler(interaction, arguments)
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the person gets an answer
            await report_fault(interaction, fault, say, custom_id)


def chosen(interaction: Interaction) -> list[str]:
    """The values of the select that was used."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
