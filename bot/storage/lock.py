"""One process per database: a second one is refused before it can do harm."""

import fcntl
import os
from pathlib import Path
from typing import IO


class DatabaseInUseError(Exception):
    """Another process holds the database; the message is its process id, if that is known."""


class ProcessLock:
    """An advisory lock on `<database>.lock`, held as long as this object is kept or until `release`.

    The operating system releases it when the process dies.
    """

    def __init__(self, database: Path) -> None:
        """Name the database; `acquire` locks it."""
        self._path = database.with_name(f"{database.name}.lock")
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Lock the database for this process; DatabaseInUseError if another one has."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip()
            file.close()
            raise DatabaseInUseError(holder) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._file = file

    def release(self) -> None:
        """Release the lock; harmless if it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None
