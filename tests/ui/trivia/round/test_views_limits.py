"""However many play, Discord takes a lobby of teams and a question with all that stands on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.trivia.round.rounds import RoundState, Turn, Verdict
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from bot.services.trivia.boards import Board
from bot.ui.trivia.round import views as board_view
from tests.core.builders import NOON, a_click, a_press, a_round, after, an_asked
from tests.core.trivia.asking.asked import a_text
from tests.ui.limits import assert_discord_takes, words

FIRST_ID = 10**18
PLAYERS = {FIRST_ID + number: "*" * 32 for number in range(60)}
"""Names that no others are longer than as they are shown."""
TEAMS = {member: list(Team)[member % 2] for member in PLAYERS}


def a_turn(number, *, closed):
    asked = an_asked(
        id=f"q{number}",
        prompt=words(240),
        explanation=words(400),
        options=tuple(words(36) + str(one) for one in range(4)),
        told_in=f"{'c' * 40}/b{number}",
    )
    return Turn(number, asked, 53_233, NOON, after(60), awaited=frozenset(PLAYERS), closed=closed)


def a_board(mode, state):
    verdicts = [
        Verdict(member, 1, str(member % 2), not member % 2, timedelta(seconds=29.9), 1_000_000)
        for member in PLAYERS
    ]
    turns = (a_turn(1, closed=True), a_turn(2, closed=False))
    game = a_round(
        players=PLAYERS,
        turns=turns,
        number=0 if state is RoundState.LOBBY else 2,
        state=state,
        mode=mode,
        teams=TEAMS,
        skips=tuple(a_press(member, 2, after(1), member) for member in list(PLAYERS)[:20]),
    )
    return Board(
        game=game,
        unit="km",
        answered={member: a_click(member) for member in list(PLAYERS)[:30]},
        shown=None if state is RoundState.LOBBY else turns[0],
        verdicts=verdicts,
        standings=[Standing(1, member, 1_000_000, 1, 1, won=False) for member in PLAYERS],
        asked=1,
        judged={1: verdicts},
        teams=[TeamStanding(1, team, tuple(PLAYERS), 1_000_000, won=False) for team in Team]
        if mode is Mode.TEAMS
        else [],
        fresh=1,
    )


@pytest.mark.parametrize("mode", list(Mode))
def test_a_lobby_fits(say, mode):
    board = a_board(mode, RoundState.LOBBY)
    assert_discord_takes(board_view.board_layout(board, words(60), say, words(60)))


@pytest.mark.parametrize("mode", list(Mode))
def test_a_question_with_the_answer_above_it_fits(say, mode):
    board = a_board(mode, RoundState.ASKING)
    assert_discord_takes(board_view.board_layout(board, words(60), say, words(60)))


@pytest.mark.parametrize("mode", list(Mode))
def test_an_end_fits_and_counts_those_it_does_not_name(say, mode):
    board = a_board(mode, RoundState.FINISHED)
    layout = board_view.board_layout(board, words(60), say, words(60))
    assert_discord_takes(layout)
    assert " more" in str(layout.to_components()).split("The finish")[1]


@pytest.mark.parametrize("mode", list(Mode))
def test_a_skipped_question_fits(say, mode):
    board = a_board(mode, RoundState.ASKING)
    votes = (*board.game.skips, *(a_press(member, 1, after(1), member) for member in PLAYERS))
    game = replace(board.game, skips=votes).with_turn(replace(board.game.turns[0], skipped=True))
    shown = replace(board, game=game, shown=game.turns[0], verdicts=())
    layout = board_view.board_layout(shown, words(60), say, words(60))
    assert_discord_takes(layout)
    assert "This leg is nobody's" in str(layout.to_components())


@pytest.mark.parametrize("mode", list(Mode))
def test_a_question_with_the_wrong_answers_that_were_typed_above_it_fits(say, mode):
    board = a_board(mode, RoundState.ASKING)
    asked = a_text(prompt=words(240), explanation=words(400), told_in=f"{'c' * 40}/b1")
    turns = (replace(board.game.turns[0], asked=asked), replace(board.game.turns[1], asked=asked))
    verdicts = [
        replace(it, given=f"{number}" + "*" * 80, right=number < 20)
        for number, it in enumerate(board.verdicts)
    ]
    game = replace(board.game, turns=turns)
    shown = replace(board, game=game, shown=turns[0], verdicts=verdicts)
    layout = board_view.board_layout(shown, words(60), say, words(60))
    assert_discord_takes(layout)
    assert "and 35 more" in str(layout.to_components())
