"""What people write is understood by the shipped story's names and the English catalogue's phrases."""

import sys
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.talk.intents import Intent, IntentKind
from bot.core.talk.listener import Listener
from bot.core.talk.phrases import Heard
from bot.static_content import StaticContent
from tests.ui.talk.said import not_mistaken, understood

LONGEST_MESSAGE = 4_000


@pytest.fixture(scope="module")
def listener(static: StaticContent) -> Listener:
    return static.listeners["en"]


@pytest.mark.parametrize(("written", "kind", "about"), list(understood()))
def test_what_people_write_is_understood(listener, written, kind, about):
    assert listener.understand(written) == Intent(IntentKind(kind), about)


def test_the_table_is_long_enough_to_mean_something():
    assert len(list(understood())) >= 200
    assert {IntentKind(kind) for _, kind, _ in understood()} == set(IntentKind) - {IntentKind.NOTHING}


@pytest.mark.parametrize(("written", "kind"), list(not_mistaken()))
def test_what_merely_looks_like_a_wish_is_none(listener, written, kind):
    assert listener.understand(written).kind is not IntentKind(kind)


@pytest.mark.parametrize("written", ["", "   ", "?", "!!!", "🙂", "👍👍", "...", "\n\n", "—"])
def test_a_message_without_a_word_is_nothing(listener, written):
    assert listener.understand(written) == Intent(IntentKind.NOTHING)


@pytest.mark.parametrize(
    "written", ["Who was he?", "tell me more about him", "what happened to them", "who is that"]
)
def test_who_is_meant_by_a_mere_pronoun_is_not_guessed(listener, written):
    assert listener.understand(written) == Intent(IntentKind.SEARCH)


def test_of_several_names_none_alone_is_what_is_wanted(listener):
    assert listener.understand("Moss and Jenkinson") == Intent(IntentKind.SEARCH, "moss jenkinson")
    assert listener.understand("nuvolari, varzi") == Intent(IntentKind.SEARCH, "nuvolari varzi")


def test_a_courtesy_between_commas_answers_nothing(listener):
    assert listener.understand("no more moss, please").kind is IntentKind.SEARCH
    assert listener.understand("wow, moss was fast").kind is IntentKind.SEARCH


def test_a_courtesy_beside_a_wish_does_not_hide_it(listener):
    assert listener.understand("Hello! Thanks for yesterday. Quiz me?").kind is IntentKind.QUIZ
    assert listener.understand("Ciao. How are you?").kind is IntentKind.HELLO


def test_a_rambling_message_is_taken_by_the_wish_in_it(listener):
    written = (
        "Hello! I have just found this bot because a friend told me about it, and he said that it knows "
        "all about the old races; my grandfather was from Brescia, you know. Could you start from the "
        "beginning please? Thanks a lot"
    )
    assert listener.understand(written) == Intent(IntentKind.START_OVER)


def test_a_rambling_message_without_a_wish_is_searched_for_its_names(listener):
    written = (
        "I was at the museum last week with my father and he went on and on about how Moss had Jenkinson "
        "beside him with that roll of paper of his"
    )
    assert listener.understand(written) == Intent(IntentKind.SEARCH, "moss jenkinson")


@pytest.mark.parametrize(
    "written",
    [
        "z" * LONGEST_MESSAGE,
        ("tell me about the road and so could you please go on or " * 80)[:LONGEST_MESSAGE],
        ("Who won? " * 500)[:LONGEST_MESSAGE],
        ("don't " * 1000)[:LONGEST_MESSAGE],
    ],
)
def test_the_longest_message_is_read_in_few_steps(listener, written):
    # The event loop waits meanwhile. Half of this is usual, a twentieth of a second.
    assert calls_made_by(lambda: listener.understand(written)) < 250_000


def calls_made_by(act):
    """How many functions it calls: unlike the time, that hangs on nothing else that the computer does."""
    made: Counter[str] = Counter()

    def note(_frame, event, _function):
        made[event] += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        act()
    finally:
        sys.setprofile(before)
    return made["call"] + made["c_call"]


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_written_has_a_meaning(listener, written):
    assert listener.understand(written).kind in IntentKind


def test_no_phrase_stands_in_two_lists_that_mean_different_things(catalogues):
    say = catalogues.for_locale("en")
    parts = {Heard.OPENING, Heard.CLOSING, Heard.NO, Heard.FILLER, Heard.ARTICLE, Heard.EDITION, Heard.LAST}
    parts |= {Heard.ORDINAL, Heard.SHORT, Heard.WINNER}
    first: dict[str, Heard] = {}
    for heard in sorted(set(Heard) - parts):
        for line in say(f"heard.{heard.value}").splitlines():
            assert first.setdefault(line, heard) is heard, (line, heard)
