"""A round's one message: the lobby, each question below the last answer, and the finish."""

from collections.abc import Iterator

import discord

from bot.core.guilds.settings import Feature
from bot.core.trivia.round.hints import takes_hints
from bot.core.trivia.round.rounds import Round, RoundState, Turn, Verdict, was_left_out
from bot.core.trivia.standing.highlights import highlights
from bot.core.trivia.standing.round_standings import Standing
from bot.services.trivia.boards import Board
from bot.ui.layout import NIGHT, RED, Layout, button, container, row, rule
from bot.ui.packs.questions import choices, gallery, prompt, read_button, told
from bot.ui.packs.wording import MOST_NAMES, and_more, distance, names
from bot.ui.pictures import PictureSlot
from bot.ui.text import Say
from bot.ui.trivia.round.finish import highlight_lines
from bot.ui.trivia.round.lobby import lobby_layout
from bot.ui.trivia.round.tally import nearest_line, tally
from bot.ui.trivia.round.team_lines import each_after_all, team_lines, teams_ahead

MOST_WINNERS = 10
"""Winners named beside the standings, which name them already, at most."""

MOST_LEADERS = 3
"""Leaders named between questions, at most."""

MEDALS = ("🥇", "🥈", "🥉")


def board_layout(
    board: Board, title: str, say: Say, topic: str | None = None, picture: PictureSlot = None
) -> Layout:
    """The message as the round stands."""
    match board.game.state:
        case RoundState.LOBBY:
            return lobby_layout(board, title, say, topic)
        case RoundState.ASKING:
            return _question(board, say)
        case _:
            return _finish(board, say, topic, picture)


def _question(board: Board, say: Say) -> Layout:
    game, turn = board.game, board.game.turn
    if turn is None:
        raise ValueError(f"round {game.id} asks nothing")
    answered = tuple(member for member in game.players if member in board.answered)
    waiting = tuple(member for member in game.players if member not in board.answered)
    roster = say.count(
        "question.roster", len(game.players), answered=say.number(len(answered)), names=names(answered, say)
    )
    if board.all_in and not turn.skipped:
        roster = say("question.all_in", names=names(answered, say))
    elif turn.skipped:
        roster = say("question.skipped")
    elif not answered:
        roster = say("question.nobody_yet")
    heading = say(
        "question.heading",
        number=say.number(turn.number),
        of=say.number(len(game.turns)),
        difficulty=say(f"difficulty.{turn.asked.difficulty.value}"),
        leg=distance(turn.leg, board.unit, say),
    )
    closes = None if turn.closes_at is None else discord.utils.format_dt(turn.closes_at, "R")
    parts = [
        *_reveal(board, say),
        each_after_all(board, say),
        heading,
        prompt(turn.asked, say),
        gallery(turn.asked, picture_name(turn), say),
        *choices(
            turn.asked,
            lambda given: f"tq:{game.id}:{turn.number}:{given}",
            say,
            f"ta:{game.id}:{turn.number}",
        ),
        say("question.closes", when=closes) if closes and not board.over else None,
        say("question.resumed") if turn.resumptions else None,
        roster,
        say("question.waiting", names=names(waiting, say)) if answered and waiting else None,
        say.count("question.skips", board.skip_votes, needed=say.number(board.skips_needed))
        if board.skip_votes and not turn.skipped
        else None,
        row(
            button(say("button.my_answer"), f"tm:{game.id}:{turn.number}"),
            *_help_buttons(game, turn, say),
            button(say("button.race"), f"tg:{game.id}"),
            *_read_buttons(board, say),
        ),
    ]
    return Layout(container(*parts, colour=RED))


def _finish(board: Board, say: Say, topic: str | None, picture: PictureSlot) -> Layout:
    game = board.game
    # A round that was stopped before a question counted has nothing else to show.
    is_early = game.state is RoundState.STOPPED and not board.asked
    parts = [
        *_reveal(board, say),
        say("finish.stopped_early") if is_early else say(f"finish.{game.state.value}"),
        say("finish.topic", topic=topic) if topic and not is_early else None,
        picture,
        team_lines(board, say),
        None if is_early else _standings(board, say),
        _winners(board, say),
        highlight_lines(highlights(board.game, board.judged), say),
        # Without players nobody could ask for a rematch.
        None
        if game.state is RoundState.LOST or not game.players
        else row(
            button(say("button.rematch"), f"tr:{game.id}", style=discord.ButtonStyle.primary),
            *([button(say("button.missed"), f"tw:{game.id}")] if board.asked else ()),
            *_read_buttons(board, say),
        ),
    ]
    return Layout(container(*parts, colour=NIGHT))


