from pathlib import Path

import pytest

from bot.content.lint import limits as lint_limits
from bot.content.loading import load_pack
from bot.core.packs.faults import FaultKey, Faults
from bot.core.packs.pack import StoryPack
from tests.content import little_tale
from tests.content.cases import ANECDOTES, CARDS, LEGENDS, QUESTIONS, SOURCES, START


@pytest.fixture
def folder(tmp_path):
    return little_tale.write(tmp_path)


def told(folder: Path) -> list[tuple[FaultKey, str]]:
    """What is wrong with the pack, and where."""
    loaded = load_pack(folder)
    return [(fault.key, fault.where) for fault in loaded] if isinstance(loaded, Faults) else []


def write_claims(folder: Path, facts: int, legends: int) -> None:
    text = (folder / LEGENDS).read_text(encoding="utf-8")
    verdicts = ["fact"] * facts + ["legend"] * legends
    claims = (
        text.replace("id: no-rain", f"id: no-rain-{number}").replace("verdict: legend", f"verdict: {verdict}")
        for number, verdict in enumerate(verdicts)
    )
    (folder / LEGENDS).write_text("".join(claims), encoding="utf-8")


# Where an answer is told


def test_a_figure_may_be_told_by_what_listeners_hear_after_an_ask(folder):
    little_tale.change(folder, QUESTIONS, "It did, at noon.", "It did, and all 77 drove on.")
    assert told(folder) == []

    little_tale.change(folder, START, "All 77 drove on.", "All of them drove on.")
    assert told(folder) == [(FaultKey.FIGURE_NOT_TOLD, "questions[1].explanation")]


def test_a_figure_that_an_ask_only_asks_with_is_not_told(folder):
    little_tale.change(folder, START, "I would wait", "I would wait 13 minutes")
    little_tale.change(folder, QUESTIONS, "It did, at noon.", "It did, for 13 minutes.")

    assert told(folder) == [(FaultKey.FIGURE_NOT_TOLD, "questions[1].explanation")]


def test_a_question_and_a_claim_may_be_told_by_a_dossier_with_its_figures(folder):
    little_tale.change(folder, QUESTIONS, "start/dawn", "dossiers/first-year")
    little_tale.change(folder, LEGENDS, "start/noon", "dossiers/shepherd")

    assert isinstance(load_pack(folder), StoryPack)


def test_only_a_question_needs_a_dossier_with_a_chapter(folder):
    little_tale.change(folder, CARDS, "low\n  chapters: [start]\n", "low\n")
    little_tale.change(folder, LEGENDS, "start/noon", "dossiers/shepherd")
    assert told(folder) == []

    little_tale.change(folder, QUESTIONS, "start/noon", "dossiers/shepherd")
    assert told(folder) == [(FaultKey.NO_TOPIC, "questions[1].told_in")]


def test_a_dossier_that_could_not_be_read_makes_no_fault_of_each_link_to_it(folder):
    little_tale.change(folder, QUESTIONS, "start/dawn", "dossiers/first-year")
    little_tale.change(folder, CARDS, "- id: shepherd", '- id: "shepherd')

    assert [key for key, _ in told(folder)] == [FaultKey.SYNTAX]


def test_a_faulty_dossier_is_there_for_those_who_point_to_it(folder):
    little_tale.change(folder, QUESTIONS, "start/dawn", "dossiers/first-year")
    little_tale.change(folder, CARDS, "confidence: high", "confidence: perhaps")

    assert told(folder) == [(FaultKey.NOT_ONE_OF, "dossiers[1].confidence")]


# What stands only once


def test_ids_and_names_of_different_kinds_may_be_the_same(folder):
    little_tale.change(folder, CARDS, "id: shepherd", "id: the-hat")
    little_tale.change(folder, CARDS, "The Shepherd", "The Hat")

    assert told(folder) == []


def test_a_dossier_may_say_its_own_name_twice(folder):
    little_tale.change(folder, CARDS, "[The Man at the Wall]", "[the shepherd, The SHEPHERD]")

    assert told(folder) == []


@pytest.mark.parametrize(
    ("prompt", "alike"),
    [
        ("HOW MANY CARS STARTED", True),
        ("“How many *cars*, started…?”", True),
        ("How many cars  started?!", True),
        ("How many cars started in the rain?", False),
        ("How many carts started?", False),
    ],
)
def test_a_question_is_the_same_whatever_its_capitals_and_points(folder, prompt, alike):
    little_tale.change(folder, QUESTIONS, "prompt: It rained.", f"prompt: {prompt}")

    assert told(folder) == ([(FaultKey.DUPLICATE_PROMPT, "questions[1].prompt")] if alike else [])


