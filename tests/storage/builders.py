"""What is put into the database: sensible by default, any field changed by keyword."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypedDict, Unpack

from sqlalchemy import update

from bot.core.daily.posts import TellAnecdote
from bot.core.daily.schedule import Daily, DailyKind
from bot.core.guilds.settings import Feature
from bot.core.packs.pack import Legend
from bot.core.stories.reading import StoryPage, story_page
from bot.core.trivia.round.play import Play, Player
from bot.core.trivia.round.rounds import Round, RoundState, Turn
from bot.core.trivia.round.teams import Mode
from bot.core.trivia.standing.round_standings import Standing
from bot.storage.daily import posts as daily_posts
from bot.storage.database import Database
from bot.storage.stories import ballots, tellings
from bot.storage.trips import Trip
from bot.storage.trivia import plays, practices, rounds, tables
from tests.core.builders import (
    ADA,
    NOON,
    SECONDS,
    a_legend,
    a_pack,
    a_turn,
    after,
    an_asked,
    an_asked_legend,
)

GUILD, OTHER_GUILD = 1_100_000_000_000_000_001, 1_100_000_000_000_000_002
CHANNEL, OTHER_CHANNEL = 1_200_000_000_000_000_001, 1_200_000_000_000_000_002
PACK, OTHER_PACK = "mille-miglia", "targa-florio"


class DraftChanges(TypedDict, total=False):
    """The fields of a round's `Draft`."""

    guild_id: int
    channel_id: int
    starter_id: int
    pack_id: str
    topic: str | None
    difficulty: str | None
    seconds: int
    locale: str
    created_at: datetime
    lobby_until: datetime
    turns: Sequence[Turn]
    mode: Mode
    seed: int
    off: frozenset[Feature]
    players: Mapping[int, Player]


def a_draft(**changes: Unpack[DraftChanges]) -> rounds.NewRound:
    """A round of three questions, of either kind, that Ada opens at `NOON`."""
    base = rounds.NewRound(
        guild_id=GUILD,
        channel_id=CHANNEL,
        starter_id=ADA,
        pack_id=PACK,
        topic=None,
        difficulty=None,
        seconds=SECONDS,
        locale="en",
        created_at=NOON,
        lobby_until=after(30),
        turns=(a_turn(), a_turn(number=2, asked=an_asked_legend(), leg=150_000), a_turn(number=3)),
    )
    return replace(base, **changes)


class ClaimChanges(TypedDict, total=False):
    """The fields of a ballot's `Draft`."""

    guild_id: int | None
    channel_id: int
    asker_id: int
    pack_id: str
    legend: Legend
    locale: str
    closes_at: datetime


def a_claim(**changes: Unpack[ClaimChanges]) -> ballots.NewBallot:
    """A claim that Ada puts to a channel, open until 45 s after `NOON`."""
    base = ballots.NewBallot(
        guild_id=GUILD,
        channel_id=CHANNEL,
        asker_id=ADA,
        pack_id=PACK,
        legend=a_legend(),
        locale="en",
        closes_at=after(45),
    )
    return replace(base, **changes)


def a_telling_draft(
    home_id: int = CHANNEL, chapter_id: str = "the-start", teller_id: int = ADA
) -> tellings.NewTelling:
    """A telling that Ada asks for at `NOON`; its first beat comes 20 s later."""
    return tellings.NewTelling(
        guild_id=GUILD,
        home_id=home_id,
        teller_id=teller_id,
        pack_id=PACK,
        chapter_id=chapter_id,
        locale="en",
        at=NOON,
        due_at=after(20),
    )


def a_standing(member_id: int = ADA, *, distance: int = 0, right: int = 0, won: bool = False) -> Standing:
    """A place in a round; only the figures that a leaderboard sums matter here."""
    return Standing(rank=1, member_id=member_id, distance=distance, right=right, answered=right, won=won)


def a_page(chapter_id: str = "the-start", position: int = 0) -> StoryPage:
    """A page of the builders' pack."""
    page = story_page(a_pack(), chapter_id, position)
    assert page is not None
    return page


async def start(database: Database, **changes: Unpack[DraftChanges]) -> Play:
    """Open a round's lobby; the channel must be free."""
    draft = a_draft(**changes)
    round_id = await database.write(lambda trip: rounds.create(trip, draft))
    assert round_id is not None
    return await loaded(database, round_id)


async def loaded(database: Database, round_id: int) -> Play:
    """The round as its rows say."""
    play = await database.read(lambda trip: plays.load(trip, round_id))
    assert play is not None
    return play


async def save(database: Database, before: Play, after: Play) -> None:
    """Write what has changed from one value of a round to the next."""
    writes = list(plays.difference(before, after))

    def write(trip: Trip) -> None:
        for statement, values in writes:
            trip.execute(statement, values)

    await database.write(write)


async def score(
    database: Database,
    game: Round,
    standings: Sequence[Standing],
    asked: int,
    at: datetime,
    *,
    in_company: bool = True,
) -> None:
    """End the round at that moment with these results, which count as they are, whatever was played in it."""
    lines = [
        {
            "round_id": game.id,
            "member_id": standing.member_id,
            "guild_id": game.guild_id,
            "pack_id": game.pack_id,
            "ended_at": at,
            "distance": standing.distance,
            "right": standing.right,
            "asked": asked,
            "won": standing.won,
            "counted": standing.distance,
            "in_company": in_company,
        }
        for standing in standings
    ]
    ended = {"state": RoundState.FINISHED.value}
    async with database.transaction() as connection:
        await connection.execute(update(tables.rounds).where(tables.rounds.c.id == game.id).values(ended))
        if lines:
            await connection.execute(tables.results.insert(), lines)


def a_practice_draft(reader_id: int = ADA, topic: str | None = "the-start") -> practices.NewPractice:
    """A practice of two questions, one of either kind."""
    return practices.NewPractice(
        reader_id=reader_id, pack_id=PACK, topic=topic, questions=(an_asked(), an_asked_legend())
    )


def a_daily() -> Daily:
    """An anecdote every day at noon, set by Ada."""
    return Daily(
        guild_id=GUILD,
        channel_id=CHANNEL,
        minute=720,
        kind=DailyKind.ANECDOTE,
        setter_id=ADA,
        setter_locale="it",
        locale="en",
        due_at=NOON,
    )


def a_daily_draft() -> daily_posts.NewPost:
    """The daily post of `NOON`, about to be sent."""
    return daily_posts.NewPost(
        guild_id=GUILD,
        channel_id=CHANNEL,
        kind=DailyKind.ANECDOTE,
        pack_id=PACK,
        locale="en",
        content=TellAnecdote(id="the-hat"),
        slot_at=NOON,
        day_ends_at=after(12 * 3600),
        tried_at=NOON,
        late=False,
        missed=0,
        missed_why=None,
        reveals_id=None,
        closes_at=None,
    )