def _reveal(board: Board, say: Say) -> Iterator[str | discord.ui.Separator[discord.ui.LayoutView]]:
    turn = board.shown
    if turn is None:
        return
    if was_left_out(board.game, turn):
        yield say("reveal.not_shown", number=say.number(turn.number))
        yield rule()
        return
    yield say(
        "reveal.answer", number=say.number(turn.number), answer=told(turn.asked, turn.asked.solution, say)
    )
    counts = tally(turn, board.verdicts, say)
    if counts is not None:
        yield counts
    yield turn.asked.explanation
    right = [verdict for verdict in board.verdicts if verdict.right]
    wrong = [verdict for verdict in board.verdicts if not verdict.right]
    if right:
        most = MOST_NAMES if board.game.state.running else MOST_WINNERS
        drives = [_drive(verdict, board.unit, say) for verdict in right[:most]]
        yield say("reveal.right", drives=and_more(drives, len(right), say))
    if wrong:
        yield say("reveal.wrong", names=names(tuple(verdict.member_id for verdict in wrong), say))
    closest = nearest_line(turn, board.verdicts, say)
    if closest is not None:
        yield closest
    if turn.skipped:
        yield say("reveal.skipped")
    elif not board.verdicts:
        yield say("reveal.nobody")
    ahead = teams_ahead(board, say) or [
        _place(standing, board, say) for standing in board.standings[:MOST_LEADERS] if standing.distance
    ]
    if board.game.state.running and ahead:
        yield say("reveal.ahead", names=say.list(ahead))
    yield rule()


def _read_buttons(board: Board, say: Say) -> list[discord.ui.Button[discord.ui.LayoutView]]:
    """A button that opens, for its presser alone, what tells the answer above; empty if there is none."""
    if board.shown is None:
        return []
    read_about = read_button(board.shown.asked.told_in, say)
    # It is below the next question, and must not be taken for that question's button.
    read_about.label = say("button.read_about", number=say.number(board.shown.number))
    return [read_about]


def picture_name(turn: Turn) -> str:
    """The file name of a question's picture, without its ending; one for each question of a round."""
    return f"question-{turn.number}"


def _drive(verdict: Verdict, unit: str, say: Say) -> str:
    return say(
        "reveal.drive",
        name=f"<@{verdict.member_id}>",
        distance=distance(verdict.distance, unit, say),
        seconds=say.decimal(verdict.elapsed.total_seconds()),
    )


def _place(standing: Standing, board: Board, say: Say) -> str:
    return say(
        "reveal.place",
        name=f"<@{standing.member_id}>",
        distance=distance(standing.distance, board.unit, say),
    )


def _standings(board: Board, say: Say) -> str | None:
    """A line for each player; None if there was no round at all."""
    if board.game.state is RoundState.CANCELLED:
        return None
    # In a round of teams everybody has a standing, even before a question has counted.
    shown = board.standings[:MOST_NAMES] if board.asked else ()
    return "\n".join(_line(standing, board, say) for standing in shown) or say("finish.nobody")


def _line(standing: Standing, board: Board, say: Say) -> str:
    is_placed = standing.rank <= len(MEDALS) and standing.distance > 0
    medal = MEDALS[standing.rank - 1] if is_placed else "▫️"
    return say(
        "finish.line",
        medal=medal,
        rank=say.number(standing.rank),
        name=f"<@{standing.member_id}>",
        distance=distance(standing.distance, board.unit, say),
        right=say.number(standing.right),
        asked=say.number(board.asked),
    )


def _help_buttons(game: Round, turn: Turn, say: Say) -> Iterator[discord.ui.Button[discord.ui.LayoutView]]:
    """The buttons Hint and Skip, as far as the server has them on."""
    if Feature.HINTS not in game.off and takes_hints(turn.asked):
        yield button(say("button.hint"), f"th:{game.id}:{turn.number}")
    if Feature.SKIPS not in game.off:
        yield button(say("button.skip"), f"ts:{game.id}:{turn.number}")


def _winners(board: Board, say: Say) -> str | None:
    if board.teams:
        return None
    won = tuple(standing.member_id for standing in board.standings if standing.won)
    if won:
        return say.count("finish.won", len(won), names=names(won, say, MOST_WINNERS))
    alone = len(board.standings) == 1 and board.game.state is RoundState.FINISHED
    return say("finish.alone") if alone else None
