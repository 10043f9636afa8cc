"""The answers to a question that is over: how many chose each, what was typed, who came nearest."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.core.trivia.round.rounds import Turn, Verdict
from bot.core.trivia.standing.highlights import nearest
from bot.ui.packs.names import People, fitting, names
from bot.ui.packs.questions import quoted, revealed
from bot.ui.packs.wording import and_more
from bot.ui.text import Say

MOST_NEAREST = 3
"""Members named who came equally near, at most."""

MOST_QUOTED = 5
"""Wrong answers that are shown as they were typed, at most."""


def tally(turn: Turn, verdicts: Iterable[Verdict], say: Say) -> str | None:
    """A line for each answer; the right one is marked by a sign and in bold, not by colour alone.

    None where answers were typed, or the question was skipped.
    """
    if turn.skipped:
        return None
    chosen = Counter(verdict.given for verdict in verdicts)
    lines = []
    for given in turn.asked.answers:
        answer, times = revealed(turn.asked, given, say), say.number(chosen[given])
        if given == turn.asked.solution:
            lines.append(say("reveal.choice_right", answer=answer, times=times))
        else:
            lines.append(say("reveal.choice", answer=answer, times=times))
    return "\n".join(lines) or None


def typed_line(turn: Turn, verdicts: Iterable[Verdict], say: Say) -> str | None:
    """The wrong answers that were typed, each once, whoever typed it; None where there are none."""
    if not turn.asked.by_modal:
        return None
    wrong: dict[str, str] = {}
    for verdict in verdicts:
        if not verdict.right:
            answer = quoted(turn.asked, verdict.given, say)
            wrong.setdefault(answer.casefold(), answer)
    if not wrong:
        return None
    shown = [say("reveal.quote", answer=answer) for answer in wrong.values()][:MOST_QUOTED]
    return say("reveal.typed", answers=and_more(shown, len(wrong), say))


def nearest_line(turn: Turn, verdicts: Sequence[Verdict], people: People, say: Say) -> str | None:
    """Who came nearest to a number, and with what; None where no number was asked for, or none was
    near enough to be right.
    """
    closest = nearest(turn, verdicts)
    if not closest:
        return None
    member_ids = [verdict.member_id for verdict in closest]
    if all(verdict.given == turn.asked.solution for verdict in closest):
        return say("reveal.spot_on", names=names(member_ids, people, say, MOST_NEAREST))
    shown = [
        say("reveal.nearest_with", name=name, answer=revealed(turn.asked, verdict.given, say))
        for name, verdict in zip(fitting(member_ids, people, MOST_NEAREST), closest, strict=False)
    ]
    return say("reveal.nearest", names=and_more(shown, len(closest), say))
