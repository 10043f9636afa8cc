"""The tool that makes a story's outline: cut to its window, home apart from abroad, thinned and rounded."""

import json
import sys

import pytest

from bot.content.routes import read_outline
from bot.core.packs.route import Outline
from tools import outline

# Two squares side by side that share an edge with a needless point on it, and an islet inside neither.
COUNTRIES = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[10, 0], [0, 5], [0, 5]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 10], [10, 0], [0, -10], [-10, 0]],
        [[30, 30], [1, 0], [0, 1], [-1, -1]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "1", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "2", "type": "MultiPolygon", "arcs": [[[0, 2]], [[3]]]},
                {"id": "3", "type": "Polygon", "arcs": [[3]]},
            ]
        }
    },
}


@pytest.fixture
def made(tmp_path, monkeypatch) -> Outline:
    source, target = tmp_path / "countries.json", tmp_path / "outline.json"
    source.write_text(json.dumps(COUNTRIES), encoding="utf-8")
    window = ["--west", "5", "--south", "-5", "--east", "15", "--north", "20"]
    options = ["--home", "1", "--without", "3", "--source", "Drawn by hand", *window]
    monkeypatch.setattr(sys, "argv", ["outline", str(source), str(target), *options])
    outline.main()
    read = read_outline(target)
    assert isinstance(read, Outline)
    return read


def test_home_and_its_neighbours_are_cut_to_the_window(made):
    (home,), (abroad,) = made.home, made.others
    assert {longitude for _, longitude in home} == {5.0, 10.0}
    assert {longitude for _, longitude in abroad} == {10.0, 15.0}
    assert all(made.holds(point) for point in (*home, *abroad))


def test_a_point_on_a_straight_line_is_left_out(made):
    assert (5.0, 10.0) not in made.home[0]


def test_it_says_what_it_was_made_from(made):
    assert made.source == "Drawn by hand"
