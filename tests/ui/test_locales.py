from bot.ui.locales import Acquaintances


def test_a_person_is_remembered():
    known = Acquaintances()
    known.of(1).locale = "it"
    assert known.of(1).locale == "it"
    assert known.of(2).locale is None


def test_who_was_silent_longest_is_forgotten_first():
    known = Acquaintances(most=2)
    known.of(1).locale = "it"
    known.of(2).locale = "de"
    known.of(1)
    known.of(3)
    assert known.of(1).locale == "it"
    assert known.of(2).locale is None
