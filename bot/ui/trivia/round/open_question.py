"""What of a board stays as it is while its question is open: all but who has answered."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from bot.core.guilds.settings import Feature
from bot.core.trivia.asking.questions import Asked
from bot.core.trivia.round.hints import takes_hints
from bot.services.trivia.boards import Board
from bot.ui.components import ActionRow, Button, Inner, button, paragraphs, row
from bot.ui.packs.questions import choices, gallery, prompt
from bot.ui.packs.wording import distance
from bot.ui.text import Say
from bot.ui.trivia.round.reveal import Reveal
from bot.ui.trivia.round.team_lines import each_after_all


class Drawn(NamedTuple):
    """The components above and below those that change."""

    above: list[Inner]
    below: ActionRow


class OpenQuestion(NamedTuple):
    """All that is drawn of it; it is drawn from this alone, so that equal ones look the same."""

    round_id: int
    number: int
    of: int
    """How many questions the round has."""
    asked: Asked
    leg: int
    unit: str
    each_after_all: bool
    off: AbstractSet[Feature]
    reveal: Reveal | None
    """The answer above it."""

    @classmethod
    def of_board(cls, board: Board, *, is_pictured: bool = False) -> "OpenQuestion":
        """The question on the board; ValueError if there is none.

        `is_pictured`: the answer above it has its picture.
        """
        game, turn = board.game, board.game.turn
        if turn is None:
            raise ValueError(f"round {game.id} asks nothing")
        return cls(
            game.id,
            turn.number,
            len(game.turns),
            turn.asked,
            turn.leg,
            board.unit,
            each_after_all(game),
            game.off,
            Reveal.of(board, is_pictured=is_pictured),
        )

    def drawn(self, say: Say) -> Drawn:
        """The answer above, the question and its choices; below all, the other buttons."""
        ids = f"{self.round_id}:{self.number}"
        heading = say(
            "question.heading",
            number=say.number(self.number),
            of=say.number(self.of),
            difficulty=say(f"difficulty.{self.asked.difficulty.value}"),
            leg=distance(self.leg, self.unit, say),
        )
        above = paragraphs(
            *(self.reveal.parts(say) if self.reveal else ()),
            say("question.each_after_all") if self.each_after_all else None,
            heading,
            prompt(self.asked, say),
            gallery(self.asked, picture_name(self.number), say),
            *choices(self.asked, lambda given: f"tq:{ids}:{given}", say, f"ta:{ids}"),
        )
        mine = button(say("button.my_answer"), f"tm:{ids}")
        # Beside the button that opens a field it would be taken for that one.
        is_last = self.asked.by_modal
        below = row(
            *(() if is_last else (mine,)),
            *self._help_buttons(ids, say),
            button(say("button.race"), f"tg:{self.round_id}"),
            *((mine,) if is_last else ()),
            *((self.reveal.read_button(say),) if self.reveal else ()),
        )
        return Drawn(above, below)

    def _help_buttons(self, ids: str, say: Say) -> Iterator[Button]:
        """The buttons Hint and Skip, as far as the server has them on."""
        if Feature.HINTS not in self.off and takes_hints(self.asked):
            yield button(say("button.hint"), f"th:{ids}")
        if Feature.SKIPS not in self.off:
            yield button(say("button.skip"), f"ts:{ids}")


def picture_name(number: int) -> str:
    """The file name of a question's picture, without its ending; one for each question of a round."""
    return f"question-{number}"
