"""What of an open question has not changed is not drawn again, and what has changed always is."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.core.guilds.settings import Feature
from bot.core.packs.library import Library
from bot.core.trivia.round.rounds import Resumption, RoundState, Verdict
from bot.core.trivia.round.teams import Team
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from bot.services.trivia.boards import Board
from bot.ui.trivia.round.boards import MOST_KEPT, BoardDrawing
from tests.core.builders import (
    ADA,
    BRUNO,
    a_click,
    a_pack,
    a_press,
    a_round,
    a_turn,
    after,
    an_asked,
    an_open_turn,
)


@pytest.fixture
def draw(say):
    return drawing_in(say)


def drawing_in(say) -> BoardDrawing:
    frame: Any = SimpleNamespace(publicly=lambda _locale: say)
    services: Any = SimpleNamespace(library=Library((a_pack(id="pack"),)), maps=None)
    return BoardDrawing(frame, services)


def a_verdict(member_id=ADA, **changes) -> Verdict:
    return replace(
        Verdict(member_id, 1, "0", right=True, elapsed=timedelta(seconds=3), distance=90_000), **changes
    )


def a_board(**changes) -> Board:
    """The second question, below the answer to the first."""
    turns = (
        a_turn(number=1, closed=True),
        an_open_turn(number=2, asked=an_asked(prompt="Who won in 1955?")),
    )
    game = a_round(
        id=7,
        pack_id="pack",
        state=RoundState.ASKING,
        number=2,
        players={ADA: "Ada", BRUNO: "Bruno"},
        turns=turns,
    )
    board = Board(
        game=game,
        unit="km",
        answered={},
        shown=turns[0],
        verdicts=(a_verdict(),),
        standings=[Standing(1, ADA, 90_000, 1, 1, won=False)],
        asked=1,
        judged={1: (a_verdict(),)},
    )
    return replace(board, **changes)


def of_game(**changes) -> Board:
    board = a_board()
    return replace(board, game=replace(board.game, **changes))


def of_turn(**changes) -> Board:
    board = a_board()
    turn = board.game.turn
    assert turn is not None
    return replace(board, game=board.game.with_turn(replace(turn, **changes)))


def of_shown(**changes) -> Board:
    board = a_board()
    assert board.shown is not None
    shown = replace(board.shown, **changes)
    return replace(board, shown=shown, game=board.game.with_turn(shown))


def parts(layout) -> list[Any]:
    (container,) = layout.components
    return list(container["components"])


def test_an_answer_changes_the_roster_and_leaves_all_else_as_it_was_drawn(draw):
    before, after_it = parts(draw.layout(a_board())), parts(draw.layout(a_board(answered={ADA: a_click()})))
    kept = {id(one) for one in before}
    new = [one for one in after_it if id(one) not in kept]
    assert {one["type"] for one in new} == {10}
    assert [one["content"] for one in new] != []
    assert len(after_it) - len(new) == len(before) - 2


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(a_board(answered={BRUNO: a_click(BRUNO)}), id="an answer"),
        pytest.param(a_board(answered={ADA: a_click(), BRUNO: a_click(BRUNO)}), id="all are in"),
        pytest.param(a_board(verdicts=(a_verdict(right=False, given="1"),)), id="a verdict"),
        pytest.param(a_board(verdicts=()), id="no verdict"),
        pytest.param(a_board(standings=[Standing(1, BRUNO, 10_000, 1, 1, won=False)]), id="who is ahead"),
        pytest.param(
            a_board(teams=[TeamStanding(1, next(iter(Team)), (ADA,), 90_000, won=False)]),
            id="teams",
        ),
        pytest.param(a_board(unit="miles"), id="the unit"),
        pytest.param(a_board(shown=None), id="nothing above"),
        pytest.param(of_game(off=frozenset({Feature.HINTS})), id="no hints"),
        pytest.param(
            replace(of_game(players={ADA: "Ada", BRUNO: "Bruno", 9: "Nina"}), answered={ADA: a_click()}),
            id="a player",
        ),
        pytest.param(of_game(id=8), id="another round"),
        pytest.param(of_game(skips=(a_press(ADA, 2),)), id="a vote to skip"),
        pytest.param(of_turn(asked=an_asked(options=("1", "2", "3", "4"))), id="other choices"),
        pytest.param(of_turn(leg=1_000), id="the leg"),
        pytest.param(of_turn(skipped=True), id="skipped"),
        pytest.param(of_turn(closes_at=after(50)), id="the time"),
        pytest.param(of_turn(resumptions=(Resumption(after(1), timedelta(1)),)), id="a restart"),
        pytest.param(of_shown(skipped=True), id="left out"),
        pytest.param(of_shown(asked=an_asked(explanation="Otherwise.")), id="the answer above"),
    ],
)
def test_a_board_shows_whatever_has_changed(draw, say, changed):
    before = draw.layout(a_board()).to_components()
    shown = draw.layout(changed).to_components()
    assert shown == drawing_in(say).layout(changed).to_components()
    assert shown != before
    assert draw.layout(a_board()).to_components() == before


def test_a_round_that_is_over_is_not_kept(draw):
    draw.layout(a_board())
    assert draw._kept
    draw.layout(of_game(state=RoundState.STOPPED))
    assert not draw._kept


def test_of_very_many_rounds_the_latest_are_kept(draw):
    for round_id in range(MOST_KEPT + 5):
        draw.layout(of_game(id=round_id))
        draw.layout(of_game(id=0))
    assert len(draw._kept) == MOST_KEPT
    assert {0, MOST_KEPT + 4} <= set(draw._kept)
    assert 1 not in draw._kept
