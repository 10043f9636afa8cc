"""An interaction's webhook: its answer (`@original`) and follow-ups, for fifteen minutes."""

from collections.abc import Mapping

from tests.discord import payloads
from tests.discord.errors import ApiError, unknown_message
from tests.discord.interactions import COMMAND, DEFERRED, MODAL, Interaction, Interactions
from tests.discord.rest.bodies import Call, Reply, Upload, object_of
from tests.discord.rest.composing import compose, remove, revise
from tests.discord.rules.messages import check_message
from tests.discord.state import EPHEMERAL, LOADING, Json, Message, World

ORIGINAL = "@original"


class Webhooks:
    """What a bot may do after its first answer."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        """Keep where interactions and messages are."""
        self._world = world
        self._interactions = interactions

    async def follow_up(self, call: Call) -> Reply:
        """Say more. The first one after a deferred answer becomes that answer."""
        one = self._interactions.of_webhook(call.parameters[1])
        body = object_of(await call.body())
        deferred = one.original if one.answer == DEFERRED else None
        if deferred is not None and deferred.flags & LOADING:
            self._check(call, body, deferred)
            revise(self._world, deferred, body, call.uploads)
            return Reply.of(deferred.payload)
        if self._world.strict:
            check_message(body, call.uploads)
        message = answer_of(self._world, one, body, call.uploads)
        one.followups.append(message)
        return Reply.of(message.payload)

    async def get(self, call: Call) -> Reply:
        """The answer, or a follow-up."""
        return Reply.of(self._message(call).payload)

    async def edit(self, call: Call) -> Reply:
        """Change the answer, or a follow-up."""
        message = self._message(call)
        body = object_of(await call.body())
        self._check(call, body, message)
        revise(self._world, message, body, call.uploads)
        return Reply.of(message.payload)

    async def delete(self, call: Call) -> Reply:
        """Take the answer back, or a follow-up."""
        remove(self._world, self._message(call))
        return Reply.nothing()

    def _check(self, call: Call, body: Json, message: Message) -> None:
        if message.channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        if self._world.strict:
            is_public_wait = bool(message.flags & LOADING) and message.reader is None
            check_message(body, call.uploads, edited=message, may_become_v2=not is_public_wait)

    def _message(self, call: Call) -> Message:
        one = self._interactions.of_webhook(call.parameters[1])
        if call.parameters[2] == ORIGINAL:
            message = one.message
        else:
            number = call.id(2)
            # A press may edit the message that it was made on, by its id, however the press was answered.
            mine = [*one.followups, *filter(None, [one.original, one.source])]
            message = next((each for each in mine if each.id == number), None)
        if message is None or message.is_deleted:
            raise unknown_message()
        return message


def answer_of(world: World, one: Interaction, body: Json, uploads: Mapping[int, Upload]) -> Message:
    """A message in answer to the interaction; ephemeral ones are for its user alone."""
    is_private = one.is_private or bool((body.get("flags") or 0) & EPHEMERAL)
    extra: Json = {
        "type": 20
        if one.kind == COMMAND and one.data.get("type", 1) == 1
        else 23
        if one.kind == COMMAND
        else 0,
        "application_id": str(world.application_id),
        "webhook_id": str(world.application_id),
        "interaction_metadata": _metadata(one),
    }
    return compose(world, one.channel, world.bot, body, uploads, one.user.id if is_private else None, extra)


def _metadata(one: Interaction) -> Json:
    told: Json = {
        "id": str(one.id),
        "type": one.kind,
        "user": payloads.user(one.user),
        "authorizing_integration_owners": {"0": str(one.channel.guild_id or 0)},
    }
    if one.kind == COMMAND:
        told["name"], told["command_type"] = one.data["name"], one.data.get("type", 1)
    elif one.kind == MODAL and one.opened_by is not None:
        told["triggering_interaction_metadata"] = _metadata(one.opened_by)
    elif one.source is not None:
        told["interacted_message_id"] = str(one.source.id)
    return told
