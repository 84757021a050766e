"""The book as an EPUB 3.3 with metadata on its accessibility: a zip archive of XHTML, made with nothing but Python.

EPUB 3.3 (W3C Recommendation), EPUB Accessibility 1.1; `role` in the words of DPUB-ARIA 1.1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from markupsafe import Markup, escape

from macros.book import binding, faces, picture, toc
from macros.book.binding import Bound, Place
from macros.book.contents import Making
from macros.corpus.graph import Corpus
from macros.corpus.records import Edition
from macros.markup.element import element, joined, written
from macros.pages.render import Renderer

FOLDER = Path(__file__).resolve().parent
MEDIA_TYPE = "application/epub+zip"
STYLE, NAVIGATION, PACKAGE = "book.css", "nav.xhtml", "package.opf"

_TYPES = {".xhtml": "application/xhtml+xml", ".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
_EARLIEST = 315532800  # the first day of 1980, where the archive's format begins to count

_ACCESSIBILITY = (
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "ARIA"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityHazard", "none"),
    (
        "accessibilitySummary",
        "All is text with headings, lists, tables with headers, and links both ways between words and notes. The one "
        "picture is described in words, and a table beside it tells the same.",
    ),
)
"""What is true of every copy (schema.org terms, as EPUB Accessibility 1.1 names them)."""


def epub(corpus: Corpus, making: Making, seconds: int) -> bytes:
    """Return the EPUB. `seconds` is its time, since 1970 in Universal Time."""
    return packed(files(corpus, making, seconds), seconds)


def files(corpus: Corpus, making: Making, seconds: int) -> dict[str, bytes]:
    """Return every file within the archive but the first, by its path there, in the order of the archive."""
    chapters = binding.bound(corpus, making, _leads)
    drawn = Renderer(corpus).filled(picture.drawn(corpus, faces.OURS))
    beside = {
        STYLE: (faces.style() + (FOLDER / STYLE).read_text(encoding="utf-8")).encode(),
        picture.FILE: drawn.encode(),
        **{f"fonts/{face.file}": face.content for face in faces.FACES},
        **{f"fonts/{name}": (faces.FOLDER / name).read_bytes() for _, name in faces.LICENCES},
    }
    pages = {f"{each.chapter.name}.xhtml": _page(corpus.edition, each) for each in chapters}
    navigation = _navigation(corpus.edition, chapters)
    names = [NAVIGATION, *pages, *(name for name in beside if not name.endswith(".LICENSE"))]
    package = _package(corpus, making, seconds, names, chapters)
    return {
        "META-INF/container.xml": _container().encode(),
        f"EPUB/{PACKAGE}": package.encode(),
        f"EPUB/{NAVIGATION}": navigation.encode(),
        **{f"EPUB/{name}": page.encode() for name, page in pages.items()},
        **{f"EPUB/{name}": content for name, content in beside.items()},
    }


def packed(inside: Mapping[str, bytes], seconds: int) -> bytes:
    """Return the archive: its media type first and as it is, then the files, each with this time (EPUB 3.3, "OCF ZIP
    container")."""
    moment = datetime.fromtimestamp(max(seconds, _EARLIEST), UTC).timetuple()[:6]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        for name, content in {"mimetype": MEDIA_TYPE.encode(), **inside}.items():
            entry = zipfile.ZipInfo(name, moment)
            entry.create_system = 3  # Unix, also when packed on Windows: the mode is read as one of Unix
            entry.external_attr = 0o100644 << 16
            stored = name == "mimetype"
            writing.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()


def _leads(chapter: str, place: Place) -> str:
    return f"#{place.anchor}" if place.chapter == chapter else f"{place.chapter}.xhtml#{place.anchor}"


def _page(edition: Edition, one: Bound) -> str:
    role = {"role": one.chapter.role} if one.chapter.role else {}
    title = one.headings[0].words if one.headings else edition.title
    named = {"aria-label": title} if role else {}
    return _document(title, element("section", {"class": "chapter"} | role | named, written(one.body)))


def _navigation(edition: Edition, chapters: Sequence[Bound]) -> str:
    inner = (element("h1", {"id": "contents"}, toc.TITLE), toc.listed(chapters, lambda place: _leads("", place)))
    named = {"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"}
    landmarks = element(
        "nav",
        {"epub:type": "landmarks", "hidden": "hidden", "aria-label": "Landmarks"},
        element(
            "ol",
            inner=(
                element("li", inner=element("a", {"epub:type": kind, "href": href}, words))
                for kind, href, words in (
                    ("toc", NAVIGATION, toc.TITLE),
                    ("bodymatter", f"{chapters[2].chapter.name}.xhtml", "Text"),
                )
            ),
        ),
    )
    return _document(f"{toc.TITLE}: {edition.title}", joined((element("nav", named, inner), landmarks), "\n"))


def _document(title: str, body: Markup) -> str:
    head = joined(
        (
            written('<meta charset="utf-8"/>'),
            element("title", inner=title),
            written(f'<link rel="stylesheet" type="text/css" href="{STYLE}"/>'),
        ),
        "\n",
    )
    given = {
        "xmlns": "http://www.w3.org/1999/xhtml",
        "xmlns:epub": "http://www.idpf.org/2007/ops",
        "lang": "en",
        "xml:lang": "en",
    }
    inner = joined((element("head", inner=head), element("body", inner=body)), "\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n{element("html", given, inner)}\n'


def _container() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f'<rootfile full-path="EPUB/{PACKAGE}" media-type="application/oebps-package+xml"/>'
        "</rootfiles></container>\n"
    )


def identifier(edition: Edition) -> str:
    """Return the name of the book among all: the same in every version, which has its own number and time."""
    return f"urn:open-edition:{edition.work.name_for_programs}:book"


def _package(corpus: Corpus, making: Making, seconds: int, names: Sequence[str], chapters: Sequence[Bound]) -> str:
    edition = corpus.edition
    metadata = "\n".join(_metadata(edition, making, seconds))
    manifest = "\n".join(
        f'<item id="{_id(name)}" href="{name}" media-type="{_TYPES[Path(name).suffix]}"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == NAVIGATION else ''}/>"
        for name in names
    )
    order = ["title.xhtml", "imprint.xhtml", NAVIGATION]
    order += [f"{each.chapter.name}.xhtml" for each in chapters if f"{each.chapter.name}.xhtml" not in order]
    spine = "\n".join(f'<itemref idref="{_id(name)}"/>' for name in order)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" xml:lang="en">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}\n</metadata>\n'
        f"<manifest>\n{manifest}\n</manifest>\n<spine>\n{spine}\n</spine>\n</package>\n"
    )


def _metadata(edition: Edition, making: Making, seconds: int) -> Iterator[str]:
    yield f'<dc:identifier id="book">{escape(identifier(edition))}</dc:identifier>'
    yield f"<dc:title>{escape(edition.title)}</dc:title>"
    yield "<dc:language>en</dc:language>"
    yield f"<dc:date>{edition.date.first.isoformat()}</dc:date>"
    yield f"<dc:description>{escape(edition.description)}</dc:description>"
    yield (
        f"<dc:rights>The source texts are {escape(edition.body.publisher.name)}'s; nothing is claimed over them. The "
        "editorial data is in the public domain under CC0 1.0.</dc:rights>"
    )
    version = f"Version {edition.version}" + (f", draft of {making.draft}" if making.draft else "")
    yield f'<meta property="schema:version">{escape(version)}</meta>'
    moment = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f'<meta property="dcterms:modified">{moment}</meta>'
    for name, value in _ACCESSIBILITY:
        yield f'<meta property="schema:{name}">{escape(value)}</meta>'


def _id(name: str) -> str:
    return "file-" + name.replace("/", "-").replace(".", "-")
