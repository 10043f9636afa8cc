"""Rounds as their players see them: the message, and which question is open on it."""

import asyncio
from typing import Final
from weakref import WeakKeyDictionary

from tests.discord.interactions import Interaction
from tests.discord.people import Person
from tests.discord.server import Discord
from tests.discord.state import Channel, Json, Message, walk

BUTTON, FIELD = "tq:", "ta:"
"""How the ids of an answer's button begin, and of the button that opens the field to type one into."""

SHOWN_WITHIN: Final = 20.0
"""Seconds within which a round that has begun must show its first question."""


class NotPlayedError(Exception):
    """A round did not get as far as a measurement needs it."""


class Board:
    """A round's message, and the question that it shows."""

    def __init__(self, message: Message, people: list[Person]) -> None:
        """A lobby; the first of the people has started it."""
        self.message = message
        self.people = people
        self.number = 0
        """The question that is open; 0 if none is."""
        self.turned_at = 0.0
        """By Discord's clock: when it last became another question, or none."""
        self._turned = asyncio.Event()

    def wrote(self, at: float) -> None:
        """The bot has written it at that moment."""
        number = question_of(self.message.components)
        if number != self.number:
            self.number, self.turned_at = number, at
            self._turned.set()
            self._turned = asyncio.Event()

    async def left(self, number: int) -> None:
        """Wait until that question is not the open one."""
        while self.number == number:
            await self._turned.wait()

    def control(self, prefix: str) -> str:
        """The id of its first button whose id begins so."""
        found = self.controls(prefix)
        if not found:
            raise NotPlayedError(f"{prefix} is not on the board: {self.message.text}")
        return found[0]

    def controls(self, prefix: str) -> list[str]:
        """The ids of all such buttons."""
        ids = (str(one.get("custom_id", "")) for one in walk(self.message.components))
        return [one for one in ids if one.startswith(prefix)]


class Boards:
    """Hears of each write of each board."""

    def __init__(self, discord: Discord) -> None:
        """Listen where the Discord tells of what has changed."""
        self._clock = discord.clock
        self._by_id: dict[int, Board] = {}
        self._emit = discord.world.emit
        discord.world.emit = self._heard
        self.open: list[Board] = []
        """Those whose question stays open."""

    def add(self, board: Board) -> None:
        """Hear of its writes from now on."""
        self._by_id[board.message.id] = board

    def _heard(self, event: str, data: object, guild_id: int | None, intents: int) -> None:
        if event == "MESSAGE_UPDATE" and isinstance(data, dict):
            board = self._by_id.get(int(data["id"]))
            if board is not None:
                board.wrote(self._clock.now())
        self._emit(event, data, guild_id, intents)


_BOARDS: Final[WeakKeyDictionary[Discord, Boards]] = WeakKeyDictionary()


def boards_of(discord: Discord) -> Boards:
    """The rounds of that Discord."""
    if discord not in _BOARDS:
        _BOARDS[discord] = Boards(discord)
    return _BOARDS[discord]


def question_of(components: list[Json]) -> int:
    """The number of the question that is open on the board; 0 if none is."""
    for one in walk(components):
        custom_id = str(one.get("custom_id", ""))
        if custom_id.startswith((BUTTON, FIELD)):
            return int(custom_id.split(":")[2])
    return 0


async def lobby(
    discord: Discord, channel: Channel, people: list[Person], *, joining: int, questions: int, seconds: int
) -> Board:
    """A lobby that so many of the people have joined, the starter first."""
    started = await people[0].slash(channel, "trivia start", questions=questions, seconds=seconds)
    message = started.message
    if message is None or message.reader is not None:
        raise NotPlayedError(f"no lobby but {started.how}: {message.text if message else ''}")
    board = Board(message, people)
    boards_of(discord).add(board)
    for person in people[:joining]:
        await person.press(message, board.control("tj:"))
    return board


async def begin(board: Board) -> Interaction:
    """Let the starter begin the round, and wait for its first question."""
    begun = await board.people[0].press(board.message, board.control("tb:"))
    async with asyncio.timeout(SHOWN_WITHIN):
        await board.left(0)
    return begun
