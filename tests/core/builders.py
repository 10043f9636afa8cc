"""Sound values of the core for tests: sensible by default, any field changed by keyword.

The builders' questions open at `NOON` and are open for `SECONDS`.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

from bot.core.guilds.places import Place
from bot.core.guilds.settings import Feature
from bot.core.packs.cards import Dossier
from bot.core.packs.days import Day
from bot.core.packs.pack import Anecdote, Ask, Chapter, Legend, StoryPack
from bot.core.packs.quiz import ChoiceQuestion, Difficulty, LegendQuestion
from bot.core.packs.route import Route, Stop
from bot.core.stories.telling import Telling, TellingState
from bot.core.stories.votes import Ballot, Call
from bot.core.trivia.asking.questions import Asked, AskedChoice, AskedLegend
from bot.core.trivia.round.hints import Hint
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, Resumption, Round, RoundState, Turn, Verdict
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.leaderboard import Tally

NOON = datetime(2027, 5, 13, 12, 0, tzinfo=UTC)
SECONDS = 20
ADA, BRUNO, CARLA, DINO = 1, 2, 3, 4


def after(seconds: float) -> datetime:
    """The moment that many seconds after `NOON`."""
    return NOON + timedelta(seconds=seconds)


def taken(seconds: float) -> timedelta:
    """A time taken, in seconds."""
    return timedelta(seconds=seconds)


def chance(seed: int = 1) -> random.Random:
    """A round's own generator; the same seed brings the same."""
    return random.Random(seed)


def a_question(**changes: object) -> ChoiceQuestion:
    """A question of a pack, with four choices."""
    fields: dict[str, object] = {
        "id": "the-first-start",
        "kind": "choice",
        "difficulty": "easy",
        "prompt": "Where did the first race start?",
        "right": "Brescia",
        "wrong": ["Rome", "Bologna", "Siena"],
        "explanation": "It started in Brescia and came back to it.",
        "told_in": "the-start/the-ramp",
        "sources": ["IT27"],
    }
    return ChoiceQuestion.model_validate(fields | changes)


def a_legend_question(**changes: object) -> LegendQuestion:
    """A claim of a pack to be called a fact or a legend."""
    fields: dict[str, object] = {
        "id": "lights-out",
        "kind": "legend",
        "difficulty": "medium",
        "prompt": "He drove the last miles with his lights out.",
        "verdict": "legend",
        "explanation": "It is told often, and nobody saw it.",
        "told_in": "the-start/the-ramp",
        "sources": ["IT27"],
    }
    return LegendQuestion.model_validate(fields | changes)


def an_asked(**changes: object) -> AskedChoice:
    """A snapshot of a question whose right answer is the first option, `0`."""
    fields: dict[str, object] = {
        "id": "the-first-start",
        "difficulty": Difficulty.EASY,
        "prompt": "Where did the first race start?",
        "explanation": "It started in Brescia and came back to it.",
        "told_in": "the-start/the-ramp",
        "sources": ("IT27",),
        "options": ("Brescia", "Rome", "Bologna", "Siena"),
        "right": 0,
    }
    return AskedChoice.model_validate(fields | changes)


def an_asked_legend(**changes: object) -> AskedLegend:
    """A snapshot of a claim that is a legend."""
    fields: dict[str, object] = {
        "id": "lights-out",
        "difficulty": Difficulty.MEDIUM,
        "prompt": "He drove the last miles with his lights out.",
        "explanation": "It is told often, and nobody saw it.",
        "told_in": "the-start/the-ramp",
        "sources": ("IT27",),
        "verdict": "legend",
    }
    return AskedLegend.model_validate(fields | changes)


class TurnChanges(TypedDict, total=False):
    """The fields of a `Turn`."""

    number: int
    asked: Asked
    leg: int
    opened_at: datetime | None
    closes_at: datetime | None
    resumptions: tuple[Resumption, ...]
    awaited: frozenset[int] | None
    closed: bool
    reading: timedelta
    skipped: bool


def a_turn(**changes: Unpack[TurnChanges]) -> Turn:
    """A question that nobody has been shown yet, with a leg of 100 km."""
    return replace(Turn(number=1, asked=an_asked(), leg=100_000), **changes)


def an_open_turn(**changes: Unpack[TurnChanges]) -> Turn:
    """A question that is on the board from `NOON` for `SECONDS`, shown to Ada and Bruno."""
    shown = a_turn(opened_at=NOON, closes_at=after(SECONDS), awaited=frozenset({ADA, BRUNO}))
    return replace(shown, **changes)


