"""Practice: what is asked of whom, what is kept, and that nothing of it counts."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.packs.library import Library
from bot.core.refusals import Reason, Refusal
from bot.core.trivia import practice as rules
from bot.core.trivia.asking.topics import HEARD, READ
from bot.core.trivia.practice import Practice
from bot.services.stories.reading import Readers
from bot.services.trivia.practices import Begun, Practices
from bot.storage.stories import seen
from tests.core.builders import a_chapter, a_pack, a_question
from tests.storage.builders import GUILD

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
DORA, EMIL = 1, 2
CHAPTERS = ("the-start", "the-futa", "the-finish")


@pytest.fixture
def library() -> Library:
    """Three chapters with five questions each, and one without any."""
    questions = [
        a_question(id=f"{chapter}-{n}", prompt=f"What of {chapter}, {n}?", told_in=f"{chapter}/beat-{beat}")
        for chapter in CHAPTERS
        for n, beat in enumerate((1, 1, 2, 2, 3), start=1)
    ]
    chapters = [a_chapter(id=chapter, title=chapter) for chapter in (*CHAPTERS, "the-rest")]
    return Library((a_pack(chapters=chapters, questions=questions),))


@pytest.fixture
def practices(database, library) -> Practices:
    seeds = iter(range(10**6))
    return Practices(database, library, lambda: next(seeds))


@pytest.fixture
def room(database, library) -> Readers:
    return Readers(database, library)


async def begun(
    practices: Practices, topic: str | None = None, reader: int = DORA, at: datetime = AT
) -> Begun:
    begun = await practices.begin(reader, GUILD, topic, at)
    assert isinstance(begun, Begun)
    return begun


async def through(practices: Practices, practice: Practice, at: datetime = AT) -> list[str]:
    """Answer every question, all right; the ids of what was asked."""
    for number, asked in enumerate(practice.questions, start=1):
        assert isinstance(
            await practices.answer(practice.reader_id, practice.id, number, asked.solution), Practice
        )
        following = await practices.go_on(practice.reader_id, practice.id, number, at)
        assert isinstance(following, Practice)
        practice = following
    assert practice.asked is None
    return [asked.id for asked in practice.questions]


def ids_of(begun: Begun) -> set[str]:
    return {asked.id for asked in begun.practice.questions}


async def test_a_practice_has_ten_questions_or_as_many_as_there_are(practices):
    assert len((await begun(practices)).practice.questions) == rules.MOST
    assert len((await begun(practices, "the-futa")).practice.questions) == 5


async def test_a_chapter_that_is_asked_for_is_kept_to(practices):
    assert ids_of(await begun(practices, "the-futa")) == {f"the-futa-{n}" for n in range(1, 6)}


async def test_what_was_not_asked_yet_comes_first_and_the_longest_ago_next(practices, library):
    first = await through(practices, (await begun(practices)).practice)
    second = (await begun(practices, at=AT + timedelta(hours=1))).practice
    new = {one.id for one in library.default.questions} - set(first)
    assert {asked.id for asked in second.questions[: len(new)]} == new


async def test_only_what_was_shown_counts_as_asked(practices):
    shown = [(await begun(practices)).practice.questions[0].id for _ in range(15)]
    assert len(set(shown)) == 15


async def test_what_one_person_was_asked_is_still_new_to_another(practices, library):
    await through(practices, (await begun(practices)).practice)
    asked = [
        (await begun(practices, reader=EMIL)).practice.questions[0].id for _ in library.default.questions
    ]
    assert set(asked) == {one.id for one in library.default.questions}


async def test_what_i_have_read_are_the_pages_that_i_have_read(practices, room):
    for page in (0, 1):
        await room.turn(DORA, "the-start", page, AT)
    assert ids_of(await begun(practices, READ)) == {f"the-start-{n}" for n in range(1, 5)}


async def test_what_was_heard_is_what_the_server_was_told_to_the_end(practices, database, library):
    async with database.transaction() as connection:
        await seen.mark(connection, GUILD, library.default.id, seen.SeenKind.CHAPTER, ["the-finish"], AT)
    assert ids_of(await begun(practices, HEARD)) == {f"the-finish-{n}" for n in range(1, 6)}


@pytest.mark.parametrize(
    ("guild_id", "topic", "reason"),
    [
        (GUILD, READ, Reason.NOTHING_TO_ASK),
        (GUILD, HEARD, Reason.NOTHING_HEARD),
        (None, HEARD, Reason.GUILD_ONLY),
        (None, "the-rest", Reason.NOTHING_TO_ASK),
        (None, "nope", Reason.GONE),
        (None, "@nope", Reason.GONE),
    ],
)
async def test_a_topic_without_questions_is_refused_and_the_practice_before_stays(
    practices, guild_id, topic, reason
):
    before = (await begun(practices)).practice
    refused = await practices.begin(DORA, guild_id, topic, AT)
    assert isinstance(refused, Refusal)
    assert refused.reason is reason
    assert await practices.current(DORA, before.id) == before


async def test_a_pack_without_questions_says_so(database):
    practices = Practices(database, Library((a_pack(),)), lambda: 1)
    refused = Refusal.because(Reason.NOTHING_TO_TELL)
    assert await practices.begin(DORA, None, None, AT) == refused
    assert await practices.quiz(DORA, None, AT) == refused


async def test_a_quiz_is_on_what_was_read_and_on_everything_where_nothing_was(practices, room):
    everything = await practices.quiz(DORA, None, AT)
    assert isinstance(everything, Begun)
    assert everything.is_ahead
    await room.turn(DORA, "the-start", 0, AT)
    read = await practices.quiz(DORA, None, AT)
    assert isinstance(read, Begun)
    assert ids_of(read) == {"the-start-1", "the-start-2"}
    assert not read.is_ahead


async def test_a_quiz_on_a_chapter_that_was_not_read_says_that_it_is_ahead(practices, room):
    await room.turn(DORA, "the-start", 2, AT)
    quiz = await practices.quiz(DORA, "the-futa", AT)
    assert isinstance(quiz, Begun)
    assert quiz.is_ahead


async def test_a_practice_that_was_replaced_is_over(practices):
    old = (await begun(practices)).practice
    new = (await begun(practices)).practice
    over = Refusal.because(Reason.PRACTICE_OVER)
    assert await practices.answer(DORA, old.id, 1, "0") == over
    assert await practices.go_on(DORA, old.id, 1, AT) == over
    assert await practices.current(DORA, old.id) == over
    assert await practices.current(DORA, new.id) == new


async def test_of_two_answers_at_once_one_counts(practices):
    practice = (await begun(practices)).practice
    after = await asyncio.gather(*(practices.answer(DORA, practice.id, 1, given) for given in ("0", "1")))
    assert len({tuple(one.given) for one in after if isinstance(one, Practice)}) == 1
    kept = await practices.current(DORA, practice.id)
    assert isinstance(kept, Practice)
    assert len(kept.given) == 1


async def test_nobody_answers_in_the_practice_of_another(practices):
    practice = (await begun(practices)).practice
    assert await practices.answer(EMIL, practice.id, 1, "0") == Refusal.because(Reason.GONE)
    assert await practices.current(DORA, practice.id) == practice


async def test_a_practice_keeps_its_questions_when_the_pack_loses_them(practices, database):
    practice = (await begun(practices)).practice
    later = Practices(database, Library((a_pack(),)), lambda: 1)
    assert len(await through(later, practice)) == rules.MOST


async def test_nothing_of_it_is_scored(practices, database):
    await through(practices, (await begun(practices)).practice)
    async with database.transaction() as connection:
        for table in ("rounds", "round_players", "answers", "results"):
            counted = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
            assert counted.scalar_one() == 0
