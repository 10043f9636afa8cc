"""The operator's commands: parse, call, print."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Final, TypeVar

import typer

from bot import process
from bot.app import create_bot
from bot.content.loading import load_packs
from bot.core.packs.cards import CardKind
from bot.core.packs.faults import Fault, Faults
from bot.core.packs.library import Library
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import Difficulty
from bot.logs import log_to_stderr
from bot.settings import Settings, read_settings
from bot.static_content import StaticContent
from bot.ui.connection.client import StoryBot
from bot.ui.permissions import invite_link
from bot.ui.text import CatalogueMissingError, Catalogues, Say

_Group = TypeVar("_Group", bound=str)

EXIT_FAULTS: Final = 2
"""The exit code where settings or packs have faults."""


def main() -> None:
    """Run the command that the operator typed."""
    try:
        catalogues = Catalogues.load()
    except CatalogueMissingError as error:
        sys.exit(str(error))
    build_app(catalogues)()


def build_app(catalogues: Catalogues) -> typer.Typer:
    """The commands, with their texts from the English catalogue."""
    say = catalogues.for_locale(None)
    app = typer.Typer(
        help=say("cli.help"),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        # A traceback with local variables would show the token.
        pretty_exceptions_enable=False,
    )
    config_option = typer.Option("--config", help=say("cli.config"), metavar="FILE", show_default=False)

    @app.command(help=say("cli.check"))
    def check(config: Annotated[Path | None, config_option] = None) -> None:
        _settings, packs = load_or_exit(config, say)
        for line in pack_counts(packs, say):
            typer.echo(line)

    @app.command(help=say("cli.run"))
    def run(config: Annotated[Path | None, config_option] = None) -> None:
        settings, packs = load_or_exit(config, say)
        if settings.token is None:
            typer.echo(say("run.no_token"), err=True)
            raise typer.Exit(EXIT_FAULTS)
        log_to_stderr(settings.log_level, settings.token)

        def joined(application_id: int) -> None:
            typer.echo(say("run.invite", link=invite_link(application_id)))

        bot = create_bot(settings, StaticContent.read(Library(packs), catalogues), on_login=joined)
        raise typer.Exit(process.run(bot, settings.token, str(settings.database), say, typer.echo))

    @app.command(help=say("cli.demo"))
    def demo(config: Annotated[Path | None, config_option] = None) -> None:
        settings, packs = load_or_exit(config, say)
        # simcord calls parts of discord.py while it is imported, and discord.py warns of that.
        log_to_stderr("ERROR", settings.token)
        try:
            # simcord is in the demo's requirements only, so that an operator's bot has less to update.
            show = import_module("bot.demo.show")
        except ModuleNotFoundError:
            typer.echo(say("run.no_demo"), err=True)
            raise typer.Exit(EXIT_FAULTS) from None
        log_to_stderr("WARNING", settings.token)

        content = StaticContent.read(Library(packs), catalogues)

        def make(folder: Path) -> StoryBot:
            demo_settings = settings.model_copy(update={"database": folder / "cantastorie.db", "token": None})
            return create_bot(demo_settings, content)

        raise typer.Exit(show.run(make, port=settings.demo.port, say=say, announce=typer.echo))

    return app


def load_or_exit(config: Path | None, say: Say) -> tuple[Settings, tuple[StoryPack, ...]]:
    """The settings and the story packs; prints a line for each fault and exits with 2 if there are any."""
    settings, faults = read_settings(config, os.environ)
    packs = load_packs(settings.stories)
    if isinstance(packs, Faults):
        faults = (*faults, *packs)
        packs = ()
    if faults:
        for fault in faults:
            typer.echo(fault_line(fault, say), err=True)
        raise typer.Exit(EXIT_FAULTS)
    return settings, packs


def fault_line(fault: Fault, say: Say) -> str:
    """The fault in one line: file, line, key, and what was expected."""
    place = fault.file if fault.line is None else f"{fault.file}:{fault.line}"
    line = ": ".join(part for part in (place, fault.where, say(fault.key, **fault.values)) if part)
    # A key or an id may hold any character; control characters must not reach the terminal.
    return "".join(character if character.isprintable() else " " for character in line)


def pack_counts(packs: Sequence[StoryPack], say: Say) -> Iterator[str]:
    """A line for each count of each pack, below the pack's heading where there are several packs."""
    for pack in packs:
        if len(packs) > 1:
            yield say("check.pack", title=pack.title, id=pack.id)
        yield say("check.chapters", count=len(pack.chapters))
        beats = [beat for chapter in pack.chapters for beat in chapter.beats]
        yield say("check.beats", count=len(beats))
        yield say("check.asks", count=sum(beat.ask is not None for beat in beats))
        yield say("check.anecdotes", count=len(pack.anecdotes))
        yield say("check.legends", count=len(pack.legends))
        verdicts = Counter[str](legend.verdict for legend in pack.legends)
        yield from _by_group("check.legends_of", verdicts, sorted(verdicts), say)
        yield say("check.days", count=len(pack.days))
        yield say("check.dossiers", count=len(pack.dossiers))
        yield from _by_group(
            "check.dossiers_of", Counter(dossier.kind for dossier in pack.dossiers), CardKind, say
        )
        yield from _question_counts(pack, say)
        yield say("check.sources", count=len(pack.sources))


def _question_counts(pack: StoryPack, say: Say) -> Iterator[str]:
    yield say("check.questions", count=len(pack.questions))
    kinds = Counter[str](question.kind for question in pack.questions)
    difficulties = Counter(question.difficulty for question in pack.questions)
    chapters = Counter(pack.chapter_of(question.told_in) or "" for question in pack.questions)
    yield from _by_group("check.questions_of", kinds, sorted(kinds), say)
    yield from _by_group("check.questions_of", difficulties, Difficulty, say)
    yield from _by_group("check.questions_of", chapters, (chapter.id for chapter in pack.chapters), say)


def _by_group(key: str, counted: Mapping[_Group, int], order: Iterable[_Group], say: Say) -> Iterator[str]:
    # A group's name is the word that authors write in the files, so it is not translated.
    for group in order:
        if group in counted:
            yield say(key, group=group, count=counted[group])
