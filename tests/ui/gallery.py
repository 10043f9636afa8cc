"""A small bot that shows pictures as the real one does, with an artist in the test's hands."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
import simcord
from discord import app_commands
from simcord.components import walk_components
from typing_extensions import override

from bot.pictures.canvas import Canvas
from bot.services.pictures import Pictures
from bot.ui.components import button, container, row
from bot.ui.interactions import Interaction
from bot.ui.layout import NIGHT, Layout
from bot.ui.pictures import LayoutBuilder, Picture, PictureSender, PictureSlot
from bot.ui.text import Say

GALLERY = 12


@dataclass
class Artist:
    """Draws a small sheet; waits while its gate is shut, and fails where it has no paper."""

    has_paper: bool = True
    gate: threading.Event = field(default_factory=threading.Event)
    drawn: int = 0

    def __call__(self) -> bytes:
        assert self.gate.wait(10), "the test has left the gate shut"
        if not self.has_paper:
            raise ValueError("no paper")
        self.drawn += 1
        return Canvas.blank(8, 8).png()


class GalleryBot(discord.Client):
    """`/show` hangs a picture; the buttons under it turn to another one or to a page without."""

    def __init__(self, say: Say) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.artist = Artist()
        self.artist.gate.set()
        self.alt = "A small sheet"
        self.is_asked_for = True
        self.say = say
        self.pictures = Pictures()
        self.easel = PictureSender(self.pictures)
        self._shown = 0

        @self.tree.command(description="Shows a picture")
        async def show(interaction: Interaction, to: str = "one") -> None:
            self._shown += 1
            await self.easel.show(
                interaction,
                self.picture(f"sheet-{self._shown}"),
                page("The first page"),
                self.say,
                ephemeral=to == "one",
            )

    def picture(self, name: str) -> Picture:
        return Picture(name, name, self.artist, self.alt, is_asked_for=self.is_asked_for)

    @override
    async def setup_hook(self) -> None:
        await self.tree.sync()

    @override
    async def close(self) -> None:
        self.artist.gate.set()
        await self.pictures.close()
        await super().close()

    async def on_interaction(self, interaction: Interaction) -> None:
        """A button was pressed."""
        data: Any = interaction.data
        if interaction.type is discord.InteractionType.component:
            to = data["custom_id"]
            picture = None if to == "plain" else self.picture(to)
            await self.easel.turn(interaction, picture, page(f"The page {to}"), self.say)


def page(text: str) -> LayoutBuilder:
    """A page of that text."""

    def build(part: PictureSlot) -> Layout:
        return Layout(
            container(text, part, row(button("Other", "other"), button("Plain", "plain")), colour=NIGHT)
        )

    return build


def galleries(message: simcord.ResponseMessage | None) -> list[tuple[str, str]]:
    """What hangs in the message: each picture's address and its alt text."""
    assert message is not None, "the bot has not answered"
    return [
        (item["media"]["url"], item["description"])
        for one in walk_components(message.components)
        if one["type"] == GALLERY
        for item in one["items"]
    ]


def files(message: simcord.ResponseMessage | None) -> Sequence[str]:
    """The names of the files that hang on the message."""
    assert message is not None, "the bot has not answered"
    return [one.filename for one in message.attachments]
