from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.loading import load_pack, load_packs
from bot.core.packs.faults import Fault, FaultKey, Faults
from bot.core.packs.pack import StoryPack
from tests.content import little_tale
from tests.content.cases import CASES, Case
from tests.content.lint.answer_cases import EDITS

ROOT = Path(__file__).parents[2]

KEYS = st.sampled_from(
    [
        *("id", "kind", "beats", "sources", "told_in", "wrong", "right", "credits", "chapters"),
        *("ask", "options", "told", "name", "also", "figures", "dossiers", "anecdotes"),
    ]
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS | st.text(max_size=8), inner, max_size=6)
    ),
    max_leaves=20,
)

ELSEWHERE = {
    # Said of all packs together, of no field that a pack has, or of settings.
    FaultKey.MISSING_FOLDER,
    FaultKey.NO_PACKS,
    FaultKey.OTHER,
    FaultKey.NOT_TOKEN,
}


@pytest.fixture
def folder(tmp_path):
    return little_tale.write(tmp_path)


def faults_of(folder: Path) -> tuple[Fault, ...]:
    loaded = load_pack(folder)
    assert isinstance(loaded, Faults)
    return loaded.items


def test_a_sound_pack_is_loaded_with_all_it_holds(folder):
    pack = load_pack(folder)

    assert isinstance(pack, StoryPack)
    assert [source.key for source in pack.sources] == ["AB1", "CD2"]
    assert [beat.id for beat in pack.chapters[0].beats] == ["dawn", "noon"]
    assert [anecdote.id for anecdote in pack.anecdotes] == ["the-hat"]
    assert [legend.id for legend in pack.legends] == ["no-rain"]
    assert [dossier.id for dossier in pack.dossiers] == ["shepherd", "first-year"]
    assert [beat.ask is not None for beat in pack.chapters[0].beats] == [False, True]
    assert [question.id for question in pack.questions] == ["how-many", "it-rained"]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_fault_names_its_file_line_and_key_and_makes_no_other(folder, case: Case):
    case.spoil(folder)

    (fault,) = faults_of(folder)

    assert (fault.key, fault.file, fault.line, fault.where) == (
        case.key,
        (folder / case.file).as_posix(),
        case.line,
        case.where,
    )


def test_every_kind_of_fault_has_a_case():
    answers = {key for key, *_ in EDITS} | {FaultKey.STOPS_TOO_NEAR}
    assert {case.key for case in CASES} | answers == set(FaultKey) - ELSEWHERE


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(folder):
    little_tale.change(folder, "questions/start.yaml", "start/noon", "start/moon")
    little_tale.change(folder, "questions/start.yaml", "easy", "simple")
    little_tale.change(folder, "pack.yaml", "language: en", "language: English")
    little_tale.change(folder, "chapters/01-start.yaml", "teaser: How", "teaser: *How")

    faults = faults_of(folder)

    assert [(Path(fault.file).name, fault.line, fault.key) for fault in faults] == [
        ("01-start.yaml", 3, FaultKey.ALIAS),
        ("pack.yaml", 4, FaultKey.NOT_LANGUAGE),
        ("start.yaml", 3, FaultKey.NOT_ONE_OF),
    ]


def test_a_beat_that_is_missing_is_told_though_another_chapter_is_faulty(folder):
    little_tale.change(folder, "chapters/01-start.yaml", "How it begins.", "How? " * 40)
    little_tale.change(folder, "questions/start.yaml", "start/noon", "start/moon")

    keys = [(fault.key, fault.values.get("nearest")) for fault in faults_of(folder)]

    assert keys == [(FaultKey.TEXT_TOO_LONG, None), (FaultKey.UNKNOWN_BEAT, "start/noon")]


def test_choices_that_are_alike_are_told_at_their_question(folder):
    little_tale.change(folder, "questions/start.yaml", "81 cars", "77 CARS")

    (fault,) = faults_of(folder)

    assert (fault.line, fault.where) == (1, "questions[0]")


def test_a_repeated_id_names_the_place_of_the_first(folder):
    little_tale.change(folder, "chapters/01-start.yaml", "id: noon", "id: dawn")

    repeated = next(fault for fault in faults_of(folder) if fault.key is FaultKey.DUPLICATE_ID)

    assert (repeated.line, repeated.where) == (9, "beats[1].id")
    assert repeated.values["first"] == f"{folder.as_posix()}/chapters/01-start.yaml:7"


