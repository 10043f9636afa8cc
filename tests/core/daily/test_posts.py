import pytest
from pydantic import ValidationError

from bot.core.daily.posts import CONTENT, AskQuestion, PutClaim, TellAnecdote, TellDay
from tests.core.builders import NOON, an_asked, an_asked_legend


def test_what_was_told_is_read_back():
    told = TellAnecdote(id="the-red-arrow")
    assert CONTENT.validate_json(told.model_dump_json()) == told


@pytest.mark.parametrize(
    "content",
    [
        TellDay(id="the-start", on=NOON.date(), away=-3),
        PutClaim(ballot_id=2**63 - 1),
        AskQuestion(asked=an_asked()),
        AskQuestion(asked=an_asked_legend()),
    ],
)
def test_every_kind_of_content_is_read_back_as_its_own(content):
    assert CONTENT.validate_json(content.model_dump_json()) == content


def test_content_of_a_kind_that_nobody_posts_is_a_fault():
    with pytest.raises(ValidationError, match="union_tag_invalid"):
        CONTENT.validate_json('{"what": "riddle", "id": "the-sphinx"}')
