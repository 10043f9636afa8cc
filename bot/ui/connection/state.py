"""What discord.py makes of the interactions that arrive: as much as the bot reads, and no more."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from discord.state import ConnectionState
from typing_extensions import override

from bot.ui.connection.callbacks import answer_briefly

BUTTON: Final = 2
"""The type of a button among components."""

READ: Final = ("id", "channel_id", "type", "content", "flags")
"""What is read of a pressed message besides, and what discord.py makes no message without."""


class State(ConnectionState[Any]):
    """discord.py's state, which hears of a pressed message no more than which it is.

    Of its components there is one button, if it has any. Each press brings its whole message. An object for
    each of its components would cost more than the rest of the press, and the bot keeps what they show in
    its database.
    """

    @override
    def parse_interaction_create(self, data: Any) -> None:
        """Make the interaction, and hand it to the tree and to the client."""
        message = data.get("message")
        if message is not None:
            data["message"] = {
                **{name: message[name] for name in READ if name in message},
                "components": first_button(message.get("components", ())),
            }
        # What is dispatched now runs in tasks that take over this context.
        answer_briefly()
        super().parse_interaction_create(data)


def first_button(components: Iterable[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The first button of a message's components, however deep it stands; empty if there is none."""
    for one in components:
        if one["type"] == BUTTON:
            return (one,)
        inner = [*one.get("components", ()), *([one["accessory"]] if "accessory" in one else ())]
        if found := first_button(inner):
            return found
    return ()
