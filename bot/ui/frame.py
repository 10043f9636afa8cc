"""What all rooms of the user interface share: the way to Discord, and what rooms offer each other."""

from dataclasses import dataclass, field
from typing import Protocol

import discord
from discord import app_commands

from bot.ui.commands.tree import Tree
from bot.ui.connection.client import StoryBot
from bot.ui.connection.clock import Clock
from bot.ui.connection.events import Events
from bot.ui.handover.actions import Actions
from bot.ui.handover.intents import Answers
from bot.ui.handover.panel import Panel
from bot.ui.interactions import Interaction, private_say
from bot.ui.locales import SeenLocales
from bot.ui.messages import Message
from bot.ui.pictures import PictureSender
from bot.ui.router import Router
from bot.ui.text import Catalogues, Say


class Runner(Protocol):
    """Does what falls due, without anybody's press."""

    async def resume(self) -> None:
        """Resume what was going on when the bot last stopped."""

    async def close(self) -> None:
        """Stop the timers and finish what is under way."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The same for every room; it knows none of them."""

    client: discord.Client
    clock: Clock
    tree: Tree
    router: Router
    events: Events
    locales: SeenLocales
    catalogues: Catalogues
    pictures: PictureSender
    panel: Panel
    actions: Actions = field(default_factory=Actions)
    answers: Answers = field(default_factory=Answers)
    runners: list[Runner] = field(default_factory=list)
    command_ids: dict[str, int] = field(default_factory=dict)
    """Each top-level command's id by name, once Discord has told them."""

    @classmethod
    def of(cls, bot: StoryBot, pictures: PictureSender) -> "Frame":
        """The frame of a bot, before any room is opened."""
        return cls(
            client=bot,
            clock=bot.clock,
            tree=bot.tree,
            router=bot.router,
            events=bot.events,
            locales=bot.locales,
            catalogues=bot.catalogues,
            pictures=pictures,
            panel=Panel(bot.catalogues),
        )

    def privately(self, interaction: Interaction) -> Say:
        """The sentences for one person alone, in their own locale."""
        return private_say(self.catalogues, interaction)

    def publicly(self, locale: str) -> Say:
        """The sentences for everybody in a channel of that locale."""
        return self.catalogues.for_locale(locale)

    def command(self, *words: str) -> str:
        """A command as people can click it: `</story read:1>`, or as text before the ids are known."""
        name = " ".join(words)
        root = name.partition(" ")[0]
        return f"</{name}:{self.command_ids[root]}>" if root in self.command_ids else f"`/{name}`"

    def message(
        self,
        guild_id: int | None,
        channel_id: int,
        message_id: int | None,
        interaction: Interaction | None = None,
    ) -> Message:
        """A message that the bot posted; with the interaction that it answered, edited by its token."""
        channel = self.client.get_partial_messageable(channel_id, guild_id=guild_id)
        return Message(channel.get_partial_message(message_id or 0), self.clock, interaction)

    def group(self, name: str) -> app_commands.Group:
        """The command group of that name, to which another room adds commands; TypeError if there is none."""
        found = self.tree.get_command(name)
        if not isinstance(found, app_commands.Group):
            raise TypeError(f"/{name} is no group of commands")
        return found