@pytest.mark.parametrize(
    ("name", "old", "limit"),
    [
        ("chapters/01-start.yaml", little_tale.DAWN, 900),
        ("anecdotes.yaml", little_tale.HAT, 1300),
        ("legends.yaml", "It never rained.", 240),
        ("dossiers/cards.yaml", little_tale.YEAR, 1000),
        ("dossiers/cards.yaml", "77 cars, the first at 05:31", 60),
        ("chapters/01-start.yaml", "All 77 drove on.", 300),
        ("questions/start.yaml", "How many cars started?", 240),
        ("questions/start.yaml", "81 cars", 52),
    ],
)
def test_a_text_beyond_discords_limits_is_told_with_its_limit(folder, name, old, limit):
    little_tale.change(folder, name, old, "x" * 4001)

    (fault,) = faults_of(folder)

    assert fault.key is FaultKey.TEXT_TOO_LONG
    assert fault.values == {"limit": limit, "found": 4001}


def test_a_pack_of_more_chapters_than_a_select_shows_is_faulty(folder):
    text = (folder / "chapters/01-start.yaml").read_text(encoding="utf-8")
    for number in range(2, 27):
        (folder / f"chapters/{number:02}.yaml").write_text(
            text.replace("id: start", f"id: c{number}"), encoding="utf-8"
        )

    (fault,) = faults_of(folder)

    assert (fault.key, fault.where, fault.values) == (
        FaultKey.TOO_MANY,
        "chapters",
        {"limit": 25, "found": 26},
    )


def test_what_an_editor_left_behind_is_no_part_of_the_pack(folder):
    (folder / "chapters/.#01-start.yaml").symlink_to("nobody@nowhere")

    assert isinstance(load_pack(folder), StoryPack)


def test_all_packs_of_a_folder_are_loaded_and_other_folders_passed_over(tmp_path):
    little_tale.write(tmp_path)
    (tmp_path / "drafts").mkdir()

    packs = load_packs(tmp_path)

    assert isinstance(packs, tuple)
    assert [pack.id for pack in packs] == ["little-tale"]


def test_the_faults_of_several_packs_are_told_together(tmp_path):
    first = little_tale.write(tmp_path)
    second = first.rename(tmp_path / "second-tale")
    little_tale.write(tmp_path)
    little_tale.change(first, "legends.yaml", "verdict: legend", "verdict: maybe")

    faults = load_packs(tmp_path)

    assert isinstance(faults, Faults)
    assert [(fault.file, fault.key) for fault in faults] == [
        ((first / "legends.yaml").as_posix(), FaultKey.NOT_ONE_OF),
        ((second / "pack.yaml").as_posix(), FaultKey.FOLDER_NAME),
    ]


def test_a_stories_folder_that_is_missing_or_holds_no_pack_is_a_fault(tmp_path):
    missing, empty = load_packs(tmp_path / "nowhere"), load_packs(tmp_path)

    assert isinstance(missing, Faults)
    assert isinstance(empty, Faults)
    assert [fault.key for fault in (*missing, *empty)] == [FaultKey.MISSING_FOLDER, FaultKey.NO_PACKS]


def test_every_pack_that_ships_is_sound():
    packs = load_packs(ROOT / "stories")

    assert isinstance(packs, tuple), "\n".join(map(str, packs))
    assert "mille-miglia" in [pack.id for pack in packs]


@settings(deadline=None)
@given(name=st.sampled_from(sorted(little_tale.FILES)), text=st.text() | st.binary())
def test_whatever_a_file_holds_is_a_pack_or_faults(tmp_path_factory, name, text):
    folder = little_tale.write(tmp_path_factory.mktemp("packs"))
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    (folder / name).write_bytes(content)

    loaded = load_pack(folder)

    assert isinstance(loaded, StoryPack) or len(loaded) > 0


@settings(deadline=None)
@given(name=st.sampled_from(sorted(little_tale.FILES)), data=PLAIN)
def test_whatever_shape_a_file_has_it_is_a_pack_or_faults(tmp_path_factory, name, data):
    folder = little_tale.write(tmp_path_factory.mktemp("packs"))
    (folder / name).write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")

    loaded = load_pack(folder)

    assert isinstance(loaded, StoryPack) or len(loaded) > 0
