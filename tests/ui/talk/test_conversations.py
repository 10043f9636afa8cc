from bot.core.talk.intents import Intent, IntentKind
from bot.ui.talk.conversations import Conversations

QUIZ = Intent(IntentKind.QUIZ)


def test_what_a_person_asked_for_is_remembered():
    known = Conversations()
    known.of(1).asked = QUIZ
    assert known.of(1).asked == QUIZ
    assert known.of(2).asked is None


def test_who_was_silent_longest_is_forgotten_first():
    known = Conversations(most=2)
    known.of(1).asked = QUIZ
    known.of(2).asked = QUIZ
    known.of(1)
    known.of(3)
    assert known.of(1).asked == QUIZ
    assert known.of(2).asked is None
