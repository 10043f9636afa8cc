"""Two teams in words: who is ahead between questions, and who has won."""

from collections.abc import Iterator

from bot.core.trivia.round.rounds import RoundState
from bot.core.trivia.round.teams import Mode
from bot.core.trivia.standing.round_standings import TeamStanding
from bot.services.trivia.boards import Board
from bot.ui.packs.wording import distance, names
from bot.ui.text import Say


def sides_ahead(board: Board, say: Say) -> list[str]:
    """Both sides with what they drive on average, the further first; none before either has driven."""
    if not any(side.distance for side in board.teams):
        return []
    return [
        say(
            "reveal.place",
            name=say(f"team.{side.team.value}"),
            distance=distance(side.distance, board.unit, say),
        )
        for side in board.teams
    ]


def each_after_all(board: Board, say: Say) -> str | None:
    """On the first question: why a round of teams goes on each for themselves."""
    game = board.game
    fell_back = game.mode is Mode.EACH and game.teams and game.number == 1
    return say("question.each_after_all") if fell_back else None


def side_lines(board: Board, say: Say) -> str | None:
    """A line for each side, and who has won; None where each drove for themselves, or nothing counted."""
    if not board.teams or not board.asked:
        return None
    return "\n".join((*_lines(board, say), *_outcome(board, say)))


def _lines(board: Board, say: Say) -> Iterator[str]:
    for side in board.teams:
        yield say(
            "finish.side",
            rank=say.number(side.rank),
            team=say(f"team.{side.team.value}"),
            distance=distance(side.distance, board.unit, say),
            names=names(side.members, say),
        )


def _outcome(board: Board, say: Say) -> Iterator[str]:
    won: list[TeamStanding] = [side for side in board.teams if side.won]
    if len(won) == 1:
        yield say("finish.side_won", team=say(f"team.{won[0].team.value}"))
    elif won:
        yield say("finish.sides_tied")
    elif board.game.state is RoundState.FINISHED:
        yield say("finish.side_alone")
