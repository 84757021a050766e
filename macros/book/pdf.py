"""The book as a PDF that is PDF/UA-1 and PDF/A-2a at once (ISO 14289-1, ISO 19005-2), set by WeasyPrint.

WeasyPrint and the libraries of the system that it calls are needed when a PDF is made, and only then: see
`scripts/book.py`.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from macros import clock
from macros.book import faces, paged, picture
from macros.book.contents import Making
from macros.corpus.graph import Corpus
from macros.pages.render import Renderer

_BASE: Final = "book:///"
"""What addresses of the book's own files begin with while it is set. Nothing else is fetched."""

_UA: Final = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""That the PDF is PDF/UA-1, and the schema of the word that says so, which PDF/A wants (ISO 14289-1, 5; ISO 19005-2,
6.6.2.3). WeasyPrint writes the mark of one standard only."""


class Unset(RuntimeError):
    """The book could not be set as it should be: what WeasyPrint said."""


def pdf(corpus: Corpus, making: Making, seconds: int) -> bytes:
    """Return the PDF. `seconds` is its time, since 1970 in Universal Time. Raises `Unset` when a letter has no glyph in
    the faces of the book or WeasyPrint warns of anything, ImportError when it is not installed, and OSError when the
    libraries that it calls are missing."""
    html, beside = paged.html(corpus, making, seconds), files(corpus)
    if letters := faces.lacking(html + beside[picture.FILE].decode()):
        raise Unset(f"no glyph for {', '.join(f'{letter} (U+{ord(letter):04X})' for letter in letters)}")
    return set_(html, beside, seconds)


def files(corpus: Corpus) -> dict[str, bytes]:
    """Return the files beside the text, by their names: faces and picture."""
    drawn = Renderer(corpus).filled(picture.drawn(corpus, faces.OURS))
    return {f"fonts/{face.file}": face.content for face in faces.FACES} | {picture.FILE: drawn.encode()}


def set_(html: str, beside: dict[str, bytes], seconds: int) -> bytes:
    """Return a page of HTML, with the files beside it, as a PDF. Raises as `pdf`."""
    import weasyprint  # noqa: PLC0415 - needed by this task alone
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class Fetcher(URLFetcher):  # type: ignore[misc] # it has no types
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002 - as it is called
            if (name := url.removeprefix(_BASE)) not in beside:
                raise FatalURLFetchingError(f"{url} is no file of the book")
            kind = {"content-type": "image/svg+xml"} if name.endswith(".svg") else {}
            return URLFetcherResponse(url, beside[name], kind)

    with _watched() as said, _dated(seconds), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves a file of its own open
        read = weasyprint.HTML(string=html, base_url=_BASE, url_fetcher=Fetcher())
        try:
            made: bytes = read.write_pdf(
                pdf_variant="pdf/a-2a",
                pdf_tags=True,
                output_intent="srgb",
                finisher=_finished,
                font_config=FontConfiguration(),
            )
        except FatalURLFetchingError as foreign:
            raise Unset(str(foreign)) from None
    if said:
        raise Unset("\n".join(said))
    return made


def _finished(_document: Any, made: Any) -> None:
    """Add to the metadata that this is PDF/UA-1, too."""
    for each in made.objects:
        if getattr(each, "extra", {}).get("Type") == "/Metadata":
            whole = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in each.stream)
            each.stream = [whole.replace(b"</rdf:RDF>", _UA + b"</rdf:RDF>")]


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Gather what WeasyPrint warns of."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    log, ear = logging.getLogger("weasyprint"), Ear(logging.WARNING)
    log.addHandler(ear)
    try:
        yield said
    finally:
        log.removeHandler(ear)


@contextmanager
def _dated(seconds: int) -> Iterator[None]:
    """Tell the time to fontTools, which writes it into the faces where WeasyPrint, for want of HarfBuzz's own cutter,
    lets it cut them."""
    before = os.environ.get(clock.VARIABLE)
    os.environ[clock.VARIABLE] = str(seconds)
    try:
        yield
    finally:
        if before is None:
            del os.environ[clock.VARIABLE]
        else:
            os.environ[clock.VARIABLE] = before
