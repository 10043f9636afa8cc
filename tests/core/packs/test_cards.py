import pytest

from tests.core.builders import a_dossier
from tests.core.packs.validation import a_figure, faults


@pytest.mark.parametrize("kind", ["person", "car", "place"])
def test_only_the_dossier_of_a_year_has_a_year(kind):
    assert faults(a_dossier, kind=kind) == []
    assert faults(a_dossier, kind=kind, year=1927) == [("", "year_of_dossier")]
    assert faults(a_dossier, kind="year", year=1927) == []
    assert faults(a_dossier, kind="year") == [("", "year_of_dossier")]


def test_a_dossier_is_of_a_kind_and_of_a_confidence_that_is_known():
    assert faults(a_dossier, kind="engine") == [("kind", "enum")]
    assert faults(a_dossier, confidence="perhaps") == [("confidence", "enum")]


def test_a_dossier_has_at_most_ten_figures():
    assert faults(a_dossier, figures=[a_figure()] * 10) == []
    assert faults(a_dossier, figures=[a_figure()] * 11) == [("figures", "too_long")]


def test_a_dossier_tells_its_name_its_text_and_its_figures():
    dossier = a_dossier(name="Year One", text="It began.", figures=[a_figure(label="Start", value="05:31")])
    assert dossier.told == "Year One\nIt began.\nStart: 05:31"
