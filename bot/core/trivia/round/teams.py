"""Two sides of a round: who is on which, and how they are made even."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

FEWEST = 2
"""A team of one is no team."""

FINENESS = 1000
"""A past share of right answers is weighed in thousandths."""


class Mode(StrEnum):
    """How a round is played."""

    EACH = "each"
    """Each for themselves."""
    TEAMS = "teams"


class Team(StrEnum):
    """A side; each is named in words wherever it is shown, never by its colour alone."""

    RED = "red"
    SILVER = "silver"


def smaller(teams: Mapping[int, Team]) -> Team:
    """The side with fewer members; Red where they are even."""
    sizes = Counter(teams.values())
    return min(Team, key=lambda team: (sizes[team], team is not Team.RED))


def sided(players: Iterable[int], chosen: Mapping[int, Team]) -> dict[int, Team]:
    """Everybody's side: the chosen one, and for each of the others, in their order, the smaller."""
    players = tuple(players)
    teams = {player: chosen[player] for player in players if player in chosen}
    for player in players:
        if player not in teams:
            teams[player] = smaller(teams)
    return teams


def too_small(teams: Mapping[int, Team]) -> Team | None:
    """A side with fewer than `FEWEST` members, or None where both can play."""
    sizes = Counter(teams.values())
    return next((team for team in Team if sizes[team] < FEWEST), None)


def balanced(shares: Mapping[int, float]) -> dict[int, Team]:
    """Sides whose sizes differ by one at most and whose mean shares are as near as can be.

    `shares` is each player's past share of right answers, from 0 to 1. The same shares always make the
    same sides. Exact for any number of players: which sums can be reached with how many players is
    kept as the bits of whole numbers, one number a count.
    """
    players = sorted(shares)
    weights = [round(shares[player] * FINENESS) for player in players]
    size = (len(players) + 1) // 2
    reached = _reachable(weights, size)
    left = _nearest_sum(reached[-1][size], sum(weights), size, len(players) - size)
    teams = dict.fromkeys(players, Team.SILVER)
    for place in reversed(range(len(players))):
        # Reached without this player: then they stay on the other side.
        if reached[place][size] >> left & 1:
            continue
        teams[players[place]] = Team.RED
        size, left = size - 1, left - weights[place]
    return teams


def _reachable(weights: list[int], size: int) -> list[list[int]]:
    """For the first so many players, and each count of them, the sums that they can make, as bits."""
    table = [[1, *[0] * size]]
    for weight in weights:
        before = table[-1]
        table.append(
            [before[0], *(before[count] | before[count - 1] << weight for count in range(1, size + 1))]
        )
    return table


def _nearest_sum(sums: int, whole: int, size: int, others: int) -> int:
    """Of the sums that one side can have, that whose mean is nearest to the other side's mean."""
    if not others:
        return sums.bit_length() - 1
    possible = (place for place in range(sums.bit_length()) if sums >> place & 1)
    return min(possible, key=lambda one: (abs(Fraction(one, size) - Fraction(whole - one, others)), one))
