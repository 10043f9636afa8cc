"""What Discord takes of a message, and a story as long as the schema allows."""

import discord
from simcord.components import validate_components, walk_components

from bot.core.packs.pack import StoryPack
from bot.ui.layout import Layout
from tests.core.builders import a_chapter, a_pack

V2 = discord.MessageFlags(components_v2=True).value
MOST_TEXT, MOST_COMPONENTS, LONGEST_ID, SHOWN_OF_A_LABEL = 4_000, 40, 100, 38
TEXT, BUTTON = 10, 2


def the_longest_pack() -> StoryPack:
    """Every text as long as the schema allows."""
    title, teaser = words(60), words(140)
    return a_pack(
        title=title,
        tagline=teaser,
        chapters=[
            a_chapter(
                id=f"{number:02}" + "a" * 38,
                title=title,
                teaser=teaser,
                hook=words(300),
                beats=[{"id": f"b{beat}", "text": words(900)} for beat in range(20)],
            )
            for number in range(25)
        ],
        sources=[{"key": f"S{number}", "title": words(160)} for number in range(12)],
    )


def words(length: int) -> str:
    """A text of exactly that many characters."""
    return ("mille miglia " * length)[: length - 1] + "a"


def assert_discord_takes(layout: Layout) -> None:
    parts = validate_components(layout.to_components(), flags=V2)
    every = list(walk_components(parts))
    assert len(every) <= MOST_COMPONENTS
    assert sum(len(one["content"]) for one in every if one["type"] == TEXT) <= MOST_TEXT
    assert all(len(one.get("custom_id", "")) <= LONGEST_ID for one in every)
    assert all(len(one["label"]) <= SHOWN_OF_A_LABEL for one in every if one["type"] == BUTTON)
