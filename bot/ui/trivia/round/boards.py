"""Draws a round's message: its text in the language of the round, and its picture."""

from collections import OrderedDict
from typing import NamedTuple

from bot.core.trivia.round.rounds import RoundState, Turn
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.ui.frame import Frame
from bot.ui.layout import Layout
from bot.ui.packs.questions import question_picture
from bot.ui.pictures import IllustratedBoard, Picture, PictureSlot
from bot.ui.text import Say
from bot.ui.trivia.round.open_question import Drawn, OpenQuestion, picture_name
from bot.ui.trivia.round.views import board_layout, question_layout
from bot.ui.trivia.standing.race_picture import is_over, race_picture
from bot.ui.trivia.topics import topic_name

MOST_KEPT = 2048
"""Rounds whose open question is not drawn anew; each is a few kilobytes."""


class _Kept(NamedTuple):
    """An open question as it was drawn in a language."""

    question: OpenQuestion
    say: Say
    drawn: Drawn


class BoardDrawing:
    """Draws boards; what of an open question has not changed since the last board is not drawn again."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep the catalogues, the stories and their maps."""
        self._frame = frame
        self._library = services.library
        self._maps = services.maps
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        """The open question of each round, the one drawn last at the end."""

    def layout(self, board: Board, picture: PictureSlot = None) -> Layout:
        """The layout of the message, with the picture if one is given."""
        say = self._frame.publicly(board.game.locale)
        if board.game.state is RoundState.ASKING and board.next_at is None:
            return question_layout(board, self._drawn(board, say), say)
        if board.game.state is not RoundState.ASKING:
            self._kept.pop(board.game.id, None)
        pack = self._library.pack(board.game.pack_id)
        topic = topic_name(board.game.topic, pack, board.game.players, say)
        return board_layout(board, pack.title, say, topic, picture)

    def illustrated(self, board: Board) -> IllustratedBoard:
        """The message with its picture: the open question's, or the race once there is a result."""
        say = self._frame.publicly(board.game.locale)
        if board.next_at is not None:
            coming = self._question(board, board.game.turn, say)
            return IllustratedBoard(lambda _: self.layout(board), say, following=coming)
        following = self._question(board, board.game.upcoming, say)
        if board.game.state is RoundState.ASKING:
            question = self._question(board, board.game.turn, say)
            return IllustratedBoard(
                lambda _: self.layout(board), say, question, question is not None, following
            )
        picture = self._race(board, say) if is_over(board) else None
        return IllustratedBoard(lambda slot: self.layout(board, slot), say, picture, following=following)

    def _drawn(self, board: Board, say: Say) -> Drawn:
        """The open question, drawn anew only if it or the answer above it is another than before."""
        question, round_id = OpenQuestion.of_board(board), board.game.id
        kept = self._kept.get(round_id)
        if kept is None or kept.say is not say or kept.question != question:
            kept = self._kept[round_id] = _Kept(question, say, question.drawn(say))
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(round_id)
        return kept.drawn

    def _question(self, board: Board, turn: Turn | None, say: Say) -> Picture | None:
        """The picture that a question is about, if there is one."""
        if turn is None:
            return None
        return question_picture(turn.asked, self._maps, board.game.pack_id, picture_name(turn.number), say)

    def _race(self, board: Board, say: Say) -> Picture | None:
        pack = self._library.pack(board.game.pack_id)
        return race_picture(board, pack, self._maps, say, is_asked_for=False)
