"""`/help` and `/about`: what there is, and whose story it is."""

from collections.abc import Sequence
from typing import Any, Final

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot import __version__
from bot.core.packs.pack import StoryPack
from bot.services.services import Services
from bot.ui.components import button, container, row, rule
from bot.ui.errors import reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout
from bot.ui.permissions import not_member
from bot.ui.router import Router
from bot.ui.text import Say

PRIMARY: Final = discord.ButtonStyle.primary

PRACTICE: Final = "pr:@all"
"""The id of a button that begins a practice on everything."""

MEMBERS = (
    "command.story.contents",
    "command.story.read",
    "command.story.tell",
    "command.anecdote",
    "command.legend",
    "command.dossier",
    "command.find",
    "command.map",
    "command.timeline",
    "command.trivia.start",
    "command.trivia.practice",
    "command.trivia.stop",
    "command.scores",
    "command.help",
    "command.about",
)
ADMINS = (
    "command.config.panel",
    "command.config.channels",
    "command.config.trivia",
    "command.config.daily",
    "command.config.server",
    "command.config.doctor",
    "command.config.reset",
)


def about_commands(frame: Frame, services: Services) -> list[app_commands.Command[Any, ..., None]]:
    """The commands, ready for the tree."""

    @app_commands.command(name="help", description=locale_str("command.help"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def help_(interaction: Interaction) -> None:
        layout = help_layout(frame.privately(interaction), is_heard=not_member(interaction) is None)
        await reply_privately(interaction, layout)

    @app_commands.command(name="about", description=locale_str("command.about"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    @app_commands.allowed_installs(guilds=True, users=True)
    async def about(interaction: Interaction) -> None:
        await reply_privately(
            interaction, about_layout(services.library.default, frame.privately(interaction))
        )

    return [help_, about]


class HelpControls:
    """The buttons of the help that belong to no other room."""

    def __init__(self, frame: Frame) -> None:
        """Keep how commands are named, and what other rooms do."""
        self._frame = frame

    def register(self, router: Router) -> None:
        """Add their ids to the router."""
        router.add("hc", self.unfold)
        router.add("hp", self.play)

    async def play(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`hp`: opens the lobby of a round on everything."""
        await self._frame.actions.open_lobby(interaction, None)

    async def unfold(self, interaction: Interaction, _ids: Sequence[str]) -> None:
        """`hc`: every command, in place."""
        admin = interaction.guild_id is not None and interaction.permissions.manage_guild
        layout = commands_layout(self._frame, self._frame.privately(interaction), admin=admin)
        await interaction.response.edit_message(view=layout)


def help_layout(say: Say, *, is_heard: bool) -> Layout:
    """What one can do here, each a press away: read, listen, play; the rest is folded.

    Where the bot is in no server that would hear it, nothing is told and one plays for oneself.
    """
    play = "hp" if is_heard else PRACTICE
    listen = [button(say("button.listen"), "sl", style=PRIMARY)] if is_heard else []
    return Layout(
        container(
            say("help.title"),
            row(
                button(say("button.read"), "rg", style=PRIMARY),
                *listen,
                button(say("button.play"), play, style=PRIMARY),
                button(say("button.all_commands"), "hc"),
            ),
            rule(),
            say("help.scoring"),
            colour=CREAM,
        )
    )


def commands_layout(frame: Frame, say: Say, *, admin: bool) -> Layout:
    """A line for each command; an admin sees the settings too."""
    return Layout(
        container(
            say("help.title"),
            rule(),
            _command_lines(MEMBERS, frame, say),
            say("help.admins") if admin else None,
            _command_lines(ADMINS, frame, say) if admin else None,
            rule(),
            say("help.scoring"),
            colour=CREAM,
        )
    )


def about_layout(pack: StoryPack, say: Say) -> Layout:
    """Whose story it is, and how many sources it has."""
    return Layout(
        container(
            say("about.title", version=__version__),
            say("about.story", title=pack.title, author=pack.credits.author, work=pack.credits.work),
            pack.credits.about,
            say("about.licence", licence=pack.credits.licence),
            rule(),
            say.count("about.sources", len(pack.sources)),
            say("about.certainty"),
            colour=CREAM,
        )
    )


def _command_lines(keys: tuple[str, ...], frame: Frame, say: Say) -> str:
    """A line for each command; its key is `command.` and its name with dots."""
    return "\n".join(
        say("help.line", command=frame.command(key.split(".", 1)[1].replace(".", " ")), what=say(key))
        for key in keys
    )
