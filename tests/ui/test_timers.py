import asyncio
import logging
from datetime import timedelta

import pytest

from bot.ui.timers import Timers

NOW, LATER = timedelta(), timedelta(hours=1)


class Steps:
    """Steps that note that they were taken, and may be held up."""

    def __init__(self):
        self.taken = []
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()

    def named(self, name):
        async def step():
            self.taken.append(name)

        return step

    def failing_once(self, name):
        faults = [ValueError("once")]

        async def step():
            if faults:
                raise faults.pop()
            self.taken.append(name)

        return step

    async def slow(self):
        self.begun.set()
        await self.may_end.wait()
        self.taken.append("slow")


@pytest.fixture
def timers():
    return Timers(logging.getLogger(__name__))


@pytest.fixture
def steps():
    return Steps()


async def rung(timers):
    """Wait until all that was due has been taken: it was armed before this."""
    done = asyncio.Event()

    async def last():
        done.set()

    timers.run_once_after(NOW, last)
    await done.wait()


async def test_the_last_step_under_a_key_is_the_only_one(timers, steps):
    timers.arm(1, NOW, steps.named("first"))
    timers.arm(1, NOW, steps.named("second"))
    timers.arm(2, NOW, steps.named("other"))
    await rung(timers)
    assert steps.taken == ["second", "other"]


async def test_what_is_cancelled_is_not_taken(timers, steps):
    timers.arm(1, NOW, steps.named("cancelled"))
    timers.cancel(1)
    timers.cancel(2)
    await rung(timers)
    assert steps.taken == []


async def test_a_step_may_arm_its_own_key_again(timers, steps):
    async def first():
        steps.taken.append("first")
        timers.arm(1, NOW, steps.named("second"))

    timers.arm(1, NOW, first)
    await rung(timers)
    await rung(timers)
    assert steps.taken == ["first", "second"]


async def test_a_step_that_fails_is_logged_and_stops_no_other(timers, steps, caplog):
    async def failing():
        raise ValueError("no board")

    timers.arm(1, NOW, failing)
    timers.arm(2, NOW, steps.named("other"))
    await rung(timers)
    assert steps.taken == ["other"]
    assert [(record.name, record.levelname) for record in caplog.records] == [(__name__, "ERROR")]


async def test_a_step_that_fails_under_a_key_is_taken_again(timers, steps, caplog, monkeypatch):
    monkeypatch.setattr("bot.ui.timers.AGAIN", NOW)
    for key, begin in enumerate((timers.start, lambda step, key: timers.arm(key, NOW, step), timers.start)):
        begin(steps.failing_once(f"step {key}"), key)
    await timers.run_now(3, steps.failing_once("step 3"))
    for _ in range(3):
        await rung(timers)
    assert sorted(steps.taken) == ["step 0", "step 1", "step 2", "step 3"]


async def test_what_was_armed_meanwhile_comes_instead_of_a_step_that_failed(
    timers, steps, caplog, monkeypatch
):
    monkeypatch.setattr("bot.ui.timers.AGAIN", NOW)
    failing = steps.failing_once("failed")

    async def step():
        timers.arm(1, NOW, steps.named("newer"))
        await failing()

    await timers.run_now(1, step)
    for _ in range(3):
        await rung(timers)
    assert steps.taken == ["newer"]


async def test_a_step_that_fails_on_and_on_is_given_up(timers, steps, caplog, monkeypatch):
    monkeypatch.setattr("bot.ui.timers.AGAIN", NOW)
    monkeypatch.setattr("bot.ui.timers.LONGEST_AGAIN", -LATER)
    await timers.run_now(1, steps.failing_once("step"))
    for _ in range(3):
        await rung(timers)
    assert steps.taken == []


async def test_closing_finishes_what_is_under_way_and_drops_the_rest(timers, steps):
    timers.start(steps.slow)
    timers.arm(1, LATER, steps.named("armed"))
    timers.run_once_after(LATER, steps.named("loose"))
    await steps.begun.wait()
    closing = asyncio.ensure_future(timers.close())
    await asyncio.sleep(0)
    assert not closing.done()
    steps.may_end.set()
    await closing
    timers.start(steps.named("started late"))
    timers.arm(1, NOW, steps.named("armed late"))
    timers.run_once_after(NOW, steps.named("loose late"))
    await asyncio.sleep(0.01)
    assert steps.taken == ["slow"]
