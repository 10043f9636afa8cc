"""A round's lobby: its terms, its players or teams, and its buttons."""

from collections.abc import Iterator

import discord

from bot.core.trivia.round.rounds import Round
from bot.core.trivia.round.teams import Mode, Team
from bot.services.trivia.boards import Board
from bot.ui.components import ActionRow, button, container, row, rule
from bot.ui.layout import CREAM, Layout
from bot.ui.packs.names import names
from bot.ui.text import Say


def lobby_layout(board: Board, title: str, say: Say, topic: str | None) -> Layout:
    """The lobby as it stands."""
    game = board.game
    return Layout(
        container(
            say("lobby.title_on", title=title, topic=topic) if topic else say("lobby.title", title=title),
            say.count("lobby.terms", len(game.turns), seconds=say.number(game.seconds)),
            say("lobby.rule"),
            say("lobby.pause", seconds=say.number(game.pause)) if game.pause else None,
            _fresh_line(board, say),
            say("lobby.teams") if game.mode is Mode.TEAMS else None,
            say("lobby.starts", when=discord.utils.format_dt(game.lobby_until, "R")),
            rule(),
            *_players(game, say),
            _controls(game, say),
            colour=CREAM,
        )
    )


def _fresh_line(board: Board, say: Say) -> str | None:
    """How many questions are new to the server; None if all are, or if it is not known."""
    asked = len(board.game.turns)
    if board.fresh is None or board.fresh == asked:
        return None
    if not board.fresh:
        return say("lobby.none_fresh")
    return say.count("lobby.fresh", board.fresh, asked=say.number(asked))


def _players(game: Round, say: Say) -> Iterator[str]:
    if game.mode is Mode.TEAMS:
        yield "\n".join(_team_line(game, team, say) for team in Team)
    elif game.players:
        yield say.count(
            "lobby.players", len(game.players), names=names(tuple(game.players), game.players, say)
        )
    else:
        yield say("lobby.empty")


def _team_line(game: Round, team: Team, say: Say) -> str:
    members = [member_id for member_id in game.players if game.teams.get(member_id) is team]
    team_names = names(members, game.players, say) if members else say("lobby.side_empty")
    return say("lobby.side", team=say(f"team.{team.value}"), names=team_names)


def _controls(game: Round, say: Say) -> ActionRow:
    leave = button(say("button.leave"), f"tl:{game.id}")
    begin = button(say("button.begin"), f"tb:{game.id}", style=discord.ButtonStyle.primary)
    if game.mode is Mode.TEAMS:
        teams = (button(say(f"team.{team.value}"), f"tv:{game.id}:{team.value}") for team in Team)
        return row(*teams, button(say("button.balance"), f"tz:{game.id}"), leave, begin)
    return row(button(say("button.join"), f"tj:{game.id}", style=discord.ButtonStyle.success), leave, begin)
