"""A round with everything that was pressed in it, and what each event makes of it. State in, state out.

This is the value that a running round is kept as in memory, and exactly what its rows say: loading them gives
an equal value, in whatever order the presses arrived. So each function here takes a press once, however
often it is delivered, and leaves the value alone if nothing is to be kept.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.round import rounds as rules
from bot.core.trivia.round.acceptance import (
    counts_answer,
    may_hint,
    may_skip,
    stores_answer,
    stores_hint,
    stores_skip,
)
from bot.core.trivia.round.hints import Hint, hint_from
from bot.core.trivia.round.judging import end_early, judge
from bot.core.trivia.round.presses import Press, press_order
from bot.core.trivia.round.rounds import Click, Round, RoundState, Turn, Verdict
from bot.core.trivia.round.teams import Mode, Team, smaller, teams_of_all, too_small


@dataclass(frozen=True, slots=True)
class Gone:
    """A member was found to have left the server, during that question and at that time."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Player:
    """A member who joined: the display name last seen, when they joined, and the team they are on by choice.

    `team` is None for who joined by an answer: their team follows from the others'. `gone` is None for who is
    there.
    """

    name: str
    joined_at: datetime
    team: Team | None = None
    gone: Gone | None = None

    def had_joined(self, turn: Turn) -> bool:
        """Whether they had joined when that question opened."""
        return turn.opened_at is not None and self.joined_at <= turn.opened_at

    def is_awaited(self, turn: Turn) -> bool:
        """Whether that question waits for them."""
        return self.had_joined(turn) and (self.gone is None or turn.number < self.gone.number)


@dataclass(frozen=True, slots=True)
class Play:
    """A round at play. Of `game`, players, teams and who is awaited always follow from `players`."""

    game: Round
    players: Mapping[int, Player] = field(default_factory=dict)
    clicks: Mapping[int, tuple[Click, ...]] = field(default_factory=dict)
    """The clicks on each question that has any, by its number, in the order of time."""
    judged: Mapping[int, tuple[Verdict, ...]] = field(default_factory=dict)
    """The verdicts on every question that was closed, by its number."""
    ended_at: datetime | None = field(default=None, compare=False)
    """When it ended, if it ended in this process."""
    fresh: int | None = field(default=None, compare=False)
    """In the lobby: how many of its questions were never asked in the guild before, if that is known."""

    @property
    def id(self) -> int:
        """The round's id."""
        return self.game.id


@dataclass(frozen=True, slots=True)
class Damaged:
    """A round whose rows cannot be read: where its board is, and what is wrong."""

    round_id: int
    guild_id: int
    channel_id: int
    message_id: int | None
    locale: str
    fault: Exception


def assembled(
    game: Round,
    players: Mapping[int, Player],
    clicks: Mapping[int, Sequence[Click]],
    hints: Sequence[Press] = (),
    skips: Sequence[Press] = (),
) -> Play:
    """The value of a round whose parts were loaded; of `game` all that follows from the others is ignored.

    Raises ValueError where the parts make no round.
    """
    _check(game)
    game = replace(
        game,
        hints=tuple(
            hint_from(press, game.seed, game.turns[press.number - 1].asked)
            for press in sorted(hints, key=press_order)
        ),
        skips=tuple(sorted(skips, key=press_order)),
    )
    play = _with_players(
        Play(
            game=game,
            clicks={number: tuple(sorted(given, key=press_order)) for number, given in clicks.items()},
        ),
        players,
    )
    judged = {turn.number: _verdicts(play, turn) for turn in play.game.turns if turn.closed}
    return replace(play, judged=judged)


