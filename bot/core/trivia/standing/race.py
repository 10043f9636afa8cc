"""A round as a race: every car with its place on the course, also those that never left the start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.trivia.round.rounds import Round
from bot.core.trivia.round.teams import Team
from bot.core.trivia.standing.leaderboard import ranked
from bot.core.trivia.standing.round_standings import Standing, TeamStanding


@dataclass(frozen=True, slots=True)
class Racer:
    """A car in the race: a player's, or a team's."""

    rank: int
    distance: int
    member_ids: tuple[int, ...]
    name: str = ""
    """The player's, as last seen."""
    number: int = 0
    """The player's, in the order of joining: what somebody is called whose name can't be printed."""
    team: Team | None = None


def racers(
    game: Round, standings: Iterable[Standing], teams: Iterable[TeamStanding] = ()
) -> tuple[Racer, ...]:
    """Both teams where there are teams, else every player; the furthest first.

    Equals share a rank and stand in the order of joining.
    """
    sides = tuple(Racer(one.rank, one.distance, one.members, team=one.team) for one in teams)
    if sides:
        return sides
    driven = {one.member_id: one.distance for one in standings}
    numbers = {member_id: number for number, member_id in enumerate(game.players, start=1)}
    return tuple(
        Racer(rank, driven.get(member_id, 0), (member_id,), game.players[member_id], numbers[member_id])
        for rank, member_id in ranked(game.players, lambda one: driven.get(one, 0))
    )


def gap(race: Sequence[Racer], member_id: int) -> tuple[Racer, int] | None:
    """The car that the member is measured by, and how far the member's own is ahead of it.

    The leader is measured by the best of the others, everybody else by the leader; below nought is behind.
    None where the member races alone or not at all.
    """
    own = next((one for one in race if member_id in one.member_ids), None)
    rival = next((one for one in race if one is not own), None)
    if own is None or rival is None:
        return None
    return rival, own.distance - rival.distance
