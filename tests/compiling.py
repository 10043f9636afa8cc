"""Compiles the catalogues that were edited since, as `make` does, so that a single test runs by itself."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[1] / "bot" / "locales"
"""As in `bot.ui.text`, which this does not import: a fault there would keep every test from running."""


def compile_catalogues(folder: Path) -> None:
    """Compile each catalogue of the folder that is newer than what was compiled of it.

    Others may do the same at the same time: the file is there as a whole or not at all.
    """
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        edited = source.stat().st_mtime_ns
        if target.exists() and target.stat().st_mtime_ns >= edited:
            continue
        with source.open("rb") as written:
            catalogue = read_po(written)
        compiled = target.with_name(f"{os.getpid()}.mo")
        with compiled.open("wb") as file:
            write_mo(file, catalogue)
        # As old as what was read, so that an edit made meanwhile is still the newer one.
        os.utime(compiled, ns=(edited, edited))
        compiled.replace(target)
