"""How far a player drove and what of it counts; the highlights: the fastest, the longest run, the unknown."""

from collections.abc import Iterator

from bot.core.trivia.standing.counting import WHOLE_COURSE, counted, in_company
from bot.core.trivia.standing.highlights import Fastest, Highlights, Run
from bot.core.trivia.standing.round_standings import Standing
from bot.services.trivia.boards import Board
from bot.ui.layout import clipped
from bot.ui.packs.names import People, names
from bot.ui.packs.wording import and_more, distance, whole_units
from bot.ui.text import Say

LONGEST_PROMPT = 240
MOST_EQUALS = 3
"""Members named who did equally well, at most."""
MOST_NUMBERS = 12
"""Questions named by their numbers, at most; the rest is counted."""


def driven(standing: Standing, board: Board, say: Say) -> str:
    """How far the player came, and what of it counts where the round is too short to count whole."""
    far = distance(standing.distance, board.unit, say)
    counts = counted(standing.distance, len(board.game.turns))
    if counts == standing.distance:
        return far
    return say("finish.driven_counted", distance=far, counted=whole_units(counts, say))


def counting_line(board: Board, say: Say) -> str | None:
    """What counts where, if it is not all of it on the server's leaderboard."""
    placed = [standing for standing in board.standings if standing.answered]
    if not board.asked or not placed:
        return None
    if not in_company(placed):
        counts = counted(placed[0].distance, len(board.game.turns))
        return say("finish.alone", distance=distance(counts, board.unit, say))
    is_short = any(counted(one.distance, len(board.game.turns)) < one.distance for one in placed)
    return say("finish.by_length", whole=say.number(WHOLE_COURSE)) if is_short else None


def highlight_lines(found: Highlights, people: People, say: Say) -> str | None:
    """A line for each highlight; None if nobody answered anything."""
    return "\n".join(_lines(found, people, say)) or None


def _lines(found: Highlights, people: People, say: Say) -> Iterator[str]:
    if found.fastest is not None:
        yield _fastest(found.fastest, people, say)
    if found.longest is not None:
        yield _longest(found.longest, people, say)
    if found.asked:
        yield _unknown(found, say)


def _fastest(fastest: Fastest, people: People, say: Say) -> str:
    who = names(fastest.member_ids, people, say, MOST_EQUALS)
    seconds = say.decimal(fastest.elapsed.total_seconds())
    at_once = "" if fastest.elapsed else "_at_once"
    if fastest.number is None:
        return say(f"finish.fastest{at_once}_of_several", names=who, seconds=seconds)
    return say(f"finish.fastest{at_once}", names=who, seconds=seconds, number=say.number(fastest.number))


def _longest(longest: Run, people: People, say: Say) -> str:
    who = names(longest.member_ids, people, say, MOST_EQUALS)
    return say.count("finish.longest", longest.length, names=who)


def _unknown(found: Highlights, say: Say) -> str:
    match found.unknown:
        case ():
            return say("finish.all_known")
        case (turn,):
            prompt = clipped(turn.asked.prompt, LONGEST_PROMPT)
            return say("finish.unknown", number=say.number(turn.number), prompt=prompt)
        case turns:
            numbers = [say.number(turn.number) for turn in turns[:MOST_NUMBERS]]
            return say("finish.unknown_several", numbers=and_more(numbers, len(turns), say))
