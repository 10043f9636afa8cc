"""How rounds go in a server, as admins see and set it: figures, rights, ways to play."""

from collections.abc import Mapping, Sequence

import discord
from discord.ui import ActionRow, Button, Container, RoleSelect, Select

from bot.core.guilds.settings import GuildSettings, Starters, Stoppers, Switch, Way
from bot.services.trivia.lobbies import Defaults
from bot.ui.layout import CREAM, button, card, row
from bot.ui.text import Say

Card = Container[discord.ui.LayoutView]

QUESTIONS = (5, 10, 15, 20, 30)
SECONDS = (10, 15, 20, 30, 45, 60)
DEFAULT = "default"


def trivia_card(settings: GuildSettings, defaults: Defaults, say: Say) -> Card:
    """The page: every choice is kept at once."""
    return card(
        say("config.trivia_title"),
        row(_figures("cq", QUESTIONS, settings.questions, defaults.questions, "config.questions", say)),
        row(_figures("cs", SECONDS, settings.seconds, defaults.seconds, "config.seconds", say)),
        _quizmasters(settings, say),
        row(_role_select(settings, say)),
        row(_choice("ca", {who: say(f"starters.{who}") for who in Starters}, settings.starters)),
        row(_choice("ce", {who: say(f"stoppers.{who}") for who in Stoppers}, settings.stoppers)),
        _nobody_starts(settings, say),
        say("config.ways"),
        _ways(settings, say),
        row(button(say("button.back"), "cp:home")),
        colour=CREAM,
    )


def rights_lines(settings: GuildSettings, say: Say) -> str:
    """The same in a few lines, for the panel's first page."""
    lines = [
        _quizmasters(settings, say),
        f"{say(f'starters.{settings.starters}')} · {say(f'stoppers.{settings.stoppers}')}",
    ]
    if settings.off:
        off = [say(f"way.{way}") for way in Way if way in settings.off]
        lines.append(say("config.ways_off", ways=say.list(off)))
    return "\n".join(lines)


def _quizmasters(settings: GuildSettings, say: Say) -> str:
    role = settings.quizmaster_role_id
    return say("config.quizmasters", role=f"<@&{role}>") if role else say("config.no_quizmasters")


def _nobody_starts(settings: GuildSettings, say: Say) -> str | None:
    """A word where the rights leave only those who manage the server, which is easily meant otherwise."""
    none = settings.needs_quizmasters and settings.quizmaster_role_id is None
    return say("config.no_role_yet") if none else None


def _role_select(settings: GuildSettings, say: Say) -> RoleSelect[discord.ui.LayoutView]:
    role = settings.quizmaster_role_id
    return RoleSelect(
        custom_id="cr",
        placeholder=say("config.choose_quizmasters"),
        min_values=0,
        default_values=[discord.SelectDefaultValue(id=role, type=discord.SelectDefaultValueType.role)]
        if role
        else [],
    )


def _ways(settings: GuildSettings, say: Say) -> ActionRow[discord.ui.LayoutView]:
    return row(*(_switch(way, is_on=way not in settings.off, say=say) for way in Way))


def _switch(way: Way, *, is_on: bool, say: Say) -> Button[discord.ui.LayoutView]:
    """A button that shows how it is and names, in its id, what its press makes of it."""
    label = say("button.way_on" if is_on else "button.way_off", way=say(f"way.{way}"))
    style = discord.ButtonStyle.success if is_on else discord.ButtonStyle.secondary
    return button(label, f"cw:{way}:{Switch.OFF if is_on else Switch.ON}", style=style)


def _choice(custom_id: str, names: Mapping[str, str], current: str) -> Select[discord.ui.LayoutView]:
    options = [
        discord.SelectOption(label=name, value=value, default=value == current)
        for value, name in names.items()
    ]
    return Select(custom_id=custom_id, options=options)


def _figures(
    custom_id: str, figures: Sequence[int], current: int | None, default: int, key: str, say: Say
) -> Select[discord.ui.LayoutView]:
    options = [
        discord.SelectOption(
            label=say("config.by_default", what=say.count(key, default)),
            value=DEFAULT,
            default=current is None,
        )
    ]
    options += [
        discord.SelectOption(label=say.count(key, figure), value=str(figure), default=current == figure)
        for figure in figures
    ]
    return Select(custom_id=custom_id, options=options)
