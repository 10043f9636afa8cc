"""What autocomplete offers while somebody types."""

from collections.abc import Iterable

from bot.core.talk.phrases import Words, alike, words_of

MOST = 25
"""Discord shows at most this many choices."""

LONGEST = 100
"""Characters of a choice's name, at most."""


def matching(names: Iterable[str], typed: str) -> list[str]:
    """The names that what was typed may become; with nothing typed, all as they come.

    Each word of it must begin a word of the name, or be a slip for such a beginning. Names that begin with
    what was typed come first, those with slips last.
    """
    names, wanted = list(names), words_of(typed)
    if not wanted:
        return names[:MOST] if not typed.strip() else []
    ranked = [(rank, name) for name in names if (rank := _rank(wanted, words_of(name))) is not None]
    return [name for _, name in sorted(ranked, key=lambda one: one[0])][:MOST]


def _rank(typed: Words, name: Words) -> int | None:
    """How far the name is from what was typed, from 0; None if it is not meant."""
    if name[: len(typed)] == typed or " ".join(name).startswith(" ".join(typed)):
        return 0
    if all(any(word.startswith(start) for word in name) for start in typed):
        return 1
    if all(any(alike(start, word[: len(start)]) for word in name) for start in typed):
        return 2
    return None
