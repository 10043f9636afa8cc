"""The settings page of trivia rounds: figures, rights, ways to play."""

from collections.abc import Mapping, Sequence

import discord

from bot.core.guilds.settings import Feature, GuildSettings, Starters, Stoppers, Switch
from bot.core.trivia.round.rounds import PAUSES
from bot.services.trivia.lobbies import RoundDefaults
from bot.ui.components import (
    ActionRow,
    Button,
    Container,
    Select,
    button,
    container,
    option,
    role_select,
    row,
    select,
)
from bot.ui.layout import CREAM
from bot.ui.text import Say

Card = Container

QUESTIONS = (5, 10, 15, 20, 30)
SECONDS = (10, 15, 20, 30, 45, 60)
DEFAULT = "default"


def trivia_container(settings: GuildSettings, defaults: RoundDefaults, say: Say) -> Card:
    """The page: every choice is saved at once."""
    return container(
        say("config.trivia_title"),
        row(_figure_select("cq", QUESTIONS, settings.questions, defaults.questions, "config.questions", say)),
        row(_figure_select("cs", SECONDS, settings.seconds, defaults.seconds, "config.seconds", say)),
        row(_select("cu", {str(pause): pause_name(pause, say) for pause in PAUSES}, str(settings.pause))),
        _quizmasters(settings, say),
        row(_role_select(settings, say)),
        row(_select("ca", {who: say(f"starters.{who}") for who in Starters}, settings.starters)),
        row(_select("ce", {who: say(f"stoppers.{who}") for who in Stoppers}, settings.stoppers)),
        _role_warning(settings, say),
        say("config.ways"),
        _feature_switches(settings, say),
        row(button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def pause_name(pause: int, say: Say) -> str:
    """For how long answers stand alone, in words."""
    return say(f"time_to_talk.{pause}")


def rights_lines(settings: GuildSettings, say: Say) -> str:
    """The same in a few lines, for the panel's first page."""
    lines = [
        _quizmasters(settings, say),
        f"{say(f'starters.{settings.starters}')} · {say(f'stoppers.{settings.stoppers}')}",
    ]
    if settings.off:
        off = [say(f"way.{feature}") for feature in Feature if feature in settings.off]
        lines.append(say("config.ways_off", ways=say.list(off)))
    return "\n".join(lines)


def _quizmasters(settings: GuildSettings, say: Say) -> str:
    role = settings.quizmaster_role_id
    return say("config.quizmasters", role=f"<@&{role}>") if role else say("config.no_quizmasters")


def _role_warning(settings: GuildSettings, say: Say) -> str | None:
    """A warning where only those who manage the server are left with a right, perhaps by mistake."""
    is_missing = settings.needs_quizmasters and settings.quizmaster_role_id is None
    return say("config.no_role_yet") if is_missing else None


def _role_select(settings: GuildSettings, say: Say) -> Select:
    return role_select("cr", say("config.choose_quizmasters"), settings.quizmaster_role_id)


def _feature_switches(settings: GuildSettings, say: Say) -> ActionRow:
    return row(*(_feature_switch(feature, is_on=feature not in settings.off, say=say) for feature in Feature))


def _feature_switch(feature: Feature, *, is_on: bool, say: Say) -> Button:
    """A button that shows the current state; its id names the state after a press."""
    label = say("button.way_on" if is_on else "button.way_off", way=say(f"way.{feature}"))
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    return button(label, f"cw:{feature}:{Switch.OFF if is_on else Switch.ON}", style=style)


def _select(custom_id: str, names: Mapping[str, str], current: str) -> Select:
    options = [option(name, value, default=value == current) for value, name in names.items()]
    return select(custom_id, options)


def _figure_select(
    custom_id: str, figures: Sequence[int], current: int | None, default: int, key: str, say: Say
) -> Select:
    options = [
        option(say("config.by_default", what=say.count(key, default)), DEFAULT, default=current is None)
    ]
    options += [option(say.count(key, figure), str(figure), default=current == figure) for figure in figures]
    return select(custom_id, options)
