import pytest

from bot.core.packs.timeline_entries import TimelineEntry
from bot.core.refusals import Reason, Refusal
from bot.core.stories.timeline import entry_named, entry_of_year, milestones
from tests.core.builders import a_chapter, a_dossier, a_pack, an_anecdote


def a_moment(year: int, **changes: object) -> TimelineEntry:
    fields: dict[str, object] = {"id": f"in-{year}", "year": year, "line": "It ran.", "sources": ["IT27"]}
    return TimelineEntry.model_validate(fields | changes)


FIRST = a_moment(1927, told_in="the-start/first", mark="OM")
QUIET = a_moment(1928, until=1930, gap=True)
LAST = a_moment(1931, told_in="the-finish/first")


def test_a_milestone_names_the_chapters_that_play_in_its_years_or_tell_it():
    chapters = [
        a_chapter(id="the-start", title="The Start"),
        a_chapter(id="the-quiet", title="The Quiet", year=1929),
        a_chapter(id="the-finish", title="The Finish", year=1927),
    ]
    pack = a_pack(chapters=chapters, timeline=[FIRST, QUIET, LAST])
    assert [one.chapters for one in milestones(pack)] == [(1, 3), (2,), (3,)]


def test_an_anecdote_belongs_to_the_last_moment_that_has_begun():
    years = (1926, 1927, 1928, 1930, 1931, 2020, None)
    anecdotes = [an_anecdote(id=f"tale-{number}", year=year) for number, year in enumerate(years)]
    pack = a_pack(anecdotes=anecdotes, timeline=[FIRST, QUIET, LAST])
    assert [one.anecdotes for one in milestones(pack)] == [1, 2, 2]


def test_a_pack_without_a_timeline_has_one_of_its_cards_and_chapters():
    pack = a_pack(
        chapters=[
            a_chapter(id="the-start", title="The Start", year=1930),
            a_chapter(id="again", title="Again", year=1930),
            a_chapter(id="the-first", title="The First", year=1927),
        ],
        dossiers=[a_dossier(id="year-one", kind="year", year=1927, name="Year One")],
    )
    assert [(one.entry.year, one.entry.line, one.entry.told_in) for one in milestones(pack)] == [
        (1927, "Year One", "dossiers/year-one"),
        (1930, "The Start", f"the-start/{pack.chapters[0].beats[0].id}"),
    ]


def test_a_pack_without_any_year_has_no_timeline():
    pack = a_pack()
    assert milestones(pack) == ()
    assert entry_of_year(pack, 1927) == Refusal.because(Reason.NOTHING_TO_TELL)


@pytest.mark.parametrize(
    ("year", "near"), [(1929, ["1927", "1931"]), (1900, ["1927", "1931"]), (2027, ["1927", "1931"])]
)
def test_a_year_of_which_nothing_is_told_names_the_nearest_of_which_something_is(year, near):
    refused = entry_of_year(a_pack(timeline=[FIRST, QUIET, LAST]), year)
    assert refused == Refusal.because(Reason.UNKNOWN_YEAR, year=str(year), nearest=near)


@pytest.mark.parametrize("year", [1928, 1929, 1930])
def test_any_year_of_a_span_is_found(year):
    span = QUIET.model_copy(update={"told_in": "the-start/first"})
    assert entry_of_year(a_pack(timeline=[FIRST, span, LAST]), year) == span


def test_a_moment_is_found_by_its_id_and_not_by_another():
    pack = a_pack(timeline=[FIRST, QUIET])
    assert entry_named(pack, "in-1928") == QUIET
    assert entry_named(pack, "in-1929") is None


def test_the_end_of_a_moment_is_its_last_year():
    assert (FIRST.end, QUIET.end) == (1927, 1930)
