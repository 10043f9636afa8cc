from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.guilds.actors import Actor
from bot.core.guilds.settings import GuildSettings
from bot.core.packs.pack import Chapter
from bot.core.refusals import Reason, Refusal
from bot.core.stories import telling as rules
from bot.core.stories.telling import LONGEST, PATIENCE, SHORTEST, TO_CHOOSE, UNSHOWN, Telling, TellingState
from tests.core.builders import ADA, BRUNO, CARLA, NOON, a_chapter, a_telling, after, an_ask

LAST = 3
"""The page of the chapter's last beat; the close comes after it."""


def told(*words: int, asks: tuple[int, ...] = ()) -> Chapter:
    """A chapter whose beats have so many words; those at these places ask something."""
    beats = [
        {
            "id": f"beat-{place}",
            "text": "word " * count,
            "ask": an_ask().model_dump() if place in asks else None,
        }
        for place, count in enumerate(words, start=1)
    ]
    return a_chapter(beats=beats)


def reason(outcome: Telling | Refusal | None) -> Reason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


def sound(outcome: Telling | Refusal) -> Telling:
    assert isinstance(outcome, Telling), outcome
    return outcome


# How long a page stands


@given(words=st.integers(1, 180))
def test_a_beat_stands_as_long_as_its_words_take_and_never_too_short_or_too_long(words: int) -> None:
    reading = timedelta(seconds=4 + words * 60 / 200)
    assert rules.page_duration(told(words), 1) == min(max(reading, SHORTEST), LONGEST)


@given(words=st.integers(1, 180))
def test_a_beat_that_asks_stands_long_enough_to_choose(words: int) -> None:
    standing = rules.page_duration(told(words, asks=(1,)), 1)
    assert SHORTEST + TO_CHOOSE <= standing <= LONGEST + TO_CHOOSE
    assert standing >= rules.page_duration(told(words), 1) + TO_CHOOSE


