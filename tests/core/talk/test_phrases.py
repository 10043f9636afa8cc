import pytest

from bot.core.talk.phrases import Heard, Phrase, Phrases, alike, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who's THERE?", ("who", "s", "there")),
        ("Bréscia / Rome, 1,597 km", ("brescia", "rome", "1,597", "km")),
        ("300SLR", ("300", "slr")),
        ("'55!", ("55",)),
        ("🙂 ... —", ()),
    ],
)
def test_words_are_without_accents_capitals_and_signs(text, words):
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("next", "next"), ("tel", "tell"), ("quizz", "quiz"), ("helllo", "hello"), ("raed", "read")],
        *[
            ("chaptr", "chapter"),
            ("conitnue", "continue"),
            ("beginnig", "beginning"),
            ("begginnign", "beginning"),
        ],
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed, meant):
    assert alike(typed, meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quit", "quiz"),
        ("text", "next"),
        ("road", "read"),
        ("1955", "1956"),
        ("who", "how"),
        ("move", "more"),
    ],
)
def test_another_word_is_no_slip(typed, meant):
    assert not alike(typed, meant)


def test_a_slot_holds_what_stands_between():
    phrase = Phrase(words_of("when was"), words_of("born"))
    assert phrase.slot(words_of("When was Tazio Nuvolari born?")) == ("tazio", "nuvolari")
    assert phrase.slot(words_of("when was born")) is None
    assert phrase.slot(words_of("when was Tazio Nuvolari")) is None


def test_the_longest_phrase_is_tried_first():
    phrases = Phrases([{Heard.ABOUT: "about …\ntell me about …\ntell me …"}])
    assert next(phrases.slots(Heard.ABOUT, words_of("tell me about Moss"))) == ("moss",)


def test_several_languages_are_understood_together():
    phrases = Phrases([{Heard.NEXT: "avanti\n"}, {Heard.NEXT: "next\ngo on"}])
    for typed in ("avanti", "next", "go on"):
        assert phrases.says(Heard.NEXT, words_of(typed))
    assert not phrases.says(Heard.BACK, words_of("next"))


def test_a_line_of_names_has_its_number():
    phrases = Phrases([{Heard.ORDINAL: "1st,first,one\n2nd,second"}])
    assert phrases.position(Heard.ORDINAL, words_of("2nd")) == 1
    assert phrases.position(Heard.ORDINAL, words_of("one")) == 0
    assert phrases.position(Heard.ORDINAL, ()) is None