def _check(game: Round) -> None:
    """Raise ValueError for what no round ever is: its rows were changed by somebody else."""
    first, last = 1 if game.state is RoundState.ASKING else 0, len(game.turns)
    wrong = {
        "questions": not last or [turn.number for turn in game.turns] != [*range(1, last + 1)],
        "number": not first <= game.number <= last,
        "seconds": not _is_whole(game.seconds, least=1),
        "leg": not all(_is_whole(turn.leg, least=0) for turn in game.turns),
    }
    if any(wrong.values()):
        raise ValueError(", ".join(name for name, is_wrong in wrong.items() if is_wrong))


def _is_whole(value: object, least: int) -> bool:
    # SQLite keeps what it is given, whatever the column's type.
    return isinstance(value, int) and value >= least


def join(play: Play, member_id: int, name: str, at: datetime, team: Team | None = None) -> Play | Refusal:
    """Count a member in while the lobby is open: on that team, or in a round of teams on the smaller one."""
    refusal = _no_lobby(play)
    if refusal is not None:
        return refusal
    game = play.game
    if team is not None and game.mode is not Mode.TEAMS:
        return Refusal.because(Reason.NOT_IN_TEAMS)
    known = play.players.get(member_id)
    if team is None and game.mode is Mode.TEAMS:
        team = game.teams.get(member_id) or smaller(game.teams)
    at = _as_kept(at)
    joined_at = at if known is None else min(at, known.joined_at)
    return _with_players(play, {**play.players, member_id: Player(name, joined_at, team)})


def leave(play: Play, member_id: int) -> Play | Refusal:
    """Count a member out while the lobby is open."""
    refusal = _no_lobby(play)
    if refusal is not None:
        return refusal
    if member_id not in play.players:
        return play
    return _with_players(play, {one: player for one, player in play.players.items() if one != member_id})


def assign(play: Play, teams: Mapping[int, Team]) -> Play | Refusal:
    """Put each of these players on that team while the lobby is open."""
    refusal = _no_lobby(play)
    if refusal is not None:
        return refusal
    players = {
        member_id: replace(player, team=teams.get(member_id, player.team))
        for member_id, player in play.players.items()
    }
    return _with_players(play, players)


def may_balance(play: Play, member_id: int) -> Refusal | None:
    """Why the member may not make the teams even, or None."""
    refusal = _no_lobby(play)
    if refusal is not None:
        return refusal
    if play.game.mode is not Mode.TEAMS:
        return Refusal.because(Reason.NOT_IN_TEAMS)
    return _not_starter(play, member_id)


def may_begin(play: Play, member_id: int) -> Refusal | None:
    """Why the member may not end the lobby, or None."""
    return _no_lobby(play) or _not_starter(play, member_id)


def teams_too_small(play: Play) -> Refusal | None:
    """Why a round of teams may not begin before its time, or None."""
    small = too_small(play.game.teams) if play.game.mode is Mode.TEAMS else None
    return None if small is None else Refusal.because(Reason.TEAM_TOO_SMALL, team=small)


def begin(play: Play, at: datetime) -> Play | Refusal:
    """End the lobby: the first question comes, or the round is cancelled if nobody is in."""
    refusal = _no_lobby(play)
    return refusal or _moved(play, rules.begin(play.game), at)


def opened(play: Play, number: int, at: datetime) -> Play:
    """Start the time of the question on the board at the moment when Discord showed it; once."""
    game = play.game
    if game.state is not RoundState.ASKING or game.number != number:
        return play
    # A quick click may have been handled before it was known when the question opened.
    game = rules.opened(game, number, _as_kept(at))
    return _ended_early(_with_players(replace(play, game=game), play.players))


