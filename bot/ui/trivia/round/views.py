"""A round's one message: the lobby, each question below the last answer, and the finish."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import discord

from bot.core.trivia.round.judging import members_at_opening
from bot.core.trivia.round.rounds import RoundState, Turn
from bot.core.trivia.standing.highlights import highlights
from bot.core.trivia.standing.round_standings import Standing
from bot.services.trivia.boards import Board
from bot.ui.components import button, container, row
from bot.ui.layout import NIGHT, RED, Layout
from bot.ui.packs.names import fitting, names
from bot.ui.packs.wording import MOST_NAMES
from bot.ui.pictures import PictureSlot
from bot.ui.text import Say
from bot.ui.trivia.round.finish import counting_line, driven, highlight_lines
from bot.ui.trivia.round.lobby import lobby_layout
from bot.ui.trivia.round.open_question import Drawn, OpenQuestion
from bot.ui.trivia.round.reveal import MOST_WINNERS, Reveal
from bot.ui.trivia.round.team_lines import team_lines

MEDALS = ("🥇", "🥈", "🥉")


def board_layout(
    board: Board,
    title: str,
    say: Say,
    topic: str | None = None,
    picture: PictureSlot = None,
    *,
    is_pictured: bool = False,
) -> Layout:
    """The message as the round stands; `is_pictured`: the answer has its picture."""
    reveal = Reveal.of(board, is_pictured=is_pictured)
    match board.game.state:
        case RoundState.LOBBY:
            return lobby_layout(board, title, say, topic)
        case RoundState.ASKING if board.next_at is not None:
            return _answer_alone(board, reveal, board.next_at, say)
        case RoundState.ASKING:
            return question_layout(
                board, OpenQuestion.of_board(board, is_pictured=is_pictured).drawn(say), say
            )
        case _:
            return _finish(board, reveal, say, topic, picture)


def _answer_alone(board: Board, reveal: Reveal | None, next_at: datetime, say: Say) -> Layout:
    """The answer to the last question, while people talk about it."""
    if reveal is None:
        raise ValueError(f"round {board.game.id} has no answer to show")
    return Layout(
        container(
            *reveal.parts(say),
            say("question.next", when=discord.utils.format_dt(next_at, "R")),
            row(button(say("button.race"), f"tg:{board.game.id}"), reveal.read_button(say)),
            colour=NIGHT,
        )
    )


def question_layout(board: Board, drawn: Drawn, say: Say) -> Layout:
    """The open question, as it is drawn already, with who has answered."""
    return Layout(container(*drawn.above, *_progress(board, say), drawn.below, colour=RED))


def _progress(board: Board, say: Say) -> Iterator[str]:
    """What changes while a question is open."""
    game, turn = board.game, board.game.turn
    if turn is None:
        raise ValueError(f"round {game.id} asks nothing")
    is_over = board.over
    answered = [member for member in game.players if member in board.answered]
    awaited = members_at_opening(game, turn)
    waiting = [member for member in game.players if member in awaited and member not in board.answered]
    if turn.closes_at is not None and not is_over:
        yield _clock(turn.clock_starts_at, turn.closes_at, say)
    if turn.resumptions:
        yield say("question.resumed")
    yield _roster(board, turn, answered, len(answered) + len(waiting), say)
    if answered and waiting:
        yield say("question.waiting", names=names(waiting, game.players, say))
    skip_votes = 0 if turn.skipped else board.skip_votes
    if skip_votes:
        yield say.count("question.skips", skip_votes, needed=say.number(board.skips_needed))


def _clock(starts: datetime | None, closes: datetime, say: Say) -> str:
    """When time is up, and before that when it starts to run; the words fit before and after it has."""
    when = discord.utils.format_dt(closes, "R")
    if starts is None:
        return say("question.closes", when=when)
    return say("question.clock", starts=discord.utils.format_dt(starts, "R"), when=when)


def _roster(board: Board, turn: Turn, answered: Sequence[int], of: int, say: Say) -> str:
    """Who of how many has answered."""
    if turn.skipped:
        return say("question.skipped")
    if board.all_in:
        return say("question.all_in", names=names(answered, board.game.players, say))
    if not answered:
        return say("question.nobody_yet")
    return say.count(
        "question.roster",
        of,
        answered=say.number(len(answered)),
        names=names(answered, board.game.players, say),
    )


def _finish(board: Board, reveal: Reveal | None, say: Say, topic: str | None, picture: PictureSlot) -> Layout:
    game = board.game
    # A round that was stopped before a question counted has nothing else to show.
    is_early = game.state is RoundState.STOPPED and not board.asked
    parts = [
        *(reveal.parts(say) if reveal else ()),
        say("finish.stopped_early") if is_early else say(f"finish.{game.state.value}"),
        say("finish.topic", topic=topic) if topic and not is_early else None,
        picture,
        team_lines(board, say),
        None if is_early else _standings(board, say),
        _winners(board, say),
        counting_line(board, say),
        highlight_lines(highlights(board.game, board.judged), board.game.players, say),
        # Without players nobody could ask for a rematch.
        None
        if game.state is RoundState.LOST or not game.players
        else row(
            button(say("button.rematch"), f"tr:{game.id}", style=discord.ButtonStyle.primary),
            *([button(say("button.missed"), f"tw:{game.id}")] if board.asked else ()),
            *((reveal.read_button(say),) if reveal else ()),
        ),
    ]
    return Layout(container(*parts, colour=NIGHT))


def _standings(board: Board, say: Say) -> str | None:
    """A line for each player; None if there was no round at all."""
    if board.game.state is RoundState.CANCELLED:
        return None
    # In a round of teams everybody has a standing, even before a question has counted.
    if not board.asked or not board.standings:
        return say("finish.nobody")
    placed = [standing.member_id for standing in board.standings]
    shown = fitting(placed, board.game.players, MOST_NAMES)
    lines = [
        _line(standing, name, board, say) for standing, name in zip(board.standings, shown, strict=False)
    ]
    hidden = len(placed) - len(lines)
    return "\n".join([*lines, say.count("names.more", hidden)] if hidden else lines)


def _line(standing: Standing, name: str, board: Board, say: Say) -> str:
    is_placed = standing.rank <= len(MEDALS) and standing.distance > 0
    medal = MEDALS[standing.rank - 1] if is_placed else "▫️"
    return say(
        "finish.line",
        medal=medal,
        rank=say.number(standing.rank),
        name=name,
        driven=driven(standing, board, say),
        right=say.number(standing.right),
        asked=say.number(board.asked),
    )


def _winners(board: Board, say: Say) -> str | None:
    if board.teams:
        return None
    won = tuple(standing.member_id for standing in board.standings if standing.won)
    return (
        say.count("finish.won", len(won), names=names(won, board.game.players, say, MOST_WINNERS))
        if won
        else None
    )
