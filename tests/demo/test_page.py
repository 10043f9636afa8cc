"""The demo's dress over simcord's page."""

from pathlib import Path

import pytest
from simcord import preview

from bot.demo.page import changes, dressed
from tests.browser.small_demo import plain

SIMCORDS = (Path(preview.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("before", "after"), list(changes(plain)))
def test_what_is_changed_stands_once_in_simcords_page(before: str, after: str) -> None:
    assert SIMCORDS.count(before) == 1
    assert after in dressed(SIMCORDS, plain)


def test_words_are_no_markup() -> None:
    page = dressed(SIMCORDS, lambda *_, **__: '<script>"&')
    assert "<script>&quot;" not in page
    assert "&lt;script&gt;&quot;&amp;" in page
    assert '<script>"&' not in page
