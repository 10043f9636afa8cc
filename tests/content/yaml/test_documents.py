import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.yaml.documents import Document, parse_document
from bot.core.packs.faults import FaultKey, Faults

NAMED = """\
first: 1

second:
  - a
  - b: |
      two
      lines
    c: 3
"""


def test_each_key_knows_its_line():
    document = parse_document(NAMED, "file.yaml")

    assert isinstance(document, Document)
    assert document.data == {"first": 1, "second": ["a", {"b": "two\nlines\n", "c": 3}]}
    assert [
        document.line(path) for path in (("first",), ("second", 0), ("second", 1, "b"), ("second", 1, "c"))
    ] == [
        1,
        4,
        5,
        8,
    ]


def test_what_is_missing_has_the_line_of_what_should_hold_it():
    document = parse_document(NAMED, "file.yaml")

    assert isinstance(document, Document)
    assert document.line(("second", 1, "d")) == 5


def test_a_text_in_a_keys_place_is_not_told_in_full():
    document = parse_document("? " + "long " * 50 + "\n: 1\n", "file.yaml", "questions")

    assert isinstance(document, Document)
    assert isinstance(document.data, dict)
    assert len(document.fault(FaultKey.UNKNOWN_KEY, (0, *document.data)).where) < 60


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000 + "a", "{" * 100_000, "a: [" * 100_000])
def test_a_text_nested_without_end_is_a_fault(text):
    faults = parse_document(text, "file.yaml")

    assert isinstance(faults, Faults)
    assert len(faults) == 1


def test_a_pure_parser_reads_the_same_as_the_one_in_c(monkeypatch):
    in_c = parse_document(NAMED, "file.yaml")

    monkeypatch.setattr(yaml, "__with_libyaml__", False)

    assert parse_document(NAMED, "file.yaml") == in_c


@pytest.mark.parametrize("with_c", [True, False])
@settings(deadline=None)
@given(text=st.text() | st.text(alphabet="ab:-[]{}&*!|>?%@`'\"#,. \n\t0=~<"))
@example(text="a: !!int ''")
@example(text="a: !!bool maybe")
@example(text="a: !!float x")
@example(text="a: !!timestamp 5")
@example(text="a: 0b_")
@example(text="a: " + "9" * 5000)
@example(text="<<: {a: 1}")
@example(text="a: &a [*a]")
def test_any_text_is_a_document_or_one_fault(with_c, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "__with_libyaml__", with_c)

        read = parse_document(text, "file.yaml")

    assert isinstance(read, Document) or len(read) == 1


@settings(deadline=None)
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=8,
    )
)
def test_plain_data_comes_back_as_it_was_written(data):
    # Escaped, as PyYAML writes some of Unicode's line breaks in a way that YAML reads as a space.
    read = parse_document(yaml.safe_dump(data), "file.yaml")

    assert isinstance(read, Document)
    assert (read.data, read.faults) == (data, ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("010", 8),
        ("10:07", 607),
        ("1:30.5", 90.5),
        ("0x10", 16),
        ("0b11", 3),
        ("-017", -15),
    ],
)
def test_a_number_that_yaml_reads_otherwise_than_it_is_written_is_told_with_what_was_read(written, read):
    document = parse_document(f"one: 1\nlap: {written}\n", "file.yaml")
    assert isinstance(document, Document)
    (fault,) = document.faults
    assert (fault.key, fault.line, fault.where) == (FaultKey.READ_OTHERWISE, 2, "lap")
    assert fault.values == {"read": read}
    assert document.data == {"one": 1, "lap": None}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10", 10),
        ("-5", -5),
        ("+5", 5),
        ("0.10", 0.1),
        (".5", 0.5),
        ("1_000", 1000),
        ("00", 0),
        ("07", 7),
        ("9007199254740993", 2**53 + 1),
    ],
)
def test_a_number_that_is_read_as_it_is_written_is_taken(written, read):
    document = parse_document(f"lap: {written}\n", "file.yaml")
    assert isinstance(document, Document)
    assert (document.data, document.faults) == ({"lap": read}, ())


@pytest.mark.parametrize("written", ['"010"', "'10:07'", "yes", "2027-03-01", "~"])
def test_what_is_quoted_or_no_number_is_none_of_its_business(written):
    document = parse_document(f"lap: {written}\n", "file.yaml")
    assert isinstance(document, Document)
    assert not document.faults