def answer(play: Play, number: int, name: str, click: Click) -> Play:
    """Keep an answer if its time and its choice are right; a member who had not joined joins by it.

    A member who calls themselves otherwise by now is called so from here on.
    """
    if isinstance(stores_answer(play.game, number, click), Refusal):
        return play
    kept = play.clicks.get(number, ())
    place = bisect_right(kept, press_order(click), key=press_order)
    if not _is_kept(kept, click, place):
        clicks = (*kept[:place], click, *kept[place:])
        play = replace(play, clicks={**play.clicks, number: clicks})
    play = _back(play, click.member_id, number)
    known = play.players.get(click.member_id)
    if known is not None and any(later.member_id == click.member_id for later in kept[place:]):
        # The name of the latest press holds, in whatever order they arrive.
        name = known.name
    if known is None or click.at < known.joined_at or name != known.name:
        joined_at = click.at if known is None else min(click.at, known.joined_at)
        player = Player(name, joined_at) if known is None else replace(known, name=name, joined_at=joined_at)
        play = _with_players(play, {**play.players, click.member_id: player})
    return _ended_early(play)


def answered(play: Play, number: int, click: Click) -> Turn | Refusal:
    """Whether that answer counts as things stand: the question it is to, or why not."""
    kept = play.clicks.get(number, ())
    counts = counts_answer(play.game, number, click, kept)
    place = bisect_right(kept, press_order(click), key=press_order)
    if isinstance(counts, Turn) and not _is_kept(kept, click, place):
        # It was handled before its question was on the board.
        return Refusal.because(Reason.QUESTION_OVER)
    return counts


def _is_kept(kept: Sequence[Click], click: Click, place: int) -> bool:
    """Whether the click is among those kept; `place` is where one would stand that comes next in order.

    An interaction has one time, so the same one would stand just before.
    """
    return place > 0 and kept[place - 1].interaction_id == click.interaction_id


def ask_hint(play: Play, press: Press) -> tuple[Play, Hint | Refusal]:
    """Give the player the round's one hint to the question on the board; the question may go on by it."""
    play = _back(play, press.member_id, press.number)
    game = play.game
    told = may_hint(game, press, play.clicks)
    stored = stores_hint(game, press, play.clicks)
    if isinstance(stored, Turn) and all(not _is_same(one, press) for one in game.hints):
        hints = (*game.hints, hint_from(press, game.seed, stored.asked))
        play = _ended_early(replace(play, game=replace(game, hints=tuple(sorted(hints, key=press_order)))))
    return play, told if isinstance(told, Refusal) else hint_from(press, game.seed, told.asked)


def vote_skip(play: Play, vote: Press) -> tuple[Play, Refusal | None]:
    """Take a vote to skip the question on the board, or take back the one before."""
    play = _back(play, vote.member_id, vote.number)
    game = play.game
    told = may_skip(game, vote)
    stored = stores_skip(game, vote)
    if isinstance(stored, Turn) and all(not _is_same(one, vote) for one in game.skips):
        skips = tuple(sorted((*game.skips, vote), key=press_order))
        play = _ended_early(replace(play, game=replace(game, skips=skips)))
    return play, told if isinstance(told, Refusal) else None


def gone(play: Play, member_id: int, number: int, at: datetime) -> Play:
    """Wait no more for a member who is found to have left the server, in question `number` and later ones.

    Others may change their answers until then: the question waited for the member, and ends no earlier.
    """
    player, game = play.players.get(member_id), play.game
    is_open = game.state is RoundState.ASKING and game.number == number
    has_answered = any(click.member_id == member_id for click in play.clicks.get(number, ()))
    if player is None or player.gone is not None or not is_open or has_answered:
        return play
    left = replace(player, gone=Gone(number, _as_kept(at)))
    return _ended_early(_with_players(play, {**play.players, member_id: left}))


def _back(play: Play, member_id: int, number: int) -> Play:
    """Wait for a member again who was gone, and presses something on question `number`."""
    player = play.players.get(member_id)
    if player is None or player.gone is None or number < player.gone.number:
        return play
    return _with_players(play, {**play.players, member_id: replace(player, gone=None)})


def close(play: Play, number: int, at: datetime) -> Play:
    """End question `number`, if it is still on the board: the next one comes, or the round ends."""
    if play.game.state is not RoundState.ASKING or play.game.number != number:
        return play
    return _moved(play, rules.close(play.game, play.clicks), at)


