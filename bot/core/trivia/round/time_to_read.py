"""How long a question stands on the board before its time runs.

With the write that shows a question comes the answer to the one before, and whoever reads that must not lose
by it. So the time to read follows from the words that stand on the board.
"""

from datetime import timedelta
from math import ceil

from bot.core.trivia.asking.questions import Asked, AskedChoice

WORDS_A_SECOND = 4
SHORTEST, LONGEST = timedelta(seconds=5), timedelta(seconds=15)
"""The bounds of the time to read."""


def time_to_read(
    asked: Asked, before: Asked | None = None, had_already: timedelta = timedelta()
) -> timedelta:
    """The time to read a question, and the explanation of the one `before`, which stands above it.

    Of the explanation `had_already` is taken off: it stood there alone for so long. The first question of a
    round has nothing above it, but comes of a sudden, so it has the shortest time at least, too.
    """
    above = timedelta() if before is None else _reading(before.explanation)
    whole = _reading(_question(asked)) + max(above - had_already, timedelta())
    # In whole seconds, as it is shown.
    return min(max(timedelta(seconds=ceil(whole.total_seconds())), SHORTEST), LONGEST)


def _question(asked: Asked) -> str:
    """What is to be read of a question: its prompt, and the choices that are written out."""
    choices = asked.options if isinstance(asked, AskedChoice) else ()
    return " ".join((asked.prompt, *choices))


def _reading(text: str) -> timedelta:
    return timedelta(seconds=len(text.split())) / WORDS_A_SECOND
