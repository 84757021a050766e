"""A second agenda item, from its first line to the proved site: it has a timeline of its own, and all that tells of an
event tells of it too. The views of pages hold no record."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.load import load
from macros.corpus.records import Record
from macros.corpus.rules import check
from macros.pages import edit_links, lists, search, timeline
from macros.pages.here import Here
from macros.pages.pictures import chain, matrix
from macros.pages.site import pages
from macros.proof import check_site
from scripts.new_record import new_record
from tests.project import Project

ADDRESS = "items/second.html"
SECOND = """
gist: What it is about.
events:
  - id: a-study
    date: 1999
    kind: study
    title: A study
    statement: It appeared.
    documents: [{document}]
    basis: not-established
    because: It is not known.
  - id: {first}-decision
    date: {days_of_first}
    kind: decision
    title: A decision alone
    statement: It was decided.
    session: {first}
    carries_to: {middle}
    basis: not-established
    because: It is not known.
  - id: {last}-proposal
    date: {days_of_last}
    kind: proposal
    title: A proposal alone
    statement: It was proposed.
    session: {last}
    basis: not-established
    because: It is not known.
"""
"""A decision without a proposal, carried over to a session of which it tells nothing, a proposal without a decision."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Project:
    """The project with a second item, begun as a contributor begins one, and built."""
    copy = Project.copied_to(tmp_path_factory.mktemp("two") / "project")
    data = copy.folder / "data"
    written, _ = new_record(data, "item", "A second item", None, "second")
    first, middle, *_, last = corpus.sessions
    told = SECOND.format(
        document=corpus.documents[0].id,
        first=first.year,
        middle=middle.year,
        last=last.year,
        days_of_first=first.dates.value.written if first.dates.value else first.year,
        days_of_last=last.dates.value.written if last.dates.value else last.year,
    )
    path = copy.folder / written
    path.write_text(f"id: second\ntitle: A second <b>item\n{told.lstrip()}", encoding="utf-8", newline="\n")
    done = copy.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


@pytest.fixture(scope="module")
def two(project: Project) -> Corpus:
    """Its records."""
    return read_corpus(project.folder / "data")


def read(project: Project, address: str) -> str:
    return (project.site / address).read_text(encoding="utf-8")


def test_the_site_is_proved(project: Project, two: Corpus, tmp_path: Path) -> None:
    assert check_site(project.site, two, project.folder) == []
    site = shutil.copytree(project.site, tmp_path / "site")
    (site / ADDRESS).unlink()
    assert (f"site/{ADDRESS}", "pages-are-there") in {
        (problem.place.file, problem.rule) for problem in check_site(site, two, project.folder)
    }


def test_its_page_has_its_events_and_no_other(two: Corpus) -> None:
    found = timeline.events(two, Here(ADDRESS), two.other_items[0])
    first, middle, *_, last = two.sessions
    places = [place for year in found.years for place in year.places]
    assert [(year.words, year.latest) for year in found.years] == [("1999", 3), (first.year, 2), (last.year, 1)]
    assert [place.anchor for place in places] == ["a-study", f"session-{first.year}", f"session-{last.year}"]
    assert [[half.kind for half in place.halves] for place in places] == [[], ["decision"], ["proposal"]]
    assert found.form.count == 3
    carried = places[1].halves[0].carried_to
    assert carried
    assert carried.href == f"../sessions/{middle.year}.html"  # it has no place for that session
    table = timeline.session_table(two, Here(ADDRESS), two.other_items[0])
    assert [(bool(row.proposal), bool(row.decision)) for row in table.rows] == [(False, True), (True, False)]


def test_the_main_timeline_is_as_it_was(two: Corpus, corpus: Corpus) -> None:
    here = Here("timeline.html")
    assert timeline.view(two, here) == timeline.view(corpus, here)
    assert timeline.sessions(two, here).table == timeline.sessions(corpus, here).table
    assert chain.view(two, here) == chain.view(corpus, here)


def test_pages_lead_to_it(project: Project, two: Corpus) -> None:
    first, middle, *_, last = two.sessions
    assert f'href="../{ADDRESS}#{first.year}-decision"' in read(project, f"sessions/{first.year}.html")
    assert f'href="../{ADDRESS}#{last.year}-proposal"' in read(project, f"sessions/{last.year}.html")
    assert ADDRESS not in read(project, f"sessions/{middle.year}.html")
    assert f'href="{ADDRESS}"' in read(project, "timeline.html")
    assert f'href="../{ADDRESS}"' in read(project, "sessions/index.html")
    assert f'href="../{ADDRESS}#a-study"' in read(project, f"documents/{two.documents[0].id}.html")
    assert "A second &lt;b&gt;item" in read(project, ADDRESS)


def test_it_is_found_corrected_and_taken_away(project: Project, two: Corpus) -> None:
    found = {entry.address: entry for entry in search.entries(two)}
    assert found[ADDRESS].title == "A second <b>item"
    assert found[f"{ADDRESS}#a-study"].title == "A study"
    parts = {mark: part for part in edit_links.by_address(two)[ADDRESS]() for mark in part.marks}
    assert {"record.title", "record.gist", "a-study"} < set(parts)
    text = (project.folder / "data/items/second.yml").read_text(encoding="utf-8").splitlines()
    assert parts["a-study"].file == "data/items/second.yml"
    assert text[(parts["a-study"].line or 0) - 1].strip() == "- id: a-study"
    tables = [path for path in project.site.rglob("items_events.csv") if "a-study" in path.read_text(encoding="utf-8")]
    assert len(tables) == 1


def test_a_session_has_a_proposal_once_in_each_item(project: Project, two: Corpus, tmp_path: Path) -> None:
    copy = Project.copied_to(tmp_path / "copy")
    file = copy.folder / "data" / "items" / "second.yml"
    text = (project.folder / "data" / "items" / "second.yml").read_text(encoding="utf-8")
    again = text[text.index(f"  - id: {two.sessions[-1].year}-proposal") :].replace("-proposal", "-again")
    file.write_text(text + again, encoding="utf-8")
    (problem,) = check(load(copy.folder / "data"))
    assert (problem.rule, problem.place.file) == ("sessions-have-proposal-and-decision", "data/items/second.yml")
    assert problem.must == "an agenda item has at most one proposal for a session"


def held(value: object) -> Iterator[object]:
    """Yield a value and all that is in it."""
    yield value
    inner: Iterator[object] = iter(())
    if is_dataclass(value):
        inner = (getattr(value, field.name) for field in fields(value))
    elif isinstance(value, tuple | list):
        inner = iter(value)
    elif isinstance(value, dict):
        inner = iter(value.values())
    for each in inner:
        yield from held(each)


def test_no_view_holds_a_record(two: Corpus) -> None:
    made = [page.view(two, Here(page.address)) for page in pages(two)]
    of_all = (lists.recommendations, lists.documents, lists.clusters, lists.terms, lists.topics)
    made += [
        view(two, Here("index.html")) for view in (*of_all, timeline.view, timeline.sessions, chain.view, matrix.view)
    ]
    assert len(made) > len(two.terms) + len(two.topics) + len(two.sessions)
    for view in made:
        assert not [each for each in held(view) if isinstance(each, Record | Corpus)], view.template
