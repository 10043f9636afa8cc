"""The payloads are what `discord.ui` sends of the same components, key by key and in the same order."""

import json

import discord
import pytest
from discord import ui

from bot.ui import components
from bot.ui.layout import NIGHT

Button = ui.Button[ui.LayoutView]
Separator = ui.Separator[ui.LayoutView]
PRIMARY = discord.ButtonStyle.primary


def sent(*items: ui.Item[ui.LayoutView]) -> str:
    """What discord.py writes of these items."""
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    return json.dumps(view.to_components())


def a_select(**changes) -> ui.Select[ui.LayoutView]:
    options = [
        discord.SelectOption(label="Brescia", value="b", description="Here it starts", default=True),
        discord.SelectOption(label="Rome", value="r"),
    ]
    return ui.Select(custom_id="rs", options=options, **changes)


OPTIONS = [
    components.option("Brescia", "b", "Here it starts", default=True),
    components.option("Rome", "r"),
]
CHANNELS = (discord.ChannelType.text, discord.ChannelType.forum)


@pytest.mark.parametrize("style", [style for style in discord.ButtonStyle if style.value <= 4])
@pytest.mark.parametrize("disabled", [True, False])
def test_a_button(style, disabled):
    ours = components.row(components.button("Avanti", "a:1", style=style, disabled=disabled))
    theirs = Button(label="Avanti", custom_id="a:1", style=style, disabled=disabled)
    assert json.dumps([ours]) == sent(ui.ActionRow(theirs))


def test_a_button_is_grey_and_can_be_pressed():
    ours = components.row(components.button("Avanti", "a:1"))
    assert json.dumps([ours]) == sent(ui.ActionRow(ui.Button(label="Avanti", custom_id="a:1")))


def test_rows_of_buttons():
    ours = components.rows((components.button(name, name) for name in "abcde"), 2)
    theirs = [Button(label=name, custom_id=name) for name in "abcde"]
    rows = (theirs[:2], theirs[2:4], theirs[4:])
    assert json.dumps(ours) == sent(*(ui.ActionRow(*row) for row in rows))


def test_a_paragraph_and_a_line():
    ours = [components.text("**Via!**"), components.rule()]
    line = Separator(spacing=discord.SeparatorSpacing.small)
    assert json.dumps(ours) == sent(ui.TextDisplay("**Via!**"), line)


def test_a_section():
    ours = components.section("A hit", components.button("Open", "fo:1"))
    button = Button(label="Open", custom_id="fo:1")
    assert json.dumps([ours]) == sent(ui.Section(ui.TextDisplay("A hit"), accessory=button))


def test_a_picture():
    ours = components.media_gallery("attachment://map.png", "A map of the route")
    item = discord.MediaGalleryItem("attachment://map.png", description="A map of the route")
    assert json.dumps([ours]) == sent(ui.MediaGallery(item))


@pytest.mark.parametrize("placeholder", [None, "Choose a chapter"])
def test_a_select(placeholder):
    ours = components.row(components.select("rs", OPTIONS, placeholder))
    assert json.dumps([ours]) == sent(ui.ActionRow(a_select(placeholder=placeholder)))


@pytest.mark.parametrize("chosen", [[], [10, 20]])
def test_a_select_of_channels(chosen):
    ours = components.row(components.channel_select("cc", "Where?", chosen, types=CHANNELS, most=25))
    theirs = ui.ChannelSelect[ui.LayoutView](
        custom_id="cc",
        placeholder="Where?",
        channel_types=list(CHANNELS),
        min_values=0,
        max_values=25,
        default_values=[
            discord.SelectDefaultValue(id=one, type=discord.SelectDefaultValueType.channel) for one in chosen
        ],
    )
    assert json.dumps([ours]) == sent(ui.ActionRow(theirs))


@pytest.mark.parametrize("chosen", [None, 10])
def test_a_select_of_roles(chosen):
    ours = components.row(components.role_select("cr", "Who?", chosen))
    role = discord.SelectDefaultValueType.role
    theirs = ui.RoleSelect[ui.LayoutView](
        custom_id="cr",
        placeholder="Who?",
        min_values=0,
        default_values=[discord.SelectDefaultValue(id=chosen, type=role)] if chosen else [],
    )
    assert json.dumps([ours]) == sent(ui.ActionRow(theirs))


def test_a_container():
    ours = components.container(
        "## Via!",
        None,
        components.rule(),
        components.row(components.button("Avanti", "a:1", style=PRIMARY)),
        components.row(components.select("rs", OPTIONS)),
        colour=NIGHT,
    )
    theirs = ui.Container[ui.LayoutView](
        ui.TextDisplay("## Via!"),
        ui.Separator(spacing=discord.SeparatorSpacing.small),
        ui.ActionRow(ui.Button(label="Avanti", custom_id="a:1", style=PRIMARY)),
        ui.ActionRow(a_select()),
        accent_colour=NIGHT,
    )
    assert json.dumps([ours]) == sent(theirs)
