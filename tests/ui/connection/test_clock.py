"""The clock that learns Discord's time from what arrives."""

import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.ui.connection.clock import Clock

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
NOTHING: Any = None


class Computer:
    """This computer, whose clock a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def read(self) -> datetime:
        return self.now


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    computer = Computer()
    monkeypatch.setattr(discord.utils, "utcnow", computer.read)
    return computer


async def answered(clock: Clock, date: str | None) -> None:
    """One call of discord.py's, whose answer has that `Date`."""
    trace, context = clock.trace(), SimpleNamespace()
    response = SimpleNamespace(headers={} if date is None else {"Date": date})
    told: Any = SimpleNamespace(response=response)
    [start], [end] = trace.on_request_start, trace.on_request_end
    await start(NOTHING, context, NOTHING)
    await end(NOTHING, context, told)


async def test_the_date_of_an_answer_sets_a_clock_that_is_ahead(computer: Computer) -> None:
    clock = Clock()
    await answered(clock, format_datetime(NOON - timedelta(seconds=40), usegmt=True))
    assert clock.now() == NOON - timedelta(seconds=39.5)


async def test_a_press_from_the_future_sets_a_clock_that_is_behind(computer: Computer) -> None:
    clock = Clock()
    clock.note_arrival(NOON + timedelta(minutes=5))
    assert clock.now() == NOON + timedelta(minutes=5)


@pytest.mark.parametrize("date", [None, "", "soon", "Tue, 99 Dec 2026 12:00:00 GMT"])
async def test_an_answer_without_a_date_tells_nothing(computer: Computer, date: str | None) -> None:
    clock = Clock()
    await answered(clock, date)
    assert clock.now() == NOON


async def test_a_wrong_clock_is_told_once_and_again_when_it_changes_much(
    computer: Computer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    clock = Clock()
    clock.note_arrival(NOON + timedelta(seconds=1.9))
    assert not caplog.messages
    for late in (300, 300.2, 301):
        clock.note_arrival(NOON + timedelta(seconds=late))
    assert caplog.messages == [
        "this computer's clock is 300.0 s behind Discord's; whatever counts down goes by Discord's"
    ]
    for seconds in (40, 40, 0, 0):
        await answered(clock, format_datetime(NOON - timedelta(seconds=seconds), usegmt=True))
    assert caplog.messages[1:] == [
        "this computer's clock is 39.5 s ahead of Discord's; whatever counts down goes by Discord's",
        "this computer's clock agrees with Discord's again",
    ]
