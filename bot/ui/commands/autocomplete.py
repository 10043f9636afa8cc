"""What autocomplete offers while somebody types."""

from collections.abc import Iterable

from bot.core.talk.completion import completions
from bot.core.talk.phrases import words_of

MOST = 25
"""Discord shows at most this many choices."""

LONGEST = 100
"""Characters of a choice's name, at most."""


def matching(names: Iterable[str], typed: str) -> list[str]:
    """The names that what was typed may become, the likeliest first; with nothing typed, as they come."""
    wanted = words_of(typed)
    if not wanted:
        return [] if typed.strip() else list(names)[:MOST]
    return completions(names, wanted)[:MOST]
