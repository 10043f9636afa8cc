import pytest

from bot.core.trivia.asking.topics import HEARD, READ, read_by, reader_of

LARGEST_ID = 2**64 - 1


def test_a_topic_keeps_whose_reading_it_is_about() -> None:
    assert reader_of(read_by(LARGEST_ID)) == LARGEST_ID


@pytest.mark.parametrize("topic", [HEARD, READ, "the-kiss-in-rome"])
def test_every_other_topic_is_nobody_s(topic: str) -> None:
    assert reader_of(topic) is None


def test_a_topic_fits_where_it_is_kept() -> None:
    assert len(read_by(LARGEST_ID)) <= 40
