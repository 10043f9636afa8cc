"""Draws a round's message: its text in the language of the round, and its picture."""

from collections import OrderedDict
from typing import NamedTuple

from bot.core.trivia.round.rounds import RoundState, Turn, was_left_out
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.ui.components import MediaGallery
from bot.ui.frame import Frame
from bot.ui.layout import Layout
from bot.ui.packs.questions import answer_picture, question_picture
from bot.ui.pictures import IllustratedBoard, Picture, PictureSlot
from bot.ui.text import Say
from bot.ui.trivia.round.open_question import Drawn, OpenQuestion, picture_name
from bot.ui.trivia.round.reveal import answer_picture_name
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
        self._pictured: OrderedDict[int, int] = OrderedDict()
        """The question whose answer has its picture on the message, by round, the one written last at the
        end.
        """

    def layout(self, board: Board, picture: PictureSlot = None) -> Layout:
        """The layout of the message, with the picture if one is given."""
        say = self._frame.publicly(board.game.locale)
        is_pictured = board.shown is not None and self._pictured.get(board.game.id) == board.shown.number
        if board.game.state is RoundState.ASKING and board.next_at is None:
            return question_layout(board, self._drawn(board, say, is_pictured=is_pictured), say)
        if not board.game.state.running:
            self._kept.pop(board.game.id, None)
        pack = self._library.pack(board.game.pack_id)
        topic = topic_name(board.game.topic, pack, board.game.players, say)
        return board_layout(board, pack.title, say, topic, picture, is_pictured=is_pictured)

    def illustrated(self, board: Board) -> IllustratedBoard:
        """The message with its picture: the open question's, or the race once there is a result."""
        say = self._frame.publicly(board.game.locale)
        shown, turn, upcoming = board.shown, board.game.turn, board.game.upcoming
        is_told = shown is not None and not was_left_out(board.game, shown)
        answer = self._answer(board, shown, say) if is_told else None

        def build(slot: PictureSlot, pictured: MediaGallery | None) -> Layout:
            self._note(board, is_pictured=pictured is not None)
            return self.layout(board, slot)

        if board.game.state is RoundState.ASKING and board.next_at is None:
            question = self._question(board, turn, say)
            following = (self._question(board, upcoming, say), self._answer(board, turn, say))
            return IllustratedBoard(
                build, say, question, question is not None, answer, tuple(filter(None, following))
            )
        picture = self._race(board, say) if is_over(board) else None
        coming = self._question(board, upcoming if board.next_at is None else turn, say)
        return IllustratedBoard(
            build, say, picture, answer=answer, following=() if coming is None else (coming,)
        )

    def _note(self, board: Board, *, is_pictured: bool) -> None:
        """Note whether the answer that is shown has its picture: later edits show what is there."""
        self._pictured.pop(board.game.id, None)
        if is_pictured and board.shown is not None:
            self._pictured[board.game.id] = board.shown.number
            if len(self._pictured) > MOST_KEPT:
                self._pictured.popitem(last=False)

    def _drawn(self, board: Board, say: Say, *, is_pictured: bool) -> Drawn:
        """The open question, drawn anew only if it or the answer above it is another than before."""
        question, round_id = OpenQuestion.of_board(board, is_pictured=is_pictured), board.game.id
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

    def _answer(self, board: Board, turn: Turn | None, say: Say) -> Picture | None:
        """The picture that shows a question's answer, if there is one."""
        if turn is None:
            return None
        name = answer_picture_name(turn.number)
        return answer_picture(turn.asked, self._maps, board.game.pack_id, name, say)

    def _race(self, board: Board, say: Say) -> Picture | None:
        pack = self._library.pack(board.game.pack_id)
        return race_picture(board, pack, self._maps, say, is_asked_for=False)
