"""The message that a round has lost its board: why, and the standings."""

from bot.core.trivia.standing.round_standings import Standing
from bot.services.trivia.boards import Board
from bot.ui.components import container
from bot.ui.layout import RED, Layout
from bot.ui.messages import Loss
from bot.ui.packs.names import name_of
from bot.ui.packs.wording import distance, server_name
from bot.ui.text import Say
from bot.ui.trivia.round.finish import counting_line, driven

MOST_LINES = 10


def lost_board_layout(board: Board, loss: Loss, say: Say, doctor: str) -> Layout:
    """For everybody, in the round's channel; `doctor` is the command that shows lacking permissions."""
    return Layout(
        container(
            say("lost.title"),
            _why(board, loss, say),
            _score(board, say),
            say("lost.doctor", command=doctor) if loss is Loss.FORBIDDEN else None,
            colour=RED,
        )
    )


def lost_board_dm_layout(board: Board, loss: Loss, guild: str | None, say: Say, doctor: str) -> Layout:
    """For the starter alone, who is told of which server it was."""
    return Layout(
        container(
            say("lost.letter_title", guild=server_name(guild, say)),
            _why(board, loss, say),
            _score(board, say),
            say("lost.doctor", command=doctor) if loss is Loss.FORBIDDEN else None,
            colour=RED,
        )
    )


def _why(board: Board, loss: Loss, say: Say) -> str:
    return say(f"loss.{loss}", channel=f"<#{board.game.channel_id}>")


def _score(board: Board, say: Say) -> str:
    lines = [_line(standing, board, say) for standing in board.standings[:MOST_LINES]]
    # In a round of teams everybody has a standing, even before a question has counted.
    if not lines or not board.asked:
        return say("lost.nothing")
    hidden = len(board.standings) - len(lines)
    more = [say.count("names.more", hidden)] if hidden else []
    head = say.count("lost.score", board.asked, of=say.number(len(board.game.turns)))
    counting = counting_line(board, say)
    return "\n".join([head, *_team_lines(board, say), *lines, *more, *([counting] if counting else [])])


def _team_lines(board: Board, say: Say) -> list[str]:
    return [
        say(
            "lost.side",
            rank=say.number(standing.rank),
            team=say(f"team.{standing.team.value}"),
            distance=distance(standing.distance, board.unit, say),
        )
        for standing in board.teams
    ]


def _line(standing: Standing, board: Board, say: Say) -> str:
    name = name_of(standing.member_id, board.game.players)
    return say("lost.line", rank=say.number(standing.rank), name=name, driven=driven(standing, board, say))
