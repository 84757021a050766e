"""What editions changed: found in two states of the records, written as a record, shown on pages and in the feed."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml

from macros.corpus.files import RecordFile
from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.load import load, read_record
from macros.corpus.records import Changes, Date, FieldChange, RecordChange
from macros.corpus.records.changes import Since, in_order
from macros.corpus.source import read_yaml
from macros.difference import marked
from macros.exports import feed
from macros.impact.records import not_compared, record_changes
from macros.pages import links
from macros.pages.here import Here
from macros.pages.kinds import changes, recommendation, topic
from macros.pages.macros import Macros
from macros.pages.render import Renderer
from macros.problems import Refused
from scripts.write_changes import begun
from tests.lagoon import LAGOON, lagoon
from tests.project import ROOT, Project

DAY = datetime.date(2012, 3, 4)
ATOM = f"{{{feed.ATOM}}}"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the records of the test edition."""
    return shutil.copytree(LAGOON / "data", tmp_path / "data")


def edit(data: Path, name: str, old: str, new: str) -> None:
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def found(data: Path) -> dict[str, RecordChange]:
    """Return what differs from the test edition as it is."""
    corpus = read_corpus(LAGOON / "data")
    told = list(record_changes(load(LAGOON / "data"), load(data), corpus.name))
    assert len({each.key for each in told}) == len(told)
    return {each.key: each for each in told}


def sides(change: RecordChange) -> dict[str, tuple[str | None, str | None]]:
    return {each.where: (each.before, each.after) for each in change.fields}


# Found


def test_every_part_that_differs_is_told_word_for_word(data: Path) -> None:
    edit(data, "recommendations/03.yml", "reading: ناقوس خود", "reading: ناقوس")
    edit(data, "recommendations/03.yml", "title: A bell in fog", "title: A bell, always")
    edit(data, "recommendations/03.yml", "  - sounds\n", "  - sounds\n  - lights\n")
    edit(data, "edition.yml", "version: 2011.1", "version: 2011.2")
    edit(data, "edition.yml", "short_name: Lagoon Council", "short_name: The Council")
    told = found(data)
    assert set(told) == {"edition", "recommendations/03"}
    assert told["recommendations/03"].name == "Article 3: A bell, always"
    assert sides(told["recommendations/03"]) == {
        "title": ("A bell in fog", "A bell, always"),
        "topics": ("sounds", "sounds; lights"),
        "variants: variant-1, reading": ("ناقوس خود", "ناقوس"),
    }
    assert sides(told["edition"]) == {"body, short name": ("Lagoon Council", "The Council")}


def test_what_came_went_or_was_renamed_is_told(data: Path) -> None:
    (data / "topics/tides.yml").write_text("id: tides\ntitle: Tides\ndefinition: High and low.\n", encoding="utf-8")
    (data / "terms/council.yml").unlink()
    (data / "topics/lights.yml").rename(data / "topics/lamps.yml")
    edit(data, "topics/lamps.yml", "id: lights", "id: lamps")
    told = found(data)
    assert {key: each.change for key, each in told.items()} == {
        "terms/council": "removed", "topics/lamps": "changed", "topics/tides": "added",
    }  # fmt: skip
    assert told["topics/tides"].fields == ()
    assert told["topics/lamps"].was == "topics/lights"
    assert {after for _, after in sides(told["terms/council"]).values()} == {None}
    assert all(before for before, _ in sides(told["terms/council"]).values())


def values_of(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"), path.name).values


def test_the_order_of_what_stands_in_a_list_is_told(data: Path) -> None:
    path = data / "items/lighthouse-keepers.yml"
    values = values_of(path)
    assert len(values["events"]) > 1
    values["events"].reverse()
    path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (change,) = found(data).values()
    (field,) = change.fields
    assert field.where == "events, order"
    assert str(field.before).split("; ") == str(field.after).split("; ")[::-1]


def laid_out_otherwise(data: Path) -> None:
    for path in [*data.rglob("*.yml")]:
        values = values_of(path)
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=True, width=31, indent=4)
        path.write_text(f"# A comment\n{text}# Another\n", encoding="utf-8", newline="\n")


