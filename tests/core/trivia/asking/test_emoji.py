import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.emoji import without_emoji
from bot.core.trivia.asking.typed import typed
from tests.core.trivia.asking.asked import a_number, a_text

EMOJI = [
    "🏁",
    "❤️",
    "❤",
    "🤷\u200d♂️",
    "🤷🏽\u200d♀️",
    "👨\u200d👩\u200d👧",
    "🏳️\u200d🌈",
    "🇮🇹",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "7️⃣",
    "#\u20e3",
    "🔟",
    "\u2139️",
    "™️",
    "Ⓜ️",
    "🅰️",
    "㊗️",
    "🀄",
    "➡️",
    "<:moss:123456789012345678>",
    "<a:wave_2:123456789012345678>",
    # Newer than Unicode 14, which Python 3.11 knows.
    "\U0001fae8",
    "\U0001fae9",
    "\U0001facf",
    # Not given out yet, but set aside for emoji.
    "\U0001faff",
    "\U0001fc01",
    "🧑\u200d\U0001faff",
]
emoji = st.lists(st.sampled_from(EMOJI), min_size=1, max_size=4).map("".join)


@given(
    emoji,
    st.sampled_from(["Moss", "Castel d'Ario", "300 SLR", "Bäumer", "1.597 km"]),
    st.sampled_from(["", " "]),
)
def test_emoji_beside_an_answer_are_ignored(pictures, answer, space):
    assert typed(f"{answer}{space}{pictures}") == answer
    assert typed(f"{pictures}{space}{answer}") == answer
    assert typed(f"{pictures} {answer} {pictures}") == answer


@given(emoji)
def test_emoji_alone_are_no_answer(pictures):
    refusal = typed(pictures)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.ANSWER_NO_WORD


def test_what_is_judged_is_the_answer_without_its_emoji():
    assert a_text().read("Moss 🤷\u200d♂️") == "Moss"
    assert a_number().read("1️⃣ 1,597 km 🏎️") == "1597"


@pytest.mark.parametrize("text", ["Mo\u200dss", "Mo\u202ess", "\U000e0067Moss", "Moss\u200d"])
def test_a_joiner_without_an_emoji_stays_an_invisible_character(text):
    refusal = typed(text)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.ANSWER_UNSEEN


def test_no_letter_and_no_number_is_taken_for_an_emoji():
    signs = map(chr, range(0x110000))
    words = [sign for sign in signs if unicodedata.category(sign)[0] in "LN" and without_emoji(sign) != sign]
    # The letter that stands for "information" is an emoji.
    assert words == ["\u2139"]


@given(st.text(st.sampled_from("7a <:>#\u20e3\ufe0f\u200d🏁♂🏽"), max_size=20))
def test_what_is_left_has_no_emoji(text):
    once = without_emoji(text)
    assert without_emoji(once) == once
