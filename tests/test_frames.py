"""The fast way and the plain way give the same bytes: frames filled in or rendered anew, macros aside or in Markdown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from markupsafe import Markup

from macros.engine.aside import Aside
from macros.engine.version import PLAIN
from tests.project import Project, contents

PLAINLY = """
from macros import shares
from macros.engine import theme, version, writing
from macros.engine.aside import Aside
from mkdocs.__main__ import cli

shares.MOST = 1
version.KNOWN = "0."
Aside.keep = lambda self, html: html
writing.Writer._write = theme._Visible = None  # what the fast way is made of
cli()
"""
"""Builds as MkDocs would: each page by itself, through the whole frame, all that macros write through Markdown."""

HOSTED = {"SITE_URL": "https://example.org/agenda", "GITHUB_SERVER_URL": "https://forge.example", "GITHUB_REPOSITORY": "a/b"}  # fmt: skip


@pytest.mark.parametrize("environment", [{}, HOSTED, {"DRAFT_OF": "a <draft> & more"}], ids=["", "hosted", "draft"])
def test_every_page_is_as_the_plain_way_makes_it(
    tmp_path: Path, environment: dict[str, str], request: pytest.FixtureRequest
) -> None:
    project = Project.copied_to(tmp_path / "project")
    done = project.build(**environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert PLAIN not in done.stdout + done.stderr
    fast = contents(project.site)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "SITE_", "DRAFT_"))}
    plain = subprocess.run(
        [sys.executable, "-c", PLAINLY, "build", "--strict"],
        cwd=project.folder,
        env={**kept, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project.folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert plain.returncode == 0, plain.stdout + plain.stderr
    assert [line for line in (plain.stdout + plain.stderr).splitlines() if "MkDocs" in line] == [f"INFO    -  {PLAIN}"]
    slow = contents(project.site)
    assert sorted(fast) == sorted(slow)
    assert [name for name in fast if fast[name] != slow[name]] == []


def test_what_macros_write_goes_back_to_its_place() -> None:
    aside = Aside()
    one, other = aside.keep(Markup("<p>\n1</p>")), aside.keep(Markup("<p>\n2</p>"))
    assert "<p>" not in one + other
    assert aside.put_back(f"{other} x {one}") == "<p>\n2</p> x <p>\n1</p>"
    assert aside.keep(Markup("<a>in a line</a>")) == "<a>in a line</a>"
