from bot.core.packs.library import Library
from tests.core.builders import a_pack

FIRST, SECOND = a_pack(id="mille-miglia"), a_pack(id="targa-florio")
LIBRARY = Library([FIRST, SECOND])


def test_the_first_pack_is_meant_where_none_is_named():
    assert LIBRARY.default is FIRST


def test_a_pack_is_found_by_its_id():
    assert LIBRARY.pack("targa-florio") is SECOND


def test_a_pack_that_was_taken_away_is_stood_in_for_by_the_default():
    assert LIBRARY.pack("gone") is FIRST
