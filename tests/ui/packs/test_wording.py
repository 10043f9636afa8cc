import pytest

from bot.ui.packs.wording import MOST_NAMES, and_more, distance, names, printable_name


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


@pytest.mark.parametrize(
    ("count", "shown"), [(0, ""), (1, "<@0>"), (2, "<@0> and <@1>"), (3, "<@0>, <@1> and <@2>")]
)
def test_few_members_are_all_mentioned(say, count, shown):
    assert names(range(count), say) == shown


def test_of_many_members_the_first_are_mentioned_and_the_rest_is_counted(say):
    assert names(range(5), say, most=2) == "<@0>, <@1> and 3 more"
    assert names(range(3), say, most=2) == "<@0>, <@1> and one more"
    shown = names(range(MOST_NAMES + 1), say)
    assert shown.count("<@") == MOST_NAMES
    assert shown.endswith("one more")


def test_nothing_is_counted_where_all_is_shown(say):
    assert and_more(["Ada", "Bruno"], 2, say) == "Ada and Bruno"
    assert and_more(["Ada", "Bruno"], 5, say) == "Ada, Bruno and 3 more"
