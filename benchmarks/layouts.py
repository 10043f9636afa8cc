"""What a message costs to build and to write as JSON: `python -m benchmarks.layouts FOLDER`.

The folder is a checkout of another commit, with its catalogue compiled. Each of the two builds the same
messages in a process of its own, in short turns one after the other, so that a moment in which the
computer is slow is slow for both. The board is drawn anew for every answer, as values that were read anew.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from types import SimpleNamespace
from typing import Any, Self

import discord

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.refusals import Refusal
from bot.core.stories.reading import story_page
from bot.core.stories.votes import Ballot
from bot.core.trivia.asking.questions import ask
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn, Verdict
from bot.core.trivia.standing.leaderboard import Measure, Page, Period, Tally
from bot.core.trivia.standing.round_standings import Standing
from bot.services.stories.finding import Finder
from bot.services.trivia.boards import Board
from bot.services.trivia.leaderboards import Leaderboard
from bot.ui.layout import Layout
from bot.ui.packs.anecdotes import anecdote_layout
from bot.ui.stories.cards.views import hits_layout
from bot.ui.stories.claims.views import ballot_layout
from bot.ui.stories.reader.views import page_layout
from bot.ui.text import Catalogues, Say
from bot.ui.trivia.round.boards import BoardDrawing
from bot.ui.trivia.standing.views import scores_layout

HERE = Path(__file__).parents[1]
TURNS = 15
TURN_SECONDS = 0.1
PLAYERS, QUESTIONS = 5, 10
NOON = datetime(2027, 5, 13, 12, tzinfo=UTC)
FIRST_MEMBER = 10**18
QUERY = "nuvolari headlights"

Build = Callable[[], Layout]


def builders() -> dict[str, Build]:
    """Each message by its name."""
    pack = load_pack(HERE / "stories" / "mille-miglia")
    if isinstance(pack, Faults):
        sys.exit(f"{HERE} has faults: run `make check`")
    library, say = Library((pack,)), Catalogues.load().for_locale("en")
    chapter = pack.chapters[2]
    page = story_page(pack, chapter.id, 1)
    hits = Finder(library).find(QUERY)
    if page is None or isinstance(hits, Refusal):
        sys.exit(f"{HERE} tells another story")
    anecdotes, pages = cycle(pack.anecdotes[:20]), cycle(_pages(pack))
    boards, drawing = cycle(_boards(library)), _drawing(library, say)
    return {
        "a question's board": lambda: drawing.layout(next(boards)),
        "/story read": lambda: page_layout(pack, next(pages), say),
        "/scores": lambda: scores_layout(_leaderboard(), say),
        "/anecdote": lambda: anecdote_layout(next(anecdotes), pack, say),
        "/legend": lambda: ballot_layout(_ballot(pack), pack, say),
        "/find": lambda: hits_layout(QUERY, hits, pack, say),
    }


def _pages(pack: StoryPack) -> list[Any]:
    return [
        page
        for chapter in pack.chapters[:5]
        for position in range(len(chapter.beats))
        if (page := story_page(pack, chapter.id, position)) is not None
    ]


def _drawing(library: Library, say: Say) -> BoardDrawing:
    frame: Any = SimpleNamespace(publicly=lambda _: say)
    services: Any = SimpleNamespace(library=library, maps=None)
    return BoardDrawing(frame, services)


def _boards(library: Library) -> list[Board]:
    """The boards of a round: each question is answered by one after the other, below the answer before."""
    pack = library.default
    shuffle = Random(1)  # noqa: S311 - the same boards every time
    asked = [ask(one, shuffle, pack) for one in pack.questions if one.kind == "choice"]
    members = {FIRST_MEMBER + number: f"Fan {number}" for number in range(PLAYERS)}
    boards = []
    for number in range(2, QUESTIONS + 1):
        turns = tuple(
            Turn(one, asked[one], 160_000, NOON, NOON + timedelta(seconds=20), closed=one < number)
            for one in range(1, QUESTIONS + 1)
        )
        for given in range(PLAYERS + 1):
            board = _board(_round(pack, members, turns, number), pack.unit, given)
            boards.append(deepcopy(board))
    return boards


def _board(game: Round, unit: str, given: int) -> Board:
    """The board of a question that the first `given` players have answered; three were right before it."""
    members = list(game.players)
    verdicts = tuple(
        Verdict(
            member, game.number - 1, str(number % 2), number % 2 == 0, timedelta(seconds=3 + number), 90_000
        )
        for number, member in enumerate(members)
    )
    standings = [
        Standing(rank, member, (game.number - 1) * 90_000 // rank, 3, 3, won=rank == 1)
        for rank, member in enumerate(members, start=1)
    ]
    return Board(
        game=game,
        unit=unit,
        answered={member: Click(member, "1", NOON, member) for member in members[:given]},
        shown=game.turns[game.number - 2],
        verdicts=verdicts,
        standings=standings,
        asked=game.number - 1,
        judged={game.number - 1: verdicts},
    )


def _round(pack: StoryPack, members: dict[int, str], turns: tuple[Turn, ...], number: int) -> Round:
    return Round(
        id=1,
        guild_id=1,
        channel_id=2,
        message_id=3,
        starter_id=FIRST_MEMBER,
        pack_id=pack.id,
        topic=None,
        difficulty=None,
        seconds=20,
        locale="en",
        created_at=NOON,
        lobby_until=NOON,
        state=RoundState.ASKING,
        number=number,
        players=members,
        turns=turns,
    )


def _leaderboard() -> Leaderboard:
    lines = [
        (rank, Tally(FIRST_MEMBER + rank, 2_000_000 - rank * 50_000, 12, 10 - rank, 60 - rank, 120))
        for rank in range(1, 11)
    ]
    own = (14, Tally(FIRST_MEMBER + 14, 400_000, 4, 0, 11, 40))
    people = {FIRST_MEMBER + rank: f"Driver {rank}" for rank in range(1, 15)}
    shown = Page(lines, 0, 3, 25, own)
    return Leaderboard(shown, Period.ALL_TIME, Measure.DISTANCE, "km", None, "en", people)


def _ballot(pack: StoryPack) -> Ballot:
    return Ballot(
        1,
        2,
        3,
        4,
        FIRST_MEMBER,
        pack.id,
        pack.legends[0],
        "en",
        NOON,
        closed=False,
        votes={FIRST_MEMBER: "fact"},
    )


def work() -> None:
    """Build what is named on standard input for a moment; print how many a second."""
    built = builders()
    sys.stdout.write(" ".join(name.replace(" ", "_") for name in built) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        build = built[line.strip()]
        begun, done = perf_counter(), 0
        while perf_counter() - begun < TURN_SECONDS:
            for _ in range(20):
                discord.utils._to_json(build().to_components())  # noqa: SLF001
            done += 20
        sys.stdout.write(f"{done / (perf_counter() - begun)}\n")
        sys.stdout.flush()


class Checkout:
    """One of the two, at work in a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Start it; it reads the bot out of that folder."""
        environment = os.environ | {"PYTHONPATH": str(folder)}
        self._process = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, "-P", __file__, "--work"],
            env=environment,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.names = [name.replace("_", " ") for name in self._line().split()]

    def rate(self, name: str) -> float:
        """How many of these messages it builds a second."""
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        return float(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        return self._process.stdout.readline()

    def __enter__(self) -> Self:
        """It works already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it."""
        self._process.communicate()


def main(other: Path) -> None:
    """Measure in turns, and print the medians and their ratios."""
    with ExitStack() as stack:
        before, now = (stack.enter_context(Checkout(folder)) for folder in (other.resolve(), HERE))
        for name in now.names:
            pairs = [(before.rate(name), now.rate(name)) for _ in range(TURNS)]
            old, new = (median(rates) for rates in zip(*pairs, strict=True))
            sys.stdout.write(f"{name:<20}{old:>10,.0f}{new:>10,.0f} a second{new / old:>8.2f} x\n")


if __name__ == "__main__":
    if sys.argv[1:] == ["--work"]:
        work()
    else:
        main(*map(Path, sys.argv[1:]))
