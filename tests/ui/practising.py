"""What somebody who practises does and sees in the tests."""

import math
from collections.abc import Callable
from typing import Any

import simcord

from bot.core.trivia.asking.questions import Asked, AskedNumber
from bot.core.trivia.practice import Practice
from bot.storage.database import Database
from bot.storage.trivia import practices
from bot.ui.modals import FIELD
from tests.ui.world import buttons


class Pupil:
    """Somebody in the middle of a practice."""

    def __init__(self, actor: Any, message: simcord.ResponseMessage, database: Database) -> None:
        """Take who presses, on which message, and where the practice is kept."""
        self.actor = actor
        self.message = message
        self._database = database

    async def practice(self) -> Practice:
        """The practice as it is kept."""
        async with self._database.transaction() as connection:
            practice = await practices.of_reader(connection, self.actor.id)
        assert practice is not None
        return practice

    async def answer(self, *, right: bool = True) -> simcord.InteractionResult:
        """Answer the open question."""
        asked = (await self.practice()).asked
        assert asked is not None
        if asked.by_modal:
            raw = asked.solution if right else wrongly(asked)
            opened = await self.press("po")
            result: simcord.InteractionResult = await self.actor.submit_modal(opened, {FIELD: raw})
            return result
        wrong = next(one for one in asked.answers if one != asked.solution)
        return await self.press("pa", ending=asked.solution if right else wrong)

    async def go_on(self) -> simcord.InteractionResult:
        """On to the next question, or to the result."""
        return await self.press("pn")

    async def through(self, *, right: Callable[[int], bool] = lambda _: True) -> None:
        """Answer every question, and see the result."""
        for number in range(1, len((await self.practice()).questions) + 1):
            await self.answer(right=right(number))
            await self.go_on()

    async def press(self, name: str, ending: str = "") -> simcord.InteractionResult:
        """Press the button of that name, whose id ends so."""
        custom_id = next(
            one["custom_id"]
            for one in buttons(self.message)
            if one["custom_id"].startswith(f"{name}:") and one["custom_id"].endswith(ending)
        )
        result: simcord.InteractionResult = await self.actor.click(self.message, custom_id=custom_id)
        return result


def wrongly(asked: Asked) -> str:
    """What to type where it shall be wrong."""
    if isinstance(asked, AskedNumber):
        return str(math.ceil(asked.answer + 2 * asked.tolerance))
    return "Nobody at all"
