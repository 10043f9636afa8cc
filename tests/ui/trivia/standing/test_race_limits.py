"""However many play and however many questions are asked, Discord takes what is shown of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from simcord.components import walk_components

from bot.core.packs.quiz import Difficulty
from bot.core.trivia.asking.questions import AskedNumber
from bot.core.trivia.round.rounds import RoundState, Turn, Verdict
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.round_standings import Standing, TeamStanding
from bot.pictures.fonts import Face, printable
from bot.services.trivia.boards import Board
from bot.ui.pictures import LONGEST_ALT
from bot.ui.trivia.round import views as board_view
from bot.ui.trivia.standing.missed import missed_layout
from bot.ui.trivia.standing.race import race_layout
from bot.ui.trivia.standing.race_picture import described, race_of, race_scene, shown_name
from tests.core.builders import a_round, an_asked, an_asked_legend
from tests.ui.limits import TEXT, assert_discord_takes, words

PLAYERS, QUESTIONS = 25, 30
FIRST_ID = 10**18
LONGEST = {"prompt": 240, "explanation": 400, "option": 52}


def members() -> dict[int, str]:
    return {FIRST_ID + number: "W" * 32 for number in range(PLAYERS)}


def turns() -> tuple[Turn, ...]:
    return tuple(
        Turn(
            number=number,
            asked=an_asked(
                id=f"q{number}",
                difficulty=Difficulty.MEDIUM,
                prompt=words(LONGEST["prompt"]),
                explanation=words(LONGEST["explanation"]),
                options=tuple(words(LONGEST["option"] - 1) + str(one) for one in range(4)),
                told_in=f"{'c' * 40}/b{number}",
            ),
            leg=53_233,
            closed=True,
        )
        for number in range(1, QUESTIONS + 1)
    )


def a_board(*, right: bool, teams: bool = False, state: RoundState = RoundState.FINISHED) -> Board:
    """A round of the most players and questions, all of them right at one time, or all wrong."""
    players, asked = members(), turns()
    verdicts = [
        Verdict(member, turn.number, "0" if right else "1", right, timedelta(seconds=3), 50_000 * right)
        for turn in asked
        for member in players
    ]
    judged = {turn.number: [one for one in verdicts if one.number == turn.number] for turn in asked}
    game = a_round(
        players=players,
        turns=asked,
        number=QUESTIONS,
        state=state,
        mode=Mode.TEAMS if teams else Mode.EACH,
        teams={member: list(Team)[member % 2] for member in players} if teams else {},
    )
    sides = [
        TeamStanding(1, team, tuple(one for one in players if game.teams[one] is team), 1_500_000, won=right)
        for team in (Team if teams else ())
    ]
    return Board(
        game=game,
        unit="km",
        answered={},
        shown=asked[-1],
        verdicts=judged[QUESTIONS],
        standings=[
            Standing(1, member, 1_500_000 * right, QUESTIONS * right, QUESTIONS, won=right)
            for member in players
        ],
        asked=QUESTIONS,
        judged=judged,
        teams=sides,
    )


@pytest.mark.parametrize("teams", [False, True])
@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("state", [RoundState.FINISHED, RoundState.STOPPED, RoundState.ABANDONED])
def test_the_results_fit(say, right, teams, state):
    board = a_board(right=right, teams=teams, state=state)
    assert_discord_takes(board_view.board_layout(board, words(60), say, words(60)))


@pytest.mark.parametrize("teams", [False, True])
def test_the_race_fits_and_counts_who_is_not_drawn(library, say, teams):
    board = a_board(right=True, teams=teams)
    layout = race_layout(board, library.default, FIRST_ID + 20, say, None)
    assert_discord_takes(layout)
    assert ("and 13 more" in str(layout.to_components())) is not teams


@pytest.mark.parametrize("page", range(5))
def test_every_page_of_what_was_missed_fits(say, page):
    assert_discord_takes(missed_layout(a_board(right=False), FIRST_ID, page, say))


def test_a_page_that_is_not_there_is_the_nearest_one(say):
    board = a_board(right=False)
    for asked, shown in ((-1, 0), (99, 4)):
        assert str(missed_layout(board, FIRST_ID, asked, say).to_components()) == str(
            missed_layout(board, FIRST_ID, shown, say).to_components()
        )


def test_two_questions_told_on_one_page_have_one_button_and_a_word(say):
    board = a_board(right=False)
    turns_ = [
        turn if turn.number != 2 else Turn(2, an_asked(told_in=f"{'c' * 40}/b1"), 53_233, closed=True)
        for turn in board.game.turns
    ]
    twice = a_board(right=False)
    object.__setattr__(twice.game, "turns", tuple(turns_))
    layout = missed_layout(twice, FIRST_ID, 0, say)
    assert_discord_takes(layout)
    shown = [one["content"] for one in walk_components(layout.to_components()) if one["type"] == TEXT]
    assert any("Told on the same page as question 1" in text for text in shown)


def test_the_alt_text_names_the_first_twelve_with_rank_and_distance(library, say):
    alt = described(a_board(right=True), library.default, say)
    assert len(alt) <= LONGEST_ALT
    assert alt.count("1,500 km") == 12
    assert alt.endswith("and 13 more")


@pytest.mark.parametrize("name", ["漢字", "🏁", "", "...", "שלום", "  "])
def test_who_cannot_be_named_in_the_pictures_type_is_a_player_by_number(library, say, name):
    board = a_board(right=True)
    object.__setattr__(board.game, "players", {1: "Ada", 2: name})
    race = race_of(board)
    assert [shown_name(one, say) for one in race] == ["Ada", "Player 2"]
    assert all(
        printable(car.name, Face.TEXT)
        for car in race_scene(board, library.default, library.default.route, say).cars
    )


def test_teams_are_two_cars_named_in_words(library, say):
    scene = race_scene(a_board(right=True, teams=True), library.default, library.default.route, say)
    assert [(car.team, car.name) for car in scene.cars] == [("red", "Red"), ("silver", "Silver")]


@pytest.mark.parametrize("state", [RoundState.ASKING, RoundState.FINISHED])
def test_a_number_s_reveal_fits_with_everybody_equally_near_and_counts_the_rest(say, state):
    asked = AskedNumber(
        id="number",
        difficulty=Difficulty.MEDIUM,
        prompt=words(LONGEST["prompt"]),
        explanation=words(LONGEST["explanation"]),
        told_in=f"{'c' * 40}/b",
        sources=(),
        answer=1.5,
        unit=words(16),
        tolerance=10.0**15,
        decimals=3,
        style="quantity",
    )
    board = a_board(right=True, state=state)
    shown = replace(board.game.turns[-1], asked=asked, number=QUESTIONS - 1)
    near = [replace(one, given="999999999999999.999999") for one in board.verdicts]
    claim = replace(
        board.game.turns[-1], asked=an_asked_legend(prompt=words(LONGEST["prompt"])), closed=False
    )
    game = replace(board.game, turns=(*board.game.turns[:-2], shown, claim))
    layout = board_view.board_layout(
        replace(board, game=game, shown=shown, verdicts=near), "", say, words(60)
    )
    assert_discord_takes(layout)
    assert "and 22 more" in str(layout.to_components()).split("Nearest")[1]
