"""What a round's message shows, read whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import rounds as rules
from bot.core.library import Library
from bot.core.rounds import Click, Round, Standing, Turn, Verdict
from bot.storage import answers, rounds


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a round's message shows."""

    game: Round
    unit: str
    answered: Mapping[int, Click]
    """Who has answered the question on the board, and what."""
    shown: Turn | None
    """The question that was closed last."""
    verdicts: Sequence[Verdict]
    """What was answered to it, quickest first."""
    standings: Sequence[Standing]
    asked: int
    """How many questions were closed."""

    @property
    def all_in(self) -> bool:
        """Whether everybody has answered who was in when the question opened."""
        return rules.all_in(self.game, self.answered)


async def board_of(connection: AsyncConnection, library: Library, round_id: int) -> Board:
    """The board of a round that is known to be there."""
    game = await rounds.load(connection, round_id)
    assert game is not None  # noqa: S101 - every caller has loaded it in this very transaction
    return await board_from(connection, library, game)


async def board_from(connection: AsyncConnection, library: Library, game: Round) -> Board:
    """The board of a round as it stands in this transaction: only its answers are read."""
    clicks = await answers.of_round(connection, game.id) if game.number else {}
    verdicts = {
        turn.number: rules.judge(turn, clicks.get(turn.number, ()), game.limit)
        for turn in game.turns
        if turn.closed
    }
    shown = game.turns[max(verdicts) - 1] if verdicts else None
    return Board(
        game=game,
        unit=library.pack(game.pack_id).unit,
        answered={}
        if game.turn is None
        else rules.final_answers(rules.in_time(game.turn, clicks.get(game.number, ()))),
        shown=shown,
        verdicts=verdicts[shown.number] if shown else (),
        standings=rules.standings(game, (one for given in verdicts.values() for one in given)),
        asked=len(verdicts),
    )
