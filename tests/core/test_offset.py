"""What is learnt of Discord's clock, whatever the delays on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.offset import DATED_TO, Offset

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def seconds(least: float, most: float) -> st.SearchStrategy[timedelta]:
    return st.floats(least, most).map(lambda value: timedelta(seconds=value))


@dataclass(frozen=True)
class Arrival:
    """Something that arrives, so long after the one before."""

    pause: timedelta
    there: timedelta
    """How long an answer's question was on its way."""
    back: timedelta
    """How long it was on its own way."""
    is_answer: bool


@dataclass
class Computer:
    """A computer whose clock is wrong by so much, and goes so wrong."""

    behind: timedelta
    drift: float = 0.0
    now: datetime = NOON
    """The true time, which is Discord's."""
    known: Offset = field(default_factory=Offset)

    @property
    def offset(self) -> timedelta:
        return self.behind + (self.now - NOON) * self.drift

    @property
    def clock(self) -> datetime:
        return self.now - self.offset

    @property
    def error(self) -> timedelta:
        return abs(self.known.value - self.offset)

    def receive(self, arrival: Arrival) -> None:
        self.now += arrival.pause
        asked = self.clock
        if arrival.is_answer:
            self.now += arrival.there
        made = self.now
        self.now += arrival.back
        if arrival.is_answer:
            self.known = self.known.after_answer(made.replace(microsecond=0), asked, self.clock)
        else:
            cut = made.replace(microsecond=made.microsecond // 1000 * 1000)
            self.known = self.known.after_event(cut, self.clock)

    def receive_all(self, arrivals: Sequence[Arrival]) -> None:
        for arrival in arrivals:
            self.receive(arrival)


def arrivals(delay: float, *, answers: bool | None = None) -> st.SearchStrategy[Arrival]:
    kinds = st.booleans() if answers is None else st.just(answers)
    ways = seconds(0, delay)
    return st.builds(Arrival, pause=seconds(0, 3600), there=ways, back=ways, is_answer=kinds)


QUICK = Arrival(timedelta(seconds=1), timedelta(milliseconds=60), timedelta(milliseconds=60), is_answer=True)
PRESS = Arrival(timedelta(seconds=1), timedelta(), timedelta(milliseconds=60), is_answer=False)
DRIFTS = st.floats(-1e-4, 1e-4)
ANY_OFFSET = seconds(-400, 400)


@given(st.lists(arrivals(30)))
def test_a_right_clock_is_never_corrected_however_late_things_come(late: list[Arrival]) -> None:
    computer = Computer(timedelta())
    computer.receive_all(late)
    assert not computer.known.value


@given(ANY_OFFSET, DRIFTS, st.lists(arrivals(3)), st.lists(arrivals(3)))
def test_one_quick_answer_tells_it_to_a_second(
    behind: timedelta, drift: float, before: list[Arrival], after: list[Arrival]
) -> None:
    computer = Computer(behind, drift)
    computer.receive_all(before)
    computer.receive(QUICK)
    # What is old is loosened, by more than any clock drifts.
    loosened = timedelta(seconds=3)
    assert computer.error <= DATED_TO + QUICK.there + QUICK.back + loosened * 1e-3
    known = computer.error
    computer.receive_all(after)
    slept = sum((one.pause + one.there + one.back for one in after), timedelta())
    assert computer.error <= max(known, DATED_TO + QUICK.there + QUICK.back) + slept * 2e-3


@given(ANY_OFFSET, DRIFTS)
def test_many_answers_tell_it_to_a_fraction_of_a_second(behind: timedelta, drift: float) -> None:
    computer = Computer(behind, drift)
    for number in range(40):
        pause = timedelta(seconds=1, milliseconds=37 * (number % 27))
        computer.receive(Arrival(pause, QUICK.there, QUICK.back, is_answer=True))
        computer.receive(PRESS)
    assert computer.error <= timedelta(seconds=0.3)


@given(seconds(0.1, 400), st.lists(arrivals(3, answers=False), min_size=1))
def test_presses_alone_prove_a_clock_that_is_behind(behind: timedelta, presses: list[Arrival]) -> None:
    computer = Computer(behind)
    computer.receive_all(presses)
    computer.receive(PRESS)
    assert computer.known.value <= behind
    slept = sum((one.pause + one.back for one in presses), timedelta())
    assert computer.error <= PRESS.back + MILLISECOND + slept * 1e-3


@given(seconds(-400, 0), st.lists(arrivals(30, answers=False)))
def test_presses_alone_prove_nothing_of_a_clock_that_is_ahead(
    behind: timedelta, presses: list[Arrival]
) -> None:
    computer = Computer(behind)
    computer.receive_all(presses)
    assert not computer.known.value


@given(ANY_OFFSET, ANY_OFFSET, st.lists(arrivals(3), min_size=1), st.sampled_from(([], [PRESS])))
def test_a_clock_that_somebody_sets_is_known_again_with_the_second_answer(
    before: timedelta, after: timedelta, arrived: list[Arrival], between: list[Arrival]
) -> None:
    computer = Computer(before)
    computer.receive_all(arrived)
    computer.receive(QUICK)
    computer.behind = after
    for _ in range(2):
        computer.receive_all(between)
        computer.receive(QUICK)
    # A step of less than a second is no contradiction yet: both are believed half.
    assert computer.error <= 2 * DATED_TO + QUICK.there + QUICK.back + timedelta(milliseconds=50)


@given(ANY_OFFSET, seconds(-4000, 4000), st.lists(st.sampled_from((PRESS, QUICK)), max_size=5))
def test_one_wrong_date_changes_nothing(behind: timedelta, wrong: timedelta, after: list[Arrival]) -> None:
    computer = Computer(behind)
    computer.receive_all([QUICK] * 9)
    dated = computer.now + wrong
    computer.known = computer.known.after_answer(dated, computer.clock, computer.clock)
    computer.receive_all([*after, QUICK])
    # One that is off by less than can be told is believed half.
    assert computer.error <= 2 * DATED_TO + timedelta(milliseconds=50)


def test_an_answer_in_whose_midst_the_clock_is_set_tells_nothing() -> None:
    known = Offset().after_answer(NOON, NOON + timedelta(seconds=40), NOON)
    assert known == Offset()


@given(seconds(-40, -3), seconds(0, 36_000))
def test_what_is_known_is_kept_while_nothing_arrives(behind: timedelta, silence: timedelta) -> None:
    computer = Computer(behind)
    computer.receive(QUICK)
    known = computer.known.value
    computer.receive(Arrival(silence, timedelta(), timedelta(seconds=30), is_answer=False))
    assert computer.known.value == known
