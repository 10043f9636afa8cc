"""Sends each server's daily post when it falls due, across restarts, and tells an admin where it cannot."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from http import HTTPStatus

import discord

from bot.core.daily.posts import Daily, Missed, Pause, Post, PutClaim
from bot.services.daily.dailies import Dailies
from bot.services.daily.posts import DailyPosts, Shown
from bot.ui.layout import Layout
from bot.ui.messages import FAILURES, Message, may_pass
from bot.ui.stories.claims.runner import BallotRunner
from bot.ui.timers import Timers

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(hours=6)
"""A timer counts seconds, and the computer's clock may be set meanwhile: so it looks again this often."""

RETRY = timedelta(seconds=60)
"""Soon enough for Discord to know the nonce of a message that it took after all."""

AT_LEAST = timedelta(milliseconds=1)

BETWEEN = timedelta(milliseconds=40)
"""From one server's post to the next: nine o'clock is many servers' choice, and Discord takes 50 calls a
second from a bot."""


class DailyRunner:
    """One a process: a timer for each server with a daily post."""

    def __init__(
        self,
        client: discord.Client,
        dailies: Dailies,
        posts: DailyPosts,
        ballots: BallotRunner,
        draw: Callable[[Shown], Layout | None],
        notice: Callable[[Daily, str | None], Layout],
    ) -> None:
        """Take the rules, who ends the votes, how a post looks, and what the setter of one is told."""
        self._client = client
        self._dailies = dailies
        self._posts = posts
        self._ballots = ballots
        self._draw = draw
        self._notice = notice
        # By server for the next post, and by post for one that is being sent.
        self._timers, self._sending = Timers(log), Timers(log)
        self._free_at: datetime | None = None

    async def resume(self) -> None:
        """Take up every daily post, and what was being sent when the bot last stopped."""
        for post in await self._posts.unfinished(discord.utils.utcnow()):
            self._sending.start(partial(self._send, post), post.id)
        for daily in await self._dailies.running():
            self.arm(daily)

    def arm(self, daily: Daily) -> None:
        """Wake up for the next post of this server; a timer from before is forgotten."""
        self.forget(daily.guild_id)
        if daily.paused is not None:
            return
        wait = max(min(daily.due_at - discord.utils.utcnow(), LONGEST_SLEEP), AT_LEAST)
        self._timers.arm(daily.guild_id, wait, lambda: self._wake(daily))

    def forget(self, guild_id: int) -> None:
        """Nothing is posted there any more."""
        self._timers.cancel(guild_id)

    async def channel_gone(self, guild_id: int, channel_id: int) -> None:
        """A channel was deleted; whoever set the daily post there is told."""
        await self._pause(guild_id, channel_id, Pause.GONE)

    async def close(self) -> None:
        """Stop all timers and finish what is being sent; the posts stay in the database."""
        await self._timers.close()
        await self._sending.close()

    async def _wake(self, daily: Daily) -> None:
        now = discord.utils.utcnow()
        if daily.due_at > now:
            self.arm(daily)
            return
        start = now if self._free_at is None else max(now, self._free_at)
        self._free_at = start + BETWEEN
        if start == now:
            await self._turn(daily.guild_id)
        else:
            self._timers.arm(daily.guild_id, start - now, lambda: self._turn(daily.guild_id))

    async def _turn(self, guild_id: int) -> None:
        turn = await self._posts.turn(guild_id, discord.utils.utcnow())
        if turn.daily is not None:
            # Before anything is sent: whatever becomes of this post, the next one has its timer.
            self.arm(turn.daily)
        post = turn.post
        if post is not None:
            await self._sending.take(post.id, lambda: self._send(post))

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
            await self._not_sent(post, fault)
        else:
            await self._sending.take(post.id, lambda: self._posts.sent(post, message.id))
            if isinstance(post.content, PutClaim) and shown.ballot is not None:
                self._ballots.open(shown.ballot, Message(channel.get_partial_message(message.id)))

    async def _not_sent(self, post: Post, fault: Exception) -> None:
        if may_pass(fault) or not isinstance(fault, discord.HTTPException):
            log.warning("daily post %d was not sent yet: %s", post.id, fault)
            if await self._posts.again(post, discord.utils.utcnow()):
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
            private = await self._client.create_dm(discord.Object(daily.setter_id))
            await private.send(view=self._notice(daily, guild.name if guild else None))
        except FAILURES as fault:
            # They take no messages, or have left: whoever opens the settings next is told there.
            log.info("the setter of the daily post in guild %d could not be told: %s", guild_id, fault)
        else:
            await self._dailies.told(guild_id)
