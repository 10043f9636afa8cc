"""The daily post, as the tests set it, wait for it and read it."""

from datetime import UTC, datetime, timedelta

import simcord

from tests.ui.world import World, texts

DAY = 86_400


async def set_daily(
    world: World, admin: simcord.MemberActor, kind: str = "anecdote", time: str = "9:00", **more: object
) -> simcord.ResponseMessage:
    """Set the daily post in the world's channel; what the admin is answered."""
    options = {"channel": world.channel, "time": time, "kind": kind} | more
    answered = await admin.slash(world.channel, "config daily", **options)
    assert answered.ephemeral
    assert answered.response is not None
    return answered.response


async def set_zone(world: World, admin: simcord.MemberActor, zone: str) -> simcord.ResponseMessage:
    """Set the server's time zone."""
    answered = (await admin.slash(world.channel, "config server", time_zone=zone)).response
    assert answered is not None
    return answered


def posts(world: World, channel: simcord.ChannelHandle | None = None) -> list[simcord.ResponseMessage]:
    """What the bot has posted in the channel by itself, oldest first."""
    written = world.env.backend.messages.get((channel or world.channel).id, {}).values()
    answers = (one.id for one in written if one.interaction_metadata is not None)
    private = set(answers)
    return [
        simcord.ResponseMessage(world.env, one)
        for one in sorted(written, key=lambda one: one.id)
        if one.author_id == world.env.backend.bot_user.id and one.id not in private
    ]


def letters(world: World, member: simcord.MemberActor) -> list[str]:
    """What the bot has written to the member alone."""
    channel = world.env.backend.dm_channels.get(member.id)
    written = world.env.backend.messages.get(channel, {}).values() if channel else ()
    return [texts(simcord.ResponseMessage(world.env, one)) for one in sorted(written, key=lambda one: one.id)]


def times(world: World) -> list[datetime]:
    """When each post came."""
    return [simcord_time(message.id) for message in posts(world)]


def simcord_time(snowflake: int) -> datetime:
    """The moment that an id was given."""
    return datetime.fromtimestamp(((snowflake >> 22) + 1_420_070_400_000) / 1000, UTC)


def minutes(moments: list[datetime]) -> list[str]:
    """Date and time of each, to the minute."""
    return [f"{one + timedelta(milliseconds=500):%m-%d %H:%M}" for one in moments]


async def until(world: World, year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> None:
    """Let time pass up to that moment in UTC."""
    moment = datetime(year, month, day, hour, minute, tzinfo=UTC)
    # A simulated wait has five real seconds.
    while (left := (moment - world.env.now()).total_seconds()) > 0:
        await world.wait(min(left, 10 * DAY))
