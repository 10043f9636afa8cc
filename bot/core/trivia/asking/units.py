"""Compares units as people write them, in several languages."""

import unicodedata
from typing import Final

_SPELLINGS: Final = (
    "km kms kilometre kilometres kilometer kilometers kilometern chilometro chilometri kilometros",
    "m metre metres meter meters metern metro metri metros",
    "cm centimetre centimetres centimeter centimeters centimetri zentimeter",
    "mm millimetre millimetres millimeter millimeters millimetri",
    "mi mile miles miglia miglio meile meilen milles millas",
    "ft foot feet piedi fuss pieds pies",
    "km/h kmh kph kmph km/hr kmperhour kmall'ora chilometriorari kmproh",
    "km/h km/std kmprostunde stundenkilometer kilometresanhour kilometersanhour kmanhour k/h",
    "km/h kilometresperhour kilometersperhour chilometriall'ora",
    "mph mi/h mp/h m/h miles/hour miles/h milesperhour milesanhour miperhour migliaorarie",
    "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes kilogramm chilo chili chilogrammi",
    "t ton tons tonne tonnes tonnen tonnellate",
    "lb lbs",
    "l lt ltr ltrs litre litres liter liters litern litro litri litros",
    "cc ccm cm3 cm^3 cubiccentimetres cubiccentimeters centimetricubi kubikzentimeter",
    "s sec secs second seconds sekunde sekunden secondo secondi seconde secondes segundos",
    "m min mins minute minutes minuten minuto minuti minutos",
    "h hr hrs hour hours stunde stunden std ora ore heure heures hora horas",
    "d day days tag tage giorno giorni jour jours dia dias",
    "w week weeks woche wochen settimana settimane",
    "month months monat monate mese mesi mois meses",
    "y yr yrs yo y/o year years yearsof jahr jahre anno anni an ans ano anos",
    # Horsepower differs by a hundredth from country to country; nobody should lose points by it.
    "hp bhp ps cv ch pk horsepower horsepowers brakehorsepower horse horses",
    "hp cavalli pferdestarken chevaux caballi",
    "kw kilowatt kilowatts",
    "rpm rpms revs rev/min revs/min revsperminute revsaminute revolutions revolutionsperminute",
    "rpm turns turnsperminute turnsaminute u/min umdrehungen giri girialminuto tr/min /min",
    "cars car autos auto vehicles machines macchine finishers voitures wagen",
    "entries entry entrants applications cars",
    "races race starts start times x volte mal fois",
    "countries country nations nation lands",
    "tests test timedtests trials timetrials",
    "% percent percento prozent pourcent porciento",
    "lira lire lit",
    "euro euros eur €",
    "dollar dollars dollari usd $",
)
"""Each line holds the spellings of one unit; a spelling may be on several lines."""


def folded_unit(text: str) -> str:
    """The unit without capitals, accents, spaces and full stops."""
    decomposed = unicodedata.normalize(
        "NFKD", text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    )
    return "".join(
        letter for letter in decomposed if not unicodedata.combining(letter) and letter not in " ."
    )


def is_unit(text: str, unit: str) -> bool:
    """Whether the text is a spelling of the unit, or the unit itself in singular or plural."""
    given, wanted = folded_unit(text), folded_unit(unit)
    if any(wanted in spellings and given in spellings for spellings in map(str.split, _SPELLINGS)):
        return True
    return _singular(given) == _singular(wanted)


def is_known(text: str) -> bool:
    """Whether the text is any unit at all."""
    given = folded_unit(text)
    return any(given in spellings for spellings in map(str.split, _SPELLINGS))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")
