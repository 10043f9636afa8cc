from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.drawing import draw
from tests.core.builders import after, chance


@dataclass(frozen=True)
class Item:
    id: str


def items(*ids: str) -> list[Item]:
    return [Item(item_id) for item_id in ids]


@st.composite
def pools(draw_from):
    """A pool of items and when some of them, and some that are gone, were last seen."""
    pool = items(*draw_from(st.lists(st.text("abcdefgh", max_size=2), unique=True, max_size=15)))
    known = [item.id for item in pool] + ["gone"]
    seen = draw_from(st.dictionaries(st.sampled_from(known), st.integers(0, 5).map(after)))
    return pool, seen


seeds = st.integers(0, 2**32)
counts = st.integers(0, 20)


@given(pools(), counts, seeds)
def test_what_was_never_seen_comes_before_all_that_was(drawn_from, count, seed):
    pool, seen = drawn_from
    drawn = draw(pool, seen, count, chance(seed))
    unseen = [item for item in pool if item.id not in seen]
    assert {item.id for item in drawn[: len(unseen)]} <= {item.id for item in unseen}
    assert all(item.id in seen for item in drawn[len(unseen) :])


@given(pools(), counts, seeds)
def test_then_comes_what_was_longest_unseen(drawn_from, count, seed):
    pool, seen = drawn_from
    drawn = [item for item in draw(pool, seen, count, chance(seed)) if item.id in seen]
    since = sorted(seen[item.id] for item in pool if item.id in seen)
    assert [seen[item.id] for item in drawn] == since[: len(drawn)]


@given(pools(), counts, seeds)
def test_nothing_is_drawn_twice(drawn_from, count, seed):
    pool, seen = drawn_from
    drawn = draw(pool, seen, count, chance(seed))
    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= set(pool)


@given(pools(), counts, seeds)
def test_as_many_are_drawn_as_asked_for_or_all_there_are(drawn_from, count, seed):
    pool, seen = drawn_from
    assert len(draw(pool, seen, count, chance(seed))) == min(count, len(pool))


@given(pools(), counts, seeds)
def test_the_same_seed_draws_the_same(drawn_from, count, seed):
    pool, seen = drawn_from
    first = draw(pool, seen, count, chance(seed))
    assert draw(pool, seen, count, chance(seed)) == first


@given(pools(), seeds)
def test_drawing_leaves_the_pool_as_it_was(drawn_from, seed):
    pool, seen = drawn_from
    before = list(pool)
    draw(pool, seen, 3, chance(seed))
    assert pool == before


def test_what_was_never_seen_comes_in_an_order_of_chance():
    orders = {tuple(item.id for item in draw(items(*"abcd"), {}, 4, chance(seed))) for seed in range(50)}
    assert len(orders) > 10


def test_what_was_seen_at_one_time_comes_in_an_order_of_chance():
    seen = dict.fromkeys("abcd", after(0))
    firsts = {draw(items(*"abcd"), seen, 1, chance(seed))[0].id for seed in range(50)}
    assert firsts == set("abcd")


def test_a_question_seen_long_ago_waits_for_the_unseen_and_goes_before_the_recent():
    seen = {"old": after(0), "recent": after(60)}
    drawn = draw(items("recent", "old", "new"), seen, 3, chance(1))
    assert [item.id for item in drawn] == ["new", "old", "recent"]
