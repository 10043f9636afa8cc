"""What every command and control has at hand."""

from dataclasses import dataclass, field

from bot.core.library import Library
from bot.services.boards import Board
from bot.services.dailies import Dailies
from bot.services.daily_posts import DailyPosts
from bot.services.finding import Finder
from bot.services.guilds import Guilds
from bot.services.leaderboard import Leaderboards
from bot.services.lobbies import Lobbies
from bot.services.maps import Maps
from bot.services.quizzes import Quizzes
from bot.services.reading import ReadingRoom
from bot.services.tales import Tales
from bot.services.tellings import Tellings
from bot.services.trivia import Trivia
from bot.ui.layout import Layout
from bot.ui.people import Interaction, private_voice
from bot.ui.pictures import Easel
from bot.ui.text import Catalogues, Say
from bot.ui.views import board as board_view
from bot.ui.views.topics import topic_name


@dataclass(frozen=True, slots=True)
class Desk:
    """The services, the packs and the sentences."""

    library: Library
    catalogues: Catalogues
    guilds: Guilds
    reading: ReadingRoom
    tales: Tales
    dailies: Dailies
    daily_posts: DailyPosts
    tellings: Tellings
    lobbies: Lobbies
    trivia: Trivia
    leaderboards: Leaderboards
    finder: Finder
    quizzes: Quizzes
    easel: Easel
    maps: Maps
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
        pack, say = self.library.pack(board.game.pack_id), self.publicly(board.game.locale)
        return board_view.layout(board, pack.title, say, topic_name(board.game.topic, pack, say))

    def command(self, *words: str) -> str:
        """A command as people can click it: `</story read:1>`, or as text before the ids are known."""
        name = " ".join(words)
        root = name.partition(" ")[0]
        return f"</{name}:{self.command_ids[root]}>" if root in self.command_ids else f"`/{name}`"