def test_layout_is_no_change(data: Path) -> None:
    laid_out_otherwise(data)
    assert load(data).problems == ()
    assert found(data) == {}


def test_how_a_text_is_broken_into_lines_is_no_change(data: Path) -> None:
    old = "gist: Ferries are to be heard in fog."
    edit(data, "recommendations/03.yml", old, "gist: |-\n  Ferries are  to be\n  heard in fog.")
    assert found(data) == {}


def test_a_record_in_a_form_that_is_no_more_known_is_named_and_not_compared(data: Path) -> None:
    edit(data, "topics/lights.yml", "title: Lights", "heading: Lights")
    before, after = load(data), load(LAGOON / "data")
    assert not_compared(before, after) == ["topics/lights"]
    assert list(record_changes(before, after, lambda each: each.name)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [("a b c d", "a b x d"), ("", "new"), ("gone", ""), ("wholly other", "nothing alike here"), (" ".join(map(str, range(900))), " ".join(map(str, range(3, 900))))],
)  # fmt: skip
def test_marked_words_are_all_the_words(before: str, after: str) -> None:
    old, new = marked(before, after)
    assert (" ".join(run.words for run in old), " ".join(run.words for run in new)) == (before, after)
    assert {run.kind for run in old} <= {"same", "gone"}
    assert {run.kind for run in new} <= {"same", "new"}
    assert [run.words for run in old if run.kind == "same"] == [run.words for run in new if run.kind == "same"]


def test_numbers_of_editions_are_ordered_as_numbers() -> None:
    assert sorted(["2026.10", "2026.9.1", "2025.11", "2026.9"], key=in_order) == [
        "2025.11", "2026.9", "2026.9.1", "2026.10",
    ]  # fmt: skip


# Written


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A name", "-c", "user.email=name@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(data: Path) -> Path:
    """The test edition in a repository, with the tag of its version; returns the root."""
    git(data.parent, "init", "--quiet")
    git(data.parent, "add", "--all")
    git(data.parent, "commit", "--quiet", "--message", "Edition 2011.1")
    git(data.parent, "tag", "v2011.1")
    return data.parent


def test_a_new_edition_is_written_as_a_tidy_record(repository: Path) -> None:
    data = repository / "data"
    edit(data, "recommendations/03.yml", "title: A bell in fog", 'title: "A bell: always {{ in }} <fog>"')
    edit(data, "recommendations/03.yml", "gist: Ferries are", "gist: >-\n  Ferries\n  are")
    with pytest.raises(Refused, match="titles-carry-no-template-marks"):
        begun(repository, "2012.1", DAY)
    assert not (data / "changes/2012-1.yml").exists()
    edit(data, "recommendations/03.yml", "{{ in }}", "#in")
    changes = begun(repository, "2012.1", DAY)
    file = data / "changes" / "2012-1.yml"
    written = RecordFile(file, "data/changes/2012-1.yml", "changes")
    assert written.tidied() == file.read_text(encoding="utf-8")
    assert read_record(file, written.name, Changes).record == changes
    assert changes.since == Since(edition="2011.1", commit=git(repository, "rev-parse", "v2011.1"))
    assert changes.records == (
        RecordChange(
            key="recommendations/03",
            name="Article 3: A bell: always #in <fog>",
            change="changed",
            fields=(FieldChange(where="title", before="A bell in fog", after="A bell: always #in <fog>"),),
        ),
    )
    corpus = read_corpus(data)
    assert (corpus.edition.version, corpus.edition.date) == ("2012.1", Date("2012-03-04"))
    assert corpus.changes[0] == changes
    assert "changed since edition 2011.1" in changes.in_short
    assert begun(repository, "2012.1", DAY) == changes, "a second time it writes the same"


def test_the_first_edition_says_that_it_is_the_first(repository: Path) -> None:
    shutil.rmtree(repository / "data" / "changes")
    changes = begun(repository, "2011.1", DAY)
    assert (changes.since, changes.records, changes.not_compared) == (None, (), ())
    assert changes.in_short == "The first edition: there is none before it to compare with."


