import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.trivia.asking.readings import parts, readings
from bot.core.trivia.asking.spelling import is_named

PLACE = ("Italy", "Italia", "Lago di Garda")
answers = st.sampled_from(["Peschiera", "Castel d'Ario", "Biondetti", "300 SLR", "Carlo Pintacuda"])


def is_right(typed: str, *answers: str, optional: tuple[str, ...] = (), decoys: tuple[str, ...] = ()) -> bool:
    return is_named(typed, answers, decoys, optional=optional)


@given(
    answers,
    st.lists(st.sampled_from(PLACE), min_size=1, max_size=2),
    st.sampled_from([", ", " ", " (", " in "]),
)
def test_what_is_optional_may_stand_beside_an_answer(answer, added, between):
    assert is_right(f"{answer}{between}{', '.join(added)}", answer, optional=PLACE)
    assert is_right(f"{' '.join(added)} {answer}", answer, optional=PLACE)


@given(answers, st.lists(st.sampled_from(PLACE), min_size=1, max_size=3).map(" ".join))
def test_what_is_optional_is_no_answer_by_itself(answer, added):
    assert not is_right(added, answer, optional=PLACE)


@pytest.mark.parametrize("typed", ["Milano, Itallia", "Milano, Italia", "d'Italia Milano", "Milano (Italia)"])
def test_what_is_optional_may_be_misspelt_as_an_answer_may(typed):
    assert is_right(typed, "Milano", optional=PLACE)


def test_a_number_that_is_optional_must_be_that_number():
    assert is_right("Mercedes 300 SLR 722", "300 SLR", optional=("Mercedes", "722"))
    assert not is_right("Mercedes 300 SLR 658", "300 SLR", optional=("Mercedes", "722"))


def test_a_decoy_is_wrong_although_it_is_an_answer_and_what_is_optional():
    assert not is_right("Registro Fiat", "Registro", optional=("Fiat",), decoys=("Registro Fiat",))


@pytest.mark.parametrize(
    "and_", ["and", "&", "e", "ed", "y", "et", "und", "+", "/", ",", ";", "con", "mit", "with", "avec"]
)
def test_several_right_names_may_be_given_in_any_language(and_):
    right = ("Clemente Biondetti", "Biondetti", "Emilio Romano", "Romano")
    assert is_right(f"Biondetti {and_} Emilio Romano", *right)
    assert is_right(f"Romano {and_} Clemente Biondetti", *right)
    assert not is_right(f"Biondetti {and_} Nuvolari", *right)


@pytest.mark.parametrize(
    "typed", ["Biondetti or Romano", "Biondetti o Romano", "Biondetti e", "e Biondetti Romano"]
)
def test_who_leaves_it_open_which_of_them_is_meant_is_wrong(typed):
    assert not is_right(typed, "Biondetti", "Romano")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("vicino a Peschiera", "Peschiera"),
        ("bei Peschiera", "Peschiera"),
        ("près de Peschiera", "Peschiera"),
        ("il conte Giannino Marzotto", "Giannino Marzotto"),
        ("Graf Giannino Marzotto", "Giannino Marzotto"),
        ("ing. Piero Taruffi", "Piero Taruffi"),
        ("Tyrone Power, Jr.", "Tyrone Power"),
        ("Castel d Ario", "Castel d'Ario"),
        ("Castel d' Aro", "Castel d'Ario"),
        ("Registro 1 000 Miglia", "Registro 1000 Miglia"),
    ],
)
def test_places_titles_and_spaces_that_people_add_do_not_count(typed, answer):
    assert is_right(typed, answer)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("E. Maserati", "Bindo Maserati"),
        ("Graf", "Steffi Graf"),
        ("Steffi", "Steffi Graf"),
        ("not Peschiera", "Peschiera"),
        ("Jaguar Type", "Jaguar E Type"),
        ("1 000 2 Miglia", "1000 Miglia"),
    ],
)
def test_what_belongs_to_a_name_still_counts(typed, answer):
    assert not is_right(typed, answer)


def test_what_is_optional_may_be_said_twice():
    assert is_right("Lago di Garda, Peschiera, Lago di Garda, Lago di Garda", "Peschiera", optional=PLACE)


@given(st.text("ab c", max_size=30), st.lists(st.text("ab c", min_size=1, max_size=5), max_size=3))
def test_few_words_and_many_that_are_optional_can_be_read(text, optional):
    assert next(readings(text, optional)) == text


@given(st.text(max_size=100), st.lists(st.text(min_size=1, max_size=20), max_size=3))
def test_anything_can_be_read(text, optional):
    assert next(readings(text, optional)) == text
    assert parts(text)
