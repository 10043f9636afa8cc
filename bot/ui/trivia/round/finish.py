"""The highlights below the standings: the fastest answer, the longest run, what nobody knew."""

from collections.abc import Iterator

from bot.core.trivia.standing.highlights import Fastest, Highlights, Run
from bot.ui.layout import clipped
from bot.ui.packs.names import People, names
from bot.ui.packs.wording import and_more
from bot.ui.text import Say

LONGEST_PROMPT = 240
MOST_EQUALS = 3
"""Members named who did equally well, at most."""
MOST_NUMBERS = 12
"""Questions named by their numbers, at most; the rest is counted."""


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
    if fastest.number is None:
        return say("finish.fastest_of_several", names=who, seconds=seconds)
    return say("finish.fastest", names=who, seconds=seconds, number=say.number(fastest.number))


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
