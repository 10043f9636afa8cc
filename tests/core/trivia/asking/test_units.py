"""Units and what is counted, as English, Italian, German, French and Spanish say them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.packs.pack import StoryPack
from bot.core.packs.quiz import NumberQuestion
from bot.core.refusals import Reason, Refusal
from bot.core.trivia.asking.amounts import read_amount
from bot.core.trivia.asking.units import is_known, is_unit

SAID = {
    "km": "km | kilometres | chilometri | Kilometer | kilomètres | kilómetros",
    "km/h": (
        "km/h | kph | kilometres an hour | km all'ora | km all’ora | chilometri all´ora | chilometri orari"  # noqa: RUF001
        " | km/ora | km pro Stunde | Kilometer die Stunde | Stundenkilometer | km/std | km à l'heure"
        " | kilomètres par heure | km/heure | kilómetros por hora | km a la hora"
    ),
    "mph": (
        "mph | miles an hour | miles per hour | mi/h | miglia all'ora | miglia orarie | miglia/ora"
        " | Meilen pro Stunde | Meilen/h | milles à l'heure | millas por hora"
    ),
    "cc": (
        "cc | cmc | ccm | cm³ | cubic centimetres | cubic cm | centimetri cubici | centimetri cubi | cm cubi"
        " | Kubikzentimeter | centimètres cubes | centímetros cúbicos"
    ),
    "rpm": (
        "rpm | revs a minute | turns per minute | giri/min | giri al minuto | giri | giri/minuto | U/min"
        " | Umdrehungen pro Minute | Umdrehungen/min | tr/min | tours par minute | tours/minute"
        " | vueltas por minuto | /min"
    ),
    "hp": "hp | horsepower | cavalli | cv | PS | Pferdestärken | chevaux | ch | caballos",
    "kg": "kg | kilos | chilogrammi | chili | Kilogramm | kilogrammes | kilogramos",
    "years": (
        "years | years old | years of age | -year-old | anni | anni di età | Jahre alt | Jahre | -jährig"
        " | ans | ans d'âge | años | años de edad"
    ),
    "hours": "hours | h | ore | Stunden | heures | horas",
    "minutes": "minutes | min | minuti | Minuten | minutos",
    "cars": (
        "cars | vehicles | vetture | macchine | auto | automobili | Autos | Wagen | Fahrzeuge | voitures"
        " | véhicules | coches | carros"
    ),
    "entries": (
        "entries | applications | iscritti | iscrizioni | vetture | Anmeldungen | Nennungen | engagés"
        " | inscriptions | inscripciones"
    ),
    "races": "races | times | gare | edizioni | volte | Rennen | Mal | courses | fois | carreras | veces",
    "countries": "countries | nations | paesi | nazioni | Länder | Ländern | pays | países",
    "tests": "tests | time trials | prove | prove cronometrate | Zeitprüfungen | épreuves | pruebas",
}


@pytest.mark.parametrize(
    ("unit", "said"), [(unit, one) for unit, line in SAID.items() for one in line.split(" | ")]
)
def test_a_unit_is_known_in_the_languages_of_the_players(unit, said):
    assert read_amount(f"281 {said}", unit, 0) == 281
    assert read_amount(f"281{said}", unit, 0) == 281


def test_each_unit_of_the_shipped_story_is_among_them(mille_miglia: StoryPack):
    units = {asked.unit for asked in mille_miglia.questions if isinstance(asked, NumberQuestion)} - {""}
    assert units <= SAID.keys()


@given(st.sampled_from(sorted(SAID)), st.sampled_from(sorted(SAID)), st.data())
def test_what_is_said_of_one_unit_is_no_other(unit, other, data):
    alike = {"cars", "entries"}
    if unit == other or {unit, other} == alike:
        return
    said = data.draw(st.sampled_from(SAID[other].split(" | ")))
    assert not is_unit(said, unit)


@pytest.mark.parametrize(
    ("text", "unit", "prompt"),
    [
        ("182 cars finished", "cars", "How many cars finished the very wet Mille Miglia of 1956?"),
        ("33 whole hours", "hours", "How many whole hours did the little car spend on the road?"),
        ("64 came home", "cars", "How many of them came home?"),
        ("12 pecore", "", "Quante pecore aveva il pastore?"),
        ("1 sheep", "", "How many sheep were on the pass?"),
    ],
)
def test_the_words_of_the_question_may_stand_beside_its_number(text, unit, prompt):
    assert isinstance(read_amount(text, unit, 0, prompt), Decimal)


@pytest.mark.parametrize(
    ("text", "unit", "prompt", "reason"),
    [
        ("32 minutes", "hours", "How many hours and minutes were they on the road?", Reason.WRONG_UNIT),
        ("32 whole minutes", "hours", "How many whole hours and minutes was it?", Reason.NOT_A_NUMBER),
        ("not 40", "cars", "How many cars did not come home?", Reason.NOT_A_NUMBER),
        ("2 thousand", "cars", "How many thousand cars?", Reason.NOT_A_NUMBER),
        ("40 sheep", "cars", "How many cars came home?", Reason.NOT_A_NUMBER),
    ],
)
def test_what_changes_a_number_counts_although_the_question_says_it_too(text, unit, prompt, reason):
    refusal = read_amount(text, unit, 0, prompt)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is reason


def test_a_unit_is_known_whether_it_is_the_one_asked_for_or_not():
    assert is_known("Stundenkilometer")
    assert not is_known("sheep")
