import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.pack import DOSSIERS
from bot.core.refusals import Reason, Refusal
from bot.core.stories.reading import (
    Reading,
    back,
    find_chapter,
    go_on,
    has_read,
    next_chapter,
    onward,
    resume,
    story_page,
)
from tests.core.builders import a_chapter, a_dossier, a_pack

PACK = a_pack()
START, FUTA, FINISH = PACK.chapters
LAST = len(START.beats) - 1

chapter_ids = st.sampled_from([chapter.id for chapter in PACK.chapters])
positions = st.integers(-3, 30)


# Pages


@given(chapter_ids, positions)
def test_a_page_is_moved_into_its_chapter(chapter_id, position):
    page = story_page(PACK, chapter_id, position)
    assert page is not None
    assert page.position == max(0, min(position, LAST))
    assert page.beat == page.chapter.beats[page.position]


def test_a_chapter_that_the_pack_does_not_have_has_no_page():
    assert story_page(PACK, "gone", 0) is None


@pytest.mark.parametrize(
    ("chapter", "number", "following"), [(START, 1, FUTA), (FUTA, 2, FINISH), (FINISH, 3, None)]
)
def test_a_page_knows_its_chapters_place_and_what_follows(chapter, number, following):
    page = story_page(PACK, chapter.id, 1)
    assert page is not None
    assert (page.chapter, page.number, page.chapters, page.following) == (chapter, number, 3, following)


@pytest.mark.parametrize(
    ("position", "first", "last"), [(0, True, False), (1, False, False), (2, False, True)]
)
def test_the_first_and_the_last_page_of_a_chapter_know_it(position, first, last):
    page = story_page(PACK, START.id, position)
    assert page is not None
    assert (page.is_first, page.is_last) == (first, last)


def test_the_only_page_of_a_chapter_is_its_first_and_its_last():
    page = story_page(
        a_pack(chapters=[a_chapter(beats=[{"id": "one", "text": "All of it."}])]), "the-start", 0
    )
    assert page is not None
    assert page.is_first
    assert page.is_last


# Going on


def where(reading_last: tuple[str, int] | None, pack=PACK) -> tuple[str, int]:
    page = resume(pack, Reading({}, reading_last))
    return page.chapter.id, page.position


def test_a_new_reader_starts_at_the_start():
    assert where(None) == (START.id, 0)
    assert resume(PACK, Reading({}, None)) == story_page(PACK, START.id, 0)


def test_a_reader_goes_on_at_the_page_last_open():
    assert where((FUTA.id, 1)) == (FUTA.id, 1)


def test_after_a_finished_chapter_the_next_one_begins():
    assert where((START.id, LAST)) == (FUTA.id, 0)


def test_where_the_next_one_was_begun_before_it_goes_on_there():
    page = resume(PACK, Reading({START.id: LAST, FUTA.id: 1}, (START.id, LAST)))
    assert (page.chapter.id, page.position) == (FUTA.id, 1)


def test_after_the_last_chapter_its_last_page_stays_open():
    assert where((FINISH.id, LAST)) == (FINISH.id, LAST)


def test_a_reader_whose_chapter_is_gone_starts_at_the_start():
    assert where(("gone", 2)) == (START.id, 0)


def test_a_reader_whose_chapter_was_shortened_behind_them_has_finished_it():
    assert where((START.id, 12)) == (FUTA.id, 0)


def test_a_pack_of_one_chapter_is_read_from_its_start():
    only = a_pack(chapters=[a_chapter()])
    assert resume(only, Reading({}, None)) == story_page(only, "the-start", 0)


# Opening a chapter by name


@pytest.mark.parametrize(
    ("reached", "position"),
    [
        pytest.param({}, 0, id="new"),
        pytest.param({"the-start": 2}, 0, id="only another was read"),
        pytest.param({"the-futa": 0}, 0, id="just begun"),
        pytest.param({"the-futa": 1}, 1, id="half read"),
        pytest.param({"the-futa": 2}, 0, id="read through"),
        pytest.param({"the-futa": 12}, 0, id="read through before it was shortened"),
    ],
)
def test_a_chapter_opens_at_the_furthest_page_seen_or_anew_where_it_was_read_through(reached, position):
    page = go_on(PACK, FUTA, Reading(reached, None))
    assert (page.chapter, page.position) == (FUTA, position)


def test_a_chapter_of_another_pack_can_not_be_opened():
    with pytest.raises(ValueError, match="elsewhere is no chapter of mille-miglia"):
        go_on(PACK, a_chapter(id="elsewhere"), Reading({}, None))


# Progress


@pytest.mark.parametrize(
    ("reached", "share"),
    [
        ({}, 0.0),
        ({"the-futa": 2}, 0.0),
        ({"the-start": 0}, 1 / 3),
        ({"the-start": 2}, 1.0),
        ({"the-start": 12}, 1.0),
    ],
)
def test_a_chapters_share_is_what_was_read_of_it_and_never_more_than_all(reached, share):
    assert Reading(reached, None).share(START) == share


