"""All that a round's message (its board) shows, as one value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.packs.library import Library
from bot.core.trivia.round import judging, skip_votes
from bot.core.trivia.round.play import Play
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn, Verdict
from bot.core.trivia.standing.highlights import Judged
from bot.core.trivia.standing.round_standings import Standing, TeamStanding, standings, team_standings


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that a round's message shows."""

    game: Round
    unit: str
    answered: Mapping[int, Click]
    """Who has answered the question on the board, and what."""
    shown: Turn | None
    """The question that was closed last; its answer is shown."""
    verdicts: Sequence[Verdict]
    """The verdicts on the answers to it, quickest first."""
    standings: Sequence[Standing]
    asked: int
    """How many questions were closed; a skipped one does not count."""
    judged: Judged
    """The verdicts on every question that was closed, by its number."""
    teams: Sequence[TeamStanding] = ()
    """Both teams, the further first; empty if everybody plays for themselves."""
    next_at: datetime | None = None
    """When the next question comes, while the answer stands alone; else None."""
    fresh: int | None = None
    """In the lobby: how many of the questions were never asked in this guild; else None."""

    @property
    def all_in(self) -> bool:
        """Whether every member who had joined when the question opened has answered."""
        return judging.all_answered(self.game, self.answered)

    @property
    def held_up_by(self) -> Sequence[int]:
        """Those alone whom the question on the board waits for, if all of them let the last one pass."""
        turn, last = self.game.turn, self.shown
        if turn is None or last is None or last.skipped or not self.answered or last.awaited is None:
            return ()
        missing = judging.members_at_opening(self.game, turn) - self.answered.keys()
        passed = last.awaited - {verdict.member_id for verdict in self.verdicts}
        return sorted(missing) if missing <= passed else ()

    @property
    def over(self) -> bool:
        """Whether the question on the board has ended before its time."""
        return self.all_in or (self.game.turn is not None and self.game.turn.skipped)

    @property
    def skip_votes(self) -> int:
        """How many want to skip the question on the board."""
        turn = self.game.turn
        if turn is None:
            return 0
        votes = (vote for vote in self.game.skips if vote.number == turn.number)
        return len(
            skip_votes.voters(
                judging.presses_in_time(turn, votes), judging.members_at_opening(self.game, turn)
            )
        )

    @property
    def skips_needed(self) -> int:
        """How many votes are needed to skip the question on the board."""
        turn = self.game.turn
        return 0 if turn is None else skip_votes.needed(judging.members_at_opening(self.game, turn))


class Boards:
    """Makes boards. Of a running round it keeps the last: presses that came together show the same one, and
    its standings stand until a question is closed or somebody joins.
    """

    def __init__(self, library: Library) -> None:
        """Take the packs, for their units."""
        self._library = library
        self._last: dict[int, tuple[Play, Board]] = {}

    def of(self, play: Play) -> Board:
        """What the round's message shows."""
        last = self._last.get(play.id)
        if last is not None and last[0] is play:
            return last[1]
        board = self._made(play, last)
        if play.game.state.running:
            self._last[play.id] = play, board
        return board

    def forget(self, round_id: int) -> None:
        """The round is over: its board is not needed again."""
        self._last.pop(round_id, None)

    def _made(self, play: Play, last: tuple[Play, Board] | None) -> Board:
        game, judged = play.game, play.judged
        shown = game.turns[max(judged) - 1] if judged else None
        clicks = () if game.turn is None else play.clicks.get(game.number, ())
        counting = () if game.turn is None else judging.counting_clicks(game.turn, clicks, game.hints)
        standings_, teams = (
            (last[1].standings, last[1].teams)
            if last is not None and _stands_as(last[0], play)
            else _stand(play)
        )
        return Board(
            game=game,
            unit=self._library.pack(game.pack_id).unit,
            answered=judging.final_answers(counting),
            shown=shown,
            verdicts=judged[shown.number] if shown else (),
            standings=standings_,
            asked=sum(turn.closed and not turn.skipped for turn in game.turns),
            judged=judged,
            teams=teams,
            fresh=play.fresh if game.state is RoundState.LOBBY else None,
        )


def _stand(play: Play) -> tuple[Sequence[Standing], Sequence[TeamStanding]]:
    verdicts = [verdict for given in play.judged.values() for verdict in given]
    return standings(play.game, verdicts), team_standings(play.game, verdicts)


def _stands_as(before: Play, after: Play) -> bool:
    """Whether nothing has changed that standings are made of."""
    return (
        before.judged is after.judged
        and before.players is after.players
        and before.game.state is after.game.state
        and before.game.mode is after.game.mode
    )
