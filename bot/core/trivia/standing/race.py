"""A round as a race: every car with its place on the course, even if it never left the start."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from bot.core.trivia.round.rounds import Round
from bot.core.trivia.round.teams import Team
from bot.core.trivia.standing.ranking import ranked
from bot.core.trivia.standing.round_standings import Standing, TeamStanding


@dataclass(frozen=True, slots=True)
class Racer:
    """A car in the race: a player's, or a team's."""

    rank: int
    distance: int
    member_ids: tuple[int, ...]
    name: str = ""
    """The player's display name, as last seen."""
    number: int = 1
    """The player's place in the order of joining, or the team's; it is shown if the name cannot be drawn."""
    team: Team | None = None

    @property
    def letter(self) -> str:
        """The letter on the car, which it keeps for the round, wherever it drives."""
        return car_letter(self.number)


def car_letter(number: int) -> str:
    """The letter on the car of who joined as that number, from 1: A to Z, then AA, AB and so on."""
    letters = ""
    while number > 0:
        number, last = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[last] + letters
    return letters


def racers(
    game: Round, standings: Iterable[Standing], teams: Iterable[TeamStanding] = ()
) -> tuple[Racer, ...]:
    """Both teams if there are teams, else every player; the furthest first.

    Equals share a rank, in the order of joining.
    """
    places = {team: number for number, team in enumerate(Team, start=1)}
    racing = tuple(
        Racer(team.rank, team.distance, team.members, number=places[team.team], team=team.team)
        for team in teams
    )
    if racing:
        return racing
    driven = {standing.member_id: standing.distance for standing in standings}
    numbers = {member_id: number for number, member_id in enumerate(game.players, start=1)}
    return tuple(
        Racer(rank, driven.get(member_id, 0), (member_id,), game.players[member_id], numbers[member_id])
        for rank, member_id in ranked(game.players, lambda member_id: driven.get(member_id, 0))
    )


def gap(race: Sequence[Racer], member_id: int) -> tuple[Racer, int] | None:
    """The car that the member is compared with, and how far the member's own is ahead of it.

    The leader is compared with the best of the others, everybody else with the leader; negative is behind.
    None if the member races alone or not at all.
    """
    own = next((racer for racer in race if member_id in racer.member_ids), None)
    rival = next((racer for racer in race if racer is not own), None)
    if own is None or rival is None:
        return None
    return rival, own.distance - rival.distance
