"""The names that words may become which are still being typed, or were sent before their end."""

from collections.abc import Iterable

from bot.core.talk.phrases import Words, alike, words_of


def begun(names: Iterable[str], typed: Words) -> list[str]:
    """The names of which each typed word begins a word; first those that begin with what was typed."""
    ranked = [(rank, name) for name in names if (rank := _rank(typed, words_of(name))) is not None]
    return [name for _, name in sorted(ranked, key=lambda one: one[0])]


def completions(names: Iterable[str], typed: Words) -> list[str]:
    """The names that were begun, then those of which a typed word is a slip for a beginning."""
    names = list(names)
    found = begun(names, typed)
    slips = (name for name in names if name not in found and _is_slip(typed, words_of(name)))
    return [*found, *slips]


def _rank(typed: Words, name: Words) -> int | None:
    """How far the name is from what was typed, from 0; None if it was not begun."""
    if name[: len(typed)] == typed or " ".join(name).startswith(" ".join(typed)):
        return 0
    return 1 if all(any(word.startswith(start) for word in name) for start in typed) else None


def _is_slip(typed: Words, name: Words) -> bool:
    # A slip is seldom in the first letter: who types "night" is not on the way to "lights".
    return all(
        any(start[0] == word[0] and alike(start, word[: len(start)]) for word in name) for start in typed
    )
