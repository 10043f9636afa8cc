"""How private replies are remembered and deleted, without a Discord."""

import asyncio
import logging
from typing import Any

import aiohttp
import discord
import pytest

from bot.ui.messages import TOKEN_LIVES
from bot.ui.private_replies import AT_ONCE, MOST_KEPT, PrivateReplies
from bot.ui.timers import Timers
from tests.core.builders import NOON

SENT, UPDATED = (
    discord.InteractionResponseType.channel_message,
    discord.InteractionResponseType.message_update,
)


class Clock:
    """Stands at a time of the test's choice."""

    def __init__(self):
        self.time = NOON

    def now(self):
        return self.time


class Reply:
    """An interaction that was answered, as far as its deletion goes."""

    def __init__(self, member_id, gone, answer=SENT, fault=None):
        self.user = discord.Object(member_id)
        self.response = type("Response", (), {"type": answer})()
        self.created_at = NOON
        self._gone = gone
        self._fault = fault

    async def delete_original_response(self):
        await asyncio.sleep(0)
        if self._fault is not None:
            raise self._fault
        self._gone.append(self.user.id)


@pytest.fixture
def gone():
    """The members whose reply was deleted, in order."""
    return []


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def steps():
    """What was started and is still to be done."""
    return []


@pytest.fixture
def replies(clock, steps):
    return PrivateReplies(clock, steps.append)


async def run(steps):
    while steps:
        await steps.pop(0)()


async def test_those_of_a_question_that_is_over_are_deleted_and_the_others_stay(replies, gone, steps):
    replies.keep(Reply(1, gone), 1)
    replies.keep(Reply(2, gone), 2)
    replies.clear(1)
    assert len(replies) == 1
    assert gone == [], "whoever clears does not wait"
    await run(steps)
    assert gone == [1]


async def test_one_that_was_sent_while_its_question_ended_goes_with_the_next(replies, gone, steps):
    replies.clear(1)
    replies.keep(Reply(1, gone), 1)
    replies.clear(1)
    await run(steps)
    assert gone == []
    replies.clear(2)
    await run(steps)
    assert gone == [1]


async def test_the_message_itself_is_never_deleted(replies, gone, steps):
    replies.keep(Reply(1, gone, UPDATED), 1)
    replies.clear(1)
    await run(steps)
    assert gone == []


async def test_nothing_is_sent_for_a_token_that_is_over(replies, gone, steps, clock):
    replies.keep(Reply(1, gone), 1)
    clock.time = NOON + TOKEN_LIVES
    replies.clear(1)
    await run(steps)
    assert gone == []


async def test_what_is_remembered_is_bounded_and_the_oldest_goes_first(replies, gone, steps):
    for member_id in range(MOST_KEPT + 2):
        replies.keep(Reply(member_id, gone), 1)
    assert len(replies) == MOST_KEPT
    await run(steps)
    assert gone == [0, 1]


@pytest.mark.parametrize("fault", [aiohttp.ClientConnectionError("gone"), OSError("gone")])
async def test_one_that_fails_is_silent_and_keeps_no_other_from_going(replies, gone, steps, fault, no_errors):
    replies.keep(Reply(1, gone, fault=fault), 1)
    for member_id in range(2, 2 * AT_ONCE):
        replies.keep(Reply(member_id, gone), 1)
    replies.clear(1)
    await run(steps)
    assert gone == [*range(2, 2 * AT_ONCE)]


async def test_after_a_shutdown_none_is_deleted(clock, gone):
    timers = Timers(logging.getLogger(__name__))
    replies = PrivateReplies(clock, timers.start)
    reply: Any = Reply(1, gone)
    replies.keep(reply, 1)
    await timers.close()
    replies.clear(1)
    await asyncio.sleep(0)
    assert gone == []
