"""One problem, three printers."""

from __future__ import annotations

import json

from macros.problems import Place, Problem, Refused, as_annotations, as_json, nearest, suggestion

PROBLEM = Problem(Place("data/topics/a,b.yml", 3, 7), "references-exist", "it exists", '"x" 100%\nreally', 'write "y"')


def test_the_terminal_gets_place_rule_and_remedy() -> None:
    assert str(Refused([PROBLEM, PROBLEM])) == (
        "data/topics/a,b.yml:3:7: references-exist\n"
        "  must:   it exists\n"
        '  found:  "x" 100%\nreally\n'
        '  repair: write "y"\n\n'
        "1 problem found."
    )


def test_github_gets_an_escaped_annotation() -> None:
    assert as_annotations([PROBLEM]) == (
        "::error file=data/topics/a%2Cb.yml,line=3,col=7,title=references-exist::"
        'must: it exists%0Afound: "x" 100%25%0Areally%0Arepair: write "y"'
    )


def test_tools_get_json() -> None:
    (problem,) = json.loads(as_json([PROBLEM]))
    assert problem["place"] == {"file": "data/topics/a,b.yml", "line": 3, "column": 7}


def test_problems_are_sorted_by_place_with_lines_as_numbers() -> None:
    places = [Place("b.yml", 2), Place("a.yml", 10), Place("a.yml", 9)]
    refused = Refused(Problem(place, "rule", "", "") for place in places)
    assert [str(problem.place) for problem in refused.problems] == ["a.yml:9:1", "a.yml:10:1", "b.yml:2:1"]


def test_a_near_miss_is_suggested_whatever_its_capitals() -> None:
    assert nearest("Competition-Polcy", ["competition-policy", "evaluation"]) == "competition-policy"
    assert nearest("zzz", ["competition-policy"]) is None
    assert suggestion("zzz", ["b", "a"]) == "choose one of: a, b"
    assert "add the record" in suggestion("zzz", [])
