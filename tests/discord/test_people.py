"""What people can do, and what Discord's client does not let them do."""

import asyncio
from typing import Any

import discord as dpy
import pytest
from discord import app_commands
from typing_extensions import override

from tests.discord.conftest import RawBot
from tests.discord.people import Person
from tests.discord.pointing import pointed
from tests.discord.rules.forms import ImpossibleError
from tests.discord.server import TOKEN, Discord
from tests.discord.state import Channel, Guild

Interaction = dpy.Interaction[Any]


class Form(dpy.ui.Modal, title="All kinds"):
    """A modal with everything that fits."""

    text: dpy.ui.Label[Any] = dpy.ui.Label(
        text="Text", component=dpy.ui.TextInput(custom_id="text", max_length=9)
    )
    year: dpy.ui.Label[Any] = dpy.ui.Label(
        text="Year",
        component=dpy.ui.RadioGroup(
            custom_id="year", options=[dpy.RadioGroupOption(label=one) for one in ("1927", "1957")]
        ),
    )
    cars: dpy.ui.Label[Any] = dpy.ui.Label(
        text="Cars",
        component=dpy.ui.CheckboxGroup(
            custom_id="cars", options=[dpy.CheckboxGroupOption(label=one) for one in ("OM", "Alfa")]
        ),
    )
    sure: dpy.ui.Label[Any] = dpy.ui.Label(text="Sure", component=dpy.ui.Checkbox(custom_id="sure"))

    @override
    async def on_submit(self, interaction: Interaction) -> None:
        parts = [self.text, self.year, self.cars]
        said = [
            getattr(part.component, "value", None) or getattr(part.component, "values", None)
            for part in parts
        ]
        sure: Any = self.sure.component
        await interaction.response.send_message(f"{said} {sure.value}")


class Controls(dpy.ui.View):
    """Buttons and selects."""

    @dpy.ui.button(label="Go", custom_id="go")
    async def go(self, interaction: Interaction, _: Any) -> None:
        await interaction.response.edit_message(content="gone")

    @dpy.ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: Interaction, _: Any) -> None: ...

    @dpy.ui.select(
        custom_id="cars", options=[dpy.SelectOption(label=one) for one in ("OM", "Alfa")], max_values=2
    )
    async def cars(self, interaction: Interaction, select: Any) -> None:
        await interaction.response.edit_message(content=", ".join(select.values))

    @dpy.ui.select(cls=dpy.ui.ChannelSelect, custom_id="places")
    async def places(self, interaction: Interaction, select: Any) -> None:
        await interaction.response.edit_message(content=select.values[0].mention)

    @dpy.ui.select(cls=dpy.ui.UserSelect, custom_id="people")
    async def people(self, interaction: Interaction, select: Any) -> None:
        await interaction.response.edit_message(content=select.values[0].display_name)


class Bot(dpy.Client):
    """A bot with one of each."""

    def __init__(self) -> None:
        super().__init__(intents=dpy.Intents(guilds=True, dm_messages=True), guild_ready_timeout=0.05)
        self.tree = app_commands.CommandTree(self)
        group = app_commands.Group(name="tale", description="Tales")

        @group.command(description="Tell")
        @app_commands.choices(pace=[app_commands.Choice(name="Slow", value="slow")])
        async def tell(
            interaction: Interaction,
            pages: app_commands.Range[int, 1, 9],
            pace: str | None = None,
            place: dpy.TextChannel | None = None,
            who: dpy.Member | None = None,
        ) -> None:
            said = f"{pages} {pace} {place and place.name} {who and who.display_name}"
            await interaction.response.send_message(said, view=Controls())

        @tell.autocomplete("pages")
        async def _pages(_: Interaction, typed: Any) -> Any:
            return [app_commands.Choice(name=f"{typed} pages", value=typed)]

        self.tree.add_command(group)

        @self.tree.command(description="Form")
        async def form(interaction: Interaction) -> None:
            await interaction.response.send_modal(Form())

        @self.tree.context_menu(name="Quote")
        async def quote(interaction: Interaction, message: dpy.Message) -> None:
            await interaction.response.send_message(f"> {message.content}", ephemeral=True)

        @self.tree.context_menu(name="Greet")
        async def greet(interaction: Interaction, member: dpy.Member) -> None:
            await interaction.response.send_message(f"Ciao {member.display_name}")

        @self.tree.command(description="Admins")
        @app_commands.default_permissions(manage_guild=True)
        @app_commands.guild_only()
        async def admin(interaction: Interaction) -> None: ...

    @override
    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: dpy.Message) -> None:
        if not message.author.bot:
            await message.channel.send(f"heard {message.content}", nonce=message.id)


