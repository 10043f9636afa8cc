"""Compares units, and the nouns of what is counted, as people write them in the languages that players speak.

English, Italian, German, French and Spanish stand side by side. A unit that is so much in a time, like
`chilometri all'ora` or `giri/min`, is put together from its two parts.
"""

from functools import cache
from typing import Final

from bot.core.letters import without_accents

_KILOMETRES: Final = (
    "km kms kilometre kilometres kilometer kilometers kilometern chilometro chilometri kilometro kilometros"
)
_MILES: Final = "mi mile miles miglia miglio meile meilen mille milles milla millas"
_TURNS: Final = (
    "r rev revs revolution revolutions turn turns rotation rotations giro giri u umdrehung umdrehungen"
    " t tr tour tours vuelta vueltas revolucion revoluciones"
)
_CENTIMETRES: Final = (
    "cm centimetre centimetres centimeter centimeters centimetro centimetri centimetros"
    " zentimeter zentimetern"
)

_SPELLINGS: Final = (
    _KILOMETRES,
    "m metre metres meter meters metern metro metri metros",
    _CENTIMETRES,
    "mm millimetre millimetres millimeter millimeters millimetern millimetro millimetri milimetro milimetros",
    _MILES,
    "ft foot feet piede piedi fuss pied pieds pie pies",
    "km/h kmph kph k/h kmproh stundenkilometer stundenkilometern",
    "mph mp/h m/h",
    "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm kilogrammen chilo chili",
    "kg chilogrammo chilogrammi kilogramo kilogramos",
    "t ton tons tonne tonnes tonnen tonnellata tonnellate tonelada toneladas",
    "lb lbs",
    "l lt ltr ltrs litre litres liter liters litern litro litri litros",
    "cc ccm cm3 cm^3 ccs kubik kubikzentimeter kubikzentimetern",
    "s sec secs second seconds sek sekunde sekunden secondo secondi seconde secondes segundo segundos",
    "m min mins minute minutes minuten minuto minuti minutos",
    "h hr hrs hour hours stunde stunden std ora ore heure heures hora horas",
    "d day days tag tage tagen giorno giorni jour jours dia dias",
    "w week weeks woche wochen settimana settimane semaine semaines semana semanas",
    "month months monat monate monaten mese mesi mois mes meses",
    "y yr yrs yo y/o year years yearsof jahr jahre jahren anno anni an ans annee annees ano anos",
    # How old somebody is.
    "years yearsofage jahrig jahrige jahriger enne annidieta annid'eta anosdeedad",
    # Horsepower differs by a hundredth from country to country; nobody should lose points by it.
    "hp bhp ps cv ch pk horsepower horsepowers brakehorsepower horse horses pferdestarke pferdestarken",
    "hp cavallo cavalli cavallivapore cheval chevaux chevauxvapeur caballo caballos caballosdevapor caballi",
    "kw kilowatt kilowatts",
    "rpm rpms upm tpm",
    "cars car autos auto automobile automobiles automobili vehicle vehicles machines finishers starters",
    "cars macchina macchine vettura vetture veicolo veicoli equipaggi bolidi partenti arrivati",
    "cars wagen rennwagen fahrzeug fahrzeuge fahrzeugen pkw starter",
    "cars voiture voitures vehicule vehicules equipages coche coches carro carros vehiculo vehiculos equipos",
    "entries entry entrants entrant applications application registrations cars crews",
    "entries iscritti iscrizione iscrizioni domanda domande richiesta richieste vetture auto equipaggi",
    "entries nennung nennungen anmeldung anmeldungen meldung meldungen bewerbung bewerbungen autos wagen",
    "entries engages engagement engagements inscrits inscription inscriptions demandes voitures",
    "entries inscritos inscripcion inscripciones solicitud solicitudes coches",
    "races race starts start times time x edition editions gara gare corsa corse volta volte edizioni",
    "races rennen mal ausgabe ausgaben course courses fois carrera carreras vez veces edicion ediciones",
    "countries country nations nation lands land paese paesi nazione nazioni stato stati lander landern",
    "countries nationen staat staaten pays pais paises naciones",
    "tests test timedtests timedtest trials trial timetrials prova prove provecronometrate pruebas prueba",
    "tests prufung prufungen zeitprufung zeitprufungen wertungsprufungen epreuve epreuves",
    "tests prueba epreuveschronometrees pruebascronometradas",
    "% percent percento prozent pourcent porciento porcento",
    "lira lire lit liras lires",
    "euro euros eur €",
    "dollar dollars dollaro dollari dolar dolares usd $",
)
"""Each line holds the spellings of one unit; a spelling may be on several lines."""

_PER_HOUR: Final = (
    "/h /hr /hour /std /stunde /ora /heure /hora h ph p/h anhour inanhour perhour perhr"
    " all'ora l'ora perora orari orario orarie prostunde jestunde diestunde inderstunde"
    " al'heure l'heure parheure porhora alahora lahora"
)
_PER_MINUTE: Final = (
    "/min /minute /minuto /m pm aminute inaminute perminute permin alminuto perminuto prominute jeminute"
    " dieminute inderminute parminute laminute alaminute porminuto"
)
_COMPOSED: Final = (
    ("km/h", _KILOMETRES, _PER_HOUR),
    ("mph", _MILES, _PER_HOUR),
    ("rpm", _TURNS, _PER_MINUTE),
    # `7500 giri`, or just `7500/min`.
    ("rpm", "giri revs turns umdrehungen tours vueltas revolutions", ""),
    ("rpm", "", "/min"),
    ("cc", _CENTIMETRES, "cube cubes cubi cubo cubici cubico cubicos"),
    ("cc", "cubic", _CENTIMETRES),
)
"""Units of two parts: the unit, the spellings of its first part, and those of its second."""


def folded_unit(text: str) -> str:
    """The unit without capitals, accents, spaces and full stops."""
    plain = without_accents(text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return plain.replace(" ", "").replace(".", "")


def is_unit(text: str, unit: str) -> bool:
    """Whether the text is a spelling of the unit, or the unit itself in singular or plural."""
    given, wanted = folded_unit(text), folded_unit(unit)
    if any(wanted in spellings and given in spellings for spellings in _spellings()):
        return True
    return singular(given) == singular(wanted)


def is_known(text: str) -> bool:
    """Whether the text is any unit at all."""
    given = folded_unit(text)
    return any(given in spellings for spellings in _spellings())


def singular(word: str) -> str:
    """The English word in the singular; a singular as it is."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


@cache
def _spellings() -> tuple[frozenset[str], ...]:
    composed = (
        frozenset(
            [unit, *(first + last for first in firsts.split() or [""] for last in lasts.split() or [""])]
        )
        for unit, firsts, lasts in _COMPOSED
    )
    return (*(frozenset(line.split()) for line in _SPELLINGS), *composed)
