"""What live rounds and commands cost over real sockets: `python -m benchmarks.live [--against FOLDER]`.

The Discord of `tests/discord` runs with its people in a process on one core, a bot alone in another on the
second core, started by its own command line; only the address of the API is another. Bodies are not
checked and events not compressed, so that the bot is what a measurement waits for. FOLDER is a checkout of
an older commit with its `.venv` and its compiled catalogue: its bot is measured beside this one's and beside
a bot on discord.py alone that only acknowledges. They take turns; figures are medians. It needs Linux.

Rounds ask choices alone. Servers have had a few rounds before, so that `/scores` has something to show.

1. Interactions a second, 32 in flight, of members of a hundred servers: `/help` for scale, `/find`,
   `/scores`, `/anecdote`, `/story read`, `/legend`. Then the same for answers over 300 rounds of ten whose
   question stays open. Below each stands the bot's CPU time for one, which depends less on what else the
   computer does.
2. From press to acknowledgement, answers one after another. The commit of one row to the same disk, by
   Python's own driver, stands below: no answer can be faster that is on disk before it is acknowledged.
3. One round of 150 players who answer within a second: by button, and by the field that is typed into.
4. The bot's CPU time and its calls to Discord for one round of ten questions and five players; the median
   of three after one that is not counted.
5. A hundred and 300 rounds of five at once: three questions of ten seconds, the answers to each spread over
   four. How long acknowledgements take, and how much later than it should a question is closed: from its
   deadline or its last awaited answer, and the second of grace, to the arrival of the write that closes it;
   the results, which wait for their picture, and the other questions are also told apart.
   Then a thousand rounds with questions of twenty seconds, starts spread over twenty and answers over
   sixteen: about as many answers a second as of 300. Once each, as they differ by more than chance.
6. The memory that a running round takes: of the process as they run, and of the values alone, which
   `values.py` measures without a Discord.

A computer with other work makes all of it slower: what was measured while other processes used over a quarter
of a core counts only if there is nothing else, and is marked. `--patience` waits for a calm moment.

It takes about fourteen minutes with FOLDER. `--quick` measures once and shorter, without the 300 and the
thousand, in under three.
"""

import argparse
import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.live.measuring import FULL, QUICK, Measuring
from benchmarks.live.processes import Workshop


def main() -> None:
    """Measure what the arguments ask for, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.live", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="a checkout of an older commit")
    parser.add_argument("--quick", action="store_true", help="measure once, and shorter")
    parser.add_argument("--rounds", type=int, help="how often it is measured; five times unless given")
    parser.add_argument(
        "--patience",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="how long each measurement waits until nothing else keeps the computer busy",
    )
    asked = parser.parse_args()
    pace = QUICK if asked.quick else FULL
    if asked.rounds:
        pace = pace.repeated(asked.rounds)
    with TemporaryDirectory() as folder:
        measuring = Measuring(pace, asked.against, Workshop(Path(folder)), asked.patience)
        begun = perf_counter()
        try:
            asyncio.run(measuring.run(_note))
        finally:
            sys.stdout.write("\n".join((*measuring.lines(), f"Took {perf_counter() - begun:.0f} s.", "")))


def _note(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
