import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import build_app, fault_line
from bot.content.loading import load_pack
from bot.core.packs.faults import Fault, FaultKey, Faults
from bot.ui.text import Catalogues
from tests.content import little_tale
from tests.content.cases import CASES, Case

ROOT = Path(__file__).parents[1]
TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.GhIjKl.abcdefghijklmnopqrstuvwxyz"  # noqa: S105 - nobody's token


@pytest.fixture(scope="module")
def catalogues():
    return Catalogues.load()


@pytest.fixture(scope="module")
def say(catalogues):
    return catalogues.for_locale("en")


@pytest.fixture
def command(catalogues, tmp_path, monkeypatch):
    """Run the command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return lambda *words: CliRunner().invoke(build_app(catalogues), words, prog_name="bot")


@pytest.fixture
def folder(command, tmp_path):
    return little_tale.write(tmp_path / "stories").relative_to(tmp_path)


def test_a_sound_pack_is_counted_one_kind_a_line(command, folder):
    result = command("check")

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "chapters: 1",
        "beats: 2",
        "asks: 1",
        "anecdotes: 1",
        "legends: 1",
        "legends (legend): 1",
        "days: 1",
        "dossiers: 2",
        "dossiers (person): 1",
        "dossiers (year): 1",
        "questions: 2",
        "questions (choice): 1",
        "questions (legend): 1",
        "questions (easy): 1",
        "questions (hard): 1",
        "questions (start): 2",
        "sources: 2",
    ]
    assert result.stderr == ""


def test_a_question_is_counted_with_the_chapter_that_its_dossier_names_first(command, folder):
    text = (folder / "chapters/01-start.yaml").read_text(encoding="utf-8")
    (folder / "chapters/02-end.yaml").write_text(text.replace("id: start", "id: end"), encoding="utf-8")
    little_tale.change(
        folder, "dossiers/cards.yaml", "high\n  chapters: [start", "high\n  chapters: [end, start"
    )
    little_tale.change(folder, "questions/start.yaml", "start/dawn", "dossiers/first-year")

    lines = command("check").stdout.splitlines()

    assert lines[-3:] == ["questions (start): 1", "questions (end): 1", "sources: 2"]


def test_several_packs_are_told_apart_by_a_heading(command, folder):
    folder.rename("stories/another-tale")
    little_tale.change(Path("stories/another-tale"), "pack.yaml", "id: little-tale", "id: another-tale")
    little_tale.write(Path("stories"))

    lines = command("check").stdout.splitlines()

    assert (lines[0], lines[18]) == ("A Little Tale (another-tale)", "A Little Tale (little-tale)")


def test_every_fault_of_settings_and_packs_is_one_line_and_the_exit_code_is_2(command, folder):
    Path("config.yaml").write_text("log_level: LOUD\ntrivia:\n  secnds: 20\n")
    little_tale.change(folder, "questions/start.yaml", "start/dawn", "start/down")
    little_tale.change(folder, "legends.yaml", "verdict: legend", "verdict: maybe")

    result = command("check")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "config.yaml:1: log_level: expected one of DEBUG, INFO, WARNING, ERROR",
        "config.yaml:3: trivia.secnds: expected a key that is known (nearest: seconds)",
        "stories/little-tale/legends.yaml:3: legends[0].verdict: expected one of fact, legend",
        (
            "stories/little-tale/questions/start.yaml:8: questions[0].told_in: "
            "expected the chapter/beat of a beat, or dossiers/id; "
            "there is no start/down (nearest: start/dawn)"
        ),
    ]


def test_a_named_settings_file_that_is_missing_is_a_fault(command, folder):
    result = command("check", "--config", "nowhere.yaml")

    assert (result.exit_code, result.stderr) == (2, "nowhere.yaml: expected a file; there is none\n")


def test_the_settings_say_where_the_stories_are(command, folder):
    Path("stories").rename("tales")
    Path("mine.yaml").write_text("stories: tales\n")

    assert command("check", "--config", "mine.yaml").exit_code == 0
    assert command("check").stderr == "stories: expected a folder of story packs; there is none\n"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_fault_of_a_pack_is_told_in_one_line_with_what_was_expected(say, tmp_path, case: Case):
    folder = little_tale.write(tmp_path)
    case.spoil(folder)
    faults = load_pack(folder)
    assert isinstance(faults, Faults)

    (line,) = [fault_line(fault, say) for fault in faults]

    place = f"{folder}/{case.file}" if case.line is None else f"{folder}/{case.file}:{case.line}"
    assert line.startswith(f"{place}: {case.where}: expected " if case.where else f"{place}: expected ")
    assert "{" not in line


def test_every_kind_of_fault_has_its_sentence(catalogues):
    assert [key for key in FaultKey if catalogues.translation(key, "en") is None] == []


def test_what_an_author_wrote_can_neither_break_the_line_nor_reach_the_terminal(say):
    fault = Fault("pack.yaml", 3, "credits.\x1b[31mwork\n", FaultKey.UNKNOWN_KEY, {"nearest": "a\r\nb"})

    line = fault_line(fault, say)

    assert line.isprintable()
    assert line.startswith("pack.yaml:3: credits. [31mwork : expected ")


def run(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"} | environ
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def test_the_bot_as_it_ships_passes_its_own_check():
    result = run("check", "--config", "config.example.yaml")

    assert (result.returncode, result.stderr) == (0, "")
    counts = dict(line.split(": ") for line in result.stdout.splitlines())
    kinds = ("chapters", "beats", "asks", "anecdotes", "legends", "days", "dossiers", "questions", "sources")
    assert min(int(counts[kind]) for kind in kinds) > 0


def test_a_bad_token_is_told_without_showing_it():
    result = run("check", "--config", "config.example.yaml", DISCORD_TOKEN=f"Bot {TOKEN}")

    assert result.returncode == 2
    assert result.stderr.startswith("DISCORD_TOKEN: expected a bot token")
    assert not [part for part in TOKEN.split(".") if part in result.stdout + result.stderr]
