"""The small bot's demo as a process of its own: python -m tests.browser.small_demo PORT."""

import sys
from pathlib import Path

from bot.demo.show import run
from tests.browser.small_bot import SmallBot


def plain(key: str, **values: object) -> str:
    """A sentence as its key and its values, each after a blank."""
    return " ".join((key, *map(str, values.values())))


def announce(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def make_bot(folder: Path) -> SmallBot:
    (folder / "kept").touch()
    announce(f"folder {folder}")
    return SmallBot()


if __name__ == "__main__":
    sys.exit(run(make_bot, port=int(sys.argv[1]), say=plain, announce=announce))
