"""Claims: put to a vote in a channel, or to one reader alone."""

import random
from collections.abc import Callable
from datetime import datetime

from bot.core.guilds.actors import Actor
from bot.core.guilds.places import Place
from bot.core.guilds.settings import Purpose
from bot.core.packs.drawing import draw
from bot.core.packs.library import Library
from bot.core.packs.pack import Legend, StoryPack
from bot.core.refusals import Reason, Refusal
from bot.core.stories import votes
from bot.core.stories.votes import Ballot, Call
from bot.core.trivia.round.rounds import WORTH_SHOWING
from bot.services.guilds.settings import welcome
from bot.storage.database import Database
from bot.storage.stories import ballots, seen
from bot.storage.trips import Trip


class Ballots:
    """Puts unseen claims to an audience, and takes votes; each method is one transaction."""

    def __init__(self, database: Database, library: Library, seed: Callable[[], int]) -> None:
        """Take the database that stores the votes, the packs with the claims, and a source of seeds."""
        self._database = database
        self._library = library
        self._seed = seed

    async def claim(self, reader_id: int, at: datetime) -> Legend | Refusal:
        """A claim for one reader alone, who has not seen it yet."""
        pack = self._library.default
        if not pack.legends:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        seed = self._seed()
        return await self._database.write(lambda trip: _fresh_claim(trip, pack, reader_id, at, seed))

    async def put_claim(self, place: Place, asker: Actor, locale: str, at: datetime) -> Ballot | Refusal:
        """Open a vote on a claim that the audience has not seen yet."""
        pack = self._library.default
        if not pack.legends:
            return Refusal.because(Reason.NOTHING_TO_TELL)
        seed = self._seed()

        def work(trip: Trip) -> Ballot | Refusal:
            allowed = welcome(trip, Purpose.STORIES, place)
            if isinstance(allowed, Refusal):
                return allowed
            draft = ballots.NewBallot(
                guild_id=place.guild_id,
                channel_id=place.channel_id,
                asker_id=asker.member_id,
                pack_id=pack.id,
                legend=_fresh_claim(trip, pack, place.guild_id or asker.member_id, at, seed),
                locale=allowed.locale or locale,
                closes_at=at + votes.VOTING,
            )
            return ballots.open_vote(trip, draft)

        return await self._database.write(work)

    async def withdraw(self, ballot: Ballot) -> None:
        """Close a vote whose claim did not reach its audience; the claim can be drawn again."""
        audience = ballot.guild_id or ballot.asker_id
        put_at = ballot.closes_at - votes.VOTING
        async with self._database.transaction() as connection:
            await ballots.close(connection, ballot.id)
            await seen.give_back(
                connection, audience, ballot.pack_id, seen.SeenKind.CLAIM, ballot.legend.id, put_at
            )

    async def posted(self, ballot_id: int, message_id: int) -> None:
        """Store which message shows the claim."""
        await self._database.write(lambda trip: ballots.message_is(trip, ballot_id, message_id))

    async def vote(self, ballot_id: int, member_id: int, call: Call, at: datetime) -> Ballot | Refusal:
        """Cast a vote, or change it; returns the ballot with that vote."""
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
        """End the vote: by its asker, by anybody after its time, or by its timer (`member_id` is None)."""
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
        """Every vote that was closed lately and whose message does not show the verdict."""
        async with self._database.transaction() as connection:
            return await ballots.unshown(connection, at - WORTH_SHOWING)

    async def verdict_shown(self, ballot_id: int) -> None:
        """Note that the vote's message shows the verdict, or never can."""
        async with self._database.transaction() as connection:
            await ballots.verdict_is_shown(connection, ballot_id)


def _fresh_claim(trip: Trip, pack: StoryPack, audience: int, at: datetime, seed: int) -> Legend:
    heard = seen.had(trip, audience, pack.id, seen.SeenKind.CLAIM)
    legend = draw(pack.legends, heard, 1, random.Random(seed))[0]  # noqa: S311 - a story, not a secret
    seen.note(trip, audience, pack.id, seen.SeenKind.CLAIM, [legend.id], at)
    return legend
