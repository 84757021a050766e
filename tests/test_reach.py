"""Every file of the built site is there because something asks for it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

import pytest
from mkdocs.utils import get_theme_dir

from macros.pruning import UNUSED, is_unused
from tests.browsing import BASE
from tests.project import Project

ASKED_FROM_OUTSIDE = {
    "404.html": "shown by the host for addresses that do not exist",
    "sitemap.xml": "read by search engines",
    "sitemap.xml.gz": "read by search engines",
    "assets/images/social.png": "shown by other sites that link to a page; pages name it where the site has a host",
    "assets/images/social.svg": "the drawing that social.png is made from",
    "assets/javascripts/correcting.js": "loaded where a forge is known, to which its links lead",
    "assets/javascripts/citing.js": "named by pages (data-needs), and loaded by edition.js from beside itself",
    "assets/javascripts/taking.js": "named by pages (data-needs), and loaded by edition.js from beside itself",
    "data/edition*.json": "where the edition as data lay before it had a version; programs know it",
    "data/v1/*/*.json": "read by programs: the page about the data tells how the files of the records are called",
    "assets/javascripts/*.LICENSE": "stands beside a script of others, as its licence asks",
}
"""Files that no page, style sheet or script names in full, each with the reason why they are there."""

HOST = f"https://example.org{BASE}"
"""How pages of `project_with_host` name files in full."""

_IN_STYLES = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s]+)""")
_IN_PAGES = re.compile(r"""["'(\s=]([^"'()\s<>]+\.[a-z0-9]+)["')\s?#]""")


def named(path: Path, address: str, files: set[str]) -> Iterator[str]:
    """Return the files of the site that one of its text files names: in a page and in a script anything that reads
    like an address, in a style sheet what it loads; relative to the file, in scripts also to the site."""
    if path.suffix not in (".html", ".css", ".js"):
        return
    text = path.read_text(encoding="utf-8")
    for found in (_IN_STYLES if path.suffix == ".css" else _IN_PAGES).findall(text):
        wanted = unquote(found.removeprefix(HOST))
        from_home = path.suffix == ".js" or found.startswith(HOST)
        for folder in ("", posixpath.dirname(address)) if from_home else (posixpath.dirname(address),):
            file = posixpath.normpath(posixpath.join(folder, wanted))
            if file in files:
                yield file


def reached(site: Path) -> tuple[set[str], set[str]]:
    """Return all files of a site, and those that can be reached from its home page."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    seen, waiting = set[str](), {"index.html"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        waiting.update(set(named(site / address, address, files)) - seen)
    return files, seen


def excused(address: str) -> list[str]:
    return [pattern for pattern in ASKED_FROM_OUTSIDE if fnmatchcase(address, pattern)]


@pytest.mark.parametrize("project", ["built", "project_with_host"])
def test_every_file_is_asked_for(request: pytest.FixtureRequest, project: str) -> None:
    files, seen = reached(request.getfixturevalue(project).site)
    assert sorted(file for file in files - seen if not excused(file)) == []


def test_every_excuse_is_for_a_file(built: Project) -> None:
    files, _ = reached(built.site)
    used = {pattern for file in files for pattern in excused(file)}
    assert sorted(set(ASKED_FROM_OUTSIDE) - used) == []


def test_every_pattern_of_unused_files_is_of_use() -> None:
    theme = Path(get_theme_dir("material"))
    files = [path.relative_to(theme).as_posix() for path in (theme / "assets").rglob("*") if path.is_file()]
    for pattern in UNUSED:
        assert [file for file in files if fnmatchcase(file, pattern)], pattern


def test_only_files_of_the_theme_are_left_out(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    ours = "assets/images/favicon.png"
    assert is_unused(ours)
    (project.folder / "docs" / ours).write_bytes(b"ours")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    assert (project.site / ours).read_bytes() == b"ours"
    assert not list(project.site.rglob("*.map"))
