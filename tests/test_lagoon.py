"""The edition of another body: it builds and is proved with not one line of code for it, and speaks in its own words.

What is asserted here of three sessions, four articles and two agenda items is what tests/corpora/lagoon/ says.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.languages import direction, language_of
from macros.corpus.load import load
from macros.corpus.records import Block
from macros.corpus.records.session import in_time
from macros.corpus.rules import check
from macros.exports import dataset, package, plain
from macros.pages import finder, lists, search
from macros.pages.here import Here
from macros.pages.kinds import recommendation
from macros.pages.kinds.recommendation import listed_short
from macros.pages.pictures import chain, timeline_model
from macros.pages.render import Renderer
from macros.proof import check_site
from tests.lagoon import LAGOON, lagoon
from tests.project import Project

OF_THE_OTHER = re.compile(
    r"WIPO|\bRecommendations?\b|\bClusters?\b|General Assembly|audiovisual|Development Agenda|\b(?:the|other|of) (?:19|26)\b",
    re.IGNORECASE,
)
"""Words and facts of the real edition. The files for programs have the names of the contract, which these are too."""

LIST = """
lists:
  - id: first
    facet: first
    name: Things to do first
    question: Is it to be done first?
    short_question: First?
    hint: Whether the almanac puts it first.
    members:
      numbers: [1, 3]
      basis: stated
      sources:
        - cites: witnesses/lagoon-almanac
          at: page 6
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The edition, built. Do not change it."""
    made = lagoon(tmp_path_factory.mktemp("lagoon") / "project")
    done = made.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return made


@pytest.fixture(scope="module")
def other() -> Corpus:
    """Its records."""
    return read_corpus(LAGOON / "data")


def read(project: Project, address: str) -> str:
    return (project.site / address).read_text(encoding="utf-8")


def words(html: str) -> str:
    """Return what a reader of a page reads and hears: its words, and those of attributes that are spoken."""
    spoken = " ".join(re.findall(r'(?:aria-label|title|content|data-label)="([^"]*)"', html))
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", html))
    return f"{shown} {spoken}"


def test_it_is_proved(project: Project, other: Corpus, tmp_path: Path) -> None:
    assert check_site(project.site, other, project.folder) == []
    site = shutil.copytree(project.site, tmp_path / "site")
    page = site / "recommendations" / "4.html"
    page.write_text(page.read_text(encoding="utf-8").replace("می\u200cدهد", "میدهد"), encoding="utf-8")
    assert {problem.place.file for problem in check_site(site, other, project.folder)} == {
        "site/recommendations/4.html"
    }, "a joiner is one of the source's words"


def test_it_speaks_of_nothing_that_only_the_real_edition_has(project: Project) -> None:
    pages = {path.relative_to(project.site).as_posix() for path in project.site.rglob("*.html")}
    assert len(pages) > 25
    for name in pages - {"data.html"}:  # the names of folders, tables and columns are those of the contract
        shown = re.sub(r"\S+/\S+", "", words(read(project, name)))  # without addresses and names of files
        assert not OF_THE_OTHER.search(shown), (name, OF_THE_OTHER.search(shown))
    index = json.loads(read(project, search.ADDRESS).removeprefix("self.searchIndex=").rstrip(";\n"))
    for entry in index["entries"]:
        if entry["at"] != "data.html":
            said = json.dumps({key: value for key, value in entry.items() if key != "at"}, ensure_ascii=False)
            assert not OF_THE_OTHER.search(said), entry["title"]
    for name in ("licences.txt", plain.TEXT, plain.HTML):
        assert "WIPO" not in read(project, name)
    description = json.loads(read(project, f"{package.FOLDER}/{package.DESCRIPTION}"))
    assert description["name"] == "quay-charter-test"


def test_two_sessions_of_a_year_stand_apart(project: Project, other: Corpus) -> None:
    assert [each.identifier for each in other.sessions] == ["2010", "2011-1", "2011-2"]
    assert (project.site / "sessions" / "2011-2.html").exists()
    may = words(read(project, "sessions/2011-1.html"))
    assert "Carried over from 2010" in " ".join(may.split())
    assert "Lagoon Council October 2011" in may
    assert "Twelfth (12th Ordinary) Session, May 2011" in may
    stops = timeline_model.timeline_model(other).stops
    assert [stop.carry for stop in stops if stop.is_session] == ["stated", "stated", None]
    assert 'href="#session-2011-2">October 2011' in read(project, "timeline.html")
    anchors = re.findall(r'id="(session-[^"]*)"', read(project, "timeline.html"))
    assert anchors == ["session-2010", "session-2011-1", "session-2011-2"]
    assert 'href="../items/lighthouse-keepers.html#2011-1-keepers-decision"' in read(project, "sessions/2011-1.html")
    drawn = chain.view(other, Here("timeline.html"))
    assert [step.box.year for step in drawn.upright.steps if step.box and step.box.is_session] == [
        "2010",
        "2011-1",
        "2011-2",
    ]
    assert "3 sessions, 2010 to October 2011." in drawn.summary
    named = {name: each.address for each in search.entries(other) for name in each.names if each.kind == "Session"}
    assert named["LC May 2011"] == "sessions/2011-1.html"
    assert named["2011"].startswith("sessions/2011-")


def test_sessions_stand_in_the_order_of_their_numbers() -> None:
    assert sorted(["2011-10", "2012", "2011-2", "2010"], key=in_time) == ["2010", "2011-2", "2011-10", "2012"]


def test_texts_carry_their_language_and_direction(project: Project, other: Corpus) -> None:
    article = other.recommendation(3)
    assert (other.language(article), other.language(article, "زنگ خود")) == ("en", "fa")
    for address in (
        "recommendations/3.html",
        "full-text.html",
        "documents/lp-2011-1-4.html",
        "documents/quay-charter.html",
        "terms/harbour-master.html",
    ):
        page = read(project, address)
        assert 'lang="fa" dir="rtl"' in page, address
        assert not re.search(r'dir="rtl"[^>]*>[A-Za-z ,.]{3,}<', page), address
    assert re.search(r'<p id="h1"[^>]* lang="en" dir="ltr">', read(project, "documents/lp-2011-1-4.html"))
    assert '<p lang="fa" dir="rtl">' in read(project, plain.HTML)
    assert '<q class="theirs" lang="fa" dir="rtl">رئیس بندر هر سال</q>' in read(project, "recommendations/4.html")


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-IR", "rtl"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("pt-BR", "ltr"),
    ],
)
def test_a_language_has_a_direction(language: str, way: str) -> None:
    assert direction(language) == way


def test_words_have_the_language_of_their_block() -> None:
    blocks = (Block(id="p1", text="One lamp"), Block(id="p2", lang="he", text="מנורה אחת"))
    found = [language_of(each, blocks, "en") for each in ("lamp", "מנורה", "Art.1 One lamp", "neither")]
    assert found == ["en", "he", "en", "en"]


def test_an_edition_without_lists_asks_for_no_answer(project: Project, other: Corpus) -> None:
    assert all(each.immediate_implementation is None for each in other.recommendations)
    schema = json.loads(dataset.schema(other.edition))
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(json.loads(dataset.written(other)))
    ] == []
    assert "immediate" not in read(project, "recommendations/1.html") + read(project, "recommendations/index.html")


def changed(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Return a copy of its records, changed."""
    data = shutil.copytree(LAGOON / "data", folder / "data")
    for name, old, new in changes:
        text = (data / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, (name, old)
        (data / name).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return data


def test_a_list_of_its_own_needs_no_code(tmp_path: Path) -> None:
    corpus = read_corpus(changed(tmp_path, ("edition.yml", "threads:\n", f"{LIST.lstrip()}threads:\n")))
    (listed,) = corpus.edition.lists
    answers = [listed_short(corpus, listed, each) for each in corpus.recommendations]
    assert answers == ["yes", "no", "yes", "no"]
    assert corpus.answer(listed, corpus.recommendation(1)).sources[0].at == "page 6"
    page = Renderer(corpus).body(recommendation.page(corpus, corpus.recommendation(1)))
    assert '<dt id="first">Is it to be done first?' in page
    assert "Yes. Sources say so." in page
    table = Renderer(corpus).filled(lists.recommendations(corpus, Here("recommendations/index.html")))
    assert re.findall(r'data-label="First\?"><a href="([^"]*)">([^<]*)', table)[:2] == [
        ("1.html#first", "yes"),
        ("2.html#first", "no"),
    ]
    (facet,) = [each for each in finder.of_recommendations(corpus).facets if each.key == "first"]
    assert [(value.key, value.count) for value in facet.values] == [("yes-stated", 2), ("no-stated", 2)]
    parts = {part.words: part for part in recommendation.parts(corpus, corpus.recommendation(1))}
    place = parts["things to do first"]
    assert (place.file, place.marks) == ("data/edition.yml", ("first",))
    text = (tmp_path / "data" / "edition.yml").read_text(encoding="utf-8").splitlines()
    assert text[(place.line or 0) - 1].strip() == "members:"


@pytest.mark.parametrize(
    ("name", "old", "new", "rule"),
    [
        (
            "recommendations/01.yml",
            "collation:",
            "immediate_implementation:\n  listed: unknown\n  basis: not-established\n  because: No list.\ncollation:",
            "lists-are-answered",
        ),
        ("edition.yml", "item: lighthouse-keepers", "item: lighthouse-keeper", "references-exist"),
        (
            "edition.yml",
            "threads:\n",
            LIST.lstrip().replace("lagoon-almanac", "no-almanac") + "threads:\n",
            "references-exist",
        ),
        (
            "edition.yml",
            "threads:\n",
            LIST.lstrip().partition("      sources")[0] + "threads:\n",
            "claims-have-a-source",
        ),
        ("edition.yml", "anchor: keepers", "anchor: documents", "threads-are-told-once"),
        ("edition.yml", "anchor: keepers", "anchor: charter", "threads-are-told-once"),
        (
            "edition.yml",
            "threads:\n",
            LIST.lstrip().replace("id: first", "id: related") + "threads:\n",
            "lists-are-answered",
        ),
        ("items/night-ferries.yml", "carries_to: 2011-2", "carries_to: 2010", "carry-over-goes-forward"),
        ("clusters/b.yml", "letter: B", "letter: C", "letters-are-as-printed"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, name: str, old: str, new: str, rule: str) -> None:
    assert rule in {problem.rule for problem in check(load(changed(tmp_path, (name, old, new))))}
