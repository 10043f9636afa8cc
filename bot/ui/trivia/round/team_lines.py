"""The two teams in words: which is ahead between questions, and which has won."""

from collections.abc import Iterator, Sequence

from bot.core.trivia.round.rounds import Round, RoundState
from bot.core.trivia.round.teams import Mode
from bot.core.trivia.standing.round_standings import TeamStanding
from bot.services.trivia.boards import Board
from bot.ui.packs.names import names
from bot.ui.packs.wording import distance
from bot.ui.text import Say


def teams_ahead(teams: Sequence[TeamStanding], unit: str, say: Say) -> list[str]:
    """Both teams with their average distance, the leading one first; empty before either has driven."""
    if not any(standing.distance for standing in teams):
        return []
    return [
        say(
            "reveal.place",
            name=say(f"team.{standing.team.value}"),
            distance=distance(standing.distance, unit, say),
        )
        for standing in teams
    ]


def each_after_all(game: Round) -> bool:
    """Whether its first question is to say that each plays for themselves after all, without teams."""
    return game.mode is Mode.EACH and bool(game.teams) and game.number == 1


def team_lines(board: Board, say: Say) -> str | None:
    """A line for each team, and the winner; None in a round without teams, or if nothing counted."""
    if not board.teams or not board.asked:
        return None
    return "\n".join((*_lines(board, say), *_outcome(board, say)))


def _lines(board: Board, say: Say) -> Iterator[str]:
    for standing in board.teams:
        yield say(
            "finish.side",
            rank=say.number(standing.rank),
            team=say(f"team.{standing.team.value}"),
            distance=distance(standing.distance, board.unit, say),
            names=names(standing.members, board.game.players, say),
        )


def _outcome(board: Board, say: Say) -> Iterator[str]:
    won: list[TeamStanding] = [standing for standing in board.teams if standing.won]
    if len(won) == 1:
        yield say("finish.side_won", team=say(f"team.{won[0].team.value}"))
    elif won:
        yield say("finish.sides_tied")
    elif board.game.state is RoundState.FINISHED:
        yield say("finish.side_alone")