@given(fewer=st.integers(1, 180), more=st.integers(1, 180))
def test_more_words_never_stand_shorter(fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    assert rules.page_duration(told(fewer), 1) <= rules.page_duration(told(more), 1)


def test_what_was_asked_before_is_read_with_the_beat() -> None:
    assert rules.page_duration(told(60, 60, asks=(1,)), 2) > rules.page_duration(told(60, 60), 2)


def test_the_opening_stands_as_long_as_its_hook() -> None:
    assert rules.page_duration(a_chapter(hook="word " * 50), 0) == timedelta(seconds=19)


# On from page to page


def test_a_press_moves_the_story_one_page_and_gives_it_its_time() -> None:
    chapter = told(60, 60, 60)
    moved = sound(rules.advance(a_telling(), chapter, 0, after(3)))
    assert (moved.position, moved.shown) == (1, 0)
    assert moved.due_at == after(3) + rules.page_duration(chapter, 1)


def test_a_second_press_at_the_same_page_moves_nothing() -> None:
    moved = sound(rules.advance(a_telling(), a_chapter(), 0, NOON))
    assert reason(rules.advance(moved, a_chapter(), 0, NOON)) is Reason.STORY_MOVED_ON


def test_nobody_turns_the_page_of_a_story_that_rests() -> None:
    resting = sound(rules.pause(a_telling(), 0, NOON))
    refused = rules.advance(resting, a_chapter(), 0, after(1))
    assert refused == Refusal.because(Reason.TELLING_PAUSED, owner=ADA)


def test_after_the_last_beat_comes_the_close_and_nothing_after_it() -> None:
    standing = a_telling(position=LAST, shown=LAST)
    closing = sound(rules.advance(standing, a_chapter(), LAST, NOON))
    assert closing.position == LAST + 1
    assert closing.state.running
    assert reason(rules.advance(closing, a_chapter(), LAST + 1, NOON)) is Reason.TELLING_OVER


def test_the_close_ends_the_telling_once_it_is_on_screen() -> None:
    closing = a_telling(position=LAST + 1, shown=LAST)
    ended = rules.landed(closing, a_chapter(), LAST + 1, 301, NOON)
    assert (ended.state, ended.due_at, ended.message_id) == (TellingState.TOLD, None, 301)


def test_a_page_s_time_begins_when_it_is_on_screen() -> None:
    chapter = told(60, 60, 60)
    standing = rules.landed(a_telling(position=1), chapter, 1, 301, after(7))
    assert (standing.shown, standing.message_id) == (1, 301)
    assert standing.due_at == after(7) + rules.page_duration(chapter, 1)


def test_a_page_that_lands_after_a_later_one_changes_nothing() -> None:
    standing = a_telling(position=2, shown=2, message_id=302)
    assert rules.landed(standing, a_chapter(), 1, 301, after(9)) == standing


def test_a_page_that_lands_while_the_next_is_on_its_way_leaves_that_one_s_time() -> None:
    turned = a_telling(position=2, shown=0, due_at=after(30))
    standing = rules.landed(turned, a_chapter(), 1, 301, after(9))
    assert (standing.position, standing.shown, standing.due_at) == (2, 1, after(30))


def test_a_page_that_lands_in_a_pause_leaves_the_story_at_rest() -> None:
    resting = a_telling(position=1, state=TellingState.PAUSED, due_at=None)
    standing = rules.landed(resting, a_chapter(), 1, 301, NOON)
    assert (standing.shown, standing.state, standing.due_at) == (1, TellingState.PAUSED, None)


@given(presses=st.lists(st.integers(-1, LAST + 2), max_size=40))
def test_presses_at_whatever_page_in_whatever_order_turn_one_page_at_a_time(presses: list[int]) -> None:
    telling = a_telling()
    for press in presses:
        outcome = rules.advance(telling, a_chapter(), press, NOON)
        if isinstance(outcome, Refusal):
            assert press != telling.position or press == LAST + 1
        else:
            assert press == telling.position
            assert outcome.position == telling.position + 1
            telling = outcome
    assert 0 <= telling.position <= LAST + 1


Step = Callable[[Telling], Telling | Refusal]
STEPS: dict[str, Callable[[int], Step]] = {
    "next": lambda page: lambda telling: rules.advance(telling, a_chapter(), page, NOON),
    "landed": lambda page: lambda telling: rules.landed(telling, a_chapter(), page, 300 + page, NOON),
    "pause": lambda page: lambda telling: rules.pause(telling, page, NOON),
    "go on": lambda page: lambda telling: rules.go_on(telling, a_chapter(), page, NOON),
    "stop": lambda page: lambda telling: rules.stop(telling, page, NOON),
    "stall": lambda _page: lambda telling: rules.stall(telling, NOON) if telling.state.running else telling,
}


@given(steps=st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, LAST + 1)), max_size=60))
def test_whatever_happens_in_whatever_order_a_telling_stays_sound(steps: list[tuple[str, int]]) -> None:
    telling = a_telling()
    for name, page in steps:
        outcome = STEPS[name](page)(telling)
        if isinstance(outcome, Refusal):
            continue
        if not telling.state.running:
            assert outcome == telling, "what has ended stays as it is"
        assert UNSHOWN <= outcome.shown <= LAST + 1
        assert outcome.position <= LAST + 1
        assert (outcome.state is TellingState.TELLING) == (outcome.due_at is not None)
        telling = outcome


# Who leads


def test_the_story_rests_until_it_goes_on() -> None:
    resting = sound(rules.pause(a_telling(), 0, after(1)))
    assert (resting.state, resting.due_at, resting.moved_at) == (TellingState.PAUSED, None, after(1))
    going = sound(rules.go_on(resting, a_chapter(), 0, after(99)))
    assert (going.state, going.due_at) == (TellingState.TELLING, after(99) + SHORTEST)


def test_a_page_that_asks_gives_time_to_choose_when_the_story_goes_on() -> None:
    resting = a_telling(position=1, shown=1, state=TellingState.PAUSED, due_at=None)
    going = sound(rules.go_on(resting, told(9, asks=(1,)), 1, NOON))
    assert going.due_at == NOON + SHORTEST + TO_CHOOSE


def test_pausing_twice_or_going_on_twice_changes_nothing() -> None:
    telling = a_telling()
    assert rules.go_on(telling, a_chapter(), 0, after(5)) == telling
    resting = sound(rules.pause(telling, 0, NOON))
    assert rules.pause(resting, 0, after(5)) == resting


@pytest.mark.parametrize("state", [state for state in TellingState if not state.running])
def test_what_has_ended_is_over_for_every_press(state: TellingState) -> None:
    ended, chapter = a_telling(state=state, due_at=None), a_chapter()
    outcomes = [
        rules.advance(ended, chapter, 0, NOON),
        rules.pause(ended, 0, NOON),
        rules.go_on(ended, chapter, 0, NOON),
        rules.stop(ended, 0, NOON),
        rules.accept(ended, chapter, 0, 0),
    ]
    assert [reason(one) for one in outcomes] == [Reason.TELLING_OVER] * 5


