"""Sends each server's daily post when it falls due, across restarts, and tells an admin where it cannot."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

import discord

from bot.core.daily.posts import Post, PutClaim
from bot.core.daily.schedule import Daily, Missed, Pause
from bot.core.stories.votes import Ballot
from bot.services.daily.dailies import Dailies
from bot.services.daily.posts import DailyPosts, Shown
from bot.ui.connection.clock import Clock
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, Message, may_pass
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(hours=6)
"""A timer counts seconds, and the computer's clock may be set meanwhile, so it checks again this often."""

RETRY = timedelta(seconds=60)
"""Soon enough for Discord to recognise the nonce of a message that it took after all."""

SHORTEST_WAIT = timedelta(milliseconds=1)

POST_SPACING = timedelta(milliseconds=40)
"""Between two posts: many servers choose nine o'clock, and Discord takes 50 calls a second from a bot."""


class DailyRunner:
    """One per process: a timer for each server with a daily post."""

    def __init__(
        self,
        client: discord.Client,
        dailies: Dailies,
        posts: DailyPosts,
        open_vote: Callable[[Ballot, Message], None],
        draw: Callable[[Shown], Layout | None],
        notice: Callable[[Daily, str | None], Layout],
        clock: Clock,
    ) -> None:
        """Keep the services, what ends the votes, how a post looks, the notice to whoever set it up, and
        the clock.
        """
        self._client = client
        self._dailies = dailies
        self._posts = posts
        self._open_vote = open_vote
        self._draw = draw
        self._notice = notice
        self._clock = clock
        # Keyed by guild for the next post, and by post for one that is being sent.
        self._timers, self._sending = Timers(log), Timers(log)
        self._next_slot: datetime | None = None

    async def resume(self) -> None:
        """Arm every daily post, and send what was being sent when the bot last stopped."""
        for post in await self._posts.unfinished(self._clock.now()):
            self._sending.start(partial(self._send, post), post.id)
        for daily in await self._dailies.running():
            self.arm(daily)

    def arm(self, daily: Daily) -> None:
        """Set the timer for this server's next post, in place of a former one."""
        self.forget(daily.guild_id)
        if daily.paused is not None:
            return
        wait = max(min(daily.due_at - self._clock.now(), LONGEST_SLEEP), SHORTEST_WAIT)
        self._timers.arm(daily.guild_id, wait, lambda: self._wake(daily))

    def forget(self, guild_id: int) -> None:
        """Post nothing there any more."""
        self._timers.cancel(guild_id)

    async def channel_gone(self, guild_id: int, channel_id: int) -> None:
        """Pause the daily post of a deleted channel, and tell whoever set it up."""
        await self._pause(guild_id, channel_id, Pause.GONE)

    async def close(self) -> None:
        """Stop all timers and finish what is being sent; the posts stay in the database."""
        await self._timers.close()
        await self._sending.close()

    async def _wake(self, daily: Daily) -> None:
        now = self._clock.now()
        if daily.due_at > now:
            self.arm(daily)
            return
        start = now if self._next_slot is None else max(now, self._next_slot)
        self._next_slot = start + POST_SPACING
        if start == now:
            await self._post_due(daily.guild_id)
        else:
            self._timers.arm(daily.guild_id, start - now, lambda: self._post_due(daily.guild_id))

    async def _post_due(self, guild_id: int) -> None:
        due = await self._posts.take_due(guild_id, self._clock.now())
        if due.daily is not None:
            # Before anything is sent: whatever happens to this post, the next one has its timer.
            self.arm(due.daily)
        post = due.post
        if post is not None:
            await self._sending.run_now(post.id, lambda: self._send(post))

    async def _send(self, post: Post) -> None:
        shown = await self._posts.shown(post)
        layout = self._draw(shown)
        if layout is None:
            log.warning("what daily post %d tells is in no pack any more", post.id)
            await self._posts.refused(post)
            return
        channel = self._client.get_partial_messageable(post.channel_id, guild_id=post.guild_id)
        try:
            message = await channel.send(view=layout, nonce=f"daily-{post.id}")
        except FAILURES as fault:
            await self._handle_failure(post, fault)
        else:
            await self._sending.run_now(post.id, lambda: self._posts.sent(post, message.id))
            if isinstance(post.content, PutClaim) and shown.ballot is not None:
                self._open_vote(shown.ballot, Message(channel.get_partial_message(message.id), self._clock))

    async def _handle_failure(self, post: Post, fault: Exception) -> None:
        if may_pass(fault) or not isinstance(fault, discord.HTTPException):
            log.warning("daily post %d was not sent yet: %s", post.id, fault)
            if await self._posts.again(post, self._clock.now()):
                self._sending.arm(post.id, RETRY, lambda: self._send(post))
            return
        match fault.status:
            case HTTPStatus.FORBIDDEN:
                await self._posts.refused(post)
                await self._pause(post.guild_id, post.channel_id, Pause.FORBIDDEN)
            case HTTPStatus.NOT_FOUND:
                await self._posts.refused(post)
                await self._pause(post.guild_id, post.channel_id, Pause.GONE)
            case _:
                await self._posts.refused(post, Missed.FAILED)
                log.error("daily post %d was not taken", post.id, exc_info=fault)

    async def _pause(self, guild_id: int, channel_id: int, why: Pause) -> None:
        daily = await self._dailies.pause(guild_id, channel_id, why)
        if daily is None:
            return
        self.forget(guild_id)
        guild = self._client.get_guild(guild_id)
        try:
            direct = await self._client.create_dm(discord.Object(daily.setter_id))
            await direct.send(view=self._notice(daily, guild.name if guild else None))
        except FAILURES as fault:
            # They take no messages, or have left: the settings tell whoever opens them next.
            log.info("the setter of the daily post in guild %d could not be told: %s", guild_id, fault)
        else:
            await self._dailies.told(guild_id)
