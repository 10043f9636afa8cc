"""How long a search over the shipped pack takes: `python -m benchmarks.search`.

The limit is one pass over the pack's text for one word with Python's own `in`, measured in the same run.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from bot.content.loading import load_pack
from bot.content.search import Index
from bot.core.packs.faults import Faults

PACK = Path(__file__).parents[1] / "stories" / "mille-miglia"
ROUNDS = 200
QUERIES = (
    "nuvolari headlights",
    "nuvolary hedlights",
    "who won in 1955",
    "the red arrow of the mille miglia",
    "mersedes caraciola",
    "a word that nobbody evver wrrote",
    "futa",
)


def main() -> None:
    """Measure, and print the median and the slowest hundredth."""
    pack = load_pack(PACK)
    if isinstance(pack, Faults):
        sys.exit(f"{PACK} has faults: run `make check`")
    begun = perf_counter()
    index = Index(pack)
    sys.stdout.write(f"index read in {(perf_counter() - begun) * 1000:.0f} ms\n")
    whole = [beat.text for chapter in pack.chapters for beat in chapter.beats]
    whole += [one.text for one in pack.anecdotes] + [one.told for one in pack.dossiers]
    passes = [_timed(lambda: sum("arrow" in text.casefold() for text in whole)) for _ in range(ROUNDS)]
    searches = [_timed(partial(index.find, query, 5)) for _ in range(ROUNDS) for query in QUERIES]
    limit = quantiles(passes, n=2)[0]
    for name, share in (("median", 50), ("p99", 99)):
        found = quantiles(searches, n=100)[share - 1]
        sys.stdout.write(f"{name:<8}{found * 1000:>8.2f} ms{found / limit:>8.1f} x one pass over the text\n")


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


if __name__ == "__main__":
    main()
