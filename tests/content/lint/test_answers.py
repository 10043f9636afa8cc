"""What people type to the shipped story's text questions, with how each must be judged."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bot.content.loading import load_pack
from bot.core.packs.faults import Faults
from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import TextQuestion
from bot.core.trivia.asking.questions import AskedText, ask

RIGHT = """
city-text-where-they-met: in Milan | Milan, Italy | milano | Milano, Italia | Mailand | Mailand, Italien
city-text-where-they-met: Milan, Italie | Milan (Lombardy) | a Milano | à Milan | Milano in Lombardia
city-text-where-they-met: Milán
city-text-first-make-away: Fraschini | isota fraschini | Isotta-Frascini | Isotta-Fraschini 8A SS
city-text-first-make-away: Isotta Fraschini Tipo 8A | l'Isotta Fraschini | Isotta‐Fraschini
city-text-first-make-away: Isottafrascini
city-text-beside-the-count: B. Maserati | Mr Maserati | bindo | Maserati Bindo | Maggi e Maserati
city-text-beside-the-count: Conte Maggi e Bindo Maserati | Maggi und Maserati
city-text-with-minoia: G. Morandi | guiseppe morandi | Minoia e Morandi | Minoia/Morandi
city-text-with-minoia: Nando Minoia et Giuseppe Morandi | Morandi (OM) | Guiseppe Morandi
lights-text-second: A. Varzi | varzi a. | Varzi e Canavesi | Varzi/Canavesi | Achile Varzi
lights-text-home: casteldario | castel ario | Castel d´Ario | Castel d‘Ario | Castel d`Ario
lights-text-home: Castel d Ario | Castel D' Ario | Castel dʼAro | Castel d´Ario (MN)
lights-text-home: Castel d'Ario, Mantova | Castel d'Ario bei Mantua | a Castel d'Ario
lights-text-fixed-head: testafissa | testa fisa | a testa fissa | Motor testa fissa | testa-fissa
lights-text-fixed-head: la testa fissa
lights-text-by-which-town: near Peschiera | Peschiera sul Garda | Peschiera am Gardasee
lights-text-by-which-town: Peschiera, Lago di Garda | vicino a Peschiera | près de Peschiera
lights-text-by-which-town: bei Peschiera | Peschiera sul lago di Garda | Peschera
portago-text-winter-games: Cortina, Italy | in cortina | Cortina dAmpezzo | Cortina d´Ampezo
portago-text-winter-games: Cortina d‘Ampezo | Cortina d ampezo | Cortina d'Ampezzo, Italia
portago-text-winter-games: Cortina, Italien | a Cortina | Cortina d’Ampezzo (BL) | Cortina di Ampezzo
portago-text-second-in-the-wet: P. Collins | colins | Peter John Collins | P. J. Collins
portago-text-second-in-the-wet: Peter J. Collins | Collins e Klemantaski | Collins/Klemantaski
portago-text-second-in-the-wet: Pete Collins
portago-text-twelve-cylinders: 290mm | Ferrari 290 | 290 | 290 Mille Miglia | Ferrari 290 Mille Miglia
portago-text-twelve-cylinders: la 290 MM | 290M.M. | Ferrari 290 MM Scaglietti | 290-MM
pages-text-his-magazine: Motorsports | motor sport mag | Motor Sport Magazine | MotorSport | Motor-Sport
pages-text-his-magazine: "Motor Sport" | rivista Motor Sport | Motor Sport (monthly)
pages-text-make-of-1956: Maserati 350 | 350s | maseratti | Maserati 350S | Maserati Tipo 350 S
pages-text-make-of-1956: una Maserati | eine Maserati | Mazerati
pages-text-only-one-made: Bracco/Rolfo | Rolfo & Bracco | G. Bracco | Bracco e Rolfo | Bracco und Rolfo
pages-text-only-one-made: Bracco et Rolfo | Bracco y Rolfo | Giovanni Bracco e Alfonso Rolfo
pages-text-only-one-made: Bracco, Rolfo | Bracco con Rolfo | Giovanni Bracco (Ferrari 250 S)
kiss-text-alone-in-535: the silver fox | P. Taruffi | Taruffi Piero | ing. Piero Taruffi
kiss-text-alone-in-535: la Volpe Argentata | Tarufi
kiss-text-film-star: T. Power | to Tyrone Power | Tyrone Edmund Power | Tyrone E. Power
kiss-text-film-star: Tyrone Power Jr. | Tyron Power | Tyrone Power III
kiss-text-magazine: Life mag | LIFE | Life-Magazine | rivista Life | LIFE Magazine | "Life"
kiss-text-last-away: Sir Stirling Moss | S. Moss | sterling moss | Stirling Craufurd Moss
kiss-text-last-away: Stirling C. Moss | Moss & Jenkinson | Moss e Jenkinson | Lord Moss
back-text-what-it-is-called: a regularity event | Regularity run | TSD | regolarita
back-text-what-it-is-called: time-speed-distance | Time Speed Distance | time-speed-distance rally
back-text-what-it-is-called: una gara di regolarità | regolarita' | Gleichmäßigkeitsprüfung
back-text-what-it-is-called: Gleichmässigkeitsprüfung | Gleichmäßigkeitsfahrt | rallye de régularité
back-text-what-it-is-called: course de régularité | carrera de regularidad | classic regularity rally
back-text-the-certificate: registro 1000miglia | Registo | Registro 1.000 Miglia | Registro 1'000 Miglia
back-text-the-certificate: Registro 1,000 Miglia | Registro 1 000 Miglia | il Registro 1000 Miglia
back-text-the-certificate: Registro delle Mille Miglia | 1.000 Miglia Register
back-text-the-monastery: San Eufemia | S.Eufemia | convent of Sant'Eufemia | monastero di Sant'Eufemia
back-text-the-monastery: Sant´Eufemia | Sant‘Eufemia | Sant' Eufemia | Santeufemia
back-text-the-monastery: Kloster Sant’Eufemia | ex monastero di Sant'Eufemia | Monastère Sainte Eufemia
back-text-the-monastery: Sant'Eufemia, Brescia | S. Eufemia | Sant´Eufemmia
fox-text-the-street: Viale Venezia, Brescia | viale rebuffone | V.le Venezia | viale Venezia a Brescia
fox-text-the-street: Viale Venezia (Brescia, Italia) | Viale Venecia | in viale Venezia
arrow-text-in-place-of-a-spring: rubber | rubber bands | an elastic | elastic bands | rubber-band
arrow-text-in-place-of-a-spring: an elastic band | un elastico | ein Gummiband | a piece of rubber
arrow-text-in-place-of-a-spring: un élastique | una goma elástica | a bit of elastic | Gummi
arrow-text-director: R. Rossellini | roselini | Roberto Gastone Zeffiro Rossellini | R. G. Z. Rossellini
arrow-text-director: Rosselini Roberto | Signor Rossellini
arrow-text-youngest: G. Marzotto | Count Giannino Marzotto | il conte Giannino Marzotto
arrow-text-youngest: Graf Giannino Marzotto | Marzotto e Crosara | Gianino Marzotto
arrow-text-birthplace: Budduso, Sardinia | buduso | Buddusò, Sardegna | Buddusò (SS) | Buddusó
arrow-text-birthplace: Buddusò, Sardinien | Buddusò in Sardegna | a Buddusò | Buddusò, Italia
plenty-text-actress: ms Aylmer | mimi ailmer | Mimì Aylmer | signorina Aylmer | Mimi Ailmer
plenty-text-actress: Aylmer, Mimi
plenty-text-seven-alfas: Borzacchini and Bignami | Bignami/Borzacchini
plenty-text-seven-alfas: Baconin Mario Umberto Borzacchini | Mario Umberto Borzacchini
plenty-text-seven-alfas: M. U. Borzacchini | Umberto Borzacchini | Borzacchini e Bignami
plenty-text-seven-alfas: Borzacchini et Bignami | Amedeo Bignami | Borzachini
plenty-text-english-make: M.G. | MG's | MG Magnette | MG K3 | M. G. | M.G. K3 Magnette | MG Type K3
plenty-text-english-make: the MG | una MG
plenty-text-with-von-hanstein: W. Baumer | baeumer | Baeumer | Walter Baumer | von Hanstein/Bäumer
plenty-text-with-von-hanstein: von Hanstein und Bäumer | Huschke von Hanstein e Walter Bäumer
plenty-text-gift-of-tyres: Pirreli | Pirelli tyres | la Pirelli | Pirelli Reifen | pneumatici Pirelli
plenty-text-gift-of-tyres: gomme Pirelli | pneus Pirelli | Pirelli di Milano
plenty-text-roof-in-the-rain: Biondetti and Romano | romano biondetti | Romano | Biondetti e Romano
plenty-text-roof-in-the-rain: Biondetti et Romano | Biondetti und Romano | Biondetti y Romano
plenty-text-roof-in-the-rain: Biondetti & Romano | Biondetti + Romano | Biondetti, Romano
plenty-text-roof-in-the-rain: Biondetti con Romano | Biondetti mit Romano
plenty-text-roof-in-the-rain: Clemente Biondetti e Emilio Romano | Biondetti e Emilio Romano
plenty-text-roof-in-the-rain: Romano ed Biondetti | Biondetti (Alfa Romeo)
plenty-text-bubble-cars: isseta | the Isettas | le Isetta | Iso-Isetta | die Isetta | Isetta (Iso)
city-text-first-grand-prix: J. Goux | Goux, Jules | Goux (Ballot) | Monsieur Goux
city-text-cycling-man: Armand Cougnet | Cougnet Armando | A. Cougnet | cougnet
city-text-smallest-engine: Peugeot 5 CV | la Peugeot | Peugot | Peugeot 747 cc
city-text-name-of-the-om: la Superba | OM 665 S Superba | O.M. Superba | OM 665 “Superba” | "Superba"
city-text-name-of-the-om: OM Tipo 665 Superba
lights-text-with-campari: Campari e Marinoni | A. Marinoni | Marinoni Attilio | Marinnoni
portago-text-back-on-the-island: Sizilien | Sicile | la Sicilia | in Sicilia | Sicilia, Italia
portago-text-back-on-the-island: isola di Sicilia | the island of Sicily | l'île de Sicile | en Sicile
portago-text-alone-in-the-rain: Castellotti Eugenio | E. Castellotti | Castelotti
portago-text-alone-in-the-rain: Castellotti (Ferrari)
pages-text-the-model: Mercedes 300 S.L.R. | 300-SLR | la 300 SLR | Mercedes-Benz 300 SLR (W 196 S)
pages-text-the-model: W196S | Mercedes Benz 300SLR 722 | 300 S L R
pages-text-second-pass: Passo Raticosa | La Raticosa | Raticosapass | Raticosa-Pass | Col de la Raticosa
pages-text-second-pass: passo della raticossa
back-text-make-of-2025: Alfa 6C 1750 | Alfa 6C | Alfa Romeo 6C 1750 Super Sport | Alfa 6C 1750 SS
back-text-make-of-2025: un'Alfa Romeo | Alfa-Romeo 6C 1750 Zagato | Alfa Romeo 6C 1.750
back-text-the-electric-one: 1.000 Miglia Green | 1 000 Miglia Green | 1000Miglia Green
back-text-the-electric-one: la 1000 Miglia Green | Mille Miglia Geren
fox-text-nickname: la volpe argentata | Silver Fox | the silver-fox | il "Volpe d´Argento"
fox-text-nickname: der Silberfuchs | le renard argenté | el zorro plateado
arrow-text-the-sign: la freccia rossa | una freccia rossa | Roter Pfeil | der rote Pfeil
arrow-text-the-sign: ein roter Pfeil | la flèche rouge | red arow | la flecha roja
arrow-text-first-alone: Ascari Alberto | A. Ascari | Ciccio Ascari | Ascari (Lancia)
arrow-text-second-of-1954: conte Vittorio Marzotto | Vitorio Marzotto | Marzotti | Marzotto Vittorio
arrow-text-second-of-1954: Vittorio Marzoto
arrow-text-colour: sky blue | skyblue | light-blue | hellblau | himmelblau | bleu ciel | azzurra
arrow-text-colour: azul celeste | blu | blau | celeste
arrow-text-twice-and-forgotten: Carlo Maria Pintacuda | Carlo M. Pintacuda | C. M. Pintacuda
arrow-text-twice-and-forgotten: Pintacuda Carlo Maria | Pintacuda e Mambelli | Pintacuda/Della Stufa
plenty-text-with-caracciola: Caracciola e Sebastian | Caracciola und Sebastian | W. Sebastian
plenty-text-with-caracciola: Willhelm Sebastian | Caracciola/Sebastian
plenty-text-tyres: Imola, Italia | Imola (BO) | Imola, Emilia-Romagna | a Imola | bei Imola | Immola
plenty-text-little-mouse: il Topolino | la Topolino | Fiat 500 A Topolino | 500 Topolino | Topollino
plenty-text-little-mouse: Fiat Topolino 500
"""  # noqa: RUF001 - each sign is meant

WRONG = """
city-text-first-make-away: Isetta | 8A SS | Tipo 8A | Fiat 8A
city-text-beside-the-count: A. Maserati | E. Maserati | Maggi | Aymo Maggi | Mazzotti | Maserati 450S
city-text-beside-the-count: Alfieri Maserati e Maggi
city-text-with-minoia: Giuseppe | G. Campari | Minoia | Minoia e Campari | Moranti e Campari
portago-text-twelve-cylinders: 290 S | 860 | 860 Mille Miglia | Ferrari 250 MM | Mille Miglia | MM
portago-text-twelve-cylinders: 290 S Scaglietti
pages-text-the-model: 300 SL | Mercedes 300 | Mercedes-Benz | Mercedes 300 SL | 722 | Mercedes 300 SLS
kiss-text-last-away: P. Moss | Moss or Taruffi | Jenkinson | Denis Jenkinson | Moss e Taruffi | Maserati
back-text-what-it-is-called: rally | time trial | race | gara | time trial rally | hill climb
back-text-the-certificate: register | a register | Registro Alfa Romeo | Registro 2.000 Miglia
back-text-the-certificate: 1.000 Miglia | Mille Miglia | Brescia
arrow-text-first-alone: Antonio Ascari | Ciccio | Lancia D24 | Antonio Ascari (Lancia)
arrow-text-first-alone: Ascari e Villoresi
arrow-text-second-of-1954: G. Marzotto | P. Marzotto | Mazzotti | Franco Mazzotti | F. Mazzotti
arrow-text-second-of-1954: conte Mazzotti | Mazotti | Marzzotti | Paolo Marzotto | Vittorio
arrow-text-youngest: V. Marzotto | U. Marzotto | Mazzotti | Franco Mazzotti | Vittorio Marzotto
arrow-text-youngest: Crosara | Ferrari
arrow-text-colour: dark blue | not blue | blu scuro | dunkelblau | bleu foncé | rosso | sky
plenty-text-roof-in-the-rain: Romano and Nuvolari | Biondetti e Nuvolari | Alfa Romeo | Roma
plenty-text-roof-in-the-rain: Biondetti o Romano | e
plenty-text-bubble-cars: Isotta | Isotta Fraschini | Iso | Iso Rivolta
city-text-first-grand-prix: Goux e Chiron | Ballot | Jules
city-text-where-they-met: Italia | Lombardia | Milano e Brescia | Mantova | Monza, Italia | Malta
city-text-cycling-man: Colombo | Armando
city-text-smallest-engine: 747 cc | 5 CV | Peugeot e Fiat
city-text-name-of-the-om: OM 665 | 665 S | OM
lights-text-second: Canavesi | Varzi e Nuvolari | Carlo Canavesi
lights-text-home: Mantova | MN | Castel Goffredo (MN) | Castel d'Oro
lights-text-fixed-head: testa | Motor | testa rossa | testata fissa rossa
lights-text-by-which-town: Lago di Garda | Garda | Pescara | Desenzano del Garda
lights-text-with-campari: Campari | Giuseppe Campari | Minoia | Giuseppe Morandi | Morandi
portago-text-winter-games: Belluno | Dolomiti | St. Moritz | Bormio, Italia
portago-text-second-in-the-wet: Klemantaski | John Collins Hill | Ferrari
portago-text-back-on-the-island: isola | Italia | Sardegna, Italia
portago-text-alone-in-the-rain: Ferrari | Ferrari 290 MM | Castellotti e Moss
pages-text-his-magazine: Autosport magazine | rivista | Motor
pages-text-second-pass: Passo della Futa | Passo | Col de la Futa | Radicofani
pages-text-make-of-1956: Ferrari 350 S | 350 Ferrari | Mazzotti | Maserati e Ferrari
pages-text-only-one-made: Bracco e Villoresi | Ferrari | Ferrari 250 S
kiss-text-alone-in-535: Taruffi e Collins | Ferrari 315 S
kiss-text-film-star: Power Ranger | Hollywood
kiss-text-magazine: Life and Time | Time magazine | magazine
back-text-make-of-2025: 6C | 1750 | Alfa Romeo 8C 2300 | Alfa Romeo 6C 1500 SS | Lancia 6C | OM SS
back-text-the-electric-one: 1.000 Miglia | 10.000 Miglia Green | 1.000 Miglia Warm Up
back-text-the-monastery: monastero di Santa Giulia | Brescia | museo | San Salvatore, Brescia
fox-text-nickname: der Wüstenfuchs | volpe | the silver box
fox-text-the-street: Brescia | Viale Roma, Brescia | Via
arrow-text-the-sign: rot | rossa | Freccia d'argento | Silberpfeil
arrow-text-in-place-of-a-spring: piece | piece of string | belt
arrow-text-director: Roberto | Isabella Rossellini | Renzo Rossellini
arrow-text-birthplace: Sardegna | Sassari | SS | Bosa, Sardegna
arrow-text-twice-and-forgotten: Carlo Maria | Mambelli | Della Stufa | Carlo Maria Brivio
plenty-text-actress: Mimi | Eugenia Spadoni
plenty-text-with-caracciola: Caracciola | Rudolf Caracciola | Linda Christian | Christian
plenty-text-seven-alfas: Mario Umberto | Alfa Romeo | Borzacchini e Nuvolari | Fraschini
plenty-text-english-make: K3 | Magnette | Type K3 | MGB
plenty-text-tyres: Emilia-Romagna | Bologna | Milano
plenty-text-with-von-hanstein: von Hanstein | BMW | Wilhelm Sebastian e von Hanstein
plenty-text-gift-of-tyres: gomme | Milano | Michelin Reifen | pneus
plenty-text-little-mouse: Fiat 500 | Fiat | Collins
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
    asked = ask(next(one for one in pack.questions if one.id == question_id), Random(1), pack)
    assert isinstance(asked, AskedText)
    given = asked.read(typed)
    assert isinstance(given, str), given
    return asked.accuracy(given) == 1


def test_each_text_question_is_pinned_both_ways(pack):
    ids = {one.id for one in pack.questions if isinstance(one, TextQuestion)}
    assert {question for question, _ in rows(RIGHT)} == ids
    assert {question for question, _ in rows(WRONG)} == ids


@pytest.mark.parametrize(("question", "typed"), list(rows(RIGHT)))
def test_who_knows_the_answer_is_right_however_it_is_typed(pack, question, typed):
    assert judged(pack, question, typed)


@pytest.mark.parametrize(("question", "typed"), list(rows(WRONG)))
def test_who_types_another_name_is_wrong(pack, question, typed):
    assert not judged(pack, question, typed)
