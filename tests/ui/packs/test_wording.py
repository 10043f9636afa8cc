import pytest

from bot.ui.packs.wording import and_more, distance, printable_name


@pytest.mark.parametrize(
    ("thousandths", "said"),
    [(0, "0 km"), (499, "0 km"), (501, "1 km"), (1_597_000, "1,597 km"), (1_596_700, "1,597 km")],
)
def test_a_distance_is_said_in_whole_units(say, thousandths, said):
    assert distance(thousandths, "km", say) == said


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada", "Ada"),
        ("Čapek 7", "Čapek 7"),
        ("1927", "1927"),
        ("漢字", "Player 7"),
        ("漢字 2", "Player 7"),
        ("", "Player 7"),
    ],
)
def test_who_has_no_letter_that_can_be_printed_is_called_by_number(say, name, shown):
    assert printable_name(name, 7, say) == shown


def test_nothing_is_counted_where_all_is_shown(say):
    assert and_more(["Ada", "Bruno"], 2, say) == "Ada and Bruno"
    assert and_more(["Ada", "Bruno"], 5, say) == "Ada, Bruno and 3 more"
