"""Rounds as they are opened, and what is asked of them without loading them whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from sqlalchemy import bindparam, func, null, or_, select, text, update
from sqlalchemy.dialects import sqlite

from bot.core.guilds.settings import Feature
from bot.core.trivia.round.play import Player
from bot.core.trivia.round.rounds import Round, RoundState, Turn
from bot.core.trivia.round.teams import Mode
from bot.storage.guilds import names
from bot.storage.trips import Statement, Trip
from bot.storage.trivia.tables import round_players, round_questions, rounds


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round that is to be opened, with the players who are in from the start."""

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
    mode: Mode = Mode.EACH
    seed: int = 0
    off: frozenset[Feature] = frozenset()
    pause: int = 0
    players: Mapping[int, Player] = field(default_factory=dict)

    def as_round(self, round_id: int) -> Round:
        """The round in its lobby, before anybody is counted in."""
        return Round(
            id=round_id,
            guild_id=self.guild_id,
            channel_id=self.channel_id,
            message_id=None,
            starter_id=self.starter_id,
            pack_id=self.pack_id,
            topic=self.topic,
            difficulty=self.difficulty,
            seconds=self.seconds,
            locale=self.locale,
            created_at=self.created_at,
            lobby_until=self.lobby_until,
            state=RoundState.LOBBY,
            number=0,
            players={},
            turns=self.turns,
            mode=self.mode,
            seed=self.seed,
            off=self.off,
            pause=self.pause,
        )


def create(trip: Trip, draft: NewRound) -> int | None:
    """Open a round's lobby and give its id; None if the channel has a running round already."""
    created = trip.rows(
        _created(),
        guild_id=draft.guild_id,
        channel_id=draft.channel_id,
        starter_id=draft.starter_id,
        pack_id=draft.pack_id,
        topic=draft.topic,
        difficulty=draft.difficulty,
        seconds=draft.seconds,
        locale=draft.locale,
        created_at=draft.created_at,
        lobby_until=draft.lobby_until,
        state=RoundState.LOBBY.value,
        number=0,
        mode=draft.mode.value,
        seed=draft.seed,
        ways_off=" ".join(sorted(draft.off)),
        pause=draft.pause,
    )
    if not created:
        return None
    ((round_id,),) = created
    trip.execute(
        _question_created(),
        *(
            {
                "round_id": round_id,
                "number": turn.number,
                "question_id": turn.asked.id,
                "snapshot": turn.asked.model_dump_json(),
                "leg": turn.leg,
                "resumptions": "[]",
                "closed": False,
            }
            for turn in draft.turns
        ),
    )
    trip.execute(
        _player_created(),
        *(
            {
                "round_id": round_id,
                "member_id": member_id,
                "name": player.name,
                "joined_at": player.joined_at,
                "team": None if player.team is None else player.team.value,
            }
            for member_id, player in draft.players.items()
        ),
    )
    starter = draft.players.get(draft.starter_id)
    if starter is not None:
        # Of the others of a rematch the names may be older than those that are kept.
        keep_name, named = names.seen_as(draft.guild_id, draft.starter_id, starter.name)
        trip.execute(keep_name, named)
    return int(round_id)


def last_start(trip: Trip, guild_id: int, starter_id: int) -> datetime | None:
    """When the member last started a round in that guild; not one that was lost before it was shown."""
    ((latest,),) = trip.rows(_last_start(), guild_id=guild_id, starter_id=starter_id)
    found: datetime | None = latest
    return found


def end_is_shown(trip: Trip, round_id: int) -> None:
    """The board shows the end, or never can."""
    trip.execute(_end_shown(), {"of_round": round_id})


def give_up(trip: Trip, round_id: int) -> None:
    """End a round whose rows cannot be read: its channel is free again, and nobody is shown its end."""
    trip.execute(_given_up(), {"of_round": round_id})


@cache
def _created() -> Statement:
    columns = (
        "guild_id",
        "channel_id",
        "starter_id",
        "pack_id",
        "topic",
        "difficulty",
        "seconds",
        "locale",
        "created_at",
        "lobby_until",
        "state",
        "number",
        "mode",
        "seed",
        "ways_off",
        "pause",
    )
    statement = sqlite.insert(rounds).on_conflict_do_nothing(
        index_elements=[rounds.c.channel_id], index_where=text("state IN ('lobby', 'asking')")
    )
    return Statement(statement.returning(rounds.c.id), columns)


@cache
def _question_created() -> Statement:
    columns = ("round_id", "number", "question_id", "snapshot", "leg", "resumptions", "closed")
    return Statement(round_questions.insert(), columns)


@cache
def _player_created() -> Statement:
    return Statement(round_players.insert(), ["round_id", "member_id", "name", "joined_at", "team"])


@cache
def _last_start() -> Statement:
    return Statement(
        select(func.max(rounds.c.created_at)).where(
            rounds.c.guild_id == bindparam("guild_id"),
            rounds.c.starter_id == bindparam("starter_id"),
            or_(rounds.c.message_id.is_not(None), rounds.c.state != RoundState.LOST.value),
        )
    )


@cache
def _end_shown() -> Statement:
    return Statement(update(rounds).where(rounds.c.id == bindparam("of_round")).values(unshown_since=null()))


@cache
def _given_up() -> Statement:
    return Statement(
        update(rounds).where(rounds.c.id == bindparam("of_round")).values(state=RoundState.LOST.value)
    )
