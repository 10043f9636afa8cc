"""The real bot in the demo: the story that ships, the English catalogue."""

from pathlib import Path

import discord

from bot.app import create_bot
from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.settings import Settings
from bot.static_content import StaticContent
from bot.ui.text import Catalogues

STORIES = Path(__file__).parents[2] / "stories"


def make_real_bot(folder: Path) -> discord.Client:
    """The bot as `make demo` makes it; the same seed each time, so that a picture can be taken again."""
    pack = load_pack(STORIES / "mille-miglia")
    if isinstance(pack, Faults):
        raise TypeError(pack)
    settings = Settings(database=folder / "cantastorie.db")
    return create_bot(settings, StaticContent.read(Library((pack,)), Catalogues.load()), seed=lambda: 5)
