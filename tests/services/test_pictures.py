import asyncio
import logging
import threading
from collections.abc import AsyncIterator

import pytest

from bot.services.pictures import Pictures


@pytest.fixture
async def pictures() -> AsyncIterator[Pictures]:
    """Room for ten bytes."""
    pictures = Pictures(room=10)
    yield pictures
    await pictures.close()


class Artist:
    """Draws what it is told to, and counts; waits for its gate where it has one."""

    def __init__(self, drawn: bytes, gate: threading.Event | None = None) -> None:
        self.drawn = drawn
        self.times = 0
        self.threads: set[str] = set()
        self._gate = gate

    def __call__(self) -> bytes:
        self.times += 1
        self.threads.add(threading.current_thread().name)
        if self._gate is not None:
            assert self._gate.wait(5)
        return self.drawn


async def test_a_picture_that_many_ask_for_at_once_is_drawn_once(pictures):
    gate = threading.Event()
    artist = Artist(b"map", gate)
    waiting = [asyncio.create_task(pictures.get("map", artist)) for _ in range(20)]
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*waiting) == [b"map"] * 20
    assert artist.times == 1


async def test_a_picture_that_was_drawn_is_not_drawn_again(pictures):
    artist = Artist(b"map")
    assert [await pictures.get("map", artist) for _ in range(3)] == [b"map"] * 3
    assert artist.times == 1


async def test_pictures_of_different_keys_are_different_pictures(pictures):
    assert await pictures.get(("map", 1), Artist(b"one")) == b"one"
    assert await pictures.get(("map", 2), Artist(b"two")) == b"two"


async def test_no_more_than_the_room_is_kept_and_what_was_asked_for_longest_ago_goes_first(pictures):
    artists = {key: Artist(key.encode() * 4) for key in "abc"}
    for key in ("a", "b", "a", "c"):
        await pictures.get(key, artists[key])
    for key in ("a", "c"):
        await pictures.get(key, artists[key])
    assert {key: artist.times for key, artist in artists.items()} == {"a": 1, "b": 1, "c": 1}
    await pictures.get("b", artists["b"])
    assert artists["b"].times == 2


async def test_a_picture_larger_than_the_room_is_given_and_not_kept(pictures):
    small, large = Artist(b"small"), Artist(b"far too large")
    await pictures.get("small", small)
    assert await pictures.get("map", large) == b"far too large"
    assert await pictures.get("map", large) == b"far too large"
    assert large.times == 2
    await pictures.get("small", small)
    assert small.times == 1


async def test_a_drawing_that_fails_is_none_and_logged_and_tried_again_the_next_time(pictures, caplog):
    def smudged() -> bytes:
        raise ValueError("smudged")

    with caplog.at_level(logging.ERROR):
        assert await pictures.get("map", smudged) is None
    assert "ValueError: smudged" in caplog.text
    assert await pictures.get("map", Artist(b"map")) == b"map"


async def test_a_reader_who_goes_away_does_not_take_the_picture_from_the_others(pictures):
    gate = threading.Event()
    artist = Artist(b"map", gate)
    leaving, staying = (asyncio.create_task(pictures.get("map", artist)) for _ in range(2))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.sleep(0)
    gate.set()
    assert await staying == b"map"
    assert leaving.cancelled()


async def test_one_thread_draws_all_and_in_the_order_of_asking(pictures):
    artists = [Artist(b"x") for _ in range(6)]
    order: list[int] = []

    def draw(number: int) -> bytes:
        order.append(number)
        return artists[number]()

    await asyncio.gather(*(pictures.get(number, lambda n=number: draw(n)) for number in range(6)))
    assert order == list(range(6))
    assert len({name for artist in artists for name in artist.threads}) == 1
    assert threading.current_thread().name not in artists[0].threads


async def test_the_loop_goes_on_while_a_picture_is_drawn(pictures):
    gate = threading.Event()
    drawing = asyncio.create_task(pictures.get("map", Artist(b"map", gate)))
    for _ in range(3):
        await asyncio.sleep(0.01)
    assert not drawing.done()
    gate.set()
    assert await drawing == b"map"


async def test_closing_waits_for_the_picture_on_the_easel_and_drops_those_in_line(pictures):
    gate = threading.Event()
    first, second = Artist(b"one", gate), Artist(b"two")
    drawing = asyncio.create_task(pictures.get(1, first))
    waiting = asyncio.create_task(pictures.get(2, second))
    await asyncio.sleep(0.01)
    closing = asyncio.create_task(pictures.close())
    await asyncio.sleep(0.01)
    assert not closing.done()
    gate.set()
    await closing
    assert await drawing == b"one"
    assert await waiting is None
    assert second.times == 0


async def test_a_picture_that_is_needed_goes_before_those_that_are_not(pictures):
    gate, order = threading.Event(), []

    def draw(name: str) -> bytes:
        assert gate.wait(5)
        order.append(name)
        return b"x"

    def ask(name: str, *, is_needed: bool = False) -> asyncio.Task[bytes | None]:
        return asyncio.create_task(pictures.get(name, lambda: draw(name), is_needed=is_needed))

    asked = [ask("on the easel")]
    await asyncio.sleep(0)
    asked += [ask("first"), ask("second"), ask("needed", is_needed=True), ask("second", is_needed=True)]
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(*asked)
    assert order == ["on the easel", "second", "needed", "first"]


async def test_in_a_hurry_only_what_is_needed_is_drawn(pictures):
    gate = threading.Event()
    artists = {name: Artist(b"x", gate) for name in ("on the easel", "in line", "needed", "late")}

    def ask(name: str, *, is_needed: bool = False) -> asyncio.Task[bytes | None]:
        return asyncio.create_task(pictures.get(name, artists[name], is_needed=is_needed))

    asked = [ask("on the easel")]
    await asyncio.sleep(0)
    asked += [ask("in line"), ask("needed", is_needed=True)]
    await asyncio.sleep(0)
    pictures.drop_unneeded()
    asked.append(ask("late"))
    gate.set()
    assert await asyncio.gather(*asked) == [b"x", None, b"x", None]
    assert {name: artist.times for name, artist in artists.items()} == {
        "on the easel": 1, "in line": 0, "needed": 1, "late": 0,
    }  # fmt: skip


async def test_after_the_close_nothing_is_drawn_and_nobody_waits(pictures, caplog):
    await pictures.close()
    artist = Artist(b"map")
    assert await pictures.get("map", artist) is None
    assert await pictures.get("question", artist, is_needed=True) is None
    assert artist.times == 0
    assert not caplog.records
