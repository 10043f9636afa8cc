from bot.ui.locales import SeenLocales


def test_a_persons_language_is_remembered():
    seen = SeenLocales()
    seen.note(1, "it")
    assert seen.of(1) == "it"
    assert seen.of(2) is None


def test_who_was_silent_longest_is_forgotten_first():
    seen = SeenLocales(most=2)
    seen.note(1, "it")
    seen.note(2, "de")
    seen.note(1, "it")
    seen.note(3, "fr")
    assert seen.of(1) == "it"
    assert seen.of(2) is None
