"""How interactions are answered: Discord tells the message that came of it only where it is asked for.

discord.py asks for it with each answer and makes an object of each of its components, which costs more than
a press does otherwise. The bot reads it in a handful of places: `whole_answer` stands there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter, async_context
from typing_extensions import override


class Callbacks(AsyncWebhookAdapter):
    """Sends by another adapter, and lets answers to interactions bring nothing back.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding, "Create Interaction
    Response": 204 No Content, unless `with_response` is true.
    """

    @override
    def __init__(self, sender: AsyncWebhookAdapter) -> None:
        """Take what sends."""
        super().__init__()  # type: ignore[no-untyped-call] # it has no annotations
        self.sender = sender

    @override
    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:
        """Send; an answer gives what discord.py makes its response of, with no message in it."""
        params = options.get("params") or {}
        if "with_response" not in params:
            return await self.sender.request(route, session, **options)
        left = {name: value for name, value in params.items() if name != "with_response"}
        await self.sender.request(route, session, **{**options, "params": left or None})
        return {"interaction": {"id": route.webhook_id}}


def answer_briefly() -> None:
    """Have interactions answered by `Callbacks` in this context, and in the tasks that it starts."""
    sender = async_context.get()
    if not isinstance(sender, Callbacks):
        async_context.set(Callbacks(sender))


@contextmanager
def whole_answer() -> Iterator[None]:
    """Have answers tell, in this block, the message that came of them and its times."""
    adapter = async_context.get()
    before = async_context.set(adapter.sender if isinstance(adapter, Callbacks) else adapter)
    try:
        yield
    finally:
        async_context.reset(before)
