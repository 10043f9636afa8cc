"""Read what you missed: each question of a round that the member got wrong, and where it is told."""

from collections.abc import Iterator, Sequence

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.rounds import Turn
from bot.core.trivia.standing.highlights import counted, missed
from bot.services.services import Services
from bot.services.trivia.boards import Board
from bot.ui.components import Section, Text, button, container, row, rule, section, text
from bot.ui.errors import refuse, reply_privately
from bot.ui.frame import Frame
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout, clipped
from bot.ui.packs.questions import read_button, revealed
from bot.ui.router import Router, integer
from bot.ui.text import Say

PAGE_SIZE = 6
"""Questions on a page: with their answers they fill a message."""

LONGEST_PROMPT, LONGEST_ANSWER, LONGEST_GIVEN = 300, 120, 80


class MissedControls:
    """Opens the list in an ephemeral message, for as long as the round is in the database."""

    def __init__(self, frame: Frame, services: Services) -> None:
        """Keep what the controls act on."""
        self._frame = frame
        self._services = services

    def register(self, router: Router) -> None:
        """Add the ids of the list and its pages to the router."""
        router.add("tw", self.open, integer)
        router.add("tx", self.turn, integer, integer)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tw:<round>`."""
        shown = await self._page(interaction, int(ids[0]), 0)
        if shown is not None:
            await reply_privately(interaction, shown)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tx:<round>:<page>`."""
        shown = await self._page(interaction, int(ids[0]), int(ids[1]))
        if shown is not None:
            await interaction.response.edit_message(view=shown)

    async def _page(self, interaction: Interaction, round_id: int, number: int) -> Layout | None:
        say = self._frame.privately(interaction)
        board = await self._services.trivia.board(round_id)
        if board is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        elif interaction.user.id not in board.game.players:
            await refuse(interaction, Refusal.because(Reason.NOT_IN_ROUND), say)
        else:
            return missed_layout(board, interaction.user.id, number, say)
        return None


def missed_layout(board: Board, member_id: int, number: int, say: Say) -> Layout:
    """A page of what the member missed, counted from 0; praise if that is nothing."""
    turns = missed(board.game, board.judged, member_id)
    asked = len(counted(board.game))
    if not turns:
        return Layout(container(say("missed.nothing") if asked else say("missed.not_yet"), colour=CREAM))
    pages = (len(turns) + PAGE_SIZE - 1) // PAGE_SIZE
    number = max(0, min(number, pages - 1))
    page_id = f"tx:{board.game.id}"
    return Layout(
        container(
            say.count("missed.title", len(turns), asked=say.number(asked)),
            rule(),
            *_questions(board, member_id, turns[number * PAGE_SIZE : (number + 1) * PAGE_SIZE], say),
            row(
                button(say("button.back"), f"{page_id}:{number - 1}", disabled=number == 0),
                button(say("button.next"), f"{page_id}:{number + 1}", disabled=number + 1 == pages),
            )
            if pages > 1
            else None,
            colour=CREAM,
        )
    )


def _questions(board: Board, member_id: int, turns: Sequence[Turn], say: Say) -> Iterator[Section | Text]:
    opened_by: dict[str, int] = {}
    for turn in turns:
        line = _question(board, member_id, turn, say)
        first = opened_by.setdefault(turn.asked.told_in, turn.number)
        if first == turn.number:
            yield section(line, read_button(turn.asked.told_in, say, label=say("button.open")))
        else:
            # Discord takes no two buttons with the same id.
            same = say("missed.same_page", number=say.number(first))
            yield text(f"{line}\n{same}")


def _question(board: Board, member_id: int, turn: Turn, say: Say) -> str:
    given = next(
        (verdict.given for verdict in board.judged[turn.number] if verdict.member_id == member_id), None
    )
    values = {
        "number": say.number(turn.number),
        "prompt": clipped(turn.asked.prompt, LONGEST_PROMPT),
        "answer": clipped(revealed(turn.asked, turn.asked.solution, say), LONGEST_ANSWER),
    }
    if given is None:
        return say("missed.unanswered", **values)
    # Cut before it is escaped for Markdown, which a cut might break.
    own = revealed(turn.asked, clipped(given, LONGEST_GIVEN), say)
    return say("missed.wrong", given=own, **values)