# Finding


@given(chapter_ids)
def test_a_chapter_is_found_by_its_id(chapter_id):
    assert find_chapter(PACK, chapter_id) == PACK.chapter(chapter_id)


@pytest.mark.parametrize(
    "words", ["Over the Futa", "over the futa", "  OVER THE FUTA ", "the-futa", "THE-FUTA", "2", " 2 "]
)
def test_a_chapter_is_found_by_id_title_and_number_however_they_are_typed(words):
    assert find_chapter(PACK, words) == FUTA


def test_an_id_comes_before_a_title_or_a_number_that_is_written_like_it():
    titled = a_chapter(id="first", title="the-last")
    numbered = a_chapter(id="3", title="1")
    last = a_chapter(id="the-last", title="2")
    pack = a_pack(chapters=[titled, numbered, last])
    assert find_chapter(pack, "the-last") == last
    assert find_chapter(pack, "3") == numbered
    assert find_chapter(pack, "1") == titled
    assert find_chapter(pack, "2") == numbered


@pytest.mark.parametrize("words", ["0", "4", "-1", "Futa", "", "   ", "the start!"])
def test_what_names_no_chapter_is_refused(words):
    refusal = find_chapter(PACK, words)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.values["words"]) == (Reason.UNKNOWN_CHAPTER, words)


@pytest.mark.parametrize(
    ("words", "title"), [("futa", "Over the Futa"), ("teh start", "The Start"), ("finnish", "The Finish")]
)
def test_a_refused_reader_is_told_the_nearest_title_first(words, title):
    refusal = find_chapter(PACK, words)
    assert isinstance(refusal, Refusal)
    told = refusal.values["nearest"]
    assert isinstance(told, list)
    assert told[0] == title


# Going on without a page in hand


def test_onward_turns_the_page_that_was_open_and_leads_through_the_whole_story():
    pack = PACK
    read, kept = [], Reading({}, None)
    for _ in range(sum(len(chapter.beats) for chapter in pack.chapters)):
        page = onward(pack, kept)
        read.append((page.chapter.id, page.position))
        kept = Reading({}, read[-1])
    assert read == [(chapter.id, at) for chapter in pack.chapters for at in range(len(chapter.beats))]
    assert onward(pack, kept) == story_page(pack, *read[-1])


def test_back_undoes_onward_across_chapters_and_stays_at_the_start():
    pack = PACK
    first, second = pack.chapters[:2]
    assert back(pack, Reading({}, (second.id, 0))) == story_page(pack, first.id, len(first.beats) - 1)
    assert back(pack, Reading({}, (first.id, 0))) == story_page(pack, first.id, 0)
    assert back(pack, Reading({}, None)) == story_page(pack, first.id, 0)


def test_the_next_chapter_begins_at_its_start_and_after_the_last_comes_the_end():
    pack = PACK
    assert next_chapter(pack, Reading({}, None)) == story_page(pack, pack.chapters[0].id, 0)
    assert next_chapter(pack, Reading({}, (pack.chapters[0].id, 0))) == story_page(
        pack, pack.chapters[1].id, 0
    )
    last = pack.chapters[-1]
    assert next_chapter(pack, Reading({}, (last.id, 0))) == story_page(pack, last.id, len(last.beats) - 1)


def test_what_a_beat_tells_is_read_with_the_beat_and_what_a_card_tells_with_its_chapter():
    pack = a_pack(dossiers=[a_dossier(chapters=["the-start"])])
    chapter = pack.chapters[0]
    last = len(chapter.beats) - 1
    told = f"{chapter.id}/{chapter.beats[last].id}"
    card = f"{DOSSIERS}/{pack.dossiers[0].id}"
    for reached, is_read in ((last - 1, False), (last, True)):
        kept = Reading({chapter.id: reached}, (chapter.id, reached))
        assert has_read(pack, kept, told) is is_read
        assert has_read(pack, kept, card) is is_read
    assert not has_read(pack, Reading({}, None), f"{chapter.id}/{chapter.beats[0].id}")
    assert not has_read(pack, Reading({}, None), "no-such-chapter/no-such-beat")


def test_the_share_counts_pages_and_not_the_place_of_the_furthest():
    far = len(START.beats) - 1
    reading = Reading({START.id: far}, (START.id, far), {START.id: frozenset({far})})
    assert reading.share(START) == 1 / len(START.beats)
    assert reading.has_read(START, far)
    assert not reading.has_read(START, 0)


def test_who_has_seen_the_last_page_but_not_all_goes_on_at_the_first_unread_one():
    far = len(START.beats) - 1
    reading = Reading({START.id: far}, (START.id, far), {START.id: frozenset({0, far})})
    assert go_on(PACK, START, reading).position == 1
