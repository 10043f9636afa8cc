"""Who came how far in a round, and who won it, players and teams by one rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.core.trivia.round.rounds import Round, RoundState, Verdict
from bot.core.trivia.round.teams import Mode, Team
from bot.core.trivia.standing.leaderboard import ranked, winners


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
    """A side's place in a round: its members' mean distance, rounded down to whole thousandths."""

    rank: int
    team: Team
    members: tuple[int, ...]
    distance: int
    won: bool


def standings(game: Round, verdicts: Iterable[Verdict]) -> tuple[Standing, ...]:
    """Everybody who answered, best first; of two teams everybody who is on one.

    Equal distances share the rank. A round that went to its end is won by the furthest: by players where
    each drove for themselves, else by all members of the furthest side.
    """
    by_member = _by_member(game, verdicts)
    driven = {member: sum(verdict.distance for verdict in given) for member, given in by_member.items()}
    if game.mode is Mode.TEAMS:
        best = {member for side in team_standings(game, verdicts) if side.won for member in side.members}
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
    """Both sides, the further first; none where each drives for themselves.

    A side drives the mean of all its members, whoever answered. A side of which nobody answered took no
    part: then there is no win, as in a round alone.
    """
    if game.mode is not Mode.TEAMS:
        return ()
    by_member = _by_member(game, verdicts)
    members = {team: tuple(one for one in game.players if game.teams.get(one) is team) for team in Team}
    means = {team: _mean(side, by_member) for team, side in members.items() if side}
    played = {team: mean for team, mean in means.items() if any(by_member[one] for one in members[team])}
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
