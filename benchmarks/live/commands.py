"""Commands a second: scripts that run in the Discord's process."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from benchmarks.live.town import closed_loop, town_of
from tests.discord.interactions import Interaction
from tests.discord.server import Discord

WORDS: Final = (
    "Nuvolari", "Brescia", "Alfa Romeo", "the wedding", "Rome", "count Maggi",
    "fog", "Moss", "goggles", "Futa pass", "1955", "moss's navigator",
)  # fmt: skip
OPTIONS: Final[Mapping[str, Sequence[Mapping[str, str]]]] = {"find": [{"words": word} for word in WORDS]}


async def use(
    discord: Discord, command: str, at_a_time: int, warm_up: float, seconds: float, pid: int
) -> dict[str, Any]:
    """Let members of all servers use a command, so many of them at a time."""
    town = town_of(discord)
    options = OPTIONS.get(command, [{}])

    async def act(number: int) -> Interaction:
        channel = number % len(town.channels)
        people = town.people[channel]
        person = people[number // len(town.channels) % len(people)]
        return await person.slash(town.channels[channel], command, **options[number % len(options)])

    return await closed_loop(act, at_a_time, warm_up, seconds, pid)