@pytest.mark.parametrize("key", [FaultKey.DUPLICATE_NAME, FaultKey.DUPLICATE_YEAR])
def test_what_stands_twice_is_told_with_the_place_of_the_first(folder, key):
    little_tale.change(folder, CARDS, "kind: person", "kind: year\n  year: 1927")
    little_tale.change(folder, CARDS, "The First Year", "The Shepherd")
    loaded = load_pack(folder)
    assert isinstance(loaded, Faults)

    (fault,) = (fault for fault in loaded if fault.key is key)

    line = 1 if key is FaultKey.DUPLICATE_NAME else 3
    assert fault.values["first"] == f"{folder.as_posix()}/{CARDS}:{line}"


# The share of facts


@pytest.mark.parametrize(
    ("facts", "legends", "sound"),
    [(8, 12, True), (12, 8, True), (7, 13, False), (13, 7, False), (0, 19, True), (19, 0, True)],
)
def test_of_twenty_claims_or_more_forty_to_sixty_in_a_hundred_are_facts(folder, facts, legends, sound):
    write_claims(folder, facts, legends)

    assert told(folder) == ([] if sound else [(FaultKey.SHARE_OF_FACTS, "legends")])


def test_the_share_of_facts_is_not_judged_while_a_claim_is_faulty(folder):
    write_claims(folder, 12, 8)
    little_tale.change(folder, LEGENDS, "verdict: legend", "verdict: perhaps")
    little_tale.change(folder, LEGENDS, "verdict: legend", "verdict: fact")

    assert [key for key, _ in told(folder)] == [FaultKey.NOT_ONE_OF]


# What a message holds


def characters(*texts: str) -> int:
    return sum(map(len, texts))


DAWN_PAGE = characters("The Start", "Come closer.", little_tale.DAWN)
NOON_PAGE = characters(
    *("The Start", little_tale.NOON, "Would you drive on in the rain?", "I would drive on", "I would wait"),
    "All 77 drove on.",
)
LONGEST_ANSWER = characters("How many cars started?", "77 cars", "The first left at 05:31.")
HAT_TALE = LONGEST_ANSWER + characters("The Hat", little_tale.HAT, "Another book")
FIRST_DAY = LONGEST_ANSWER + characters(little_tale.DAY, "A book")
SHEPHERD_CARD = characters("The Shepherd\n", little_tale.SHEPHERD, "The Man at the Wall", "Another book")
YEAR_CARD = characters(
    *("The First Year\n", little_tale.YEAR, "\nStarters: 77 cars, the first at 05:31"), "A book"
)
VERDICT = LONGEST_ANSWER + characters("It never rained.", "It rained when the road began to climb.", "A book")
NEXT_QUESTION = characters("How many cars started?", "77 cars", "60 cars", "81 cars", "90 cars")
FIRST_BOARD = characters("77 cars", "The first left at 05:31.") + NEXT_QUESTION
SECOND_BOARD = characters("It did, at noon.") + NEXT_QUESTION


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("beats[0]", DAWN_PAGE),
        ("beats[1]", NOON_PAGE),
        ("anecdotes[0]", HAT_TALE),
        ("legends[0]", VERDICT),
        ("days[0]", FIRST_DAY),
        ("dossiers[0]", SHEPHERD_CARD),
        ("dossiers[1]", YEAR_CARD),
        ("questions[0]", FIRST_BOARD),
        ("questions[1]", SECOND_BOARD),
    ],
)
def test_all_that_a_message_shows_together_is_counted(folder, monkeypatch, where, found):
    monkeypatch.setattr(lint_limits, "MOST_TOGETHER", found)
    assert (FaultKey.MESSAGE_TOO_LONG, where) not in told(folder)

    monkeypatch.setattr(lint_limits, "MOST_TOGETHER", found - 1)
    assert (FaultKey.MESSAGE_TOO_LONG, where) in told(folder)


def test_a_title_that_no_source_has_is_no_part_of_a_message(folder, monkeypatch):
    monkeypatch.setattr(lint_limits, "MOST_TOGETHER", HAT_TALE - 1)
    little_tale.change(folder, ANECDOTES, "[CD2]", "[XY9]")

    assert [key for key, where in told(folder) if where.startswith("anecdotes")] == [FaultKey.UNKNOWN_SOURCE]


def test_a_longer_title_of_a_source_counts_wherever_it_is_shown(folder, monkeypatch):
    monkeypatch.setattr(lint_limits, "MOST_TOGETHER", HAT_TALE)
    little_tale.change(folder, SOURCES, "Another book", "Another good book")

    assert (FaultKey.MESSAGE_TOO_LONG, "anecdotes[0]") in told(folder)