def a_click(
    member_id: int = ADA, given: str = "0", at: datetime | None = None, interaction_id: int | None = None
) -> Click:
    """A press of the first option, a second after `NOON`; its id grows with its time, as Discord's do."""
    at = at or after(1)
    if interaction_id is None:
        interaction_id = ((at - NOON) // timedelta(milliseconds=1)) << 22
    return Click(member_id, given, at, interaction_id)


def a_press(
    member_id: int = ADA, number: int = 1, at: datetime | None = None, interaction_id: int | None = None
) -> Press:
    """A press for a hint, or a vote to skip, at the time and with the id of a click."""
    click = a_click(member_id, at=at, interaction_id=interaction_id)
    return Press(member_id, number, click.at, click.interaction_id)


def a_verdict(
    member_id: int = ADA, number: int = 1, distance: int = 100_000, *, right: bool | None = None
) -> Verdict:
    """A verdict; right where it drives anything."""
    is_right = distance > 0 if right is None else right
    return Verdict(member_id, number, "0" if is_right else "1", is_right, taken(1), distance)


class RoundChanges(TypedDict, total=False):
    """The fields of a `Round`."""

    id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    starter_id: int
    pack_id: str
    topic: str | None
    difficulty: str | None
    seconds: int
    locale: str
    created_at: datetime
    lobby_until: datetime
    state: RoundState
    number: int
    players: Mapping[int, str]
    turns: Sequence[Turn]
    mode: Mode
    teams: Mapping[int, Team]
    seed: int
    off: frozenset[Feature]
    hints: tuple[Hint, ...]
    skips: tuple[Press, ...]


def a_round(**changes: Unpack[RoundChanges]) -> Round:
    """A round of three questions between Ada and Bruno, the first of them open since `NOON`.

    It awaits the answers of all its players.
    """
    limit = taken(changes.get("seconds", SECONDS))
    players = changes.get("players", {ADA: "Ada", BRUNO: "Bruno"})
    open_turn = an_open_turn(closes_at=NOON + limit, awaited=frozenset(players))
    base = Round(
        id=7,
        guild_id=100,
        channel_id=200,
        message_id=300,
        starter_id=ADA,
        pack_id="mille-miglia",
        topic=None,
        difficulty=None,
        seconds=SECONDS,
        locale="en",
        created_at=after(-60),
        lobby_until=after(-30),
        state=RoundState.ASKING,
        number=1,
        players=players,
        turns=(open_turn, a_turn(number=2), a_turn(number=3)),
    )
    return replace(base, **changes)


def a_lobby(**changes: Unpack[RoundChanges]) -> Round:
    """A round that waits for its players: Ada and Bruno are in, three questions are drawn."""
    base = a_round(state=RoundState.LOBBY, number=0, turns=tuple(a_turn(number=n) for n in (1, 2, 3)))
    return replace(base, **changes)


def a_chapter(**changes: object) -> Chapter:
    """A chapter of three beats."""
    fields: dict[str, object] = {
        "id": "the-start",
        "title": "The Start",
        "teaser": "Seventy-seven cars, one ramp.",
        "hook": "It rained in Brescia.",
        "beats": [{"id": f"beat-{n}", "text": f"What came {n}."} for n in (1, 2, 3)],
        "sources": ["IT27"],
    }
    return Chapter.model_validate(fields | changes)


def an_anecdote(**changes: object) -> Anecdote:
    """A small tale with no topics."""
    fields: dict[str, object] = {
        "id": "the-loaf",
        "title": "The Loaf",
        "text": "He threw a loaf to the crowd.",
        "certainty": "known",
        "sources": ["IT27"],
    }
    return Anecdote.model_validate(fields | changes)


def a_legend(**changes: object) -> Legend:
    """A claim that is a legend."""
    fields: dict[str, object] = {
        "id": "lights-out",
        "claim": "He drove the last miles with his lights out.",
        "verdict": "legend",
        "why": "Nobody saw it. It was day.",
        "sources": ["IT27"],
    }
    return Legend.model_validate(fields | changes)


def an_ask(**changes: object) -> Ask:
    """A question to the listeners, with two options."""
    fields: dict[str, object] = {
        "prompt": "Would you have passed him?",
        "options": ["I would", "I would have waited"],
        "told": "He passed him by the lake.",
    }
    return Ask.model_validate(fields | changes)


def a_dossier(**changes: object) -> Dossier:
    """The card of a person, linked with nothing."""
    fields: dict[str, object] = {
        "id": "tazio-nuvolari",
        "kind": "person",
        "name": "Tazio Nuvolari",
        "text": "A driver from the country round Mantua.",
        "confidence": "high",
        "sources": ["IT27"],
    }
    return Dossier.model_validate(fields | changes)


def a_day(day: str = "05-12", name: str | None = None, year: int = 1957) -> Day:
    """Something that happened on that month and day."""
    return Day(id=name or f"on-{day}", day=day, year=year, text="Something.", sources=("AB1",))


def a_pack(**changes: object) -> StoryPack:
    """A pack of three chapters and one source, with nothing beside them."""
    fields: dict[str, object] = {
        "id": "mille-miglia",
        "title": "Mille Miglia",
        "tagline": "A thousand miles, there and back.",
        "language": "en",
        "credits": {"author": "A. Author", "work": "The Work", "licence": "CC BY 4.0"},
        "sources": [{"key": "IT27", "title": "A newspaper of 1927"}],
        "chapters": [
            a_chapter(id="the-start", title="The Start"),
            a_chapter(id="the-futa", title="Over the Futa"),
            a_chapter(id="the-finish", title="The Finish"),
        ],
    }
    return StoryPack.model_validate(fields | changes)


def a_stop(**changes: object) -> Stop:
    """A stop at the start of the road."""
    fields: dict[str, object] = {
        "id": "the-ramp",
        "name": "The Ramp",
        "at": [44.0, 10.0],
        "distance": 0,
        "text": "It rolled off here.",
        "sources": ["IT27"],
    }
    return Stop.model_validate(fields | changes)


def a_route(**changes: object) -> Route:
    """A road of three stops and one bend, as long as a pack's course."""
    fields: dict[str, object] = {
        "title": "The Valley Road",
        "stops": [
            a_stop(road=[[44.4, 10.1]]),
            a_stop(id="the-pass", name="The Pass", at=[44.5, 10.5], distance=600_000),
            a_stop(id="home", name="Home", at=[44.0, 11.0], distance=1_000_000),
        ],
        "outline": {
            "source": "Drawn by hand",
            "west": 9,
            "south": 43,
            "east": 12,
            "north": 46,
            "home": [[[43.5, 9.5], [45.5, 9.5], [45.5, 11.5], [43.5, 11.5]]],
        },
    }
    return Route.model_validate(fields | changes)


def a_place(guild_id: int | None = 100, channel_id: int = 200, parent_id: int | None = None) -> Place:
    """A channel of a server that is no thread."""
    return Place(guild_id, channel_id, parent_id)


def a_tally(
    member_id: int = ADA,
    *,
    distance: int = 0,
    rounds: int = 0,
    wins: int = 0,
    right: int = 0,
    asked: int = 0,
    in_company: bool = True,
) -> Tally:
    """A member's sums, all nought."""
    return Tally(member_id, distance, rounds, wins, right, asked, in_company)


class BallotChanges(TypedDict, total=False):
    """The fields of a `Ballot`."""

    id: int
    guild_id: int | None
    channel_id: int
    message_id: int | None
    asker_id: int
    pack_id: str
    legend: Legend
    locale: str
    closes_at: datetime
    closed: bool
    votes: Mapping[int, Call]


def a_ballot(**changes: Unpack[BallotChanges]) -> Ballot:
    """A claim that is a legend, asked by Ada, open until 45 s after `NOON`, with no votes yet."""
    base = Ballot(
        id=9,
        guild_id=100,
        channel_id=200,
        message_id=300,
        asker_id=ADA,
        pack_id="mille-miglia",
        legend=a_legend(),
        locale="en",
        closes_at=after(45),
        closed=False,
        votes={},
    )
    return replace(base, **changes)


class TellingChanges(TypedDict, total=False):
    """The fields of a `Telling`."""

    channel_id: int
    message_id: int | None
    position: int
    shown: int
    state: TellingState
    moved_at: datetime
    due_at: datetime | None
    choices: Mapping[int, Mapping[int, int]]


def a_telling(**changes: Unpack[TellingChanges]) -> Telling:
    """A telling of "the-start" that Ada asked for; its opening was shown at `NOON`."""
    base = Telling(
        id=1,
        guild_id=100,
        home_id=200,
        channel_id=200,
        message_id=300,
        teller_id=ADA,
        pack_id="mille-miglia",
        chapter_id="the-start",
        locale="en",
        position=0,
        shown=0,
        state=TellingState.TELLING,
        moved_at=NOON,
        due_at=after(8),
        choices={},
    )
    return replace(base, **changes)
