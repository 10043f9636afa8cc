"""How the demo opens and ends, whatever the bot does."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import discord
import pytest
from typing_extensions import override

from bot.demo import show as module
from bot.demo.show import DONE, MakeBot, show
from tests.browser.small_bot import SmallBot
from tests.browser.small_demo import plain


class Stage:
    """Runs one demo, and keeps what came of it."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.folders: list[Path] = []
        self.bots: list[discord.Client] = []

    def make(self, kind: Callable[[], discord.Client]) -> MakeBot:
        """Makes bots of that kind, each of which keeps a file."""

        def make_bot(folder: Path) -> discord.Client:
            (folder / "kept").touch()
            self.folders.append(folder)
            self.bots.append(kind())
            return self.bots[-1]

        return make_bot

    async def show(self, kind: Callable[[], discord.Client]) -> int:
        """Open the demo and end it at once."""
        stop = asyncio.Event()
        stop.set()
        return await show(self.make(kind), port=0, say=plain, announce=self.said.append, stop=stop)


@pytest.fixture
def stage() -> Stage:
    return Stage()


async def test_a_demo_tells_its_address_and_leaves_nothing_behind(stage: Stage) -> None:
    assert await stage.show(SmallBot) == DONE
    assert [sentence.split("/#")[0].split(":")[0] for sentence in stage.said] == [
        "demo.ready http",
        "demo.stopped",
    ]
    assert stage.bots[0].is_closed()
    assert not stage.folders[0].exists()


async def test_two_demos_can_follow_each_other_in_one_process(stage: Stage) -> None:
    assert [await stage.show(SmallBot), await stage.show(SmallBot)] == [DONE, DONE]


class Unwilling(SmallBot):
    """Fails at its start."""

    @override
    async def setup_hook(self) -> None:
        raise RuntimeError("not today")


async def test_a_bot_that_does_not_start_is_closed_and_its_fault_is_told(stage: Stage) -> None:
    with pytest.raises(RuntimeError, match="not today"):
        await stage.show(Unwilling)
    assert stage.bots[0].is_closed()
    assert not stage.folders[0].exists()
    assert stage.said == []


class Lingering(SmallBot):
    """Does not come to an end."""

    @override
    async def close(self) -> None:
        await asyncio.Event().wait()


async def test_a_bot_that_does_not_close_holds_up_the_end_for_a_while_only(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "LONGEST_CLOSING", 0.1)
    async with asyncio.timeout(5):
        assert await stage.show(Lingering) == DONE
    assert "the demo did not end as it should" in caplog.text


class Impossible(discord.Client):
    """Cannot even be made."""

    def __init__(self) -> None:
        raise ValueError("no story")


async def test_a_bot_that_cannot_be_made_leaves_nothing_behind(stage: Stage) -> None:
    with pytest.raises(ValueError, match="no story"):
        await stage.show(Impossible)
    assert not stage.folders[0].exists()
