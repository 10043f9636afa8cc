"""The two teams of a round: who is on which, and how they are balanced."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

FEWEST = 2
"""How many members a team needs."""

FINENESS = 1000
"""Shares of right answers are compared in steps of one thousandth."""


class Mode(StrEnum):
    """How a round is played."""

    EACH = "each"
    """Each for themselves."""
    TEAMS = "teams"


class Team(StrEnum):
    """A team; each is named in words wherever it is shown, never by its colour alone."""

    RED = "red"
    SILVER = "silver"


def smaller(teams: Mapping[int, Team]) -> Team:
    """The team with fewer members; Red if they are equal."""
    sizes = Counter(teams.values())
    return min(Team, key=lambda team: (sizes[team], team is not Team.RED))


def teams_of_all(players: Iterable[int], chosen: Mapping[int, Team]) -> dict[int, Team]:
    """Everybody's team: the chosen one; each of the others joins the smaller team, in their order."""
    players = tuple(players)
    teams = {player: chosen[player] for player in players if player in chosen}
    for player in players:
        if player not in teams:
            teams[player] = smaller(teams)
    return teams


def too_small(teams: Mapping[int, Team]) -> Team | None:
    """A team with fewer than `FEWEST` members, or None if both can play."""
    sizes = Counter(teams.values())
    return next((team for team in Team if sizes[team] < FEWEST), None)


def balanced(shares: Mapping[int, float]) -> dict[int, Team]:
    """Two teams whose sizes differ by at most one and whose mean shares are as close as possible.

    `shares` is each player's past share of right answers, from 0 to 1. The same shares always make the
    same teams. Exact for any number of players: a subset-sum table, in which the sums that a number of
    players can reach are the bits of one integer.
    """
    players = sorted(shares)
    weights = [round(shares[player] * FINENESS) for player in players]
    size = (len(players) + 1) // 2
    reached = _reachable(weights, size)
    left = _nearest_sum(reached[-1][size], sum(weights), size, len(players) - size)
    teams = dict.fromkeys(players, Team.SILVER)
    for place in reversed(range(len(players))):
        # The sum is reached without this player, so they stay on the other team.
        if reached[place][size] >> left & 1:
            continue
        teams[players[place]] = Team.RED
        size, left = size - 1, left - weights[place]
    return teams


def _reachable(weights: list[int], size: int) -> list[list[int]]:
    """Row n, column k: the sums that k of the first n players can make, as bits."""
    table = [[1, *[0] * size]]
    for weight in weights:
        before = table[-1]
        table.append(
            [before[0], *(before[count] | before[count - 1] << weight for count in range(1, size + 1))]
        )
    return table


def _nearest_sum(sums: int, whole: int, size: int, others: int) -> int:
    """The possible sum of one team whose mean is nearest to the other team's mean."""
    if not others:
        return sums.bit_length() - 1
    possible = (total for total in range(sums.bit_length()) if sums >> total & 1)
    return min(
        possible, key=lambda total: (abs(Fraction(total, size) - Fraction(whole - total, others)), total)
    )
