"""Style sheets and scripts are sent without their comments and otherwise as they are written."""

from __future__ import annotations

import pytest

from macros.engine.styles import without_comments, without_indents, without_lines_of_comment
from tests.project import ROOT, Project


@pytest.mark.parametrize(
    ("css", "sent"),
    [
        ("/* a */\nb { c: d } /* e\n * f */", "b { c: d } "),
        ('a::after { content: "/* kept */" }', 'a::after { content: "/* kept */" }'),
        ('a { content: "\\"/* kept */" } /* gone */', 'a { content: "\\"/* kept */" } '),
        ("a { b: c }", "a { b: c }"),
    ],
)
def test_comments_go_and_strings_stay(css: str, sent: str) -> None:
    assert without_comments(css) == sent


def test_indents_and_empty_lines_go() -> None:
    assert (
        without_indents('\n@media print {\n  a b {\n    c: "  d" e;\n\n  }\n}\n')
        == '@media print {\na b {\nc: "  d" e;\n}\n}\n'
    )


def test_the_site_has_the_style_sheets_without_comments(built: Project) -> None:
    for path in (ROOT / "docs" / "assets" / "stylesheets").glob("*.css"):
        sent = (built.site / "assets" / "stylesheets" / path.name).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert "/*" not in sent
        assert sent == without_indents(without_comments(written)) != written
        assert "\\\n" not in written, "a string that goes on in another line would lose blanks"


@pytest.mark.parametrize(
    ("script", "sent"),
    [
        ("/**\n * a\n */\nb();\n", "b();\n"),
        ("  // a\nb(); // stays\n", "b(); // stays\n"),
        ("/** @type {A} */ (b).c();\n", "/** @type {A} */ (b).c();\n"),
        ("a = `/*`;\nb = `*/`;\n", "a = `/*`;\nb = `*/`;\n"),
        ("a = 'http://b';\n/* c */ /* d */\ne();", "a = 'http://b';\n/* c */ /* d */\ne();"),
        ("a();\n// the end", "a();\n"),
    ],
)
def test_lines_of_comment_go_from_a_script(script: str, sent: str) -> None:
    assert without_lines_of_comment(script) == sent


def test_the_site_has_our_scripts_without_comments_and_those_of_others_as_they_are(built: Project) -> None:
    for path in (ROOT / "docs" / "assets" / "javascripts").glob("*.js"):
        sent = (built.site / "assets" / "javascripts" / path.name).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert sent == (written if path.with_suffix(".LICENSE").exists() else without_lines_of_comment(written))
        assert (sent == written) == (path.name == "minisearch.js")
