"""What is said where a round has lost its board: why, and how it stood."""

import discord

from bot.core.trivia.standing.round_standings import Standing
from bot.services.trivia.boards import Board
from bot.ui.layout import RED, Layout, card, clipped
from bot.ui.messages import Loss
from bot.ui.packs.wording import distance
from bot.ui.text import Say

MOST_LINES = 10
LONGEST_NAME = 40


def last_words(board: Board, loss: Loss, say: Say, doctor: str) -> Layout:
    """For everybody, in the round's channel; `doctor` is the command that says what is lacking."""
    lines = [_line(one, f"<@{one.member_id}>", board, say) for one in board.standings[:MOST_LINES]]
    return Layout(
        card(
            say("lost.title"),
            _why(board, loss, say),
            _score(board, lines, say),
            say("lost.doctor", command=doctor) if loss is Loss.FORBIDDEN else None,
            colour=RED,
        )
    )


def last_letter(board: Board, loss: Loss, guild: str | None, say: Say, doctor: str) -> Layout:
    """For the starter alone: where the server's members may be unknown, names stand for mentions."""
    where = discord.utils.escape_markdown(guild) if guild else say("daily_letter.a_server")
    lines = [_line(one, _name(one, board, say), board, say) for one in board.standings[:MOST_LINES]]
    return Layout(
        card(
            say("lost.letter_title", guild=where),
            _why(board, loss, say),
            _score(board, lines, say),
            say("lost.doctor", command=doctor) if loss is Loss.FORBIDDEN else None,
            colour=RED,
        )
    )


def _why(board: Board, loss: Loss, say: Say) -> str:
    return say(f"loss.{loss}", channel=f"<#{board.game.channel_id}>")


def _score(board: Board, lines: list[str], say: Say) -> str:
    # Of two sides everybody has a standing, also before a question has counted.
    if not lines or not board.asked:
        return say("lost.nothing")
    left = len(board.standings) - len(lines)
    more = [say.count("names.more", left)] if left else []
    head = say.count("lost.score", board.asked, of=say.number(len(board.game.turns)))
    return "\n".join([head, *_sides(board, say), *lines, *more])


def _sides(board: Board, say: Say) -> list[str]:
    return [
        say(
            "lost.side",
            rank=say.number(side.rank),
            team=say(f"team.{side.team.value}"),
            distance=distance(side.distance, board.unit, say),
        )
        for side in board.teams
    ]


def _line(standing: Standing, name: str, board: Board, say: Say) -> str:
    driven = distance(standing.distance, board.unit, say)
    return say("lost.line", rank=say.number(standing.rank), name=name, distance=driven)


def _name(standing: Standing, board: Board, say: Say) -> str:
    name = board.game.players.get(standing.member_id)
    return discord.utils.escape_markdown(clipped(name, LONGEST_NAME)) if name else say("lost.somebody")
