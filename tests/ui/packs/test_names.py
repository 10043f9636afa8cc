import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.packs.names import LONGEST_NAME, ROOM_FOR_NAME, fitting, name_of, names, shown_name
from bot.ui.packs.wording import MOST_NAMES

CREW = ("Ada", "Bruno", "Carla", "Dario", "Elsa")
PEOPLE = dict(enumerate(CREW))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada", "Ada"),
        ("Ada  di\nBrescia", "Ada di Brescia"),
        ("Čapek 7", "Čapek 7"),
        ("漢字", "漢字"),
        ("Ada 👩‍🔧", "Ada 👩‍🔧"),
        ("__Ada__ *", r"\_\_Ada\_\_ \*"),
        ("||Ada||", r"\|\|Ada\|\|"),
        ("@everyone", r"\@everyone"),
        ("<@123>", r"\<\@123\>"),
        ("<t:0:R>", r"\<t\:0\:R\>"),
        ("[win](https://a.it)", r"\[win\](https\://a.it)"),
        ("a\\", "a\\\\"),
    ],
)
def test_a_name_is_shown_letter_for_letter_and_never_read_as_markdown_or_a_mention(name, shown):
    assert shown_name(name) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("דנה", "\u2068דנה\u2069"),
        ("سمير 7", "\u2068سمير 7\u2069"),
        ("Ada\u200f", "\u2068Ada\u200f\u2069"),
        ("\u202eadA", "adA"),
        ("Ada\u2067", "Ada"),
        ("\u2069דנה\u2066", "\u2068דנה\u2069"),
    ],
)
def test_letters_that_run_from_right_to_left_leave_the_line_around_them_in_place(name, shown):
    assert shown_name(name) == shown


@given(st.text(max_size=60))
def test_every_mark_that_opens_in_a_name_ends_in_it(name):
    shown = shown_name(name)
    assert "\n" not in shown
    assert (shown.count("\u2068"), shown.count("\u2069")) in ((0, 0), (1, 1))
    assert not any(0x202A <= ord(one) <= 0x202E or one in "\u2066\u2067" for one in shown)
    assert len(shown.replace("\\", "")) <= LONGEST_NAME + 2


@pytest.mark.parametrize("name", ["", " ", "\u3164", "\u2800\u200b", "\u202e"])
def test_whoever_has_no_name_that_can_be_seen_is_mentioned(name):
    assert name_of(5, {5: name}) == "<@5>"


def test_whoever_is_not_known_is_mentioned():
    assert name_of(5, {6: "Ada"}) == "<@5>"


@pytest.mark.parametrize(
    ("count", "shown"), [(0, ""), (1, "Ada"), (2, "Ada and Bruno"), (3, "Ada, Bruno and Carla")]
)
def test_few_members_are_all_named(say, count, shown):
    assert names(range(count), PEOPLE, say) == shown


def test_of_many_members_the_first_are_named_and_the_rest_is_counted(say):
    assert names(range(5), PEOPLE, say, most=2) == "Ada, Bruno and 3 more"
    assert names(range(3), PEOPLE, say, most=2) == "Ada, Bruno and one more"
    shown = names(range(MOST_NAMES + 1), dict.fromkeys(range(MOST_NAMES + 1), "Ada"), say)
    assert shown.count("Ada") == MOST_NAMES
    assert shown.endswith("one more")


@pytest.mark.parametrize("name", ["W" * LONGEST_NAME, "*" * LONGEST_NAME, "ש" * LONGEST_NAME])
def test_of_long_names_fewer_are_named_and_the_rest_is_counted(say, name):
    people = dict.fromkeys(range(MOST_NAMES), name)
    named = fitting(range(MOST_NAMES), people, MOST_NAMES)
    assert sum(map(len, named)) <= MOST_NAMES * ROOM_FOR_NAME + LONGEST_NAME
    assert names(range(MOST_NAMES), people, say).endswith(f"{MOST_NAMES - len(named)} more")


def test_the_first_is_named_however_long_their_name_is():
    assert fitting([1, 2], {1: "*" * 32, 2: "Ada"}, 1) == [r"\*" * 32]
