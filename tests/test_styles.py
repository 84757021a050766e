"""Style sheets are sent without their comments and otherwise as they are written."""

from __future__ import annotations

import pytest

from macros.engine.styles import without_comments
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


def test_the_site_has_the_style_sheets_without_comments(built: Project) -> None:
    for path in (ROOT / "docs" / "assets" / "stylesheets").glob("*.css"):
        sent = (built.site / "assets" / "stylesheets" / path.name).read_text(encoding="utf-8")
        written = path.read_text(encoding="utf-8")
        assert "/*" not in sent
        assert sent == without_comments(written) != written