@pytest.fixture
async def client(discord: Discord, guild: Guild) -> Any:
    with pointed(discord.api, discord.gateway_url):
        client = Bot()
        running = asyncio.create_task(client.start(TOKEN))
        await discord.gateway.joined()
        yield client
        await client.close()
        await running


async def test_commands_take_their_options(client: Bot, channel: Channel, ada: Person, bruno: Person) -> None:
    one = await ada.slash(channel, "tale tell", pages=3, pace="slow", place=channel, who=bruno)
    assert one.message is not None
    assert one.message.text == "3 slow mille-miglia Bruno"
    choices = await ada.autocomplete(channel, "tale tell", "pages", pages=4)
    assert choices == [{"name": "4 pages", "value": 4}]


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("nothing", {}),
        ("tale", {}),
        ("tale sing", {}),
        ("tale tell", {}),
        ("tale tell", {"pages": 10}),
        ("tale tell", {"pages": "3"}),
        ("tale tell", {"pages": 3, "pace": "fast"}),
        ("tale tell", {"pages": 3, "colour": "red"}),
        ("admin", {}),
    ],
)
async def test_what_the_client_does_not_offer_is_impossible(
    client: Bot, channel: Channel, ada: Person, command: str, options: Any
) -> None:
    with pytest.raises(ImpossibleError):
        await ada.slash(channel, command, **options)


async def test_who_has_the_right_is_offered_the_command_in_guilds_alone(
    discord: Discord, client: Bot, guild: Guild, channel: Channel, ada: Person
) -> None:
    admin = discord.person("Admin", guild, permissions=1 << 5)
    acting = asyncio.create_task(admin.slash(channel, "admin"))
    await asyncio.sleep(0)
    assert not acting.done()
    acting.cancel()
    with pytest.raises(ImpossibleError, match="not offered here"):
        await admin.slash(admin.direct, "admin")


async def test_controls_are_used_by_label_or_id(
    client: Bot, channel: Channel, ada: Person, bruno: Person
) -> None:
    message = (await ada.slash(channel, "tale tell", pages=1)).message
    assert message is not None
    one = await bruno.press(message, "Go")
    assert (one.how, message.text) == ("update", "gone")
    await bruno.choose(message, "cars", ["OM", "Alfa"])
    assert message.text == "OM, Alfa"
    await bruno.choose(message, "places", [channel])
    assert message.text == f"<#{channel.id}>"
    await bruno.choose(message, "people", [ada])
    assert message.text == "Ada"
    for control in ("Off", "Stop"):
        with pytest.raises(ImpossibleError):
            await bruno.press(message, control)
    for values in ([], ["Fiat"]):
        with pytest.raises(ImpossibleError):
            await bruno.choose(message, "cars", values)


async def test_a_modal_is_filled_in(client: Bot, channel: Channel, ada: Person) -> None:
    opened = await ada.slash(channel, "form")
    assert opened.how == "modal"
    for given in (
        {"text": "x" * 10},
        {"text": ""},
        {"text": "x", "year": "1930"},
        {"text": "x", "colour": ""},
    ):
        with pytest.raises(ImpossibleError):
            await ada.submit(opened, given)
    sent = await ada.submit(opened, text="Biondetti", year="1957", cars=["OM"], sure=True)
    assert sent.message is not None
    assert sent.message.text == "['Biondetti', '1957', ['OM']] True"


async def test_menus_of_messages_and_members_work(
    client: Bot, channel: Channel, ada: Person, bruno: Person
) -> None:
    written = await bruno.writes(channel, "hello")
    quoted = await ada.use_on(channel, "Quote", written)
    assert quoted.message is not None
    assert (quoted.message.text, quoted.message.reader) == ("> hello", ada.id)
    greeted = await ada.use_on(channel, "Greet", bruno)
    assert greeted.message is not None
    assert greeted.message.text == "Ciao Bruno"
    with pytest.raises(ImpossibleError):
        await ada.use_on(channel, "Quote", bruno)


async def test_a_direct_message_is_answered(client: Bot, ada: Person) -> None:
    written = await ada.types_to_bot("quiz me")
    assert written.reply is not None
    assert written.reply.text == "heard quiz me"
    assert written.seconds is not None
    assert [one.text for one in ada.sees(ada.direct)] == ["quiz me", "heard quiz me"]


async def test_a_press_that_nobody_answers_is_given_up(
    discord: Discord, bot: RawBot, channel: Channel, ada: Person, ask: None
) -> None:
    ada.patience = 0.05
    one = await ada.slash(channel, "ask")
    assert (one.how, one.seconds) == (None, None)
