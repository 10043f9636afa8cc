"""POST /interactions/{id}/{token}/callback: the first answer to an interaction."""

from time import perf_counter
from typing import Any, Final

from tests.discord.errors import Problems, already_acknowledged
from tests.discord.interactions import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEFERRED,
    DEFERRED_UPDATE,
    MESSAGE,
    MODAL,
    SHOW_MODAL,
    UPDATE,
    Interaction,
    Interactions,
)
from tests.discord.rest.bodies import Call, Reply, object_of
from tests.discord.rest.composing import revise
from tests.discord.rest.webhooks import answer_of
from tests.discord.rules.messages import check_message
from tests.discord.rules.modals import check_modal
from tests.discord.state import EPHEMERAL, LOADING, Json, Message, World

MOST_CHOICES, LONGEST_CHOICE = 25, 100


class Callbacks:
    """What a bot may answer at first."""

    def __init__(self, world: World, interactions: Interactions) -> None:
        """Keep where interactions and messages are."""
        self._world = world
        self._interactions = interactions

    async def answer(self, call: Call) -> Reply:
        """Acknowledge an interaction once, within its three seconds."""
        arrived = perf_counter()
        one = self._interactions.to_answer(call.id(0), call.parameters[1])
        body = object_of(await call.body())
        if one.answer is not None:
            raise already_acknowledged()
        kind = body.get("type")
        data = body.get("data") or {}
        if self._world.strict:
            _check(one, kind, data, call)
        one.answer, one.answered_at = kind, arrived
        one.is_whole = call.is_asked("with_response")
        message = self._take(one, kind, data, call)
        if not one.done.done():
            one.done.set_result(None)
        return _reply(one, message)

    def _take(self, one: Interaction, kind: Any, data: Json, call: Call) -> Message | None:
        if kind in (MESSAGE, DEFERRED):
            if kind == DEFERRED:
                data = {"flags": LOADING | data.get("flags", 0) & EPHEMERAL}
            one.original = answer_of(self._world, one, data, call.uploads)
        elif kind == UPDATE and one.source is not None:
            revise(self._world, one.source, data, call.uploads)
        elif kind == CHOICES:
            one.choices = data["choices"]
        elif kind == SHOW_MODAL:
            one.modal = data
        return one.message


ALLOWED: Final = frozenset(
    {
        *((kind, answer) for kind in (COMMAND, COMPONENT, MODAL) for answer in (MESSAGE, DEFERRED)),
        *((kind, SHOW_MODAL) for kind in (COMMAND, COMPONENT)),
        *((kind, answer) for kind in (COMPONENT, MODAL) for answer in (DEFERRED_UPDATE, UPDATE)),
        (AUTOCOMPLETE, CHOICES),
    }
)
"""Which answer each kind of interaction takes."""


def _reply(one: Interaction, message: Message | None) -> Reply:
    if not one.is_whole:
        return Reply.nothing()
    told: Json = {"id": str(one.id), "type": one.kind}
    resource: Json = {"type": one.answer}
    if message is not None:
        told["response_message_id"] = str(message.id)
        told["response_message_loading"] = bool(message.flags & LOADING)
        told["response_message_ephemeral"] = bool(message.flags & EPHEMERAL)
        if one.answer in (MESSAGE, UPDATE):
            resource["message"] = message.payload
    return Reply.of({"interaction": told, "resource": resource})


def _check(one: Interaction, kind: Any, data: Any, call: Call) -> None:
    has_source = one.source is not None
    if (one.kind, kind) not in ALLOWED or (kind in (DEFERRED_UPDATE, UPDATE) and not has_source):
        problems = Problems()
        problems.add(("type",), "BASE_TYPE_CHOICES", "This interaction cannot be answered by this type.")
        problems.check()
    if kind == MESSAGE:
        check_message(data, call.uploads, at=("data",))
    elif kind == UPDATE:
        check_message(data, call.uploads, at=("data",), edited=one.source)
    elif kind == SHOW_MODAL:
        problems = Problems()
        check_modal(data, problems, ("data",))
        problems.check()
    elif kind == CHOICES:
        _check_choices(data)


def _check_choices(data: Any) -> None:
    problems = Problems()
    choices = data.get("choices")
    at = ("data", "choices")
    if not isinstance(choices, list) or len(choices) > MOST_CHOICES:
        problems.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between 0 and {MOST_CHOICES} in length.")
    else:
        for number, choice in enumerate(choices):
            problems.too_long((*at, number, "name"), choice.get("name"), LONGEST_CHOICE, 1)
            if isinstance(choice.get("value"), str):
                problems.too_long((*at, number, "value"), choice["value"], LONGEST_CHOICE, 1)
    problems.check()
