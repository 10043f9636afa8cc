import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.typed import MOST_TYPED, typed


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", Reason.ANSWER_EMPTY),
        (" \n\t ", Reason.ANSWER_EMPTY),
        ("a" * (MOST_TYPED + 1), Reason.ANSWER_TOO_LONG),
        ("Moss " * 800, Reason.ANSWER_TOO_LONG),
        ("Mo\u202ess", Reason.ANSWER_UNSEEN),
        ("Mo\u200bss", Reason.ANSWER_UNSEEN),
        ("Mo\x00ss", Reason.ANSWER_UNSEEN),
        ("🏁", Reason.ANSWER_NO_WORD),
        ("👨\u200d👩\u200d👧", Reason.ANSWER_NO_WORD),
        ("?!", Reason.ANSWER_NO_WORD),
    ],
)
def test_what_is_no_answer_is_refused(raw, reason):
    refusal = typed(raw)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


@given(st.text(max_size=200))
def test_what_is_taken_is_short_and_has_no_needless_space(raw):
    text = typed(raw)
    if isinstance(text, str):
        assert 0 < len(text) <= MOST_TYPED
        assert text == " ".join(text.split())
        assert typed(text) == text