@pytest.mark.parametrize(
    ("version", "since", "told"),
    [
        ("2010.9", None, "a new edition has a higher number than the last, which is 2011.1"),
        ("next", None, "values-have-their-form"),
        ("2012.1", "no-such-tag", "the records of edition 2011.1 are in git"),
        ("2012.1", "HEAD~1", "the commit that is compared with has the records of edition 2011.1"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is(
    repository: Path, version: str, since: str | None, told: str
) -> None:
    edit(repository / "data", "edition.yml", "version: 2011.1", "version: 2011.7")
    edit(repository / "data", "edition.yml", "date: 2011-12-31", "date: 2012-01-31")
    git(repository, "commit", "--quiet", "--all", "--message", "Corrected")
    edit(repository / "data", "edition.yml", "version: 2011.7", "version: 2011.1")
    edit(repository / "data", "edition.yml", "date: 2012-01-31", "date: 2011-12-31")
    git(repository, "commit", "--quiet", "--all", "--message", "Taken back")
    with pytest.raises(Refused, match=re.escape(told)):
        begun(repository, version, DAY, since)
    assert git(repository, "status", "--porcelain") == ""


# Shown


@pytest.fixture(scope="module")
def built_lagoon(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The test edition, built. Do not change it."""
    project = lagoon(tmp_path_factory.mktemp("changed") / "project")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return project


def test_an_edition_has_a_page_and_records_lead_to_it(built_lagoon: Project) -> None:
    page = (built_lagoon.site / "changes/2011-1.html").read_text(encoding="utf-8")
    assert '<a href="../recommendations/3.html">As it is now</a>' in page
    assert "Removed: Tides" in page
    assert "<del>Ferries sound a bell &lt;b&gt;when&lt;/b&gt; they are not seen.</del>" in page
    assert "data/terms/master-of-quays.yml" in page
    line = (built_lagoon.site / "recommendations/3.html").read_text(encoding="utf-8").partition("</article>")[2]
    assert "<summary>Changed in edition 2011.1: see what</summary>" in line
    assert 'href="../changes/2011-1.html#recommendations-03"' in line
    assert "<ins>Ferries are to be heard in fog.</ins>" in line
    quiet = (built_lagoon.site / "recommendations/2.html").read_text(encoding="utf-8")
    assert "edition 2011.1" not in quiet
    listed = (built_lagoon.site / "changes/index.html").read_text(encoding="utf-8")
    assert listed.index("edition-2011-1") < listed.index("edition-2010-1")
    assert "The first edition: there is none before it to compare with." in listed


def test_no_history_is_asked_of_git(built_lagoon: Project) -> None:
    assert not (built_lagoon.folder / ".git").exists()
    assert "commit" not in (built_lagoon.site / "index.html").read_text(encoding="utf-8")


HOSTILE = (
    "</bdi><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }} &lt;b&gt; <!-- --> </content></entry>",
)


def with_changes(data: Path, told: list[dict[str, Any]]) -> Corpus:
    entry = {
        "edition": "2011.1", "date": "2011-12-31", "since": {"edition": "2010.1", "commit": "a" * 40}, "records": told,
    }  # fmt: skip
    (data / "changes/2011-1.yml").write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return read_corpus(data)


def test_hostile_words_stay_words_on_pages_and_in_the_feed(data: Path) -> None:
    fields = [{"where": f"{words} {n}", "before": words, "after": f"{words} new"} for n, words in enumerate(HOSTILE)]
    told = [{"key": "topics/lights", "name": HOSTILE[0], "change": "changed", "fields": fields}]
    corpus = with_changes(data, told)
    renderer = Renderer(corpus)
    for body in (
        renderer.body(changes.page(corpus, corpus.changes[0])),
        renderer.body(topic.page(corpus, corpus.topic("lights"))),
    ):
        assert "<script" not in body
        assert "<img" not in body
        for words in HOSTILE:
            assert words in body.unescape()
    entry = ET.fromstring(feed.atom(corpus, links.address)).findall(f"{ATOM}entry")[0]  # noqa: S314 - ours
    content = entry.findtext(f"{ATOM}content") or ""
    for words in HOSTILE:
        assert f", before: {words}" in content
    (read, _) = feedparser.parse(feed.atom(corpus, links.address)).entries
    assert read.content[0].type == "text/plain"


def test_a_change_of_what_is_gone_has_no_link(data: Path) -> None:
    told = [{"key": "topics/tides", "name": "Tides", "change": "removed"}]
    corpus = with_changes(data, told)
    view = changes.view(corpus, Here("changes/2011-1.html"), corpus.changes[0])
    assert [(each.name, each.href) for each in view.records] == [("Tides", "")]


def test_the_item_of_the_main_timeline_leads_there(data: Path) -> None:
    told = [{"key": f"items/{name}", "name": name, "change": "added"} for name in ("night-ferries", "lighthouse-keepers")]  # fmt: skip
    corpus = with_changes(data, told)
    view = changes.view(corpus, Here("changes/2011-1.html"), corpus.changes[0])
    assert [each.href for each in view.records] == ["../timeline.html", "../items/lighthouse-keepers.html"]
    shown = str(Macros(corpus, lambda: "timeline.html").macros()["timeline"]())
    assert shown.count("Added in edition 2011.1") == 1
    assert 'href="changes/2011-1.html#items-night-ferries"' in shown


def test_a_record_that_no_edition_changed_says_nothing(miniature: Corpus) -> None:
    page = recommendation.page(miniature, miniature.recommendation(1))
    assert "history" not in Renderer(miniature).body(page)


# The feed


@pytest.fixture(params=["", "https://example.org/agenda"])
def atom(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The feed of the test edition, and the address of its site."""
    return feed.atom(read_corpus(LAGOON / "data"), links.address, request.param), request.param


def test_the_feed_is_what_the_standard_demands(atom: tuple[str, str]) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: one id, title and updated each; ids that are no addresses of this host;
    times as RFC 3339; an author; a link to the page; nothing of one kind and type twice."""
    text, site = atom
    root = ET.fromstring(text)  # noqa: S314 - ours
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", each.findtext(f"{ATOM}updated") or "")
        marks = [(link.get("rel"), link.get("type")) for link in each.findall(f"{ATOM}link")]
        assert ("alternate", "text/html") in marks
        assert len(set(marks)) == len(marks)
    assert len({each.findtext(f"{ATOM}id") for each in (root, *entries)}) == 3
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert (root.find(f"{ATOM}link[@rel='self']") is not None) == bool(site)
    hrefs = [link.get("href", "") for link in root.iter(f"{ATOM}link")]
    assert all(href.startswith(f"{site}/changes/") if site else "/" not in href for href in hrefs)


def test_another_reads_the_feed_as_it_is_meant(atom: tuple[str, str]) -> None:
    read = feedparser.parse(atom[0])
    assert (read.bozo, read.version, len(read.entries)) == (False, "atom10", 2)
    assert read.entries[0].title == "Edition 2011.1: what changed"
    assert read.feed.updated == read.entries[0].updated == "2011-12-31T00:00:00Z"
    assert read.entries[0].link.endswith("2011-1.html")
    assert "gist, before: Ferries sound a bell <b>when</b> they are not seen." in read.entries[0].content[0].value


def test_names_in_the_feed_never_change(corpus: Corpus) -> None:
    assert feed.name(corpus) == "urn:uuid:58d8777a-8946-57f5-b897-796f185eed4d"
    assert feed.name(corpus, "2026.1") == "urn:uuid:9800e93d-590b-516d-8fed-fc69bc2d1601"


def test_an_edition_without_changes_has_a_feed_without_entries(miniature: Corpus) -> None:
    read = feedparser.parse(feed.atom(miniature, links.address))
    assert (read.bozo, len(read.entries)) == (False, 0)
    assert read.feed.updated == "2003-12-31T00:00:00Z"


def test_the_real_edition_tells_of_itself(corpus: Corpus) -> None:
    told = corpus.changes[0]
    assert (told.edition, told.date) == (corpus.edition.version, corpus.edition.date)
    assert (ROOT / "data" / "changes" / f"{told.identifier}.yml").is_file()
