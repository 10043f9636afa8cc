"""What people type to the shipped story's text questions, with how each must be judged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import TextQuestion
from bot.core.trivia.asking.spelling import is_named

RIGHT = """
city-text-where-they-met: in Milan | Milan, Italy | milano
city-text-first-make-away: Fraschini | isota fraschini | Isotta-Frascini
city-text-beside-the-count: B. Maserati | Mr Maserati | bindo
city-text-with-minoia: G. Morandi | guiseppe morandi
lights-text-second: A. Varzi | varzi a.
lights-text-home: casteldario | castel ario
lights-text-fixed-head: testafissa | testa fisa
lights-text-by-which-town: near Peschiera | Peschiera sul Garda
portago-text-winter-games: Cortina, Italy | in cortina | Cortina dAmpezzo
portago-text-second-in-the-wet: P. Collins | colins
portago-text-twelve-cylinders: 290mm | Ferrari 290 | 290
pages-text-his-magazine: Motorsports | motor sport mag
pages-text-make-of-1956: Maserati 350 | 350s | maseratti
pages-text-only-one-made: Bracco/Rolfo | Rolfo & Bracco | G. Bracco
kiss-text-alone-in-535: the silver fox | P. Taruffi
kiss-text-film-star: T. Power | to Tyrone Power
kiss-text-magazine: Life mag | LIFE
kiss-text-last-away: Sir Stirling Moss | S. Moss | sterling moss
back-text-what-it-is-called: a regularity event | Regularity run | TSD | regolarita
back-text-the-certificate: registro 1000miglia | Registo
back-text-the-monastery: San Eufemia | S.Eufemia | convent of Sant'Eufemia
fox-text-the-street: Viale Venezia, Brescia | viale rebuffone
arrow-text-in-place-of-a-spring: rubber | rubber bands | an elastic
arrow-text-director: R. Rossellini | roselini
arrow-text-youngest: G. Marzotto | Count Giannino Marzotto
arrow-text-birthplace: Budduso, Sardinia | buduso
plenty-text-actress: ms Aylmer | mimi ailmer
plenty-text-seven-alfas: Borzacchini and Bignami | Bignami/Borzacchini
plenty-text-english-make: M.G. | MG's | MG Magnette
plenty-text-with-von-hanstein: W. Baumer | baeumer
plenty-text-gift-of-tyres: Pirreli | Pirelli tyres
plenty-text-roof-in-the-rain: Biondetti and Romano | romano biondetti | Romano
plenty-text-bubble-cars: isseta | the Isettas
"""

WRONG = """
city-text-first-make-away: Isetta
city-text-beside-the-count: A. Maserati | E. Maserati
city-text-with-minoia: Giuseppe | G. Campari
portago-text-twelve-cylinders: 290 S | 860
pages-text-the-model: 300 SL | Mercedes 300
kiss-text-last-away: P. Moss | Moss or Taruffi
back-text-what-it-is-called: rally | time trial
back-text-the-certificate: register | a register
arrow-text-first-alone: Antonio Ascari
arrow-text-second-of-1954: G. Marzotto | P. Marzotto
arrow-text-youngest: V. Marzotto | U. Marzotto
arrow-text-colour: dark blue | not blue
plenty-text-roof-in-the-rain: Romano and Nuvolari
plenty-text-bubble-cars: Isotta | Isotta Fraschini
"""


@pytest.fixture(scope="module")
def pack() -> StoryPack:
    loaded = load_pack(Path(__file__).parents[3] / "stories" / "mille-miglia")
    assert not isinstance(loaded, Faults), loaded
    return loaded


def rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.strip().splitlines():
        question, _, written = line.partition(": ")
        yield from ((question, one.strip()) for one in written.split(" | "))


def judged(pack: StoryPack, question_id: str, typed: str) -> bool:
    question = next(one for one in pack.questions if one.id == question_id)
    assert isinstance(question, TextQuestion)
    return is_named(typed, question.answers, question.decoys)


@pytest.mark.parametrize(("question", "typed"), list(rows(RIGHT)))
def test_who_knows_the_answer_is_right_however_it_is_typed(pack, question, typed):
    assert judged(pack, question, typed)


@pytest.mark.parametrize(("question", "typed"), list(rows(WRONG)))
def test_who_types_another_name_is_wrong(pack, question, typed):
    assert not judged(pack, question, typed)
