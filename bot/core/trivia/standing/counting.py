"""What a round counts on the server's leaderboard: by its length, and only if it was driven in company."""

from collections.abc import Iterable

from bot.core.trivia.standing.round_standings import Standing

WHOLE_COURSE = 10
"""A round of this many questions counts its whole course; a longer one counts no more than that."""

COMPANY = 2
"""So many players must have answered."""


def counted(distance: int, questions: int) -> int:
    """What of a distance counts, in whole thousandths, in a round of that many questions.

    Every round is a drive of the whole course, however short it is, so its legs are long where it has few
    questions. It is the length that the round was opened with: one that ends early has left its other legs
    undriven, and loses no more than these.
    """
    return distance * min(questions, WHOLE_COURSE) // WHOLE_COURSE


def in_company(standings: Iterable[Standing]) -> bool:
    """Whether a second player gave an answer that was judged; to have joined is not enough."""
    return sum(standing.answered > 0 for standing in standings) >= COMPANY
