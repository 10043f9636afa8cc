from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loading import load_pack
from bot.content.search import LONGEST_EXCERPT, HitKind, Index
from bot.core.packs.faults import Faults

PACK = Path(__file__).parents[2] / "stories" / "mille-miglia"


@pytest.fixture(scope="module")
def pack():
    pack = load_pack(PACK)
    assert not isinstance(pack, Faults), pack
    return pack


@pytest.fixture(scope="module")
def index(pack):
    return Index(pack)


def refs(index, looked_for, limit=5):
    return [(hit.where, hit.ref) for hit in index.find(looked_for, limit)]


@pytest.mark.parametrize(
    ("looked_for", "best"),
    [
        ("Nuvolari", (HitKind.DOSSIER, "tazio-nuvolari")),
        ("red arrow", (HitKind.ANECDOTE, "the-red-arrow")),
        ("jenkinson glasses", (HitKind.ANECDOTE, "the-glasses")),
        ("1931", (HitKind.DOSSIER, "mille-miglia-1931")),
        ("Futa", (HitKind.DOSSIER, "futa-pass")),
    ],
)
def test_what_is_meant_comes_first(index, looked_for, best):
    assert refs(index, looked_for)[0] == best


@pytest.mark.parametrize(
    ("exact", "sloppy"),
    [
        ("Göttgens", "gottgens"),
        ("Nuvolari lamps", "nuvolary lamp"),
        ("Mercedes", "mersedes"),
        ("Isetta", "isettas"),
        ("JENKINSON", "jenkinsn"),
    ],
)
def test_accents_plurals_capitals_and_a_typo_are_forgiven(index, exact, sloppy):
    assert refs(index, exact, 1)[0] in refs(index, sloppy, 3)


def test_words_that_are_everywhere_do_not_push_aside_the_one_that_tells(index):
    assert refs(index, "the ham of the", 1) == refs(index, "ham", 1)


def test_a_word_that_nothing_tells_of_finds_nothing(index):
    assert index.find("zzzzzz", 5) == []
    assert index.find("", 5) == []
    assert index.find("!?", 5) == []


def test_every_beat_anecdote_claim_and_card_is_found_by_its_own_words(index, pack):
    def found(where, ref, text):
        assert (where, ref) in refs(index, text, 3), ref

    for chapter in pack.chapters:
        for beat in chapter.beats:
            found(HitKind.BEAT, f"{chapter.id}/{beat.id}", beat.text)
    for anecdote in pack.anecdotes:
        found(HitKind.ANECDOTE, anecdote.id, anecdote.text)
    for legend in pack.legends:
        found(HitKind.LEGEND, legend.id, f"{legend.claim} {legend.why}")
    for dossier in pack.dossiers:
        found(HitKind.DOSSIER, dossier.id, f"{dossier.name} {dossier.text}")


@given(st.text(max_size=200))
def test_any_text_may_be_looked_for_and_excerpts_stay_short(index, looked_for):
    hits = index.find(looked_for, 5)
    assert len(hits) <= 5
    assert all(0 < len(hit.excerpt) <= LONGEST_EXCERPT for hit in hits)
    assert [hit.score > 0 for hit in hits] == [True] * len(hits)


def test_a_hit_says_how_much_of_what_was_looked_for_it_surely_has(index):
    assert index.find("jenkinson glasses", 1)[0].share == 1.0
    assert index.find("jenkinson glasses zzzzzz", 1)[0].share == pytest.approx(2 / 3)
    # "refund" is near enough to another word to be guessed at, and no more than that.
    guessed = index.find("refund", 5)
    assert [hit.share for hit in guessed] == [0.0] * 5
