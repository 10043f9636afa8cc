"""The answers to a question that is over, in the order in which they were shown, and who chose them."""

from collections import Counter
from collections.abc import Iterable

from bot.core.rounds import Turn, Verdict
from bot.ui.text import Say
from bot.ui.views.asked import told


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
