"""One problem, three printers."""

from __future__ import annotations

import json

from macros.problems import PRINTERS, Place, Problem, Refused, as_annotations, as_json
from macros.spelling import nearest, suggestion

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


def excerpt(line: str, column: int) -> list[str]:
    """Return the line and the caret line that a terminal shows, without the number of the line."""
    problem = Problem(Place("a.yml", 2, column), "a-rule", "m", "f")
    shown = str(Refused([problem], lambda _: ["first", line])).split("\n")
    assert shown[0] == f"a.yml:2:{column}: a-rule"
    return [each.partition("| ")[2] for each in shown[1:3]] if "| " in shown[1] else []


def test_the_line_is_shown_with_a_caret() -> None:
    assert excerpt("title: x", 8) == ["title: x", "       ^"]
    assert excerpt("title:", 7) == ["title:", "      ^"], "the column behind the last is where something is missing"


def test_without_a_line_there_is_no_caret() -> None:
    assert excerpt("   ", 2) == []
    assert "|" not in str(Refused([PROBLEM])), "no file is known"
    beyond = Problem(Place("a.yml", 9), "a-rule", "m", "f")
    assert "|" not in str(Refused([beyond], lambda _: ["one"]))


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert excerpt("\u6771\u4eac: x", 5) == ["\u6771\u4eac: x", "      ^"]
    assert excerpt("e\u0301: x", 5) == ["e\u0301: x", "   ^"]


def test_what_cannot_be_seen_is_shown_by_its_number() -> None:
    assert excerpt("a\u200bb", 3) == ["a<U+200B>b", "         ^"]
    assert excerpt("\x1b[31m\tx", 7) == ["<U+001B>[31m<U+0009>x", " " * 20 + "^"]
    assert excerpt("\ufe0f\u3164x", 3) == ["<U+FE0F><U+3164>x", " " * 16 + "^"]


def test_a_long_line_is_cut_around_the_caret() -> None:
    for column in (1, 30, 500, 970, 1000):
        line, caret = excerpt("".join(str(i % 10) for i in range(1, 1001)), column)
        assert len(line) <= 96
        assert line[len(caret) - 1] == str(column % 10), column
        assert line.startswith("...") == (column > 100)
        assert line.endswith("...") == (column < 900)


def test_other_formats_show_no_lines() -> None:
    refused = Refused([PROBLEM], lambda _: ["", "", "the line"])
    assert "the line" in PRINTERS["text"](refused)
    assert PRINTERS["github"](refused) == as_annotations([PROBLEM])
    assert PRINTERS["json"](refused) == as_json([PROBLEM])
