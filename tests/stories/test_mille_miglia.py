"""The story that ships is the whole of it: enough of each kind, well spread, and told with care."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.content.lint.questions import FIGURE
from bot.content.loading import load_pack
from bot.core.packs.cards import CardKind
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import Difficulty

FOLDER = Path(__file__).parents[2] / "stories" / "mille-miglia"
RACES = {*range(1927, 1939), 1940, *range(1947, 1958)}

OF_A_DEATH = re.compile(
    r"\b(?:crash\w*|kill\w*|die[ds]?|dying|dead\w*|death\w*|fatal\w*|victim\w*|casualt\w*|corpse\w*|funeral\w*"
    r"|accus\w*|manslaughter|courts?)\b",
    re.IGNORECASE,
)
ALLOWED: Mapping[str, str] = {
    "plenty-shop-was-hit": "a car that hit a shop in 1930, in another race",
    "years-of-plenty/the-butchers-shop": "the same",
}
"""Where such a word is put to listeners all the same, by the id of the claim or question or by
`chapter/beat`, with the reason."""

GIVES_AWAY: Mapping[str, str] = {
    "first-italian-grand-prix": r"Brescia (?:lose|lost)",
    "what-the-number-tells": r"starting time|time of (?:its|the) start",
    "kiss-text-alone-in-535": r"Taruffi.*535|535.*Taruffi",
    "lights-text-second": r"(?:second|third)\b.*\bVarzi",
    "lights-beside-nuvolari": r"Guidotti's account|says Guidotti",
    "lights-nickname": r"Nuvolari\b.*\bMantua|Mantua\b.*\bNuvolari",
    "lights-map-nuvolaris-country": r"Nuvolari.*near Mantua|near Mantua.*Nuvolari",
    "plenty-shop-was-hit": r"slid into the butcher",
    "plenty-text-english-make": r"1933(?s:.*)\bMG\b|\bMG\b(?s:.*)1933",
    "plenty-make-of-1940": r"1940.*BMW|BMW.*1940",
    "pages-what-he-read-from": r"(?:piece|roll) of paper",
    "pages-world-champion-in-what": r"passenger",
    "pages-map-first-control": r"first control.*Ravenna|Ravenna.*first control",
    "pages-text-only-one-made": r"Bracco.*1952|1952.*Bracco",
    "fox-text-nickname": r"Silver Fox",
    "fox-which-ferrari": r"Taruffi.*315 S|315 S.*Taruffi",
    "arrow-text-the-sign": r"\barrow",
    "arrow-why-mantua": r"1954(?s:.*)Nuvolari|Nuvolari prize of",
    "arrow-map-the-bend": r"1954.*Mantua",
    "back-year-of-revival": r"until 1977",
}
"""What would tell the answer of a question if it stood in another: both may come in one round."""


@pytest.fixture(scope="module")
def pack() -> StoryPack:
    loaded = load_pack(FOLDER)
    assert isinstance(loaded, StoryPack), "\n".join(map(str, loaded))
    return loaded


def put_to_listeners(pack: StoryPack) -> Iterator[tuple[str, str]]:
    """All that listeners are asked to judge, answer or choose, with its id."""
    for legend in pack.legends:
        yield legend.id, legend.claim
    for question in pack.questions:
        choices = (question.right, *question.wrong) if question.kind == "choice" else ()
        yield question.id, "\n".join((question.prompt, *choices))
    for chapter in pack.chapters:
        for beat in chapter.beats:
            if beat.ask is not None:
                texts = (beat.ask.prompt, *beat.ask.options, beat.ask.told)
                yield f"{chapter.id}/{beat.id}", "\n".join(texts)


def figures_of_three_digits(text: str) -> set[str]:
    """Numbers that say something by themselves: not a day or an hour, nor the name of a model (`300 SLR`)."""
    return {figure for figure in FIGURE.findall(re.sub(r"\d+ [A-Z]+\b", "", text)) if len(figure) >= 3}


def test_it_has_nine_chapters_of_eight_to_fourteen_beats(pack):
    assert len(pack.chapters) == 9
    assert {
        chapter.id: len(chapter.beats) for chapter in pack.chapters if not 8 <= len(chapter.beats) <= 14
    } == {}


def test_each_chapter_asks_its_listeners_something(pack):
    assert [chapter.id for chapter in pack.chapters if not any(beat.ask for beat in chapter.beats)] == []


def test_it_has_forty_eight_anecdotes_each_tagged_with_what_it_is_about(pack):
    assert len(pack.anecdotes) >= 48
    assert [anecdote.id for anecdote in pack.anecdotes if not anecdote.topics] == []


def test_it_has_fifty_claims_and_about_half_of_them_are_facts(pack):
    facts = sum(legend.verdict == "fact" for legend in pack.legends)

    assert len(pack.legends) >= 50
    assert 0.4 <= facts / len(pack.legends) <= 0.6


def test_every_race_has_its_dossier_with_who_won_in_what(pack):
    races = {dossier.year: dossier for dossier in pack.dossiers if dossier.kind is CardKind.YEAR}

    assert set(races) == RACES
    for race in races.values():
        assert {figure.label for figure in race.figures} >= {"Winners", "Car"}, race.id


def test_it_has_thirty_six_dossiers_of_people_cars_and_places(pack):
    kinds = Counter(dossier.kind for dossier in pack.dossiers)

    assert set(kinds) == set(CardKind)
    assert kinds.total() - kinds[CardKind.YEAR] >= 36


def test_every_dossier_leads_into_a_chapter_or_an_anecdote(pack):
    assert [dossier.id for dossier in pack.dossiers if not dossier.chapters + dossier.anecdotes] == []


def test_it_has_a_hundred_and_fifty_questions_to_be_answered_by_a_press(pack):
    kinds = Counter(question.kind for question in pack.questions)

    assert kinds["choice"] + kinds["legend"] >= 150
    assert min(kinds["choice"], kinds["legend"]) >= 40


@pytest.mark.parametrize(("kind", "least"), [("number", 40), ("text", 30), ("map", 25)])
def test_it_has_enough_questions_of_each_kind_in_each_difficulty_and_chapter(pack, kind, least):
    of_kind = [question for question in pack.questions if question.kind == kind]

    assert len(of_kind) >= least
    assert {question.difficulty for question in of_kind} == set(Difficulty)
    assert {pack.chapter_of(question.told_in) for question in of_kind} == {one.id for one in pack.chapters}


@pytest.mark.parametrize("difficulty", Difficulty)
def test_a_fifth_of_the_questions_or_more_is_of_each_difficulty(pack, difficulty):
    of_it = sum(question.difficulty is difficulty for question in pack.questions)

    assert of_it / len(pack.questions) >= 0.2


def test_each_chapter_has_ten_questions_or_more(pack):
    asked = Counter(pack.chapter_of(question.told_in) for question in pack.questions)

    assert {chapter.id: asked[chapter.id] for chapter in pack.chapters if asked[chapter.id] < 10} == {}


def test_the_dead_are_nothing_to_guess_or_vote_on(pack):
    found = {name: words for name, text in put_to_listeners(pack) if (words := OF_A_DEATH.findall(text))}

    assert {name: words for name, words in found.items() if name not in ALLOWED} == {}
    assert set(ALLOWED) <= set(found)


@pytest.mark.parametrize("asked", GIVES_AWAY)
def test_no_question_tells_what_another_one_asks(pack, asked):
    shown = dict(put_to_listeners(pack))
    others = {question.id for question in pack.questions} - {asked}

    assert asked in shown
    assert [name for name in others if re.search(GIVES_AWAY[asked], shown[name], re.IGNORECASE)] == []


@pytest.mark.parametrize(
    ("claim", "told_by"),
    [
        ("follows the same roads every year", r"the anticlockwise Mille Miglia of 2024"),
        ("only cars that took part in the old", r"how many had themselves taken part"),
        ("event for electric cars alongside", r"event for electric cars called"),
        ("nothing was held under the name", r"the Mille Miglia of 1958|the 1958 Mille Miglia"),
        ("never again a motor race on Italian public roads", r"Grand Prix on public roads"),
        ("at his first attempt", r"between Taruffi's first Mille Miglia and the one that he won"),
        ("were won by cars of Italian make", r"Mercedes-Benz SSKL that won"),
    ],
)
def test_no_claim_is_put_that_another_question_takes_for_granted(pack, claim, told_by):
    prompts = [question.prompt for question in pack.questions]

    assert any(re.search(told_by, prompt) for prompt in prompts)
    assert [prompt for prompt in prompts if claim in prompt] == []


def test_no_two_questions_ask_one_place_in_the_story_for_the_same_name(pack):
    stops = {stop.id: stop for stop in pack.route.stops}
    right = {
        question.id: {question.right.removeprefix("At ")}
        if question.kind == "choice"
        else set(question.answers)
        if question.kind == "text"
        else {stops[question.right].name, stops[question.right].short}
        for question in pack.questions
        if question.kind in {"choice", "text", "map"}
    }
    asked = Counter(
        (question.told_in, name)
        for question in pack.questions
        for name in right.get(question.id, set()) - {None}
    )

    assert [place for place, count in asked.items() if count > 1] == []


def test_the_stop_that_a_map_question_starts_from_is_none_of_its_choices(pack):
    stops = {stop.id: stop.name for stop in pack.route.stops}
    found = {
        question.id: stops[stop]
        for question in pack.questions
        if question.kind == "map"
        for stop in (question.right, *question.wrong)
        if f"from {stops[stop]} ".casefold() in question.prompt.casefold()
    }

    assert found == {}


def test_its_calendar_has_sixty_dates_or_more_in_every_month_but_january(pack):
    assert len(pack.days) >= 60
    assert {day.day[:2] for day in pack.days} == {f"{month:02}" for month in range(2, 13)}


def test_every_day_is_of_a_year_of_the_story_and_leads_to_what_tells_more(pack):
    assert {day.id: day.year for day in pack.days if not 1891 <= day.year <= 2026} == {}
    assert [day.id for day in pack.days if day.told_in is None] == []


def test_nobody_in_the_chapters_of_1957_starts_after_the_last(pack):
    told = [
        text
        for chapter in pack.chapters
        for beat in chapter.beats
        for text in (beat.text, *((beat.ask.prompt, beat.ask.told) if beat.ask else ()))
        if chapter.year == 1957
    ]
    numbers = {int(number) for text in told for number in re.findall(r"[Nn]umber (\d{3})\b", text)}

    assert {531, 535, 537} <= numbers
    assert max(numbers) == 537


def test_a_day_leads_to_where_its_numbers_stand(pack):
    told = {f"{chapter.id}/{beat.id}": beat.text for chapter in pack.chapters for beat in chapter.beats}
    told |= {f"dossiers/{dossier.id}": dossier.told for dossier in pack.dossiers}
    numbers = {place: figures_of_three_digits(text) for place, text in told.items()}
    days = {day.id: (figures_of_three_digits(day.text), numbers[day.told_in]) for day in pack.days}

    assert [
        name
        for name, (told_of, told_there) in days.items()
        if told_of
        and not told_of & told_there
        and any(told_of <= told_elsewhere for told_elsewhere in numbers.values())
    ] == []


def test_it_says_whose_story_it_is(pack):
    assert pack.credits.author == "Bernard, of Bernard Miniatures"
