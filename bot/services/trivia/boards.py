"""All that a round's message (its board) shows, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.packs.library import Library
from bot.core.trivia.round import judging, skip_votes
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn, Verdict
from bot.core.trivia.standing.highlights import Judged
from bot.core.trivia.standing.round_standings import Standing, TeamStanding, standings, team_standings
from bot.storage.stories import seen
from bot.storage.trivia import answers, rounds


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a round's message shows."""

    game: Round
    unit: str
    answered: Mapping[int, Click]
    """Who has answered the question on the board, and what."""
    shown: Turn | None
    """The question that was closed last; its answer is shown."""
    verdicts: Sequence[Verdict]
    """The verdicts on the answers to it, quickest first."""
    standings: Sequence[Standing]
    asked: int
    """How many questions were closed; a skipped one does not count."""
    judged: Judged
    """The verdicts on every question that was closed, by its number."""
    teams: Sequence[TeamStanding] = ()
    """Both teams, the further first; empty if everybody plays for themselves."""
    fresh: int | None = None
    """In the lobby: how many of the questions were never asked in this guild; else None."""

    @property
    def all_in(self) -> bool:
        """Whether every member who had joined when the question opened has answered."""
        return judging.all_in(self.game, self.answered)

    @property
    def over(self) -> bool:
        """Whether the question on the board has ended before its time."""
        return self.all_in or (self.game.turn is not None and self.game.turn.skipped)

    @property
    def skip_votes(self) -> int:
        """How many want to skip the question on the board."""
        turn = self.game.turn
        if turn is None:
            return 0
        votes = (vote for vote in self.game.skips if vote.number == turn.number)
        return len(skip_votes.voters(judging.in_time(turn, votes), judging.entitled(self.game, turn)))

    @property
    def skips_needed(self) -> int:
        """How many votes are needed to skip the question on the board."""
        turn = self.game.turn
        return 0 if turn is None else skip_votes.needed(judging.entitled(self.game, turn))


async def board_of(connection: AsyncConnection, library: Library, round_id: int) -> Board:
    """The board of a round that is known to exist."""
    game = await rounds.load(connection, round_id)
    assert game is not None  # noqa: S101 - every caller has loaded it in this very transaction
    clicks = await answers.of_round(connection, game.id) if game.number else {}
    fresh = await _fresh(connection, game) if game.state is RoundState.LOBBY else None
    return board_from(library, game, clicks, fresh)


def board_from(
    library: Library, game: Round, clicks: Mapping[int, Sequence[Click]], fresh: int | None = None
) -> Board:
    """The board of a round with these clicks, by the question's number."""
    judged = {
        turn.number: judging.judge(turn, clicks.get(turn.number, ()), game.limit, game.hints)
        for turn in game.turns
        if turn.closed
    }
    verdicts = [verdict for given in judged.values() for verdict in given]
    shown = game.turns[max(judged) - 1] if judged else None
    counting = (
        () if game.turn is None else judging.counting(game.turn, clicks.get(game.number, ()), game.hints)
    )
    return Board(
        game=game,
        unit=library.pack(game.pack_id).unit,
        answered=judging.final_answers(counting),
        shown=shown,
        verdicts=judged[shown.number] if shown else (),
        standings=standings(game, verdicts),
        asked=sum(turn.closed and not turn.skipped for turn in game.turns),
        judged=judged,
        teams=team_standings(game, verdicts),
        fresh=fresh,
    )


async def _fresh(connection: AsyncConnection, game: Round) -> int:
    asked_before = await seen.load(connection, game.guild_id, game.pack_id, seen.Kind.QUESTION)
    return sum(turn.asked.id not in asked_before for turn in game.turns)
