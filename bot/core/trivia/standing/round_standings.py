"""Who came how far in a round, and who won it; one rule for players and teams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.core.trivia.round.rounds import Round, RoundState, Verdict
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.ranking import ranked, winners


@dataclass(frozen=True, slots=True)
class Standing:
    """A player's place in a round."""

    rank: int
    member_id: int
    distance: int
    right: int
    answered: int
    won: bool


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """A team's place in a round: its members' mean distance, rounded down to whole thousandths."""

    rank: int
    team: Team
    members: tuple[int, ...]
    distance: int
    won: bool


def standings(game: Round, verdicts: Iterable[Verdict]) -> tuple[Standing, ...]:
    """Everybody who answered, best first; with teams, everybody who is on one.

    Equal distances share a rank. Only a finished round has winners: the furthest players, or, with teams, all
    members of the furthest team.
    """
    by_member = _by_member(game, verdicts)
    driven = {member: sum(verdict.distance for verdict in given) for member, given in by_member.items()}
    if game.mode is Mode.TEAMS:
        best = {
            member
            for standing in team_standings(game, verdicts)
            if standing.won
            for member in standing.members
        }
    else:
        best = set(winners(driven)) if game.state is RoundState.FINISHED else set()
    return tuple(
        Standing(
            rank=rank,
            member_id=member,
            distance=driven[member],
            right=sum(verdict.right for verdict in by_member[member]),
            answered=len(by_member[member]),
            won=member in best,
        )
        for rank, member in ranked(by_member, driven.__getitem__)
    )


def team_standings(game: Round, verdicts: Iterable[Verdict]) -> tuple[TeamStanding, ...]:
    """Both teams, the further first; empty if everybody plays for themselves.

    A team's distance is the mean of all its members, whoever answered. A team of which nobody answered took
    no part: then nobody wins, as in a round with one player.
    """
    if game.mode is not Mode.TEAMS:
        return ()
    by_member = _by_member(game, verdicts)
    members = {
        team: tuple(member for member in game.players if game.teams.get(member) is team) for team in Team
    }
    means = {team: _mean(on_team, by_member) for team, on_team in members.items() if on_team}
    played = {
        team: mean for team, mean in means.items() if any(by_member[member] for member in members[team])
    }
    best = winners(played) if game.state is RoundState.FINISHED else frozenset()
    return tuple(
        TeamStanding(rank, team, members[team], int(means[team]), team in best)
        for rank, team in ranked(means, means.__getitem__)
    )


def _by_member(game: Round, verdicts: Iterable[Verdict]) -> dict[int, list[Verdict]]:
    by_member: dict[int, list[Verdict]] = (
        {member: [] for member in game.players} if game.mode is Mode.TEAMS else {}
    )
    for verdict in verdicts:
        by_member.setdefault(verdict.member_id, []).append(verdict)
    return by_member


def _mean(members: Sequence[int], by_member: dict[int, list[Verdict]]) -> Fraction:
    return Fraction(
        sum(verdict.distance for member in members for verdict in by_member[member]), len(members)
    )