def leave_out(play: Play, number: int, at: datetime) -> Play:
    """Go on without question `number`, which cannot be shown."""
    if play.game.state is not RoundState.ASKING or play.game.number != number:
        return play
    return _moved(play, rules.leave_out(play.game), at)


def end(play: Play, state: RoundState, at: datetime) -> Play:
    """End the round from outside; what is scored stays, the open question counts for nobody."""
    return _moved(play, replace(play.game, state=state), at) if play.game.state.running else play


def resume(play: Play, at: datetime, alive_at: datetime) -> Play:
    """Go on after a restart; `alive_at` is the last that is known of the bot before it went away."""
    return replace(play, game=rules.resume(play.game, _as_kept(at), _as_kept(alive_at)))


def posted(play: Play, message_id: int) -> Play:
    """The message that is the round's board."""
    return replace(play, game=replace(play.game, message_id=message_id))


def _as_kept(at: datetime) -> datetime:
    """The moment as rows keep it, in whole milliseconds; Discord's and the clock's own are finer."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _no_lobby(play: Play) -> Refusal | None:
    if play.game.state is RoundState.LOBBY:
        return None
    return Refusal.because(Reason.LOBBY_OVER if play.game.state.running else Reason.ROUND_OVER)


def _not_starter(play: Play, member_id: int) -> Refusal | None:
    starter_id = play.game.starter_id
    return None if member_id == starter_id else Refusal.because(Reason.NOT_STARTER, starter=starter_id)


def _with_players(play: Play, players: Mapping[int, Player]) -> Play:
    """The round with these players, and all that follows from who is in since when."""
    game = play.game
    order = sorted(players, key=lambda member_id: (players[member_id].joined_at, member_id))
    chosen = {one: team for one in order if (team := players[one].team) is not None}
    departures = [(player, player.gone) for player in players.values() if player.gone is not None]
    # Most questions wait for the same members, so they share one set of them.
    awaited_sets: dict[frozenset[int], frozenset[int]] = {}

    def with_awaited(turn: Turn) -> Turn:
        if turn.opened_at is None:
            return turn
        # Who joined by an answer to this question was not waited for.
        awaited = frozenset(one for one in order if players[one].is_awaited(turn))
        if awaited == turn.awaited:
            awaited = turn.awaited
        awaited = awaited_sets.setdefault(awaited, awaited)
        gone_at = max(
            (left.at for one, left in departures if left.number == turn.number and one.had_joined(turn)),
            default=None,
        )
        if awaited is turn.awaited and gone_at == turn.gone_at:
            return turn
        return replace(turn, awaited=awaited, gone_at=gone_at)

    turns = tuple(with_awaited(turn) for turn in game.turns)
    game = replace(
        game,
        players={one: players[one].name for one in order},
        teams=teams_of_all(order, chosen) if game.mode is Mode.TEAMS else chosen,
        turns=turns,
    )
    return replace(play, game=game, players={one: players[one] for one in order})


def _ended_early(play: Play) -> Play:
    game = end_early(play.game, play.clicks.get(play.game.number, ()))
    return play if game is play.game else replace(play, game=game)


def _moved(play: Play, game: Round, at: datetime) -> Play:
    """The round moved on to that state, with the verdicts on what was closed by it."""
    if game is play.game:
        return play
    play = _with_players(replace(play, game=game), play.players)
    judged = {
        turn.number: play.judged.get(turn.number, ()) or _verdicts(play, turn)
        for turn in play.game.turns
        if turn.closed
    }
    return replace(play, judged=judged, ended_at=None if game.state.running else at)


def _verdicts(play: Play, turn: Turn) -> tuple[Verdict, ...]:
    return judge(turn, play.clicks.get(turn.number, ()), play.game.limit, play.game.hints)


def _is_same(one: Hint | Press, other: Press) -> bool:
    return (one.number, one.interaction_id) == (other.number, other.interaction_id)
