"""What may be done with what, and how the edition is cited: only what is true of the repository, said alike everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros import licences
from macros.corpus import contract
from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.corpus.records.common import Mark
from macros.proof.page import read_page
from tests.project import ROOT, Project

CITATION = ROOT / "CITATION.cff"
NAMES = {"symbol", "authors", "title", "official"}
"""What a source is called, which is not its words; of these the page names the title."""


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def words_of_sources() -> set[str]:
    """Return the fields of the contract that hold words of a source."""
    return {
        field.name
        for record in KINDS.values()
        for part in contract.parts(record)
        for field in contract.fields(part)
        if Mark.SOURCE in field.marks and field.name not in NAMES
    }


@pytest.mark.parametrize("name", ["data/LICENSE.md", "docs/data.md", "docs/licences.md"])
def test_the_fields_with_words_of_sources_are_named(name: str) -> None:
    quoted, found = {"before", "after"}, words_of_sources()
    assert quoted <= found  # of a source or of ours: what a record said
    assert all(f"`{field}`" in read(name) for field in quoted)
    assert {"text", "words", "reading"} <= found
    text = read(name)
    listed = re.search(r"(`text`[^.;)]*`forms`)", text)
    assert listed
    assert set(re.findall(r"`([a-z]+)`", listed[1])) == found - quoted


def test_what_others_made_is_named_with_all_that_is_shipped(corpus: Corpus) -> None:
    page = read("docs/licences.md")
    text = licences.licences(ROOT, corpus.edition.body.publisher.name)
    titles = [
        line for line, under in zip(text.splitlines(), text.splitlines()[1:], strict=False) if re.fullmatch("=+", under)
    ]
    others = [title for title in titles if ": " in title and not title.startswith("Editorial")]
    assert len(others) == 5
    rows = re.findall(r"(?m)^\| ([^|]+) \|[^|]+\|[^|]+\|$", page)
    assert [row.strip() for row in rows if row.strip() not in ("What", "---")] == others


def test_the_page_says_what_the_licence_files_say() -> None:
    page = read("docs/licences.md")
    assert "CC0 1.0 Universal" in read("data/LICENSE.md")
    assert read("LICENSE").startswith("MIT License")
    (address,) = re.findall(r"\(https://creativecommons[^)]+\)", read("data/LICENSE.md"))
    assert page.count(address) == 1
    assert len(re.findall("(?m)^## ", page)) == 5


def test_no_font_is_shipped(built: Project) -> None:
    """The page says so; when one is shipped, it must name it."""
    assert [path.name for path in built.site.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf", ".otf")] == []
    styles = [path.read_text(encoding="utf-8") for path in built.site.rglob("*.css")]
    assert not [style for style in styles if re.search(r"@font-face", style)]


def test_the_page_is_in_the_menu_and_others_lead_to_it(built: Project) -> None:
    for name in ("data.html", "sources.html", "recommendations/22.html"):
        page = read_page((built.site / name).read_text(encoding="utf-8"), name)
        assert any(target.address.endswith("licences.html") for target in page.targets), name
    page = read_page((built.site / "licences.html").read_text(encoding="utf-8"), "licences.html")
    assert "licences.txt" in {target.address for target in page.targets}
    assert "data.html" in {target.address for target in page.targets}


# How the edition is cited


def citation() -> dict[str, Any]:
    found = yaml.safe_load(CITATION.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_citation_is_that_of_the_edition(corpus: Corpus) -> None:
    edition, found = corpus.edition, citation()
    assert found["title"] == edition.title
    assert found["version"] == edition.version
    assert found["date-released"] == edition.date.written
    assert found["abstract"] == edition.description
    assert found["authors"] == [{"name": re.findall(r"Copyright \(c\) \d+ (.+)", read("LICENSE"))[0]}]
    assert not {"doi", "url", "repository", "license", "publisher"} & found.keys(), "nothing that nobody knows"


def refused(path: Path) -> str:
    """Return what check-jsonschema, with the schema of the format that it brings, has against a citation."""
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.citation-file-format",
    ]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == ("ok -- " in done.stdout), done.stdout + done.stderr
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_citation_is_valid() -> None:
    assert refused(CITATION) == ""


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda found: found.pop("title"), "'title' is a required property"),
        (lambda found: found.update({"date-released": "November 2026"}), "date-released"),
        (lambda found: found.update(type="book"), "'book' is not one of"),
        (lambda found: found.update(authors=[]), "authors"),
        (lambda found: found.update(titel="x"), "'titel' was unexpected"),
    ],
)
def test_a_wrong_citation_is_refused(tmp_path: Path, change: Change, words: str) -> None:
    found = citation()
    change(found)
    path = tmp_path / "CITATION.cff"
    path.write_text(yaml.safe_dump(found), encoding="utf-8")
    assert words in refused(path)
