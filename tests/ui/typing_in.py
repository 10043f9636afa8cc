"""What people do in the tests with a question whose answer is typed."""

import simcord
from simcord.backend.serializers import message_payload
from simcord.enums import InteractionType
from simcord.interactions import base_payload

from bot.core.packs.quiz import Question
from bot.ui.modals import FIELD
from tests.ui.world import World, buttons

LABEL, TEXT_INPUT = 18, 4


def question_on(world: World, board: simcord.ResponseMessage) -> Question:
    """The pack's question that is on the board."""
    prompt = world.prompt(board)
    return next(one for one in world.pack.questions if one.prompt == prompt)


def field_of(board: simcord.ResponseMessage) -> str:
    """The custom id of the button that opens the field."""
    return str(next(one["custom_id"] for one in buttons(board) if one["custom_id"].startswith("ta:")))


async def opens(member: simcord.MemberActor, board: simcord.ResponseMessage) -> simcord.InteractionResult:
    """Press Answer."""
    return await member.click(board, custom_id=field_of(board))


async def types(
    member: simcord.MemberActor, board: simcord.ResponseMessage, raw: str
) -> simcord.InteractionResult:
    """Press Answer, type and send."""
    return await member.submit_modal(await opens(member, board), {FIELD: raw})


class DelayedSubmit:
    """A field that was sent now and reaches the bot later, with whatever in it."""

    def __init__(
        self,
        world: World,
        member: simcord.MemberActor,
        board: simcord.ResponseMessage,
        raw: str,
        name: str = "",
    ) -> None:
        """Send; the interaction has the time of this moment."""
        self._env = world.env
        self._record, self._payload = base_payload(
            world.env.backend,
            type=InteractionType.MODAL_SUBMIT,
            channel_id=board.channel_id,
            guild_id=world.guild.id,
            user_id=member.id,
            data={
                "custom_id": name or field_of(board).replace("ta:", "tt:"),
                "components": [
                    {
                        "type": LABEL,
                        "id": 2,
                        "component": {"type": TEXT_INPUT, "id": 3, "custom_id": FIELD, "value": raw},
                    }
                ],
            },
        )
        stored = world.env.backend.get_message(board.channel_id, board.id)
        self._payload["message"] = dict(message_payload(world.env.backend, stored))
        self._record.source_message_id = board.id

    async def arrives(self) -> simcord.InteractionResult:
        """Let it reach the bot."""
        self._env.backend.emit("INTERACTION_CREATE", self._payload)
        await self._env.settle()
        return simcord.InteractionResult(self._env, self._record)

    @property
    def response_kind(self) -> str | None:
        """How the bot has answered."""
        return self._record.response_kind
