"""Questions and claims for one person: what comes, in which order, and what is kept of it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.library import Library
from bot.core.packs import StoryPack
from bot.core.questions import AskedChoice
from bot.core.refusals import Reason, Refusal
from bot.services.quizzes import Quiz, Quizzes
from bot.services.reading import ReadingRoom
from tests.core.builders import a_legend, a_pack, a_question

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
DORA, EMIL = 1, 2


def a_library() -> Library:
    questions = [
        a_question(
            id=f"{chapter}-{beat}", prompt=f"What of {chapter}, {beat}?", told_in=f"{chapter}/beat-{beat}"
        )
        for chapter in ("the-start", "the-futa")
        for beat in (1, 2, 3)
    ]
    legends = [a_legend(id=f"claim-{number}", claim=f"Claim {number}.") for number in range(3)]
    return Library((a_pack(questions=questions, legends=legends),))


@pytest.fixture
def library() -> Library:
    return a_library()


@pytest.fixture
def quizzes(database, library) -> Quizzes:
    seeds = iter(range(10**6))
    return Quizzes(database, library, lambda: next(seeds))


async def drawn(quizzes: Quizzes, person: int, chapter: str | None = None, at: datetime = AT) -> Quiz:
    quiz = await quizzes.draw(person, chapter, at)
    assert isinstance(quiz, Quiz)
    return quiz


async def test_who_has_read_nothing_is_asked_of_everything(quizzes, library):
    asked = [await drawn(quizzes, DORA) for _ in library.default.questions]
    assert {quiz.asked.id for quiz in asked} == {one.id for one in library.default.questions}
    assert not any(quiz.is_read for quiz in asked)


async def test_who_has_read_two_beats_is_asked_of_these_two(quizzes, database, library):
    await ReadingRoom(database, library).turn(DORA, "the-start", 1, AT)
    asked = [await drawn(quizzes, DORA) for _ in range(4)]
    assert {quiz.asked.id for quiz in asked[:2]} == {"the-start-1", "the-start-2"}
    assert {quiz.asked.id for quiz in asked} == {"the-start-1", "the-start-2"}
    assert all(quiz.is_read for quiz in asked)


async def test_a_question_comes_again_only_when_all_were_asked_the_oldest_first(quizzes, library):
    count = len(library.default.questions)
    times = [AT + timedelta(minutes=number) for number in range(2 * count)]
    asked = [(await drawn(quizzes, DORA, at=at)).asked.id for at in times]
    assert asked[:count] == asked[count:]


async def test_one_persons_questions_are_nobody_elses(quizzes, library):
    for _ in library.default.questions[1:]:
        await drawn(quizzes, DORA)
    assert len({(await drawn(quizzes, EMIL)).asked.id for _ in library.default.questions}) == 6


async def test_a_chapter_that_is_asked_for_is_kept_to(quizzes):
    asked = {(await drawn(quizzes, DORA, "the-futa")).asked.id for _ in range(5)}
    assert asked == {"the-futa-1", "the-futa-2", "the-futa-3"}


async def test_the_seed_brings_back_the_order_of_the_answers(quizzes):
    orders = set()
    for _ in range(20):
        quiz = await drawn(quizzes, DORA)
        assert quizzes.asked(quiz.asked.id, quiz.seed) == quiz.asked
        assert isinstance(quiz.asked, AskedChoice)
        orders.add(quiz.asked.options)
    assert len(orders) > 1


async def test_a_question_that_the_pack_has_no_more_is_none(quizzes):
    assert quizzes.asked("nope", 1) is None


async def test_claims_come_once_each_before_any_comes_again(quizzes):
    claims = [await quizzes.claim(DORA, AT) for _ in range(3)]
    assert {claim.id for claim in claims} == {"claim-0", "claim-1", "claim-2"}


async def test_a_pack_without_questions_or_claims_says_so(database):
    empty: StoryPack = a_pack()
    quizzes = Quizzes(database, Library((empty,)), lambda: 1)
    refused = Refusal.because(Reason.NOTHING_TO_TELL)
    assert await quizzes.draw(DORA, None, AT) == refused
    assert await quizzes.claim(DORA, AT) == refused
