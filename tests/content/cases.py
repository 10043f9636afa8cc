"""Each fault that a pack can have: what an author did, and where it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from typing_extensions import override

from bot.core.packs.faults import FaultKey
from tests.content import little_tale

HEAD = "pack.yaml"
SOURCES = "sources.yaml"
START = "chapters/01-start.yaml"
ANECDOTES = "anecdotes.yaml"
LEGENDS = "legends.yaml"
DAYS = "days.yaml"
CARDS = "dossiers/cards.yaml"
QUESTIONS = "questions/start.yaml"
ROUTE = "route.yaml"
OUTLINE = "art/outline.json"
DRAWINGS = "art/drawings.yaml"
TIMELINE = "timeline.yaml"


@dataclass(frozen=True)
class Case:
    """One fault, alone in its pack."""

    key: FaultKey
    file: str
    line: int | None
    where: str
    spoil: Callable[[Path], object]

    @override
    def __str__(self) -> str:
        return f"{self.key.name.lower()}-{self.where}"


def _edit(key: FaultKey, place: str, old: str, new: str) -> Case:
    """A case where the old text became the new one; the place is `file:line:where`."""
    file, line, where = place.split(":")
    return Case(key, file, int(line), where, lambda folder: little_tale.change(folder, file, old, new))


def _file(key: FaultKey, file: str, spoil: Callable[[Path], object], line: int | None = None) -> Case:
    return Case(key, file, line, "", spoil)


def _without_chapters(folder: Path) -> None:
    (folder / START).unlink()
    (folder / "chapters").rmdir()


def _as_folder(folder: Path) -> None:
    (folder / LEGENDS).unlink()
    (folder / LEGENDS).mkdir()


def _with_a_chapter_of_that_name(folder: Path) -> None:
    text = (folder / START).read_text(encoding="utf-8")
    (folder / "chapters/02-end.yaml").write_text(text.replace("id: start", "id: dossiers"), encoding="utf-8")


def _with_two_shepherds(folder: Path) -> None:
    little_tale.change(folder, CARDS, "dossiers: [first-year]", "dossiers: []")
    little_tale.change(folder, CARDS, "id: first-year", "id: shepherd")


def _with_a_twin(folder: Path) -> None:
    little_tale.change(folder, CARDS, "kind: person\n", "kind: year\n  year: 1927\n")


def _told_beside_the_chapters(folder: Path) -> None:
    little_tale.change(folder, CARDS, "high\n  chapters: [start]\n", "high\n")
    little_tale.change(folder, QUESTIONS, "start/dawn", "dossiers/first-year")


def _with_many_sources(folder: Path) -> None:
    keys = [f"X{number}" for number in range(15)]
    sources = "".join(f"- key: {key}\n  title: {'A long title. ' * 11}\n" for key in keys)
    little_tale.change(folder, SOURCES, "- key: CD2", f"{sources}- key: CD2")
    little_tale.change(folder, ANECDOTES, "[CD2]", f"[{', '.join(keys)}]")


def _told_on_a_card_without_it(folder: Path) -> None:
    little_tale.change(folder, CARDS, "77 cars, the", "many cars, the")
    little_tale.change(folder, QUESTIONS, "start/dawn", "dossiers/first-year")


def _with_a_day_told_twice(folder: Path) -> None:
    text = (folder / DAYS).read_text(encoding="utf-8")
    again = text.replace("id: the-ramp", "id: again")
    (folder / DAYS).write_text(f"{text}{again}", encoding="utf-8")


def _without_home(folder: Path) -> None:
    little_tale.change(folder, OUTLINE, '"home"', '"others"')


def _with_two_points(folder: Path) -> None:
    little_tale.change(folder, OUTLINE, ", [45, 11.5]", "")


def _with_nothing_but_legends(folder: Path) -> None:
    text = (folder / LEGENDS).read_text(encoding="utf-8")
    claims = (text.replace("id: no-rain", f"id: no-rain-{number}") for number in range(20))
    (folder / LEGENDS).write_text("".join(claims), encoding="utf-8")


CASES = (
    _file(FaultKey.MISSING_FILE, SOURCES, lambda folder: (folder / SOURCES).unlink()),
    _file(FaultKey.UNREADABLE, LEGENDS, _as_folder),
    _file(
        FaultKey.NOT_UTF8,
        LEGENDS,
        lambda folder: (folder / LEGENDS).write_bytes(b"- id: x\n  claim: \xe8\n"),
        2,
    ),
    _file(FaultKey.UNKNOWN_FILE, "chapters/02.yml", lambda folder: (folder / "chapters/02.yml").touch()),
    _file(FaultKey.UNKNOWN_FILE, "question.yaml", lambda folder: (folder / "question.yaml").touch()),
    _file(FaultKey.NO_CHAPTERS, "chapters", _without_chapters),
    Case(
        FaultKey.NOT_LIST,
        LEGENDS,
        1,
        "legends",
        lambda folder: (folder / LEGENDS).write_text("# none\n"),
    ),
    _edit(FaultKey.SYNTAX, f"{QUESTIONS}:6:", "90 cars]", "90 cars"),
    _edit(FaultKey.SYNTAX, f"{LEGENDS}:2:", "It never rained.", "'It never rained."),
    _edit(FaultKey.CONTROL_CHARACTER, f"{START}:4:", "closer", "clo\x07ser"),
    _edit(FaultKey.TAB, f"{START}:7:", "  - id: dawn", "\t- id: dawn"),
    _edit(FaultKey.COLON, f"{START}:4:", "Come closer", "Come: closer"),
    _edit(FaultKey.ALIAS, f"{START}:4:", "Come closer", "*Come* closer"),
    _edit(FaultKey.ALIAS, f"{START}:4:hook", "Come closer", "&Come closer"),
    _edit(FaultKey.TAG, f"{START}:4:hook", "Come closer", "!Come closer"),
    _edit(FaultKey.SECOND_DOCUMENT, f"{LEGENDS}:4:", "  why", "---\n  why"),
    _edit(FaultKey.TOO_DEEP, f"{LEGENDS}:6:", "[AB1]", "[" * 20 + "AB1" + "]" * 20),
    _edit(FaultKey.DUPLICATE_KEY, f"{START}:5:title", "year: 1927", "title: Again"),
    _edit(FaultKey.KEY_NOT_TEXT, f"{START}:5:?", "year: 1927", "[year]: 1927"),
    _edit(FaultKey.NOT_A_VALUE, f"{START}:5:year", "1927", "1927-13-45"),
    _edit(FaultKey.READ_OTHERWISE, f"{START}:5:year", "1927", "03607"),
    _edit(FaultKey.READ_OTHERWISE, f"{START}:4:hook", "Come closer", "10:07"),
    _edit(FaultKey.MISSING_KEY, f"{QUESTIONS}:1:questions[0].right", "  right: 77 cars\n", ""),
    _edit(FaultKey.MISSING_KEY, f"{QUESTIONS}:1:questions[0].kind", "  kind: choice\n", ""),
    _edit(FaultKey.MISSING_KEY, f"{HEAD}:5:credits.work", "  work: Nothing\n", ""),
    _edit(FaultKey.UNKNOWN_KEY, f"{LEGENDS}:4:legends[0].verdit", "  why", "  verdit: fact\n  why"),
    _edit(FaultKey.UNKNOWN_KEY, f"{START}:8:beats[0].txt", "- id: dawn", "- id: dawn\n    txt: Dawn"),
    _edit(FaultKey.UNKNOWN_KEY, f"{HEAD}:9:corse", "licence: CC0\n", "licence: CC0\ncorse: 5\n"),
    _edit(FaultKey.OWN_FILE, f"{HEAD}:9:chapters", "licence: CC0\n", "licence: CC0\nchapters: []\n"),
    _edit(FaultKey.NOT_TEXT, f"{QUESTIONS}:5:questions[0].right", "right: 77 cars", "right: 77"),
    _edit(FaultKey.NOT_TEXT, f"{QUESTIONS}:6:questions[0].wrong[1]", "81 cars", "no"),
    _edit(FaultKey.NOT_WHOLE, f"{START}:5:year", "1927", "in spring"),
    _edit(FaultKey.NOT_WHOLE, f"{START}:5:year", "1927", ".nan"),
    _edit(FaultKey.NOT_WHOLE, f"{START}:5:year", "1927", "yes"),
    _edit(FaultKey.NOT_LIST, f"{START}:15:sources", "[AB1]", "AB1"),
    _edit(FaultKey.NOT_KEYS, f"{QUESTIONS}:1:questions[0]", "- id: how-many", "- how many?\n- id: how-many"),
    _edit(FaultKey.TEXT_TOO_SHORT, f"{START}:4:hook", "Come closer.", '" "'),
    _edit(FaultKey.TEXT_TOO_LONG, f"{START}:3:teaser", "How it begins.", "How? " * 40),
    _edit(FaultKey.TOO_FEW, f"{QUESTIONS}:6:questions[0].wrong", ", 90 cars", ""),
    _edit(FaultKey.TOO_MANY, f"{QUESTIONS}:6:questions[0].wrong", "90 cars", "90 cars, 91 cars"),
    _edit(FaultKey.MORE_THAN, f"{HEAD}:9:course", "licence: CC0\n", "licence: CC0\ncourse: 0\n"),
    _edit(FaultKey.NOT_ONE_OF, f"{QUESTIONS}:3:questions[0].difficulty", "easy", "simple"),
    _edit(FaultKey.NOT_ONE_OF, f"{QUESTIONS}:2:questions[0].kind", "choice", "[choice]"),
    _edit(FaultKey.NOT_ONE_OF, f"{LEGENDS}:3:legends[0].verdict", "legend", "true"),
    _edit(FaultKey.NOT_SLUG, f"{LEGENDS}:1:legends[0].id", "no-rain", "No rain"),
    _edit(
        FaultKey.NOT_SOURCE_KEY,
        f"{SOURCES}:6:sources[2].key",
        "Another book",
        "Another book\n- key: cd-3\n  title: A third",
    ),
    _edit(FaultKey.NOT_ADDRESS, f"{SOURCES}:3:sources[0].address", "https://example", "www.example"),
    _edit(FaultKey.NOT_LANGUAGE, f"{HEAD}:4:language", "en", "English"),
    _edit(FaultKey.YEAR_OF_DOSSIER, f"{CARDS}:11:dossiers[1]", "  year: 1927\n", ""),
    _edit(
        FaultKey.YEAR_OF_DOSSIER, f"{CARDS}:1:dossiers[0]", "kind: person\n", "kind: person\n  year: 1928\n"
    ),
    _edit(
        FaultKey.UNKNOWN_KEY,
        f"{CARDS}:18:dossiers[1].figures[0].lable",
        "value: 77",
        "lable: x\n      value: 77",
    ),
    _edit(FaultKey.FOLDER_NAME, f"{HEAD}:1:id", "little-tale", "big-tale"),
    _edit(FaultKey.DUPLICATE_ID, f"{QUESTIONS}:10:questions[1].id", "it-rained", "how-many"),
    _edit(
        FaultKey.DUPLICATE_ID,
        f"{SOURCES}:6:sources[2].key",
        "Another book",
        "Another book\n- key: AB1\n  title: A",
    ),
    Case(FaultKey.DUPLICATE_ID, CARDS, 11, "dossiers[1].id", _with_two_shepherds),
    _edit(FaultKey.DUPLICATE_NAME, f"{CARDS}:13:dossiers[1].name", "The First Year", "THE SHEPHERD"),
    _edit(FaultKey.DUPLICATE_NAME, f"{CARDS}:13:dossiers[1].name", "The First Year", "the man at the wall"),
    _edit(
        FaultKey.DUPLICATE_NAME,
        f"{CARDS}:14:dossiers[1].also[1]",
        "The First Year\n",
        "The First Year\n  also: [Year One, The shepherd]\n",
    ),
    Case(FaultKey.DUPLICATE_YEAR, CARDS, 15, "dossiers[1].year", _with_a_twin),
    _edit(
        FaultKey.DUPLICATE_PROMPT,
        f"{QUESTIONS}:13:questions[1].prompt",
        "prompt: It rained.",
        "prompt: How many -- cars started",
    ),
    Case(FaultKey.RESERVED_ID, "chapters/02-end.yaml", 1, "id", _with_a_chapter_of_that_name),
    _edit(FaultKey.UNKNOWN_BEAT, f"{QUESTIONS}:8:questions[0].told_in", "start/dawn", "start/down"),
    _edit(FaultKey.UNKNOWN_BEAT, f"{LEGENDS}:5:legends[0].told_in", "start/noon", "start"),
    _edit(FaultKey.UNKNOWN_BEAT, f"{QUESTIONS}:8:questions[0].told_in", "start/dawn", "dossiers"),
    _edit(FaultKey.UNKNOWN_BEAT, f"{DAYS}:5:days[0].told_in", "start/dawn", "start/down"),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{DAYS}:6:days[0].sources[0]", "AB1", "BA1"),
    _edit(FaultKey.NOT_DAY, f"{DAYS}:2:days[0].day", "03-26", "3-26"),
    _edit(FaultKey.NOT_DAY, f"{DAYS}:1:days[0]", "03-26", "02-29"),
    _edit(FaultKey.TOO_FEW_WORDS, f"{DAYS}:4:days[0].text", little_tale.DAY, "It is cold."),
    Case(FaultKey.DUPLICATE_DAY, DAYS, 10, "days[1].text", _with_a_day_told_twice),
    _edit(FaultKey.UNKNOWN_DOSSIER, f"{QUESTIONS}:8:questions[0].told_in", "start/dawn", "dossiers/dawn"),
    _edit(FaultKey.UNKNOWN_DOSSIER, f"{LEGENDS}:5:legends[0].told_in", "start/noon", "dossiers/noon"),
    _edit(FaultKey.UNKNOWN_DOSSIER, f"{CARDS}:9:dossiers[0].dossiers[0]", "[first-year]", "[last-year]"),
    _edit(FaultKey.UNKNOWN_ANECDOTE, f"{CARDS}:8:dossiers[0].anecdotes[0]", "[the-hat]", "[the-cap]"),
    _edit(FaultKey.UNKNOWN_CHAPTER, f"{CARDS}:7:dossiers[0].chapters[1]", "[start]", "[start, end]"),
    _edit(FaultKey.UNKNOWN_CHAPTER, f"{ANECDOTES}:5:anecdotes[0].chapter", "start", "the-start"),
    _edit(
        FaultKey.LINKS_TO_ITSELF,
        f"{CARDS}:9:dossiers[0].dossiers[1]",
        "[first-year]",
        "[first-year, shepherd]",
    ),
    Case(FaultKey.NO_TOPIC, QUESTIONS, 8, "questions[0].told_in", _told_beside_the_chapters),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{QUESTIONS}:17:questions[1].sources[1]", "CD2", "CD3"),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{CARDS}:10:dossiers[0].sources[0]", "CD2", "DC2"),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{START}:15:sources[0]", "AB1", "BA1"),
    _edit(FaultKey.TOO_FEW_WORDS, f"{START}:10:beats[1].text", little_tale.NOON, "At noon it rains."),
    _edit(FaultKey.TOO_MANY_WORDS, f"{START}:10:beats[1].text", little_tale.NOON, "At noon it rains. " * 23),
    _edit(FaultKey.TOO_FEW_WORDS, f"{ANECDOTES}:3:anecdotes[0].text", little_tale.HAT, "A hat. " * 29),
    _edit(FaultKey.TOO_FEW_WORDS, f"{CARDS}:5:dossiers[0].text", little_tale.SHEPHERD, "A shepherd. " * 19),
    _edit(FaultKey.TOO_MANY_WORDS, f"{CARDS}:5:dossiers[0].text", little_tale.SHEPHERD, "A shepherd. " * 61),
    Case(FaultKey.MESSAGE_TOO_LONG, ANECDOTES, 1, "anecdotes[0]", _with_many_sources),
    _edit(
        FaultKey.RIGHT_IS_LONGEST,
        f"{QUESTIONS}:5:questions[0].right",
        "77 cars",
        "77 cars with all their crews",
    ),
    _edit(
        FaultKey.RIGHT_IS_SHORTEST,
        f"{QUESTIONS}:5:questions[0].right",
        "[60 cars, 81 cars, 90 cars]",
        "[60 cars in all, 81 cars in all, 90 cars in all]",
    ),
    _edit(
        FaultKey.RIGHT_ALONE_HAS_DIGITS,
        f"{QUESTIONS}:5:questions[0].right",
        "[60 cars, 81 cars, 90 cars]",
        "[One car, No cars, A dozen]",
    ),
    _edit(FaultKey.RIGHT_ALONE_HAS_NO_DIGITS, f"{QUESTIONS}:5:questions[0].right", "77 cars", "No cars"),
    _edit(FaultKey.FIGURE_NOT_TOLD, f"{QUESTIONS}:5:questions[0].right", "77 cars", "76 cars"),
    _edit(FaultKey.FIGURE_NOT_TOLD, f"{QUESTIONS}:7:questions[0].explanation", "05:31", "05:32"),
    Case(FaultKey.FIGURE_NOT_TOLD, QUESTIONS, 5, "questions[0].right", _told_on_a_card_without_it),
    _edit(FaultKey.OPTIONS_ALIKE, f"{START}:13:beats[1].ask.options", "I would wait", "i would DRIVE on"),
    _edit(FaultKey.NOT_PATH, f"{DRAWINGS}:3:art[0].shapes[0].path", "M 0 90 Q", "M 0 90 W"),
    _edit(FaultKey.NOT_ONE_OF, f"{DRAWINGS}:4:art[0].shapes[1].shape", "circle", "square"),
    _edit(FaultKey.NOT_ONE_OF, f"{DRAWINGS}:4:art[0].shapes[1].fill", "amber", "orange"),
    _edit(FaultKey.NOT_WHOLE, f"{DRAWINGS}:4:art[0].shapes[1].radius", "radius: 9", "radius: 9.5"),
    _edit(FaultKey.AT_LEAST, f"{DRAWINGS}:4:art[0].shapes[1].radius", "radius: 9", "radius: 0"),
    _edit(FaultKey.MISSING_KEY, f"{DRAWINGS}:4:art[0].shapes[1].radius", "radius: 9, ", ""),
    _edit(FaultKey.MISSING_KEY, f"{DRAWINGS}:4:art[0].shapes[1].shape", "shape: circle, ", ""),
    _edit(
        FaultKey.UNKNOWN_KEY, f"{DRAWINGS}:4:art[0].shapes[1].rodius", "fill: amber", "fill: amber, rodius: 1"
    ),
    _edit(FaultKey.UNKNOWN_DRAWING, f"{DRAWINGS}:8:art[1].shapes[0].drawing", "hill, at: [0", "hall, at: [0"),
    _edit(FaultKey.UNKNOWN_DRAWING, f"{START}:16:art", "art: hills", "art: halls"),
    _edit(FaultKey.DRAWS_ITSELF, f"{DRAWINGS}:8:art[1].shapes[0].drawing", "hill, at: [0", "hills, at: [0"),
    _edit(FaultKey.NO_ALT, f"{DRAWINGS}:5:art[1]", "  alt: Two hills, and a sun on each.\n", ""),
    _edit(FaultKey.MISSING_KEY, f"{ROUTE}:3:stops[0].name", "    name: The Ramp\n", ""),
    _edit(
        FaultKey.UNKNOWN_KEY,
        f"{ROUTE}:6:stops[0].distence",
        "    distance: 0",
        "    distence: 9\n    distance: 0",
    ),
    _edit(FaultKey.OWN_FILE, f"{ROUTE}:2:outline", "stops:", "outline: {}\nstops:"),
    _edit(FaultKey.OWN_FILE, f"{HEAD}:9:route", "licence: CC0\n", "licence: CC0\nroute: {}\n"),
    _edit(FaultKey.NOT_NUMBER, f"{ROUTE}:5:stops[0].at[0]", "44.0, 10.0", "north, 10.0"),
    _edit(FaultKey.NOT_NUMBER, f"{ROUTE}:5:stops[0].at[0]", "44.0, 10.0", "on, 10.0"),
    _edit(FaultKey.NOT_NUMBER, f"{ROUTE}:5:stops[0].at[0]", "44.0, 10.0", ".inf, 10.0"),
    _edit(FaultKey.AT_MOST, f"{ROUTE}:5:stops[0].at[0]", "44.0, 10.0", "144.0, 10.0"),
    _edit(FaultKey.TOO_MANY, f"{ROUTE}:5:stops[0].at", "44.0, 10.0", "44.0, 10.0, 1.0"),
    _edit(FaultKey.OFF_THE_MAP, f"{ROUTE}:5:stops[0].at", "44.0, 10.0", "10.0, 44.0"),
    _edit(FaultKey.OFF_THE_MAP, f"{ROUTE}:11:stops[0].road[0]", "44.2, 10.1", "44.2, 12.1"),
    _edit(FaultKey.NOT_AT_THE_START, f"{ROUTE}:6:stops[0].distance", "distance: 0", "distance: 5"),
    _edit(FaultKey.NOT_FURTHER, f"{ROUTE}:16:stops[1].distance", "600000", "0"),
    _edit(FaultKey.NOT_AT_THE_END, f"{ROUTE}:23:stops[2].distance", "1000000", "999000"),
    _edit(FaultKey.DUPLICATE_ID, f"{ROUTE}:20:stops[2].id", "id: home", "id: pass"),
    _edit(FaultKey.DUPLICATE_NAME, f"{ROUTE}:20:stops[2]", "name: Home", "name: the wall"),
    _edit(FaultKey.UNKNOWN_BEAT, f"{ROUTE}:18:stops[1].told_in[0]", "start/noon", "start/moon"),
    _edit(FaultKey.UNKNOWN_CHAPTER, f"{ROUTE}:8:stops[0].chapter", "chapter: start", "chapter: end"),
    _edit(
        FaultKey.UNKNOWN_DOSSIER,
        f"{ROUTE}:19:stops[1].dossier",
        "[start/noon]",
        "[start/noon]\n    dossier: sheep",
    ),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{ROUTE}:25:stops[2].sources[0]", "CD2", "CD3"),
    _file(FaultKey.MISSING_FILE, OUTLINE, lambda folder: (folder / OUTLINE).unlink()),
    _edit(FaultKey.NOT_JSON, f"{OUTLINE}:2:", '"home"', "home"),
    Case(FaultKey.MISSING_KEY, OUTLINE, None, "home", _without_home),
    Case(FaultKey.TOO_FEW, OUTLINE, None, "home[0]", _with_two_points),
    _edit(FaultKey.YEARS_OUT_OF_ORDER, f"{TIMELINE}:8:timeline[1].year", "year: 1928", "year: 1927"),
    _edit(FaultKey.YEARS_OUT_OF_ORDER, f"{TIMELINE}:9:timeline[1].until", "until: 1930", "until: 1928"),
    _edit(FaultKey.DUPLICATE_ID, f"{TIMELINE}:7:timeline[1].id", "id: silence", "id: first"),
    _edit(FaultKey.UNKNOWN_DOSSIER, f"{TIMELINE}:5:timeline[0].told_in", "start/dawn", "dossiers/dawn"),
    _edit(FaultKey.UNKNOWN_BEAT, f"{TIMELINE}:5:timeline[0].told_in", "start/dawn", "start/dusk"),
    _edit(FaultKey.UNKNOWN_SOURCE, f"{TIMELINE}:12:timeline[1].sources[0]", "CD2", "CD3"),
    _edit(FaultKey.TEXT_TOO_LONG, f"{TIMELINE}:10:timeline[1].line", "Nothing", "Nothing " * 9),
    Case(FaultKey.SHARE_OF_FACTS, LEGENDS, 1, "legends", _with_nothing_but_legends),
)
