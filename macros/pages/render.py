"""The templates of the pages, filled with all data escaped. Python works out what to show, a template places it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Record
from macros.markup.element import written
from macros.pages import citing, links, text
from macros.pages.anchors import with_anchors
from macros.pages.compiled import Compiled
from macros.pages.page import Page

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_COMPILED = Compiled()


class Renderer:
    """The templates, compiled once, with what every one of them may use."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,  # data is text, see `text`
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            bytecode_cache=_COMPILED,
            auto_reload=False,  # each build has a renderer of its own
        )
        self._environment.filters["when"] = text.when
        self._environment.filters["zip"] = zip
        self._environment.globals["compared"] = text.compared
        self._environment.globals["part_names"] = text.part_names
        self._environment.globals.update(
            corpus=corpus,
            edition=corpus.edition,
            basis_words=BASIS_WORDS,
            kind_words=KIND_WORDS,
            seen_words=SEEN_WORDS,
            saw_words=SAW_WORDS,
            language_words=LANGUAGE_WORDS,
            RECOMMENDATIONS=links.RECOMMENDATIONS,
            FULL_TEXT=links.FULL_TEXT,
            TIMELINE=links.TIMELINE,
            SOURCES=links.SOURCES,
            FINDER_SCRIPT=links.FINDER_SCRIPT,
            FINDER_CALLED=links.FINDER_CALLED,
            FINDER_STYLE=links.FINDER_STYLE,
            filtered=links.filtered,
            known_through=partial(citing.only_through, corpus),
            line_of=links.line_of,
            transcript_file=links.transcript_file,
            key_of=links.key_of,
            record_file=links.record_file,
        )

    def body(self, page: Page) -> Markup:
        """Return the body of a page made from records; every heading has a link to itself."""
        html = self.render(page.template, page.address, **page.shown(self._corpus))
        return written(with_anchors(html))

    def render(self, template: str, here: str, **shown: Any) -> Markup:
        """Return a template filled for the page at the address `here`, without blank lines, which Markdown would
        take for the end of a block inside a paragraph."""
        relative = partial(links.relative, here=here)

        def to(record: Record, anchor: str | None = None) -> str:
            return relative(links.part_of(record, anchor) if anchor else links.address(record))

        html = self._environment.get_template(template).render(
            here=here,
            relative=relative,
            to=to,
            named=partial(citing.named, self._corpus),
            cited=lambda citation: relative(links.cited(self._corpus, citation)),
            writer=partial(self._writer, here),
            **shown,
        )
        lines = (line for line in html.split("\n") if line.strip())
        return written("\n".join(lines))

    def _writer(self, here: str, **options: Any) -> text.Writer:
        def term_link(name: str) -> tuple[str, str]:
            term = self._corpus.term(name)
            return links.relative(links.address(term), here), term.definition

        return text.Writer(uses=self._corpus.uses, term_link=term_link, **options)


BASIS_WORDS = {"stated": "stated", "inferred": "inferred", "not-established": "not established"}

KIND_WORDS = {
    # documents
    "working-document": "working document",
    "report": "report",
    "general-report": "general report",
    "study": "study",
    "treaty": "treaty",
    "conference-document": "conference document",
    "committee-document": "committee document",
    "press-release": "press release",
    "resolution": "resolution",
    "transcript": "transcript",
    # events
    "conference": "conference",
    "assembly": "General Assembly",
    "proposal": "proposed",
    "decision": "decided",
    "meeting": "meeting",
    "seminars": "seminars",
    "consultations": "consultations",
    "committee": "committee",
    # terms
    "body": "body",
    "group": "group",
    "instrument": "instrument",
    "event": "event",
    "programme": "programme",
    "concept": "term of art",
    "place": "place",
    # slips
    "error": "slip",
    "grammar": "grammar",
    "punctuation": "punctuation",
    "inconsistency": "inconsistency",
    "usage": "unusual term",
    "insertion": "later insertion",
    "form": "form",
    # witnesses
    "official": "official publication",
    "copy-of-official": "copy of an official text",
    "reported": "account by others",
    # how much was seen
    "whole": "read in full",
    "opening": "read only in its opening",
    "mention": "known only from other sources",
    "extract": "read only in an extract",
}
"""What a word of the contract is called on the pages."""

SEEN_WORDS = {
    "whole": "read in full",
    "opening": "read in part",
    "extract": "read in part",
    "mention": "never seen",
}
"""How much of a source was seen, in a list."""

SAW_WORDS = {
    "whole": "We read all of it.",
    "opening": "We could read only a part of it.",
    "extract": "We could read only a part of it.",
    "mention": "We have not seen this document.",
}
"""The same as the first sentence of its page."""

LANGUAGE_WORDS = {"ar": "Arabic", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""What the languages of copies are called."""
