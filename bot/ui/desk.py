"""What every command and control has at hand."""

from dataclasses import dataclass, field

from bot.core.packs.library import Library
from bot.core.trivia.round.rounds import RoundState, Turn
from bot.services.daily.dailies import Dailies
from bot.services.daily.posts import DailyPosts
from bot.services.guilds.settings import Guilds
from bot.services.stories.finding import Finder
from bot.services.stories.maps import Maps
from bot.services.stories.reading import ReadingRoom
from bot.services.stories.tales import Tales
from bot.services.stories.tellings import Tellings
from bot.services.trivia.boards import Board
from bot.services.trivia.leaderboards import Leaderboards
from bot.services.trivia.lobbies import Lobbies
from bot.services.trivia.practices import Practices
from bot.services.trivia.rounds import Trivia
from bot.ui.interactions import Interaction, private_voice
from bot.ui.layout import Layout
from bot.ui.packs.questions import picture as picture_of
from bot.ui.pictures import Easel, Hanging, Part, Picture
from bot.ui.text import Catalogues, Say
from bot.ui.trivia.round import views as board_view
from bot.ui.trivia.standing.race_picture import is_over, race_picture
from bot.ui.trivia.topics import topic_name


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
    practices: Practices
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

    def hanging(self, board: Board) -> Hanging:
        """A round's message with its picture, in the language that it was started in."""
        say = self.publicly(board.game.locale)
        following = self._picture(board, board.game.upcoming, say)
        if board.game.state is RoundState.ASKING:
            asked = self._picture(board, board.game.turn, say)
            return Hanging(lambda _: self.draw(board), say, asked, asked is not None, following)
        picture = self.race(board, say, is_asked_for=False) if is_over(board) else None
        return Hanging(lambda part: self.draw(board, part), say, picture, following=following)

    def _picture(self, board: Board, turn: Turn | None, say: Say) -> Picture | None:
        """The picture that a question is about, where it is about one."""
        if turn is None:
            return None
        name = board_view.picture_name(turn)
        return picture_of(turn.asked, self.maps, board.game.pack_id, name, say)

    def race(self, board: Board, say: Say, *, is_asked_for: bool = True) -> Picture | None:
        """The race as a picture; None where the story has no road."""
        pack = self.library.pack(board.game.pack_id)
        if pack.route is None:
            return None
        drawn = self.maps.drawn(pack.id)
        return race_picture(board, pack, pack.route, drawn, say, is_asked_for=is_asked_for)

    def draw(self, board: Board, picture: Part = None) -> Layout:
        """A round's message in words, with a picture in its place where there is one."""
        pack, say = self.library.pack(board.game.pack_id), self.publicly(board.game.locale)
        topic = topic_name(board.game.topic, pack, say)
        return board_view.layout(board, pack.title, say, topic, picture)

    def command(self, *words: str) -> str:
        """A command as people can click it: `</story read:1>`, or as text before the ids are known."""
        name = " ".join(words)
        root = name.partition(" ")[0]
        return f"</{name}:{self.command_ids[root]}>" if root in self.command_ids else f"`/{name}`"
