"""What must be taken for a name and what must not: pinned, so that no change of the judge goes unseen."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A name, what is right for it and what is wrong."""

    answers: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    decoys: tuple[str, ...] = ()


TABLE = (
    Asked(
        ("Stirling Moss", "Moss"),
        right=(
            "Stirling Moss",
            "stirling moss",
            "STIRLING MOSS",
            "Moss Stirling",
            "moss, stirling",
            "Stirling  Moss!",
            "Moss",
            "moss.",
            "Sterling Moss",
            "Stirlng Moss",
            "Stirling-Moss",
            "StirlingMoss",
            "“Moss”",
            "S. Moss",
            "Moss S.",
            "Sir Stirling Moss",
            "Mr. Moss",
        ),
        wrong=(
            "not Moss",
            "Moss or Fangio",
            "it was Stirling Moss",
            "I think Moss",
            "Stirling",
            "Mos",
            "Mosse",
            "Boss",
            "Stirling Boss",
            "Denis Jenkinson",
            "Moss 722",
            "Stirling Moss and Denis Jenkinson",
            "?",
            "Pat Moss",
            "P. Moss",
            "S. M.",
            "Sir",
        ),
        decoys=("Pat Moss",),
    ),
    Asked(
        ("Bindo Maserati", "Maserati"),
        right=("B. Maserati", "b maserati", "Maserati, B.", "A Maserati", "Mazerati"),
        wrong=("A. Maserati", "E. Maserati", "A. B. Maserati", "B."),
        decoys=("Alfieri Maserati", "Ernesto Maserati"),
    ),
    Asked(
        ("Roberto Rossellini", "Rossellini"),
        right=("roselini", "Rosellinni", "R. Roselini"),
        wrong=("Isabella Rossellini", "Rossini", "I. Rossellini"),
    ),
    Asked(("Pirelli",), right=("Pirreli", "Pireli"), wrong=("Perella", "Pirri")),
    Asked(
        ("Isotta Fraschini", "Isotta"),
        right=("isotta", "Isota", "Issota", "Isotta-Frascini"),
        wrong=("isetta", "Iseta"),
        decoys=("Isetta",),
    ),
    Asked(
        ("Registro",), right=("registro", "il registro", "Registo"), wrong=("register",), decoys=("Register",)
    ),
    Asked(
        ("Achille Varzi", "Varzi"),
        right=(
            "Varzi",
            "varzi",
            "Vaerzi",
            "Varsi",
            "Warzi",
            "Varzii",
            "Vrazi",
            "Achile Varzi",
            "Varzi Achille",
        ),
        wrong=(
            "Varzii Achilles Nuvolari",
            "Nuvolari",
            "Versi",
            "Barsi",
            "Varz Tazio",
            "Achille",
            "Arzano",
            "Var",
        ),
    ),
    Asked(
        ("Tazio Nuvolari", "Nuvolari"),
        right=(
            "Nuvolari",
            "Tazio Nuvolari",
            "Nuvola",
            "Novolari",
            "Nuvolary",
            "Nuvollari",
            "Nuvoalri",
            "tazzio nuvolari",
        ),
        wrong=("Tazio", "Nuvol", "Nuvolari Varzi", "no Nuvolari", "Tazio Varzi", "Villoresi"),
        decoys=("Achille Varzi",),
    ),
    Asked(
        ("Paolo Marzotto",),
        right=("Paolo Marzotto", "Marzotto, Paolo", "Paolo Marzoto", "Paulo Marzotto", "Paolo Marsotto"),
        wrong=(
            # It may be Piero's as well.
            "P. Marzotto",
            "Giannino Marzotto",
            "Umberto Marzotto",
            "Vittorio Marzotto",
            "Piero Marzotto",
            "Marzotto",
            "Paolo",
        ),
        decoys=("Giannino Marzotto", "Umberto Marzotto", "Vittorio Marzotto"),
    ),
    Asked(
        ("Alfonso de Portago", "de Portago", "Marquis of Portago"),
        right=(
            "Alfonso de Portago",
            "Alfonso Portago",
            "De Portago",
            "Portago",
            "the Marquis of Portago",
            "Alphonso de Portago",
            "alfonso da portago",
        ),
        wrong=("Alfonso", "Marquis", "Portugal", "Edmund Nelson"),
    ),
    Asked(
        ("Brescia",),
        right=(
            "Brescia",
            "brescia",
            "Brecia",
            "Bresica",
            "Bresscia",
            "BRESCIA!",
            "Brèscia",
            "la Brescia",
            "in Brescia",
        ),
        wrong=("Bresca d'Ario", "Brescello", "Bergamo", "Verona", "Brescia and Rome", "Brno"),
    ),
    Asked(("Roma",), right=("Roma", "ROMA", "roma "), wrong=("Rome", "Rom", "Romania", "Parma", "Como")),
    Asked(("Rome", "Roma"), right=("Rome", "Roma", "rome."), wrong=("Rom", "Romagna", "Home", "Dome")),
    Asked(
        ("Mercedes-Benz", "Mercedes"),
        right=(
            "Mercedes-Benz",
            "Mercedes Benz",
            "mercedesbenz",
            "Mercedes",
            "Mercedez",
            "Mercedez Benz",
            "Benz Mercedes",
        ),
        wrong=("Benz", "Mercedes 300", "Daimler", "Mercedes BMW", "Merc"),
    ),
    Asked(("Mercedes-Benz",), right=("Mercedes Benz",), wrong=("Mercedes",)),
    Asked(
        ("Alfa Romeo",),
        right=("Alfa Romeo", "Alfa Rome", "alfa-romeo", "AlfaRomeo", "Romeo Alfa"),
        wrong=("Alfa", "Romeo", "Alfa Romero P3", "Lancia", "Alba Romeo", "Alfa Remeo Giulia"),
    ),
    Asked(
        ("Alfa Romeo", "Alfa"),
        right=("Alfa", "Alpha", "the Alfa", "l'Alfa", "un'Alfa"),
        wrong=("Alba", "Alf"),
    ),
    Asked(
        ("300 SLR", "Mercedes-Benz 300 SLR"),
        right=("300 SLR", "300SLR", "300-slr", "SLR 300", "Mercedes-Benz 300 SLR", "mercedes benz 300slr"),
        wrong=("300 SL", "300SL", "SLR", "300", "200 SLR", "3000 SLR", "300 SLRR", "Mercedes 300 SL"),
        decoys=("300 SL",),
    ),
    Asked(("300 SL",), right=("300SL", "300 sl"), wrong=("300 SLR", "300", "SL 500", "30 0SL")),
    Asked(
        ("1955",),
        right=("1955", " 1955 ", "01955"),
        wrong=("1956", "195", "19555", "55", "MCMLV", "1955 1956"),
    ),
    Asked(
        ("6C 1750 GS",),
        right=("6C 1750 GS", "6c1750gs", "1750 6C GS", "6 C 1750 GS"),
        wrong=("6C 1500 GS", "8C 1750 GS", "6C 1750", "6C 1750 GTV"),
    ),
    Asked(
        ("Castel d'Ario",),
        right=("Castel d'Ario", "Castel d’Ario", "castel ario", "Casteldario", "Castel Dario"),  # noqa: RUF001 - as a phone writes it
        wrong=("Castel", "Ario", "Castel Goffredo", "Castellar"),
    ),
    Asked(
        ("L'Aquila",),
        right=("L'Aquila", "Aquila", "l’aquila", "Aquilla"),  # noqa: RUF001 - as above
        wrong=("Aqui", "Eagle", "Aquileia"),
    ),
    Asked(
        ("The Red Arrow", "la Freccia Rossa"),
        right=(
            "the red arrow",
            "Red Arrow",
            "a red arrow",
            "Freccia Rossa",
            "La freccia rossa",
            "frecia rossa",
        ),
        wrong=("arrow", "red", "the red arrows of Siena", "Freccia d'Oro", "Rossa"),
    ),
    Asked(
        ("Der Silberpfeil", "Silver Arrow"),
        right=("Silberpfeil", "der Silberpfeil", "die Silberpfeil", "silver arrow", "Silberpfiel"),
        wrong=("Silber", "Pfeil", "Silver", "Golden Arrow"),
    ),
    Asked(
        ("Gazzetta dello Sport", "La Gazzetta dello Sport"),
        right=("Gazzetta dello Sport", "la gazetta dello sport", "Gazzetta dello Sports"),
        wrong=("Gazzetta", "Corriere dello Sport", "Gazzetta di Brescia"),
    ),
    Asked(
        ("Rudolf Caracciola", "Caracciola"),
        right=("Caracciola", "Carraciola", "Caraciola"),
        wrong=("Carac", "Caracas", "Rudolf"),
    ),
    Asked(("OM",), right=("OM", "om"), wrong=("MO", "O", "OMM", "Om nom")),
    Asked(("Straße der Sieger",), right=("strasse der sieger", "Strasse Sieger"), wrong=("Strass", "Sieger")),
    Asked(("Ørsted",), right=("orsted", "Ørsted", "Örsted"), wrong=("Oersted und Co", "Oster")),
)


def rows() -> Iterator[tuple[Asked, str, bool]]:
    """Each answer of the table with whether it is right."""
    for asked in TABLE:
        yield from ((asked, given, True) for given in asked.right)
        yield from ((asked, given, False) for given in asked.wrong)
