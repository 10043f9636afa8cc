"""Fuzzy matching of what somebody typed against a list of names."""

from rapidfuzz import fuzz, process, utils


def nearest(words: str, names: list[str], count: int = 3) -> list[str]:
    """The `count` names most similar to the words, best first; empty only if `names` is empty."""
    matches = process.extract(words, names, scorer=fuzz.WRatio, processor=utils.default_process, limit=count)
    return [name for name, _score, _index in matches]
