import pytest
import simcord
from simcord.enums import InteractionType
from simcord.interactions import base_payload

from tests.ui.world import World, texts

STRING, INTEGER, SUBCOMMAND = 3, 4, 1


def option(name, value, kind=STRING, **more):
    return {"name": name, "type": kind, "value": value, **more}


def below(name, *options):
    """A subcommand with its options."""
    return {"name": name, "type": SUBCOMMAND, "options": [*options]}


async def sent(
    world: World, member: simcord.MemberActor, name: str, *options, kind=InteractionType.APPLICATION_COMMAND
) -> simcord.InteractionResult:
    """A command as a Discord sends it that still has the commands of before an update."""
    record, payload = base_payload(
        world.env.backend,
        type=kind,
        channel_id=world.channel.id,
        guild_id=world.guild.id,
        user_id=member.id,
        data={"id": "1", "name": name, "type": 1, "options": [*options]},
    )
    world.env.backend.emit("INTERACTION_CREATE", payload)
    await world.env.settle()
    return simcord.InteractionResult(world.env, record)


BEFORE = {
    "a choice": ("scores", option("by", "points")),
    "a choice of a subcommand": ("trivia", below("start", option("difficulty", "fiendish"))),
    "an option": ("scores", option("order", "up")),
    "an option of a subcommand": ("trivia", below("start", option("rounds", 3, INTEGER))),
    "an option that has become a number": ("timeline", option("year", "1955")),
    "a number that is too large now": ("trivia", below("start", option("questions", 99, INTEGER))),
    "an option that is needed now": ("find",),
    "a command": ("sing",),
    "a subcommand": ("story", below("sing")),
    "a command that has become a group": ("story",),
    "a group that has become a command": ("scores", below("week")),
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE.keys())
async def test_what_was_there_before_an_update_is_said_to_be_gone(world, ada, before, caplog):
    name, *options = before
    gone = await sent(world, ada, name, *options)
    assert gone.response is not None
    assert gone.response.ephemeral
    assert "from before my last change" in texts(gone.response)
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


TYPED = {
    "an option": ("scores", option("order", "u", focused=True)),
    "an option that completes no more": ("scores", option("by", "po", focused=True)),
    "an option of a subcommand": ("story", below("read", option("page", "1", focused=True))),
    "a command": ("sing", option("song", "la", focused=True)),
    "a subcommand": ("story", below("sing", option("song", "la", focused=True))),
    "nothing in particular": ("story", below("read", option("chapter", "la"))),
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED.keys())
async def test_nothing_is_offered_for_an_option_of_before_an_update(world, ada, typed, caplog):
    name, *options = typed
    offered = await sent(world, ada, name, *options, kind=InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE)
    assert offered.autocomplete_choices == []
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


async def test_an_old_option_that_is_only_filled_in_does_not_keep_others_from_completing(world, ada):
    options = below("start", option("rounds", 3, INTEGER), option("topic", "futa", focused=True))
    offered = await sent(world, ada, "trivia", options, kind=InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE)
    assert offered.autocomplete_choices
