import pytest

from bot.core.stories.votes import NOBODY
from bot.ui.packs.claims import ballot_container
from bot.ui.packs.wording import MOST_NAMES
from tests.core.builders import ADA, BRUNO, CARLA, a_ballot, a_legend, a_pack
from tests.ui.packs.shown import ids, said

PACK = a_pack()


def test_an_open_claim_tells_neither_its_verdict_nor_who_called_it_what(say):
    ballot = a_ballot(votes={ADA: "fact", BRUNO: "legend"})
    shown = "\n".join(said(ballot_container(ballot, PACK, say)))
    assert ballot.legend.claim in shown
    assert "2 votes so far" in shown
    assert ballot.legend.why not in shown
    assert "<@" not in shown


def test_an_open_claim_is_called_by_two_buttons_and_ended_by_a_third(say):
    assert ids(ballot_container(a_ballot(), PACK, say)) == ["lv:9:fact", "lv:9:legend", "lr:9"]


def test_a_claim_that_nobody_asked_for_has_no_button_that_ends_it(say):
    assert ids(ballot_container(a_ballot(asker_id=NOBODY), PACK, say)) == ["lv:9:fact", "lv:9:legend"]


@pytest.mark.parametrize(
    ("verdict", "right"), [("fact", f"<@{ADA}>"), ("legend", f"<@{BRUNO}> and <@{CARLA}>")]
)
def test_a_closed_claim_tells_its_verdict_the_votes_and_who_was_right(say, verdict, right):
    ballot = a_ballot(
        closed=True,
        legend=a_legend(verdict=verdict),
        votes={ADA: "fact", BRUNO: "legend", CARLA: "legend"},
    )
    card = ballot_container(ballot, PACK, say)
    assert said(card) == [
        f"> {ballot.legend.claim}",
        f"### It is a {verdict}.",
        ballot.legend.why,
        "-# Told in A newspaper of 1927",
        "-# Fact: 1 · Legend: 2",
        f"✅ Right: {right}",
    ]
    assert ids(card) == []


def test_a_closed_claim_without_votes_says_so_and_names_nobody(say):
    shown = said(ballot_container(a_ballot(closed=True), PACK, say))
    assert shown[-1] == "-# Nobody voted."


def test_where_many_were_right_the_first_are_named_and_the_rest_is_counted(say):
    ballot = a_ballot(closed=True, votes=dict.fromkeys(range(1, MOST_NAMES + 6), "legend"))
    shown = said(ballot_container(ballot, PACK, say))[-1]
    assert shown.count("<@") == MOST_NAMES
    assert "5 more" in shown


def test_a_claim_whose_sources_the_story_has_no_more_names_none(say):
    ballot = a_ballot(closed=True, legend=a_legend(sources=["GONE"]))
    assert not any("Told in" in one for one in said(ballot_container(ballot, PACK, say)))
