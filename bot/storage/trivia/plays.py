"""Rounds at play: loaded whole in one trip, and written by what has changed between two values."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects import sqlite

from bot.core.guilds.settings import Feature
from bot.core.trivia.asking.questions import ASKED
from bot.core.trivia.round.hints import Hint
from bot.core.trivia.round.play import Damaged, Gone, Play, Player, assembled
from bot.core.trivia.round.presses import Press
from bot.core.trivia.round.rounds import Click, Resumption, Round, RoundState, Turn
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.counting import counted, in_company
from bot.core.trivia.standing.round_standings import standings
from bot.storage.columns import EPOCH, MILLISECOND
from bot.storage.guilds import names
from bot.storage.journal import Write
from bot.storage.stories import seen
from bot.storage.trips import Statement, Trip
from bot.storage.trivia.tables import (
    RUNNING,
    answers,
    hints,
    results,
    round_players,
    round_questions,
    rounds,
    skips,
)


def load(trip: Trip, round_id: int) -> Play | None:
    """The round of that id with everything that was pressed in it."""
    found = trip.rows(_round(), id=round_id)
    return _whole(trip, found[0]) if found else None


def running(trip: Trip) -> list[Play | Damaged]:
    """Every round that runs, oldest first; of one whose rows cannot be read, where its board is."""
    return [_whole_or_damaged(trip, _running(), row) for row in trip.stored(_running())]


def unshown(trip: Trip, since: Any) -> list[Play | Damaged]:
    """Every round that has ended since then without its board showing it, oldest first."""
    return [_whole_or_damaged(trip, _unshown(), row) for row in trip.stored(_unshown(), since=since)]


def difference(before: Play | None, after: Play | None) -> Iterator[Write]:
    """What writes the change from one value of a round to the next; a new round is written by `create`."""
    if before is None or after is None or before is after:
        return
    yield from _of_round(before.game, after.game)
    yield from _of_players(before, after)
    yield from _of_presses(before, after)
    for old, new in zip(before.game.turns, after.game.turns, strict=True):
        if old is not new and _times(old) != _times(new):
            yield _turn_moved(), {"of_round": after.id, "of_number": new.number, **_times(new)}
        if old.opened_at is None and new.opened_at is not None:
            game = after.game
            yield from seen.marks(
                game.guild_id, game.pack_id, seen.SeenKind.QUESTION, [new.asked.id], new.opened_at
            )
    if before.game.state.running and not after.game.state.running:
        yield from _of_end(after)


def _of_round(before: Round, after: Round) -> Iterator[Write]:
    if _standing(before) != _standing(after):
        yield _round_moved(), {"of_round": after.id, **_standing(after)}


def _of_players(before: Play, after: Play) -> Iterator[Write]:
    if before.players is after.players:
        return
    for member_id, player in after.players.items():
        known = before.players.get(member_id)
        if known is None or known.name != player.name:
            yield names.seen_as(after.game.guild_id, member_id, player.name)
        if known != player:
            yield (
                _player_kept(),
                {
                    "round_id": after.id,
                    "member_id": member_id,
                    "name": player.name,
                    "joined_at": player.joined_at,
                    "team": None if player.team is None else player.team.value,
                    "gone_in": None if player.gone is None else player.gone.number,
                    "gone_at": None if player.gone is None else player.gone.at,
                },
            )
    for member_id in before.players.keys() - after.players.keys():
        yield _player_left(), {"of_round": after.id, "of_member": member_id}


def _of_presses(before: Play, after: Play) -> Iterator[Write]:
    for number, clicks in after.clicks.items():
        known = before.clicks.get(number, ())
        if clicks is not known:
            had = {click.interaction_id for click in known}
            for click in clicks:
                if click.interaction_id not in had:
                    yield _answer_kept(), {**_pressed(after.id, number, click), "given": click.given}
    for statement, old, new in (
        (_hint_kept(), before.game.hints, after.game.hints),
        (_skip_kept(), before.game.skips, after.game.skips),
    ):
        if new is not old:
            known_ids = {(press.number, press.interaction_id) for press in old}
            for press in new:
                if (press.number, press.interaction_id) not in known_ids:
                    yield statement, _pressed(after.id, press.number, press)


def _of_end(play: Play) -> Iterator[Write]:
    """That its board does not show the end yet, and the results of a round in which a question counted."""
    game = play.game
    yield _end_unshown(), {"of_round": game.id, "since": play.ended_at}
    asked = sum(turn.closed and not turn.skipped for turn in game.turns)
    if not asked:
        return
    yield _results_cleared(), {"of_round": game.id}
    verdicts = [verdict for given in play.judged.values() for verdict in given]
    placed = standings(game, verdicts)
    for standing in placed:
        yield (
            _result_kept(),
            {
                "round_id": game.id,
                "member_id": standing.member_id,
                "guild_id": game.guild_id,
                "pack_id": game.pack_id,
                "ended_at": play.ended_at,
                "distance": standing.distance,
                "right": standing.right,
                "asked": asked,
                "won": standing.won,
                "counted": counted(standing.distance, len(game.turns)),
                "in_company": in_company(placed),
            },
        )


def _standing(game: Round) -> dict[str, Any]:
    return {
        "state": game.state.value,
        "number": game.number,
        "message_id": game.message_id,
        "mode": game.mode.value,
    }


def _times(turn: Turn) -> dict[str, Any]:
    return {
        "opened_at": turn.opened_at,
        "closes_at": turn.closes_at,
        "resumptions": written(turn.resumptions),
        "closed": turn.closed,
        "reading": turn.reading // MILLISECOND,
        "skipped": turn.skipped,
    }


def _pressed(round_id: int, number: int, press: Click | Hint | Press) -> dict[str, Any]:
    return {
        "round_id": round_id,
        "number": number,
        "interaction_id": press.interaction_id,
        "member_id": press.member_id,
        "at": press.at,
    }


def _whole_or_damaged(trip: Trip, statement: Statement, stored: tuple[Any, ...]) -> Play | Damaged:
    try:
        return _whole(trip, statement.row(stored))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with its rows, the other rounds go on
        known = dict(zip(_COLUMNS, stored, strict=True))
        return Damaged(
            round_id=known["id"],
            guild_id=known["guild_id"],
            channel_id=known["channel_id"],
            message_id=known["message_id"],
            locale=known["locale"],
            fault=fault,
        )


def _whole(trip: Trip, row: tuple[Any, ...]) -> Play:
    (
        round_id,
        guild_id,
        channel_id,
        message_id,
        starter_id,
        pack_id,
        topic,
        difficulty,
        seconds,
        locale,
        created_at,
        lobby_until,
        state,
        number,
        mode,
        seed,
        off,
        pause,
    ) = row
    game = Round(
        id=round_id,
        guild_id=guild_id,
        channel_id=channel_id,
        message_id=message_id,
        starter_id=starter_id,
        pack_id=pack_id,
        topic=topic,
        difficulty=difficulty,
        seconds=seconds,
        locale=locale,
        created_at=created_at,
        lobby_until=lobby_until,
        state=RoundState(state),
        number=number,
        players={},
        turns=tuple(_turn(turn) for turn in trip.rows(_turns(), id=round_id)),
        mode=Mode(mode),
        seed=seed,
        off=frozenset(Feature(feature) for feature in off.split()),
        pause=pause,
    )
    players = {
        member_id: Player(
            name,
            joined_at,
            None if team is None else Team(team),
            None if gone_in is None else Gone(gone_in, gone_at),
        )
        for member_id, name, joined_at, team, gone_in, gone_at in trip.rows(_players(), id=round_id)
    }
    clicks: defaultdict[int, list[Click]] = defaultdict(list)
    for of_number, *click in trip.rows(_answers(), id=round_id):
        clicks[of_number].append(Click(*click))
    return assembled(
        game,
        players,
        clicks,
        [Press(*press) for press in trip.rows(_hints(), id=round_id)],
        [Press(*press) for press in trip.rows(_skips(), id=round_id)],
    )


def _turn(row: tuple[Any, ...]) -> Turn:
    number, snapshot, leg, opened_at, closes_at, resumptions, closed, reading, skipped = row
    return Turn(
        number=number,
        asked=ASKED.validate_json(snapshot),
        leg=leg,
        opened_at=opened_at,
        closes_at=closes_at,
        resumptions=_read(resumptions),
        closed=closed,
        reading=reading * MILLISECOND,
        skipped=skipped,
    )


def written(resumptions: Iterable[Resumption]) -> str:
    """Restarts as they are kept: `[[milliseconds since 1970, milliseconds spent], ...]`."""
    return json.dumps([[(one.at - EPOCH) // MILLISECOND, one.spent // MILLISECOND] for one in resumptions])


def _read(resumptions: str) -> tuple[Resumption, ...]:
    return tuple(
        Resumption(EPOCH + at * MILLISECOND, spent * MILLISECOND) for at, spent in json.loads(resumptions)
    )


_COLUMNS = (
    "id",
    "guild_id",
    "channel_id",
    "message_id",
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


@cache
def _round() -> Statement:
    return Statement(select(*(rounds.c[name] for name in _COLUMNS)).where(rounds.c.id == bindparam("id")))


@cache
def _running() -> Statement:
    return Statement(select(*(rounds.c[name] for name in _COLUMNS)).where(RUNNING).order_by(rounds.c.id))


@cache
def _unshown() -> Statement:
    since = rounds.c.unshown_since >= bindparam("since")
    return Statement(
        select(*(rounds.c[name] for name in _COLUMNS)).where(since).order_by(rounds.c.unshown_since)
    )


@cache
def _turns() -> Statement:
    columns = (
        "number",
        "snapshot",
        "leg",
        "opened_at",
        "closes_at",
        "resumptions",
        "closed",
        "reading",
        "skipped",
    )
    return Statement(
        select(*(round_questions.c[name] for name in columns))
        .where(round_questions.c.round_id == bindparam("id"))
        .order_by(round_questions.c.number)
    )


@cache
def _players() -> Statement:
    columns = ("member_id", "name", "joined_at", "team", "gone_in", "gone_at")
    return Statement(
        select(*(round_players.c[name] for name in columns)).where(
            round_players.c.round_id == bindparam("id")
        )
    )


@cache
def _answers() -> Statement:
    columns = ("number", "member_id", "given", "at", "interaction_id")
    return Statement(
        select(*(answers.c[name] for name in columns)).where(answers.c.round_id == bindparam("id"))
    )


@cache
def _hints() -> Statement:
    columns = ("member_id", "number", "at", "interaction_id")
    return Statement(select(*(hints.c[name] for name in columns)).where(hints.c.round_id == bindparam("id")))


@cache
def _skips() -> Statement:
    columns = ("member_id", "number", "at", "interaction_id")
    return Statement(select(*(skips.c[name] for name in columns)).where(skips.c.round_id == bindparam("id")))


@cache
def _round_moved() -> Statement:
    return Statement(
        update(rounds).where(rounds.c.id == bindparam("of_round")),
        ["state", "number", "message_id", "mode"],
    )


@cache
def _turn_moved() -> Statement:
    return Statement(
        update(round_questions).where(
            round_questions.c.round_id == bindparam("of_round"),
            round_questions.c.number == bindparam("of_number"),
        ),
        ["opened_at", "closes_at", "resumptions", "closed", "reading", "skipped"],
    )


@cache
def _player_kept() -> Statement:
    statement, changing = sqlite.insert(round_players), ("name", "joined_at", "team", "gone_in", "gone_at")
    return Statement(
        statement.on_conflict_do_update(
            index_elements=[round_players.c.round_id, round_players.c.member_id],
            set_={name: statement.excluded[name] for name in changing},
        ),
        ["round_id", "member_id", *changing],
    )


@cache
def _player_left() -> Statement:
    return Statement(
        delete(round_players).where(
            round_players.c.round_id == bindparam("of_round"),
            round_players.c.member_id == bindparam("of_member"),
        )
    )


@cache
def _answer_kept() -> Statement:
    return Statement(
        sqlite.insert(answers).on_conflict_do_nothing(),
        ["round_id", "number", "interaction_id", "member_id", "given", "at"],
    )


@cache
def _hint_kept() -> Statement:
    return Statement(
        sqlite.insert(hints).on_conflict_do_nothing(),
        ["round_id", "number", "interaction_id", "member_id", "at"],
    )


@cache
def _skip_kept() -> Statement:
    return Statement(
        sqlite.insert(skips).on_conflict_do_nothing(),
        ["round_id", "number", "interaction_id", "member_id", "at"],
    )


@cache
def _end_unshown() -> Statement:
    # If it never had a board, nobody waits for its end.
    return Statement(
        update(rounds)
        .where(rounds.c.id == bindparam("of_round"), rounds.c.message_id.is_not(None))
        .values(unshown_since=bindparam("since"))
    )


@cache
def _results_cleared() -> Statement:
    return Statement(delete(results).where(results.c.round_id == bindparam("of_round")))


@cache
def _result_kept() -> Statement:
    columns = (
        "guild_id",
        "pack_id",
        "ended_at",
        "distance",
        "right",
        "asked",
        "won",
        "counted",
        "in_company",
    )
    return Statement(results.insert(), ["round_id", "member_id", *columns])
