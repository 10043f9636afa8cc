"""Countries as people name them."""

import pytest

from bot.services.guilds.time_zones import countries, zones_of_countries
from bot.ui.guilds.countries import ALSO_CALLED, Countries
from bot.ui.guilds.plain_names import listed, plain


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("italy", "IT"),
        ("allemagne", "DE"),
        ("it", "IT"),
        ("ita", "IT"),
        ("uk", "GB"),
        ("usa", "US"),
        ("scotland", "GB"),
        ("holland", "NL"),
        ("turkey", "TR"),
        ("turkiye", "TR"),
        ("atlantis", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_names_in_each_language_and_by_its_codes(name, code):
    assert Countries().called(name) == code


def test_a_country_is_known_by_the_beginning_of_its_names():
    assert set(Countries().beginning_with("ital")) == {"IT"}


def test_what_countries_are_also_called_is_written_plainly_and_of_countries_with_zones():
    for code, names in listed(ALSO_CALLED):
        assert code in zones_of_countries()
        assert names == [plain(name) for name in names]


def test_no_name_of_one_country_is_another_country_s():
    known = Countries()
    for code, name in countries().items():
        assert known.called(plain(name)) == code
