"""Leads a click, a choice or a submitted modal to its handler, by the `custom_id` alone.

discord.py's own views live in memory and forget their clicks at a restart; its dynamic items rebuild
the whole message for every click. Here the id says it all: `name:argument:argument`.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import discord

from bot.content.search import Where
from bot.core.guilds.settings import Purpose, Switch, Way
from bot.core.refusals import Reason, Refusal
from bot.core.talk.intents import Wish
from bot.core.trivia.round.teams import Team
from bot.core.trivia.standing.leaderboard import Measure, Period
from bot.ui.errors import confess, refuse
from bot.ui.interactions import Interaction, private_voice
from bot.ui.text import Catalogues

Handler: TypeAlias = Callable[[Interaction, Sequence[str]], Awaitable[None]]

ROUTED = (discord.InteractionType.component, discord.InteractionType.modal_submit)
LARGEST = 2**63 - 1
"""A database takes no larger number, and Discord has no larger id."""


def number(text: str) -> int:
    """A row's id, or a position; ValueError where it cannot be one."""
    value = int(text)
    if abs(value) > LARGEST:
        raise ValueError(f"{text} is beyond any id")
    return value


FORMS: Final[Mapping[str, Sequence[Callable[[str], object]]]] = MappingProxyType(
    {
        # The reader: a chapter's page, the chosen chapter, on, the contents
        "rd": (str, number),
        "rs": (),
        "rg": (),
        "rc": (),
        # A claim: vote, verdict
        "lv": (number, str),
        "lr": (number,),
        # A round: join, leave, begin, answer, my answer, rematch
        "tj": (number,),
        "tl": (number,),
        "tb": (number,),
        "tq": (number, number, str),
        "tm": (number, number),
        "tr": (number,),
        # The field that an answer is typed into: its button, what was sent
        "ta": (number, number),
        "tt": (number, number),
        # A hint, a vote to skip, a side, even sides
        "th": (number, number),
        "ts": (number, number),
        "tv": (number, Team),
        "tz": (number,),
        # The race, what its reader missed in a round, another page of that
        "tg": (number,),
        "tw": (number,),
        "tx": (number, number),
        # The leaderboard: a page, the chosen period, the chosen measure, a page for everybody
        "sc": (Period, Measure, number),
        "sp": (Measure,),
        "sm": (Period,),
        "ss": (Period, Measure, number),
        # A telling: next, pause, go on, stop, an option, a round on it, the following chapter
        "st": (number, number),
        "sz": (number, number),
        "sg": (number, number),
        "sx": (number, number),
        "so": (number, number, number),
        "sq": (number,),
        "sn": (number,),
        # What was looked up: a hit, a card's chosen link
        "fo": (Where, str),
        "fl": (),
        # The timeline: a chosen year of its menus, by their number
        "ty": (number,),
        # A conversation: what is wanted; a claim's call
        "tk": (Wish,),
        "ql": (str, str),
        # A practice: an answer, the field for a typed one, what was typed, on, another one on the same,
        # another one on the chosen topic
        "pa": (number, number, str),
        "po": (number, number),
        "pt": (number, number),
        "pn": (number, number),
        "pr": (str,),
        "pc": (),
        # A day's post: an answer to its question, what tells the answer to the one before
        "dq": (number, str),
        "dr": (Where, str),
        # The settings: a page, channels, role, questions, seconds, no daily post, starting over
        "cp": (str,),
        "cc": (Purpose,),
        "cr": (),
        "cq": (),
        "cs": (),
        "co": (),
        "cx": (),
        # Who may start rounds, who may end them, a way to play on or off
        "ca": (),
        "ce": (),
        "cw": (Way, Switch),
        # The doctor's round: look again
        "cl": (),
    }
)
"""What may stand after each name; a ValueError from one of these means that the id is none of ours.

Messages outlive versions: an id keeps its form for as long as its name is heard.
"""


class Router:
    """Every control that the bot ever sent, by the first part of its id."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Take the sentences for refusals and faults."""
        self._catalogues = catalogues
        self._handlers: dict[str, Handler] = {}

    def add(self, name: str, handler: Handler) -> None:
        """Let `handler` take every id `name:...` that has the name's form.

        Raises ValueError where another handler does, or where the name has no form.
        """
        if name in self._handlers or name not in FORMS:
            raise ValueError(f"{name!r} has a handler already, or no form")
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
            if handler is None or not _is_well_formed(name, arguments):
                await refuse(interaction, Refusal.because(Reason.GONE), say)
            else:
                await handler(interaction, arguments)
        except Exception as fault:  # noqa: BLE001 - whatever went wrong, the reader gets an answer
            await confess(interaction, fault, say, custom_id)


def _is_well_formed(name: str, arguments: Sequence[str]) -> bool:
    form = FORMS[name]
    if len(arguments) != len(form):
        return False
    try:
        for read, argument in zip(form, arguments, strict=True):
            read(argument)
    except ValueError:
        return False
    return True


def chosen(interaction: Interaction) -> list[str]:
    """The values of the select that was used."""
    data: Mapping[str, Any] = interaction.data or {}
    return [str(value) for value in data.get("values", ())]
