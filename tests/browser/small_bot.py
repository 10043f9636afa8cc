"""A small bot that does once each thing that the demo's page must carry."""

import asyncio
import time
from typing import Any

import discord
from discord import app_commands, ui
from typing_extensions import override


class SmallBot(discord.Client):
    """Keeps what it was asked and what its timers did, for the tests to look at."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.presses: list[tuple[str, str]] = []
        """Each press: who, and the button's custom_id."""
        self.rings: list[tuple[float, float]] = []
        """Each timer that rang: the seconds asked for, and the real seconds that it took."""
        self.closed = False
        self._tasks: set[asyncio.Task[Any]] = set()
        commands: list[Any] = [board, swap, timer, door, menu, whisper, pick, ask, slow, fail, grow, travel]
        for command in commands:
            self.tree.add_command(command)

    @override
    async def setup_hook(self) -> None:
        await self.tree.sync()

    @override
    async def close(self) -> None:
        self.closed = True
        await super().close()

    def later(self, seconds: float, change: Any) -> None:
        """Await what `change` returns after that many seconds."""
        begun = time.perf_counter()

        def ring() -> None:
            self.rings.append((seconds, time.perf_counter() - begun))
            task = asyncio.ensure_future(change())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        asyncio.get_running_loop().call_later(seconds, ring)


Press = discord.Interaction[SmallBot]


class Buttons(ui.LayoutView):
    """A text over buttons, each press of which is kept."""

    def __init__(self, text: str, *labels: str) -> None:
        super().__init__(timeout=None)
        row: ui.ActionRow[Any] = ui.ActionRow()
        for label in labels:
            button: ui.Button[Any] = ui.Button(label=label, custom_id=f"press:{label.lower()}")
            button.callback = self.press  # type: ignore[assignment,method-assign]  # as discord.py has it set
            row.add_item(button)
        self.add_item(ui.Container(ui.TextDisplay(text), *([row] if labels else [])))

    async def press(self, interaction: Press) -> None:
        data: Any = interaction.data
        interaction.client.presses.append((interaction.user.display_name, data["custom_id"]))
        await self.answer(interaction)

    async def answer(self, interaction: Press) -> None:
        await interaction.response.defer()


class Board(Buttons):
    """One message that counts everyone's presses."""

    def __init__(self, bot: SmallBot) -> None:
        super().__init__(f"Pressed {len(bot.presses)} times.", "Red", "Blue")

    @override
    async def answer(self, interaction: Press) -> None:
        await interaction.response.edit_message(view=Board(interaction.client))


class Door(ui.View):
    """A view that times out."""

    def __init__(self, interaction: Press, seconds: float) -> None:
        super().__init__(timeout=seconds)
        self.add_item(ui.Button(label="Enter"))
        self.interaction = interaction

    @override
    async def on_timeout(self) -> None:
        await self.interaction.edit_original_response(content="The door is shut.", view=None)


class Menu(ui.View):
    """A menu to choose from."""

    @ui.select(
        placeholder="Where to?",
        options=[discord.SelectOption(label="Brescia"), discord.SelectOption(label="Rome")],
    )
    async def choose(self, interaction: discord.Interaction, chosen: ui.Select["Menu"]) -> None:
        await interaction.response.send_message(
            f"{interaction.user.display_name} goes to {chosen.values[0]}."
        )


class Travel(ui.View):
    """A menu that shows where somebody is, and a button that takes them on."""

    PLACES = ("Brescia", "Rome", "Bologna")

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        for each in self.PLACES:
            self.choose.add_option(label=each, default=each == place)

    @ui.select(placeholder="Where?")
    async def choose(self, interaction: discord.Interaction, chosen: ui.Select["Travel"]) -> None:
        await interaction.response.edit_message(view=Travel(chosen.values[0]))

    @ui.button(label="On")
    async def go_on(self, interaction: discord.Interaction, _: ui.Button["Travel"]) -> None:
        after = self.PLACES.index(self.place) + 1
        await interaction.response.edit_message(view=Travel(self.PLACES[after % len(self.PLACES)]))


class Question(ui.Modal, title="A question"):
    answer: ui.TextInput["Question"] = ui.TextInput(label="Your answer")

    @override
    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(f"The answer was {self.answer.value}.")


def guest(interaction: Press) -> str:
    """Whose guest the bot is."""
    return "the server's guest" if interaction.is_guild_integration() else "nobody's guest"


@app_commands.command(description="A board that counts presses")
async def board(interaction: Press) -> None:
    await interaction.response.send_message(view=Board(interaction.client))


@app_commands.command(
    description="Buttons that change places after some seconds, and leave after as many more"
)
async def swap(interaction: Press, seconds: float) -> None:
    await interaction.response.send_message(view=Buttons("North first.", "North", "South"))
    edit = interaction.edit_original_response
    interaction.client.later(seconds, lambda: edit(view=Buttons("South first.", "South", "North")))
    interaction.client.later(2 * seconds, lambda: edit(view=Buttons("Both are gone.")))


@app_commands.command(description="A message that changes after some seconds")
async def timer(interaction: Press, seconds: float) -> None:
    due = round(discord.utils.utcnow().timestamp() + seconds)
    await interaction.response.send_message(f"The timer of {seconds:g} s rings <t:{due}:R>.")
    text = f"The timer of {seconds:g} s rang."
    interaction.client.later(seconds, lambda: interaction.edit_original_response(content=text))


@app_commands.command(description="A view that times out")
async def door(interaction: Press, seconds: float) -> None:
    await interaction.response.send_message("The door is open.", view=Door(interaction, seconds))


@app_commands.command(description="A menu")
async def menu(interaction: Press) -> None:
    await interaction.response.send_message("A journey.", view=Menu())


@app_commands.command(description="A reply for one pair of eyes")
async def whisper(interaction: Press) -> None:
    await interaction.response.send_message(f"Between you and me, {guest(interaction)}.", ephemeral=True)


@app_commands.command(description="A fruit by its first letters, and how many")
async def pick(interaction: Press, fruit: str, amount: int = 1) -> None:
    await interaction.response.send_message(f"Picked: {amount} {fruit}.")


@pick.autocomplete("fruit")
async def fruits(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    names = ("apricot", "cherry", "fig", "quince", "quinine")
    return [app_commands.Choice(name=name, value=name) for name in names if name.startswith(current)]


@app_commands.command(description="A modal")
async def ask(interaction: Press) -> None:
    await interaction.response.send_modal(Question())


@app_commands.command(description="An answer that is longer in coming than a click waits")
async def slow(interaction: Press, seconds: float) -> None:
    await interaction.response.defer()
    await asyncio.to_thread(time.sleep, seconds)
    await interaction.followup.send("Here at last.")


@app_commands.command(description="A fault")
async def fail(_: Press) -> None:
    raise RuntimeError("a fault of the bot's own")


@app_commands.command(description="A board that grows after some seconds")
@app_commands.describe(seconds="How long it stays small", lines="How tall it becomes")
async def grow(interaction: Press, seconds: float, lines: int = 12) -> None:
    await interaction.response.send_message(view=Buttons("Small yet.", "Red"))
    tall = Buttons("\n".join(f"Line {number}" for number in range(1, lines + 1)), "Last")
    interaction.client.later(seconds, lambda: interaction.edit_original_response(view=tall))


@app_commands.command(description="A menu whose choice changes")
async def travel(interaction: Press) -> None:
    await interaction.response.send_message("You are here.", view=Travel("Brescia"))
