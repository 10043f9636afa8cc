"""Anecdotes, and claims put to a vote: told to an audience that has not had them yet."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.guilds.settings import Actor, Place, Purpose
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import Anecdote, Legend, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import votes
from bot.core.stories.reading import nearest
from bot.core.stories.votes import Ballot, Call
from bot.core.trivia.round.rounds import WORTH_SHOWING
from bot.services.guilds.settings import welcome
from bot.storage.database import Database
from bot.storage.stories import ballots, seen


@dataclass(frozen=True, slots=True)
class Told:
    """An anecdote, and the locale that the server has chosen for what it hears, where it has."""

    anecdote: Anecdote
    locale: str | None


class Tales:
    """Tells the small things beside the chapters."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take what to tell, where to keep what was told, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def anecdote(self, place: Place, reader: Actor, about: str | None, at: datetime) -> Told | Refusal:
        """An anecdote that the audience has not had yet, about a topic where one is named.

        A server is one audience; outside a server each reader is.
        """
        pack = self._library.default
        async with self._database.transaction() as connection:
            allowed = await welcome(connection, Purpose.STORIES, place)
            if isinstance(allowed, Refusal):
                return allowed
            pool = _pool(pack, about)
            if isinstance(pool, Refusal):
                return pool
            audience = place.guild_id or reader.member_id
            heard = await seen.load(connection, audience, pack.id, "anecdote")
            told = draw(pool, heard, 1, random.Random(self._seed()))[0]  # noqa: S311 - a story, not a secret
            # Before it is sent: of two who ask at once, neither is told what the other is.
            await seen.mark(connection, audience, pack.id, "anecdote", [told.id], at)
        return Told(told, allowed.locale)

    async def never_heard(self, place: Place, reader: Actor, anecdote_id: str, at: datetime) -> None:
        """The anecdote that was to be told at that moment did not reach its audience."""
        audience = place.guild_id or reader.member_id
        async with self._database.transaction() as connection:
            pack_id = self._library.default.id
            await seen.give_back(connection, audience, pack_id, "anecdote", anecdote_id, at)

    async def claim(self, reader_id: int, at: datetime) -> Legend | Refusal:
        """A claim for one person alone, who has not had it yet."""
        pack = self._library.default
        if not pack.legends:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        async with self._database.transaction() as connection:
            return await self._fresh_claim(connection, reader_id, at)

    async def put_claim(self, place: Place, asker: Actor, locale: str, at: datetime) -> Ballot | Refusal:
        """Open a vote on a claim that the audience has not had yet."""
        pack = self._library.default
        if not pack.legends:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        async with self._database.transaction() as connection:
            allowed = await welcome(connection, Purpose.STORIES, place)
            if isinstance(allowed, Refusal):
                return allowed
            legend = await self._fresh_claim(connection, place.guild_id or asker.member_id, at)
            draft = ballots.Draft(
                guild_id=place.guild_id,
                channel_id=place.channel_id,
                asker_id=asker.member_id,
                pack_id=pack.id,
                legend=legend,
                locale=allowed.locale or locale,
                closes_at=at + votes.VOTING,
            )
            ballot = await ballots.load(connection, await ballots.create(connection, draft))
        assert ballot is not None  # noqa: S101 - it was written in this very transaction
        return ballot

    async def withdraw(self, ballot: Ballot) -> None:
        """The claim did not reach its audience: nobody votes on it, and it is still to be put."""
        audience = ballot.guild_id or ballot.asker_id
        put_at = ballot.closes_at - votes.VOTING
        async with self._database.transaction() as connection:
            await ballots.close(connection, ballot.id)
            await seen.give_back(connection, audience, ballot.pack_id, "legend", ballot.legend.id, put_at)

    async def posted(self, ballot_id: int, message_id: int) -> None:
        """The message that shows the claim."""
        async with self._database.transaction() as connection:
            await ballots.posted(connection, ballot_id, message_id)

    async def vote(self, ballot_id: int, member_id: int, call: Call, at: datetime) -> Ballot | Refusal:
        """Cast a vote, or change it; the ballot as it stands then."""
        async with self._database.transaction() as connection:
            ballot = await ballots.load(connection, ballot_id)
            if ballot is None:
                return Refusal.because(Reason.GONE)
            refusal = votes.accept(ballot, at)
            if refusal is not None:
                return refusal
            await ballots.vote(connection, ballot_id, member_id, call)
            return await ballots.load(connection, ballot_id) or ballot

    async def reveal(self, ballot_id: int, member_id: int | None, at: datetime) -> Ballot | Refusal:
        """End the vote: by its asker, by anybody after its time, or by its timer (no member)."""
        async with self._database.transaction() as connection:
            ballot = await ballots.load(connection, ballot_id)
            if ballot is None:
                return Refusal.because(Reason.GONE)
            if member_id is not None:
                refusal = votes.may_reveal(ballot, member_id, at)
                if refusal is not None:
                    return refusal
            if not await ballots.close(connection, ballot_id):
                return Refusal.because(Reason.VOTE_OVER)
            await ballots.verdict_is_unshown(connection, ballot_id, at)
            return await ballots.load(connection, ballot_id) or ballot

    async def verdict(self, ballot_id: int) -> Ballot | None:
        """The ballot with its verdict; None while the vote is open."""
        async with self._database.transaction() as connection:
            ballot = await ballots.load(connection, ballot_id)
        return ballot if ballot is not None and ballot.closed else None

    async def open_ballots(self) -> list[Ballot]:
        """Every vote whose verdict is still to come."""
        async with self._database.transaction() as connection:
            return await ballots.unclosed(connection)

    async def unshown(self, at: datetime) -> list[Ballot]:
        """Every vote that was closed of late without its message showing the verdict."""
        async with self._database.transaction() as connection:
            return await ballots.unshown(connection, at - WORTH_SHOWING)

    async def verdict_shown(self, ballot_id: int) -> None:
        """The vote's message shows the verdict, or never can."""
        async with self._database.transaction() as connection:
            await ballots.verdict_is_shown(connection, ballot_id)

    async def _fresh_claim(self, connection: AsyncConnection, audience: int, at: datetime) -> Legend:
        pack = self._library.default
        heard = await seen.load(connection, audience, pack.id, "legend")
        legend = draw(pack.legends, heard, 1, random.Random(self._seed()))[0]  # noqa: S311 - as above
        await seen.mark(connection, audience, pack.id, "legend", [legend.id], at)
        return legend


def _pool(pack: StoryPack, about: str | None) -> Sequence[Anecdote] | Refusal:
    if not pack.anecdotes:
        return Refusal.because(Reason.NOTHING_TO_TELL)
    if about is None:
        return pack.anecdotes
    pool = [anecdote for anecdote in pack.anecdotes if _is_about(anecdote, about)]
    return pool or Refusal.because(
        Reason.UNKNOWN_TOPIC, words=about, nearest=nearest(about, list(pack.topics()))
    )


def _is_about(anecdote: Anecdote, about: str) -> bool:
    wanted = about.strip().casefold()
    return any(topic.casefold() == wanted for topic in anecdote.topics)
