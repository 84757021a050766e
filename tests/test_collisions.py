"""No page written by hand takes the address of another or of a record, and is dropped in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from macros.collisions import collisions, written_by_hand
from macros.corpus.graph import Corpus
from macros.corpus.records import Record
from macros.hosting import Hosting
from macros.outputs import Asset, outputs
from macros.pages.site import pages
from tests.project import ROOT, Project, contents

CASES = [
    ("recommendations/7.md", "data/recommendations/07.yml"),
    ("recommendations/7.html", "data/recommendations/07.yml"),
    ("recommendations/7.mkd", "data/recommendations/07.yml"),
    ("clusters/A.md", "data/clusters/a.yml"),
    ("Clusters/a.md", "data/clusters/a.yml"),
    ("sessions/2007.md", "data/sessions/2007.yml"),
    ("documents/wo-ga-34-7.md", "data/documents/wo-ga-34-7.yml"),
    ("sources/wo-ga-34-7.txt", "data/documents/wo-ga-34-7.yml"),
    ("terms/ldc.md", "data/terms/ldc.yml"),
    ("terms/LDC.md", "data/terms/ldc.yml"),
    ("terms/ldc.html/more.md", "data/terms/ldc.yml"),
    ("terms/README.md", "docs/terms/index.md"),
    ("terms/Index.md", "docs/terms/index.md"),
    ("topics/ict.md", "data/topics/ict.yml"),
    ("data/edition.json", "the whole edition"),
    ("data/edition.schema.json", "the schema"),
    ("licences.txt", "the licences"),
    ("Licences.TXT", "the licences"),
    ("assets/javascripts/search-index.js", "the index of the search"),
    ("404.md", "overrides/404.html"),
    ("404.html", "overrides/404.html"),
    ("sitemap.xml", "the list of pages"),
    ("sitemap.xml.gz", "the list of pages"),
    ("timeline.html", "docs/timeline.md"),
    ("data", "the whole edition"),
]


def records(corpus: Corpus) -> list[Record]:
    return [entry.record for entry in corpus.places.values()]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The pages written by hand, as empty files."""
    for path in (ROOT / "docs").rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.touch()
    return tmp_path / "docs"


@pytest.mark.parametrize(("name", "taker"), CASES)
def test_a_page_at_the_address_of_another_is_named_with_it(docs: Path, corpus: Corpus, name: str, taker: str) -> None:
    assert collisions(docs, records(corpus)) == []
    new = docs / name
    new.parent.mkdir(parents=True, exist_ok=True)
    if new.exists():
        pytest.skip("this system takes the two names for one")
    new.touch()
    problems = collisions(docs, records(corpus))
    assert any(problem.place.file == f"docs/{name}" and taker in problem.found for problem in problems), problems


@pytest.mark.parametrize("name", [".terms/ldc.md", "terms/.ldc.md", "templates/ldc.md", "terms/ldc-2.md", "Terms.md"])
def test_what_is_no_page_or_has_its_own_address_is_free(docs: Path, corpus: Corpus, name: str) -> None:
    (docs / name).parent.mkdir(parents=True, exist_ok=True)
    (docs / name).touch()
    assert collisions(docs, records(corpus)) == []


def test_every_page_made_from_a_record_is_looked_at(tmp_path: Path, corpus: Corpus) -> None:
    """Also one of a kind that is new: a page by hand at each address is refused, naming the record."""
    made = {page.address: page.record for page in pages(corpus) if not page.moved_to}
    for address in made:
        path = tmp_path / "docs" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    told = {problem.place.file: problem.found for problem in collisions(tmp_path / "docs", records(corpus))}
    assert {file: made[file.removeprefix("docs/")] in found for file, found in told.items()} == {
        f"docs/{address}": True for address in made
    }


def test_every_file_that_is_made_is_looked_at(tmp_path: Path, corpus: Corpus) -> None:
    """Also one that is new: a file by hand at the address of each output is refused, and not dropped in silence."""
    made = [each.address for each in outputs(corpus, ROOT, Hosting()) if isinstance(each, Asset)]
    for address in made:
        path = tmp_path / "docs" / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    refused = {problem.place.file for problem in collisions(tmp_path / "docs", records(corpus))}
    assert [address for address in made if f"docs/{address}" not in refused] == []


def test_every_address_written_by_hand_is_one_of_the_site(built: Project) -> None:
    site = set(contents(built.site))
    by_hand = {address for files in written_by_hand(built.folder / "docs").values() for address, _ in files}
    assert by_hand <= site


def test_check_and_build_refuse_it(tmp_path: Path) -> None:
    project = Project.copied_to(tmp_path / "project")
    (project.folder / "docs" / "terms" / "ldc.md").write_text("# Mine\n", encoding="utf-8")
    (project.folder / "docs" / "topics" / "README.md").write_text("# Mine\n", encoding="utf-8")
    done = project.build()
    said = done.stdout + done.stderr
    command = [sys.executable, "-m", "scripts.check", "--format", "text", "--data", str(project.folder / "data")]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert checked.returncode == 1
    for words in (said, checked.stdout):
        assert "docs/terms/ldc.md:1:1: addresses-are-free\n" in words
        assert '"terms/ldc.html", which is that of data/terms/ldc.yml too' in words
        assert '"topics/index.html", which is that of docs/topics/index.md too' in words
        assert "Traceback" not in words
    assert not project.site.exists()
