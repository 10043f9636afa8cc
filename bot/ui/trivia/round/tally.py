"""The answers to a question that is over: how many chose each, or who came nearest to a number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.core.trivia.round.rounds import Turn, Verdict
from bot.core.trivia.standing.highlights import nearest
from bot.ui.packs.questions import told
from bot.ui.packs.wording import and_more, names
from bot.ui.text import Say

MOST_NEAREST = 3
"""So many are named who came equally near."""


def tally(turn: Turn, verdicts: Iterable[Verdict], say: Say) -> str | None:
    """A line for each answer, the right one marked by a sign and in bold; colour alone says nothing.

    None where answers were typed, or the question was skipped.
    """
    if turn.skipped:
        return None
    chosen = Counter(verdict.given for verdict in verdicts)
    lines = []
    for given in turn.asked.answers:
        answer, times = told(turn.asked, given, say), say.number(chosen[given])
        if given == turn.asked.solution:
            lines.append(say("reveal.choice_right", answer=answer, times=times))
        else:
            lines.append(say("reveal.choice", answer=answer, times=times))
    return "\n".join(lines) or None


def nearest_line(turn: Turn, verdicts: Sequence[Verdict], say: Say) -> str | None:
    """Who came nearest to a number, and with what; None where no number was asked for, or none given."""
    first = nearest(turn, verdicts)
    if not first:
        return None
    if all(one.given == turn.asked.solution for one in first):
        return say("reveal.spot_on", names=names([one.member_id for one in first], say, MOST_NEAREST))
    shown = [
        say("reveal.nearest_with", name=f"<@{one.member_id}>", answer=told(turn.asked, one.given, say))
        for one in first[:MOST_NEAREST]
    ]
    return say("reveal.nearest", names=and_more(shown, len(first), say))
