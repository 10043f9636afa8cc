"""What every command and control has at hand."""

from dataclasses import dataclass, field

from bot.core.library import Library
from bot.services.boards import Board
from bot.services.finding import Finder
from bot.services.guilds import Guilds
from bot.services.leaderboard import Leaderboards
from bot.services.lobbies import Lobbies
from bot.services.reading import ReadingRoom
from bot.services.tales import Tales
from bot.services.trivia import Trivia
from bot.ui.layout import Layout
from bot.ui.people import Interaction, private_voice
from bot.ui.text import Catalogues, Say
from bot.ui.views import board as board_view


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, the packs and the sentences."""

    library: Library
    catalogues: Catalogues
    guilds: Guilds
    reading: ReadingRoom
    tales: Tales
    lobbies: Lobbies
    trivia: Trivia
    leaderboards: Leaderboards
    finder: Finder
    command_ids: dict[str, int] = field(default_factory=dict)
    """Each top-level command's id by name, once Discord has told them."""

    def privately(self, interaction: Interaction) -> Say:
        """Who speaks to the reader alone."""
        return private_voice(self.catalogues, interaction)

    def publicly(self, locale: str) -> Say:
        """Who speaks to everybody in a channel of that locale."""
        return self.catalogues.for_locale(locale)

    def draw(self, board: Board) -> Layout:
        """A round's message, in the language that it was started in."""
        title = self.library.pack(board.game.pack_id).title
        return board_view.layout(board, title, self.publicly(board.game.locale))

    def command(self, name: str) -> str:
        """A command as people can click it: `</story read:1>`, or as text before the ids are known."""
        root = name.partition(" ")[0]
        return f"</{name}:{self.command_ids[root]}>" if root in self.command_ids else f"`/{name}`"
