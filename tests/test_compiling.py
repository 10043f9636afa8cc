import os
from gettext import GNUTranslations
from pathlib import Path

import pytest

from bot.ui import text
from tests import conftest
from tests.compiling import LOCALES, compile_catalogues

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A catalogue that was never compiled."""
    path = tmp_path / "it" / "LC_MESSAGES" / "cantastorie.po"
    path.parent.mkdir(parents=True)
    write(path, "Avanti", at=100)
    return path


def write(path: Path, sentence: str, *, at: int) -> None:
    path.write_text(f'{HEADER}msgid "button.next"\nmsgstr "{sentence}"\n', "utf-8")
    os.utime(path, (at, at))


def said(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return GNUTranslations(file).gettext("button.next")


def test_a_catalogue_is_compiled_when_it_is_newer_and_only_then(source, tmp_path):
    compile_catalogues(tmp_path)
    assert said(source) == "Avanti"
    write(source, "Più avanti", at=100)
    compile_catalogues(tmp_path)
    assert said(source) == "Avanti"
    write(source, "Più avanti", at=101)
    compile_catalogues(tmp_path)
    assert said(source) == "Più avanti"
    assert {path.name for path in source.parent.iterdir()} == {"cantastorie.po", "cantastorie.mo"}


def test_what_is_compiled_can_be_read_by_all(source, tmp_path):
    compile_catalogues(tmp_path)
    assert source.with_suffix(".mo").stat().st_mode == source.stat().st_mode


def test_pytest_compiles_what_was_edited_before_it_runs_a_test(source, monkeypatch):
    assert LOCALES.resolve() == text.LOCALES.resolve()
    monkeypatch.setattr(conftest, "LOCALES", source.parents[2])
    conftest.pytest_configure()
    assert said(source) == "Avanti"