@pytest.mark.parametrize(
    ("member", "may"),
    [
        (Actor(ADA, "Ada"), True),
        (Actor(BRUNO, "Bruno"), False),
        (Actor(BRUNO, "Bruno", manages_guild=True), True),
        (Actor(CARLA, "Carla", role_ids=frozenset({7})), True),
        (Actor(CARLA, "Carla", role_ids=frozenset({8})), False),
    ],
)
def test_the_teller_the_quizmasters_and_who_manages_the_server_lead(member: Actor, may: bool) -> None:  # noqa: FBT001 - the column of a table
    settings = GuildSettings(guild_id=100, quizmaster_role_id=7)
    refusal = rules.may_lead(a_telling(), member, settings)
    assert (refusal is None) == may
    if refusal is not None:
        assert refusal == Refusal.because(Reason.NOT_TELLER, owner=ADA)


# What goes wrong


def test_a_page_that_cannot_be_shown_lets_the_story_rest_at_the_one_before() -> None:
    resting = rules.stall(a_telling(position=2, shown=1), after(60))
    assert (resting.position, resting.shown, resting.state) == (1, 1, TellingState.PAUSED)


def test_an_opening_that_cannot_be_shown_loses_the_telling() -> None:
    assert rules.stall(a_telling(shown=UNSHOWN), NOON).state is TellingState.LOST


@pytest.mark.parametrize(
    ("state", "rested", "gives"),
    [
        (TellingState.PAUSED, PATIENCE, True),
        (TellingState.PAUSED, PATIENCE - timedelta(seconds=1), False),
        (TellingState.TELLING, 2 * PATIENCE, False),
    ],
)
def test_only_a_story_that_rested_for_long_gives_way(
    state: TellingState,
    rested: timedelta,
    gives: bool,  # noqa: FBT001 - the column of a table
) -> None:
    assert rules.gives_way(a_telling(state=state), NOON + rested) == gives


# What the listeners choose


def asking(**choices: int) -> Telling:
    """A telling at a page that asks, with choices by name."""
    names = {"ada": ADA, "bruno": BRUNO, "carla": CARLA}
    return a_telling(
        position=1, shown=1, choices={1: {names[name]: option for name, option in choices.items()}}
    )


@pytest.mark.parametrize("option", [-1, 2])
def test_only_an_option_that_is_offered_can_be_chosen(option: int) -> None:
    chapter = told(9, 9, asks=(1,))
    assert rules.accept(asking(), chapter, 1, 0) is None
    assert rules.accept(asking(), chapter, 1, 1) is None
    assert reason(rules.accept(asking(), chapter, 1, option)) is Reason.NOT_A_CHOICE


def test_a_page_that_asks_nothing_takes_no_choice() -> None:
    assert reason(rules.accept(a_telling(), a_chapter(), 0, 0)) is Reason.NOT_A_CHOICE
    assert reason(rules.accept(asking(), told(9), 1, 0)) is Reason.NOT_A_CHOICE


def test_a_choice_counts_until_the_story_moves_on_and_also_while_it_rests() -> None:
    chapter = told(9, 9, asks=(1,))
    assert rules.accept(replace(asking(), state=TellingState.PAUSED), chapter, 1, 0) is None
    moved = sound(rules.advance(asking(), chapter, 1, NOON))
    assert reason(rules.accept(moved, chapter, 1, 0)) is Reason.STORY_MOVED_ON


@pytest.mark.parametrize(
    ("choices", "counts", "best"),
    [
        ({}, [0, 0, 0], []),
        ({"ada": 1}, [0, 1, 0], [1]),
        ({"ada": 0, "bruno": 0, "carla": 2}, [2, 0, 1], [0]),
        ({"ada": 0, "bruno": 2}, [1, 0, 1], [0, 2]),
    ],
)
def test_the_listeners_are_counted_and_what_most_chose_leads(
    choices: dict[str, int], counts: list[int], best: list[int]
) -> None:
    counted = rules.tally(asking(**choices), 1, ["a", "b", "c"])
    assert counted == counts
    assert rules.favourites(counted) == best
