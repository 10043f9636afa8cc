"""A round's one message: lobby, question with the last answer above it, and the finish."""

from collections.abc import Iterator

import discord
from discord.ui import ActionRow

from bot.content.search import Where
from bot.core.packs import DOSSIERS, BeatRef
from bot.core.questions import AskedChoice, AskedLegend
from bot.core.rounds import RoundState, Standing, Turn, Verdict
from bot.services.boards import Board
from bot.ui.layout import CREAM, NIGHT, RED, Layout, button, card, clipped, mentions, row, rows, rule
from bot.ui.text import Say

THOUSAND = 1000
MOST_NAMES = 20
"""So many players are named; the rest is counted. Discord takes 4,000 characters a message."""

SHORT_LABEL = 20
"""Answers up to this long stand two in a row; a phone cuts longer ones."""

AHEAD = 3
"""So many leaders are named between questions."""

MEDALS = ("🥇", "🥈", "🥉")


def distance(thousandths: int, unit: str, say: Say) -> str:
    """A distance in whole units: 1,597 km."""
    return f"{say.number(round(thousandths / THOUSAND))} {unit}"


def layout(board: Board, title: str, say: Say, topic: str | None = None) -> Layout:
    """The message as the round stands."""
    match board.game.state:
        case RoundState.LOBBY:
            return _lobby(board, title, say, topic)
        case RoundState.ASKING:
            return _question(board, say)
        case _:
            return _finish(board, say, topic)


def _lobby(board: Board, title: str, say: Say, topic: str | None) -> Layout:
    game = board.game
    names = _names(tuple(game.players), say)
    who = say.count("lobby.players", len(game.players), names=names) if names else say("lobby.empty")
    course = distance(sum(turn.leg for turn in game.turns), board.unit, say)
    return Layout(
        card(
            say("lobby.title_on", title=title, topic=topic) if topic else say("lobby.title", title=title),
            say.count("lobby.terms", len(game.turns), seconds=say.number(game.seconds), course=course),
            say("lobby.starts", when=discord.utils.format_dt(game.lobby_until, "R")),
            rule(),
            who,
            row(
                button(say("button.join"), f"tj:{game.id}", style=discord.ButtonStyle.success),
                button(say("button.leave"), f"tl:{game.id}"),
                button(say("button.begin"), f"tb:{game.id}", style=discord.ButtonStyle.primary),
            ),
            colour=CREAM,
        )
    )


def _question(board: Board, say: Say) -> Layout:
    game, turn = board.game, board.game.turn
    if turn is None:
        raise ValueError(f"round {game.id} asks nothing")
    answered = tuple(member for member in game.players if member in board.answered)
    waiting = tuple(member for member in game.players if member not in board.answered)
    roster = say.count(
        "question.roster", len(game.players), answered=say.number(len(answered)), names=_names(answered, say)
    )
    if board.all_in:
        roster = say("question.all_in", names=_names(answered, say))
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
        heading,
        _prompt(turn, say),
        *_choices(game.id, turn, say),
        say("question.closes", when=closes) if closes and not board.all_in else None,
        say("question.resumed") if turn.resumptions else None,
        roster,
        say("question.waiting", names=_names(waiting, say)) if answered and waiting else None,
        row(button(say("button.my_answer"), f"tm:{game.id}:{turn.number}"), *_read(board, say)),
    ]
    return Layout(card(*parts, colour=RED))


def _finish(board: Board, say: Say, topic: str | None) -> Layout:
    game = board.game
    parts = [
        *_reveal(board, say),
        say(f"finish.{game.state.value}"),
        say("finish.topic", topic=topic) if topic else None,
        "\n".join(_line(standing, board, say) for standing in board.standings[:MOST_NAMES])
        or say("finish.nobody"),
        _winners(board, say),
        None
        if game.state is RoundState.LOST
        else row(
            button(say("button.rematch"), f"tr:{game.id}", style=discord.ButtonStyle.primary),
            *_read(board, say),
        ),
    ]
    return Layout(card(*parts, colour=NIGHT))


def _reveal(board: Board, say: Say) -> Iterator[str | discord.ui.Separator[discord.ui.LayoutView]]:
    turn = board.shown
    if turn is None:
        return
    yield say("reveal.answer", number=say.number(turn.number), answer=label(turn, turn.asked.solution, say))
    yield turn.asked.explanation
    right = [verdict for verdict in board.verdicts if verdict.right]
    wrong = [verdict for verdict in board.verdicts if not verdict.right]
    if right:
        drives = [_drive(verdict, board.unit, say) for verdict in right[:MOST_NAMES]]
        yield say("reveal.right", drives=_and_more(drives, len(right), say))
    if wrong:
        yield say("reveal.wrong", names=_names(tuple(verdict.member_id for verdict in wrong), say))
    if not board.verdicts:
        yield say("reveal.nobody")
    ahead = [_place(one, board, say) for one in board.standings[:AHEAD] if one.distance]
    if board.game.state.running and ahead:
        yield say("reveal.ahead", names=say.list(ahead))
    yield rule()


def _read(board: Board, say: Say) -> list[discord.ui.Button[discord.ui.LayoutView]]:
    """A button that opens, for its presser alone, what tells the answer above."""
    if board.shown is None:
        return []
    ref = BeatRef.parse(board.shown.asked.told_in)
    where, at = (
        (Where.DOSSIER, ref.beat) if ref.chapter == DOSSIERS else (Where.BEAT, board.shown.asked.told_in)
    )
    return [button(say("button.read_answer"), f"fo:{where.value}:{at}")]


def label(turn: Turn, given: str, say: Say) -> str:
    """An answer as it stood on its button."""
    match turn.asked:
        case AskedChoice(options=options):
            return options[int(given)]
        case AskedLegend():
            return say(f"call.{given}")


def _prompt(turn: Turn, say: Say) -> str:
    if isinstance(turn.asked, AskedLegend):
        return say("question.claim", claim=turn.asked.prompt)
    return say("question.prompt", prompt=turn.asked.prompt)


def _choices(round_id: int, turn: Turn, say: Say) -> list[ActionRow[discord.ui.LayoutView]]:
    labels = {given: label(turn, given, say) for given in turn.asked.answers}
    buttons = [
        button(clipped(text, 80), f"tq:{round_id}:{turn.number}:{given}", style=discord.ButtonStyle.primary)
        for given, text in labels.items()
    ]
    short = all(len(text) <= SHORT_LABEL for text in labels.values())
    return rows(buttons, 2 if short else 1)


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


def _line(standing: Standing, board: Board, say: Say) -> str:
    medal = MEDALS[standing.rank - 1] if standing.rank <= len(MEDALS) else "▫️"
    return say(
        "finish.line",
        medal=medal,
        rank=say.number(standing.rank),
        name=f"<@{standing.member_id}>",
        distance=distance(standing.distance, board.unit, say),
        right=say.number(standing.right),
        asked=say.number(board.asked),
    )


def _winners(board: Board, say: Say) -> str | None:
    won = tuple(standing.member_id for standing in board.standings if standing.won)
    if won:
        return say.count("finish.won", len(won), names=_names(won, say))
    alone = len(board.standings) == 1 and board.game.state is RoundState.FINISHED
    return say("finish.alone") if alone else None


def _names(member_ids: tuple[int, ...], say: Say) -> str:
    return _and_more(mentions(member_ids, MOST_NAMES), len(member_ids), say) if member_ids else ""


def _and_more(shown: list[str], whole: int, say: Say) -> str:
    if whole <= len(shown):
        return say.list(shown)
    return say.list([*shown, say.count("names.more", whole - len(shown))])
