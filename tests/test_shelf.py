"""A site leads to the book where it was told of one, and only to that of its own records; without a book it is built
all the same."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros.book import shelf
from macros.commit import Commit
from macros.corpus.graph import Corpus
from macros.hosting import Hosting
from macros.outputs import Asset, outputs
from macros.pages import links
from macros.problems import Refused
from scripts import book
from tests.project import ROOT, Project

dev: Any = importlib.import_module("scripts.dev")  # has no types, which would have to be checked here

LEADING = ("index.html", "full-text.html", "timeline.html", "data.html")
"""The pages that lead to the book."""


def without_pango(folder: Path) -> dict[str, str]:
    """Return an environment in which WeasyPrint is what it is on a machine without Pango."""
    (folder / "weasyprint").mkdir(parents=True)
    banner = "print('a long word\\nof its own')\nraise OSError(\"cannot load library 'libpango-1.0-0'\\nmore of it\")\n"
    (folder / "weasyprint" / "__init__.py").write_text(banner, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with its book: the EPUB alone, as on a machine without Pango."""
    folder = tmp_path_factory.mktemp("shelf")
    made = Project.copied_to(folder / "project")
    command = [sys.executable, "-m", "scripts.book"]
    done = subprocess.run(
        command, cwd=made.folder, env=without_pango(folder / "lib"), capture_output=True, text=True, check=False
    )
    assert done.returncode == book.WITHOUT_PDF == dev.WITHOUT_PDF
    assert done.stdout.splitlines() == [
        f"wipo-development-agenda.epub: {size(made):,} bytes in {made.folder / 'dist' / 'book'}"
    ]
    (said,) = done.stderr.splitlines()
    assert said.startswith(
        "The PDF was not made: a library that WeasyPrint calls is missing (cannot load library 'libpango"
    )
    assert "sudo apt install" in said
    assert {path.name for path in (made.folder / "dist" / "book").iterdir()} == {
        shelf.STAMP,
        "wipo-development-agenda.epub",
    }
    return made


def size(project: Project) -> int:
    return (project.folder / "dist" / "book" / "wipo-development-agenda.epub").stat().st_size


def test_a_site_without_a_book_does_not_speak_of_one(built: Project) -> None:
    assert not (built.site / shelf.FOLDER).exists()
    for path in built.site.rglob("*.html"):
        if "contributing" not in path.parts:
            assert "As a book" not in path.read_text(encoding="utf-8"), path


def test_a_site_that_was_told_of_its_book_leads_to_it(project: Project) -> None:
    done = project.build(BOOK="dist/book")
    assert done.returncode == 0, done.stdout + done.stderr
    made = project.folder / "dist" / "book" / "wipo-development-agenda.epub"
    assert (project.site / "book" / made.name).read_bytes() == made.read_bytes()
    assert [path.name for path in (project.site / "book").iterdir()] == [made.name]
    for name in LEADING:
        page = (project.site / name).read_text(encoding="utf-8")
        assert f'<a href="book/{made.name}">EPUB</a> (for reading devices, {size(project) / 1e6:.1f} MB).' in page
        assert ">PDF</a>" not in page  # it was not made
    for path in project.site.rglob("*.html"):
        page, name = path.read_text(encoding="utf-8"), path.relative_to(project.site).as_posix()
        here = "" if name == "404.html" else name
        if 'class="page-foot"' in page or not here:
            assert f'As a book: <a href="{links.relative(f"book/{made.name}", here)}">EPUB</a>.' in page, name


