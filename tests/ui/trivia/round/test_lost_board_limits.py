"""What is said of a lost round, and the page of rights and ways, stay within what Discord takes."""

from dataclasses import replace

import pytest
from simcord.components import walk_components

from bot.core.guilds.settings import Feature, GuildSettings, Starters, Stoppers
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from bot.services.trivia.boards import Board
from bot.services.trivia.lobbies import RoundDefaults
from bot.ui.guilds.trivia_page import rights_lines, trivia_container
from bot.ui.layout import Layout
from bot.ui.messages import Loss
from bot.ui.trivia.round.lost_board import lost_board_dm_layout, lost_board_layout
from tests.core.builders import a_round
from tests.ui.limits import assert_discord_takes

FIRST_ID = 10**18
PLAYERS = {FIRST_ID + number: "*" * 100 for number in range(60)}
DOCTOR = f"</config doctor:{FIRST_ID}>"


def a_board() -> Board:
    standings = [Standing(1, member, 1_597_000_000, 30, 30, won=False) for member in PLAYERS]
    return Board(
        game=a_round(players=PLAYERS, guild_id=FIRST_ID, channel_id=FIRST_ID),
        unit="km",
        answered={},
        shown=None,
        verdicts=(),
        standings=standings,
        asked=30,
        judged={},
    )


def a_board_of_teams(asked: int) -> Board:
    sides = {member: list(Team)[member % 2] for member in PLAYERS}
    teams = [
        TeamStanding(rank, team, tuple(one for one in PLAYERS if sides[one] is team), far, won=False)
        for rank, team, far in ((1, Team.SILVER, 1_200_000), (2, Team.RED, 800_000))
    ]
    game = a_round(players=PLAYERS, guild_id=FIRST_ID, channel_id=FIRST_ID, mode=Mode.TEAMS, teams=sides)
    return replace(a_board(), game=game, teams=teams, asked=asked)


def said(layout: Layout) -> str:
    return "\n".join(one.get("content", "") for one in walk_components(layout.to_components()))


@pytest.mark.parametrize("loss", list(Loss))
def test_the_last_words_of_a_crowd_s_round_fit_and_count_the_rest(say, loss):
    for layout in (
        lost_board_layout(a_board(), loss, say, DOCTOR),
        lost_board_dm_layout(a_board(), loss, "*" * 100, say, DOCTOR),
    ):
        assert_discord_takes(layout)
        assert "50 more" in said(layout)


@pytest.mark.parametrize("loss", list(Loss))
def test_the_last_words_of_a_round_in_teams_say_how_both_sides_stood(say, loss):
    board = a_board_of_teams(asked=3)
    for layout in (
        lost_board_layout(board, loss, say, DOCTOR),
        lost_board_dm_layout(board, loss, "*" * 100, say, DOCTOR),
    ):
        assert_discord_takes(layout)
        silver, red = "**1. ⬜ Silver** · **1,200 km** on average", "**2. 🟥 Red** · **800 km** on average"
        assert f"{silver}\n{red}\n1. " in said(layout)


def test_the_last_words_of_a_round_in_teams_that_came_to_no_question_say_that_nothing_was_scored(say):
    board = a_board_of_teams(asked=0)
    for layout in (
        lost_board_layout(board, Loss.MESSAGE, say, DOCTOR),
        lost_board_dm_layout(board, Loss.CHANNEL, None, say, DOCTOR),
    ):
        assert "Nothing was scored yet" in said(layout)
        assert "km" not in said(layout)


def test_a_letter_names_players_as_they_were_called_and_never_as_markdown(say):
    shown = said(lost_board_dm_layout(a_board(), Loss.FORBIDDEN, None, say, DOCTOR))
    assert f"<@{FIRST_ID}>" not in shown
    assert "\\*" in shown
    assert "**" not in shown.replace("\\*", "")


def test_the_page_of_rights_and_ways_fits_with_everything_set(say):
    settings = GuildSettings(
        FIRST_ID,
        starters=Starters.QUIZMASTERS,
        stoppers=Stoppers.QUIZMASTERS,
        off=frozenset(Feature),
    )
    page = Layout(trivia_container(settings, RoundDefaults(), say))
    assert_discord_takes(page)
    assert "No quizmasters' role is chosen yet" in said(page)
    assert "teams, hints, skips, practice and showing wrong answers" in rights_lines(settings, say)
