"""Teams, hints and skips at the service: what races, and what a seed brings back."""

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.loading import load_pack
from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.questions import AskedChoice, ask
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, RoundState
from bot.core.trivia.round.teams import Mode, Team
from bot.services.trivia.live import LiveRounds
from bot.services.trivia.lobbies import Lobbies, RoundDefaults, RoundOptions, choice_order
from bot.services.trivia.rounds import Trivia
from tests.content import little_tale

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
PLACE = Place(guild_id=1, channel_id=10)
PLAYERS = tuple(Actor(number, f"Fan {number}") for number in range(100, 104))
ADA, BRUNO, CARLA, DARIO = PLAYERS
ids = itertools.count(1)


def later(seconds):
    return AT + timedelta(seconds=seconds)


@pytest.fixture
def library(tmp_path):
    pack = load_pack(little_tale.write(tmp_path / "stories"))
    assert not isinstance(pack, Faults), pack
    return Library((pack,))


def lobbies_with(database, library, live, seed):
    return Lobbies(database, library, live, RoundDefaults(), seed=lambda: seed)


@pytest.fixture
def live(database, library):
    return LiveRounds(database, library)


@pytest.fixture
def trivia(database, live):
    return Trivia(database, live)


def a_seed_that_asks_a_choice(library):
    """The little tale holds choices and claims; a seed whose one question has four choices."""
    pool = list(library.default.questions)

    def first(seed):
        mixed = list(pool)
        random.Random(seed).shuffle(mixed)
        return mixed[0]

    return next(seed for seed in range(1000) if first(seed).kind == "choice")


async def a_question(lobbies, trivia, place=PLACE, mode=Mode.EACH):
    """A round of one question with all players in it, open since `AT`."""
    board = await lobbies.start(place, ADA, RoundOptions(questions=1, seconds=20, mode=mode), "en-GB", AT)
    for player in PLAYERS:
        await lobbies.join(board.game.id, player, AT)
    begun = await lobbies.begin(board.game.id, None, AT)
    assert begun.game.state is RoundState.ASKING
    return (await trivia.shown(board.game.id, 1, AT)).game


def presses(rng):
    """Answers, hints and votes of all players, each with its own time."""
    made: list[tuple[str, Actor, Click | Press]] = []
    for player in PLAYERS:
        for what in rng.choices(["answer", "answer", "hint", "skip"], k=3):
            at, number = later(rng.randint(0, 210) / 10), next(ids)
            if what == "answer":
                made.append((what, player, Click(player.member_id, rng.choice("0123"), at, number)))
            else:
                made.append((what, player, Press(player.member_id, 1, at, number)))
    return made


async def handle(trivia, round_id, made):
    for what, player, press in made:
        if what == "answer":
            await trivia.answer(round_id, 1, player, press)
        elif what == "hint":
            await trivia.hint(round_id, press)
        else:
            await trivia.skip(round_id, press)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("mode", list(Mode))
async def test_the_order_in_which_answers_hints_and_votes_arrive_changes_nothing(
    database, library, trivia, seed, mode, live
):
    rng = random.Random(seed)
    lobbies = lobbies_with(database, library, live, a_seed_that_asks_a_choice(library))
    made = presses(rng)
    outcomes = []
    for number in range(3):
        place = Place(guild_id=50 + number, channel_id=50 + number)
        game = await a_question(lobbies, trivia, place, mode)
        assert isinstance(game.turns[0].asked, AskedChoice)
        await handle(trivia, game.id, made if number == 0 else rng.sample(made, len(made)))
        board = await trivia.close(game.id, 1, later(22))
        turn = board.game.turns[0]
        outcomes.append((turn.closes_at, turn.skipped, board.standings, board.teams, board.game.teams))
    assert outcomes[0] == outcomes[1] == outcomes[2]


async def test_the_same_seed_brings_the_same_order_of_choices_as_is_on_the_board(
    database, library, trivia, live
):
    pack = library.default
    for seed in (2**64 - 1, 5, 6):
        lobbies = lobbies_with(database, library, live, seed)
        place = Place(guild_id=1000 + seed % 1000, channel_id=1000 + seed % 1000)
        game = (
            await lobbies.start(place, ADA, RoundOptions(questions=len(pack.questions)), "en-GB", AT)
        ).game
        for turn in game.turns:
            question = next(one for one in pack.questions if one.id == turn.asked.id)
            assert ask(question, choice_order(game.seed, question), pack) == turn.asked


async def test_a_hint_to_a_round_that_is_not_there_is_refused(trivia):
    press = Press(ADA.member_id, 1, AT, next(ids))
    for refused in (await trivia.hint(404, press), await trivia.skip(404, press)):
        assert refused == Refusal.because(Reason.GONE)


async def test_teams_begin_with_their_sides_and_a_latecomer_joins_the_smaller(
    database, library, trivia, live
):
    lobbies = lobbies_with(database, library, live, 7)
    board = await lobbies.start(PLACE, ADA, RoundOptions(questions=1, mode=Mode.TEAMS), "en-GB", AT)
    for player in PLAYERS[:3]:
        await lobbies.choose(board.game.id, player, Team.RED, AT)
    small = await lobbies.begin(board.game.id, ADA, AT)
    assert isinstance(small, Refusal)
    assert small.reason is Reason.TEAM_TOO_SMALL
    evened = await lobbies.balance(board.game.id, ADA)
    assert sorted(evened.game.teams.values()) == [Team.RED, Team.RED, Team.SILVER]
    await lobbies.join(board.game.id, DARIO, AT)
    begun = (await lobbies.begin(board.game.id, ADA, AT)).game
    assert begun.mode is Mode.TEAMS
    await trivia.shown(begun.id, 1, AT)
    fan, other = Actor(900, "Late"), Actor(901, "Later")
    given = begun.turns[0].asked.solution
    for member, seconds in ((other, 4), (fan, 3)):
        await trivia.answer(begun.id, 1, member, Click(member.member_id, given, later(seconds), next(ids)))
    teams = (await trivia.board(begun.id)).game.teams
    assert (teams[900], teams[901]) == (Team.RED, Team.SILVER)
