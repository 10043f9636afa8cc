"""Read what you missed: each question of a round that its reader did not know, and where it is told."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord.ui import Item, Section, TextDisplay

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round.rounds import Turn
from bot.core.trivia.standing.highlights import counted, missed
from bot.services.trivia.boards import Board
from bot.ui.desk import Desk
from bot.ui.errors import refuse, whisper
from bot.ui.interactions import Interaction
from bot.ui.layout import CREAM, Layout, button, card, clipped, row, rule
from bot.ui.packs.questions import read_button, told
from bot.ui.router import Router
from bot.ui.text import Say

A_PAGE = 6
"""So many questions stand on a page: with their answers they fill it."""

LONGEST_PROMPT, LONGEST_ANSWER, LONGEST_GIVEN = 300, 120, 80


class MissedControls:
    """Opens the list for its reader alone, today and as long as the round is kept."""

    def __init__(self, desk: Desk) -> None:
        """Take what the controls act on."""
        self._desk = desk

    def register(self, router: Router) -> None:
        """Take the ids of the list: opened, and turned to another page."""
        router.add("tw", self.open)
        router.add("tx", self.turn)

    async def open(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tw:<round>`."""
        shown = await self._page(interaction, int(ids[0]), 0)
        if shown is not None:
            await whisper(interaction, shown)

    async def turn(self, interaction: Interaction, ids: Sequence[str]) -> None:
        """`tx:<round>:<page>`."""
        shown = await self._page(interaction, int(ids[0]), int(ids[1]))
        if shown is not None:
            await interaction.response.edit_message(view=shown)

    async def _page(self, interaction: Interaction, round_id: int, number: int) -> Layout | None:
        say = self._desk.privately(interaction)
        board = await self._desk.trivia.board(round_id)
        if board is None:
            await refuse(interaction, Refusal.because(Reason.GONE), say)
        elif interaction.user.id not in board.game.players:
            await refuse(interaction, Refusal.because(Reason.NOT_IN_ROUND), say)
        else:
            return missed_layout(board, interaction.user.id, number, say)
        return None


def missed_layout(board: Board, member_id: int, number: int, say: Say) -> Layout:
    """A page of what the member missed, from 0; praise where that is nothing."""
    turns = missed(board.game, board.judged, member_id)
    asked = len(counted(board.game))
    if not turns:
        return Layout(card(say("missed.nothing") if asked else say("missed.not_yet"), colour=CREAM))
    pages = (len(turns) + A_PAGE - 1) // A_PAGE
    number = max(0, min(number, pages - 1))
    turned = f"tx:{board.game.id}"
    return Layout(
        card(
            say.count("missed.title", len(turns), asked=say.number(asked)),
            rule(),
            *_questions(board, member_id, turns[number * A_PAGE : (number + 1) * A_PAGE], say),
            row(
                button(say("button.back"), f"{turned}:{number - 1}", disabled=number == 0),
                button(say("button.next"), f"{turned}:{number + 1}", disabled=number + 1 == pages),
            )
            if pages > 1
            else None,
            colour=CREAM,
        )
    )


def _questions(board: Board, member_id: int, turns: Sequence[Turn], say: Say) -> Iterator[Item[Any]]:
    opened: dict[str, int] = {}
    for turn in turns:
        text = _question(board, member_id, turn, say)
        first = opened.setdefault(turn.asked.told_in, turn.number)
        if first == turn.number:
            opens = read_button(turn.asked.told_in, say)
            opens.label = say("button.open")
            yield Section(TextDisplay(text), accessory=opens)
        else:
            # Discord takes no two buttons that do the same.
            same = say("missed.same_page", number=say.number(first))
            yield TextDisplay(f"{text}\n{same}")


def _question(board: Board, member_id: int, turn: Turn, say: Say) -> str:
    given = next((one.given for one in board.judged[turn.number] if one.member_id == member_id), None)
    values = {
        "number": say.number(turn.number),
        "prompt": clipped(turn.asked.prompt, LONGEST_PROMPT),
        "answer": clipped(told(turn.asked, turn.asked.solution, say), LONGEST_ANSWER),
    }
    if given is None:
        return say("missed.unanswered", **values)
    # Cut before it is put into Markdown, which a cut might break.
    mine = told(turn.asked, clipped(given, LONGEST_GIVEN), say)
    return say("missed.wrong", given=mine, **values)
