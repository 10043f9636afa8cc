import pytest

from bot.core.talk.intents import IntentKind
from bot.ui.handover.intents import Answers


async def first(*_: object) -> None:
    """Finds nothing."""


async def second(*_: object) -> None:
    """Finds nothing either."""


def test_an_intent_is_answered_by_the_room_that_took_its_kind():
    answers = Answers()
    answers.add(first, IntentKind.READ, IntentKind.NEXT)
    answers.add(second, IntentKind.CARD)
    assert answers.of(IntentKind.READ) is answers.of(IntentKind.NEXT) is first
    assert answers.of(IntentKind.CARD) is second


def test_an_intent_that_no_room_took_has_no_answer():
    answers = Answers()
    answers.add(first, IntentKind.READ)
    assert answers.of(IntentKind.MAP) is None


@pytest.mark.parametrize("answer", [first, second])
def test_a_kind_of_intent_has_one_answer(answer):
    answers = Answers()
    answers.add(first, IntentKind.READ)
    with pytest.raises(ValueError, match="read"):
        answers.add(answer, IntentKind.NEXT, IntentKind.READ)
    assert answers.of(IntentKind.READ) is first
