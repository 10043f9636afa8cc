"""The demo as a process: how it begins and how it ends."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.demo_page import DemoPage

ROOT = Path(__file__).parent.parent.parent


async def start(port: int) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.browser.small_demo", str(port), cwd=ROOT, stdout=PIPE, stderr=PIPE
    )


@pytest_asyncio.fixture(loop_scope="session")
async def process() -> AsyncIterator[Process]:
    process = await start(0)
    yield process
    if process.returncode is None:
        process.kill()
    await process.communicate()


async def told(process: Process, word: str) -> str:
    """What the process says with that word, once it says it."""
    assert process.stdout is not None
    async with asyncio.timeout(20):
        while line := (await process.stdout.readline()).decode().strip():
            if line.startswith(word):
                return line.removeprefix(word).strip()
    pytest.fail(f"it ended without a word of {word}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_it_with_a_farewell_and_leaves_nothing(
    process: Process, browser: Browser, number: signal.Signals
) -> None:
    kept = Path(await told(process, "folder")) / "kept"
    page = DemoPage(await browser.new_page(), await told(process, "demo.ready"))
    await page.goto()
    await page.type_command("/timer", {"seconds": "600"})
    await page.wait_for_text("The timer of 600 s rings")
    assert kept.exists()
    process.send_signal(number)
    async with asyncio.timeout(10):
        out, err = await process.communicate()
    await page.page.close()
    assert (process.returncode, out.decode().strip()) == (0, "demo.stopped")
    assert "Traceback" not in err.decode()
    assert not kept.parent.exists()


async def test_a_taken_port_is_one_sentence_and_exit_code_2() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await start(port)
        async with asyncio.timeout(20):
            out, err = await process.communicate()
    folder, sentence = out.decode().splitlines()
    assert (process.returncode, sentence) == (2, f"demo.port_taken {port}")
    assert "Traceback" not in err.decode()
    assert not Path(folder.removeprefix("folder ")).exists()  # noqa: ASYNC240 - one look at a local disk
