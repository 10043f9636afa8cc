import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.lock import DatabaseInUseError, ProcessLock

ATTEMPT = """
import sys
from pathlib import Path
from bot.storage.lock import DatabaseInUseError, ProcessLock
lock = ProcessLock(Path(sys.argv[1]))
try:
    lock.acquire()
except DatabaseInUseError as refusal:
    print(f"held by {refusal}", flush=True)
else:
    print("acquired", flush=True)
    sys.stdin.read()
"""

Attempt = Callable[[], tuple[subprocess.Popen[str], str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cantastorie.db"


@pytest.fixture
def attempt(path: Path) -> Iterator[Attempt]:
    """Starts a process that tries for the lock, and gives what became of it; it holds what it got."""
    processes: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [sys.executable, "-c", ATTEMPT, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().strip()

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def test_a_second_process_is_refused_with_the_first_s_id_until_the_first_dies(attempt: Attempt) -> None:
    first, outcome = attempt()
    assert outcome == "acquired"
    assert attempt()[1] == f"held by {first.pid}"
    first.kill()
    first.wait()
    third, outcome = attempt()
    assert outcome == "acquired"
    assert attempt()[1] == f"held by {third.pid}"


def test_a_refusal_takes_nothing_from_the_holder(attempt: Attempt, path: Path) -> None:
    holder, _ = attempt()
    for _ in range(2):
        with pytest.raises(DatabaseInUseError, match=f"^{holder.pid}$"):
            ProcessLock(path).acquire()


def test_what_is_let_go_can_be_had_by_another(attempt: Attempt, path: Path) -> None:
    lock = ProcessLock(path)
    lock.acquire()
    assert attempt()[1] == f"held by {os.getpid()}"
    lock.release()
    assert attempt()[1] == "acquired"


def test_letting_go_of_nothing_is_harmless(attempt: Attempt, path: Path) -> None:
    lock = ProcessLock(path)
    lock.release()
    attempt()
    lock.release()
    assert attempt()[1].startswith("held by")