def test_a_book_of_other_records_ends_the_build(project: Project) -> None:
    record = project.folder / "data" / "topics" / "evaluation.yml"
    before = record.read_bytes()
    record.write_bytes(before.replace(b"\n", b"\n# a remark\n", 1))
    try:
        done = project.build(BOOK="dist/book")
    finally:
        record.write_bytes(before)
    assert done.returncode == 1
    assert "a book of other records" in done.stdout + done.stderr
    assert "dev.py book" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("told", "hosting", "words"),
    [
        ("dist/nowhere", Hosting(), "no book"),
        ("data", Hosting(), "no book"),
        ("dist/book", Hosting(draft="pull request 1"), "another draft"),
        ("dist/book", Hosting(site="https://example.org"), "another address"),
    ],
)
def test_what_is_no_book_of_this_site_is_refused(
    project: Project, corpus: Corpus, told: str, hosting: Hosting, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        shelf.volumes(project.folder, corpus.edition, hosting, {shelf.VARIABLE: told})


def test_the_files_of_the_book_are_outputs(project: Project, corpus: Corpus) -> None:
    found = shelf.volumes(project.folder, corpus.edition, Hosting(), {shelf.VARIABLE: "dist/book"})
    made = [each.address for each in outputs(corpus, ROOT, Hosting(), found) if isinstance(each, Asset)]
    assert {*shelf.addresses(corpus.edition)} & {*made} == {"book/wipo-development-agenda.epub"}
    assert shelf.volumes(project.folder, corpus.edition, Hosting(), {}) == ()


def test_the_sum_changes_with_whatever_the_book_is_made_from(project: Project, tmp_path: Path) -> None:
    sums = {shelf.made_from(project.folder, Hosting())}
    for name in (
        "data/edition.yml",
        "macros/book/book.css",
        "macros/templates/book_title.html.jinja",
        "data/sources/wo-ga-34-7.txt",
    ):
        path = project.folder / name
        before = path.read_bytes()
        path.write_bytes(before + b"\n")
        sums.add(shelf.made_from(project.folder, Hosting()))
        path.write_bytes(before)
    cache = project.folder / "macros" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "x.pyc").write_bytes(b"x")
    sums.add(shelf.made_from(project.folder, Hosting()))
    assert len(sums) == 5


def test_the_imprint_says_when_the_commit_is_not_whole() -> None:
    name = "0123456789abcdef0123456789abcdef01234567"
    assert book.told(None) == ""
    assert book.told(Commit(name)) == name
    assert book.told(Commit(name, changed=True)) == f"{name}, with changes"


# dev.py build --book


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """What the door would run, and what it tells."""
    done: list[tuple[tuple[str, ...], dict[str, Any]]] = []
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(dev, "_environment", lambda *_: None)
    monkeypatch.setattr(dev, "_python", lambda *given, **told: done.append((given, told)))
    return done


def test_the_door_makes_the_book_and_tells_the_build(ran: list[tuple[tuple[str, ...], dict[str, Any]]]) -> None:
    dev.build(["--book"])
    assert ran == [
        (("scripts.book",), {"accepts": (book.WITHOUT_PDF,)}),
        (("mkdocs", "build", "--strict"), {"BOOK": "dist/book"}),
    ]
    ran.clear()
    dev.bundle(["--draft", "a try", "--book", "--into", "x"])
    assert ran == [
        (("scripts.book",), {"accepts": (book.WITHOUT_PDF,), "DRAFT_OF": "a try"}),
        (("mkdocs", "build", "--strict"), {"DRAFT_OF": "a try", "BOOK": "dist/book"}),
        (("scripts.bundle", "--into", "x"), {}),
    ]
    ran.clear()
    dev.build([])
    assert ran == [(("mkdocs", "build", "--strict"), {})]


def test_without_a_package_index_the_site_is_built_all_the_same(
    ran: list[tuple[tuple[str, ...], dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def out_of_reach(*files: str) -> None:
        if "requirements-book.txt" in files:
            sys.exit("pip could not install requirements-book.txt: no package index is in reach.")

    monkeypatch.setattr(dev, "_environment", out_of_reach)
    dev.build(["--book"])
    assert ran == [(("mkdocs", "build", "--strict"), {})]
    assert capsys.readouterr().err.splitlines()[-1] == "The site is built without the book."
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="no package index"):
        dev.build(["--book"])


def test_in_ci_a_book_without_its_pdf_is_none(
    ran: list[tuple[tuple[str, ...], dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    dev.build(["--book"])
    assert ran[0] == (("scripts.book",), {"accepts": ()})


@pytest.mark.parametrize(("code", "ends"), [(0, False), (3, False), (1, True)])
def test_an_exit_code_that_is_accepted_ends_nothing(monkeypatch: pytest.MonkeyPatch, code: int, ends: bool) -> None:
    monkeypatch.setattr(dev, "children", SimpleNamespace(run=lambda *_, **__: code))
    if ends:
        with pytest.raises(SystemExit):
            dev._run(["x"], accepts=(3,))
    else:
        dev._run(["x"], accepts=(3,))
