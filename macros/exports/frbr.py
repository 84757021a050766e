"""What a document is, in the head of its Akoma Ntoso file: the work, this expression of it and this copy.

The three are of the model of libraries (Functional Requirements for Bibliographic Records). Names of works follow the
guidelines of the United Nations (AKN4UN): /akn/un/KIND/SUBKIND/ORGAN/DATE/NUMBER. Each day says which day it is, and
all that the file refers to is described in it and has a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Document
from macros.corpus.records.verbatim import slug_of
from macros.markup.element import element, stacked


@dataclass(frozen=True, slots=True)
class Ways:
    """How to get from the file to pages of the site: to the one that has the text, whose anchors name its parts, to the
    one about the document, and to those that tell of the edition, of the sessions of the body, and of documents."""

    text: str
    about: str
    edition: str
    sessions: str
    documents: str


def meta(corpus: Corpus, record: Document, ways: Ways, draft: str) -> Markup:
    """Return the head of the file of a held document. `draft` says what this is a draft of."""
    source = {"source": "#meta__edition"}
    levels = stacked("identification", source, *_levels(corpus, record, ways, draft))
    return stacked("meta", {}, levels, stacked("references", source, *_described(corpus, record, ways)))


def work(corpus: Corpus, record: Document) -> str:
    """Return the name of the work that a document is (AKN4UN, and the Akoma Ntoso Naming Convention 1.0)."""
    body = corpus.edition.body
    organ = slug_of(f"{body.publisher.name} {body.also_called[0] if body.also_called else body.short_name}")
    if not organ[:1].isalpha():  # what begins with a digit would be taken for the date
        organ = f"organ-{organ}".rstrip("-")
    own = record.basis == "stated" and record.date and "/" not in record.date.written
    date = record.date.written if own and record.date else _day(corpus, record)[0]
    if record.id == corpus.agenda.id:
        kind, number = ("statement", "deliberation"), corpus.edition.work.anchor
    else:
        kind, number = ("doc", record.kind), record.id
    return "/".join(("", "akn", body.jurisdiction or "", *kind, organ, date, number))


def _day(corpus: Corpus, record: Document) -> tuple[str, str]:
    """Return a full day for a document, which the schema demands, and which day it is: `document`, the one that it
    bears; otherwise one of its session, `session-opening`, before which such papers are made, for the recommendations
    `session-closing`, by which they were adopted; otherwise that of this version of the edition."""
    if record.date and record.basis == "stated" and record.date.precision == "day" and "/" not in record.date.written:
        return record.date.written, "document"
    session = corpus.session(record.session) if record.session else None
    dates = session.dates.value if session else None
    if session and dates and dates.precision == "day" and session.dates.basis == "stated":
        if record.id == corpus.agenda.id:
            return dates.last.isoformat(), "session-closing"
        return dates.first.isoformat(), "session-opening"
    return corpus.edition.date.first.isoformat(), "edition"


def _levels(corpus: Corpus, record: Document, ways: Ways, draft: str) -> tuple[Markup, ...]:
    """Return the work, the text as the source has it, and this copy of it."""
    edition, uri = corpus.edition, work(corpus, record)
    (day, which), language = _day(corpus, record), _alpha_3(record.lang)
    expression = f"{uri}/{language}@{day}"
    authors = [_empty("FRBRauthor", href=href, **{"as": role}) for href, role in _authors(corpus, record)]
    theirs = (_empty("FRBRdate", date=day, name=which), *authors)
    not_authoritative = _empty("FRBRauthoritative", value="false")
    return (
        _level(
            "FRBRWork",
            uri,
            f"{uri}/!main",
            *theirs,
            _empty("FRBRcountry", value=edition.body.jurisdiction or ""),
            *([_empty("FRBRnumber", value=record.symbol)] if record.symbol else []),
            _empty("FRBRname", value=record.title or record.name),
            not_authoritative,
        ),
        _level(
            "FRBRExpression",
            expression,
            f"{expression}/!main",
            *theirs,
            not_authoritative,
            _empty("FRBRlanguage", language=language),
        ),
        _level(
            "FRBRManifestation",
            f"{expression}.xml",
            f"{expression}/!main.xml",
            _empty("FRBRalias", value=ways.text, name="page"),
            _empty("FRBRalias", value=edition.version, name="edition"),
            *([_empty("FRBRalias", value=draft, name="draft")] if draft else []),
            _empty("FRBRdate", date=edition.date.first.isoformat(), name="edition"),
            _empty("FRBRauthor", href="#meta__edition", **{"as": "#meta__editing"}),
        ),
    )


def _authors(corpus: Corpus, record: Document) -> list[tuple[str, str]]:
    """Return whose a document is, each with the part that they had in it."""
    writing = [(f"#meta__author-{number}", "#meta__writing") for number, _ in enumerate(record.authors, start=1)]
    if record.id == corpus.agenda.id:
        return [*writing, ("#meta__body", "#meta__adopting")]
    return [*writing, ("#meta__publisher", "#meta__publishing")]


def _described(corpus: Corpus, record: Document, ways: Ways) -> tuple[Markup, ...]:
    """Return a description of each that `_levels` names, with the way to a page that tells of it."""
    body = corpus.edition.body
    people = [("TLCPerson", f"author-{n}", ways.about, name) for n, name in enumerate(record.authors, start=1)]
    roles = [("TLCRole", "writing", ways.about, "author")] if people else []
    if record.id == corpus.agenda.id:
        people += [("TLCOrganization", "body", ways.sessions, body.name)]
        roles += [("TLCRole", "adopting", ways.sessions, "adopting body")]
    else:
        people += [("TLCOrganization", "publisher", ways.documents, body.publisher.name)]
        roles += [("TLCRole", "publishing", ways.documents, "publisher")]
    people += [("TLCOrganization", "edition", ways.edition, "The maintainers of this edition")]
    roles += [("TLCRole", "editing", ways.edition, "editor")]
    return tuple(
        _empty(kind, eId=f"meta__{name}", href=way, showAs=words) for kind, name, way, words in (*people, *roles)
    )


def _level(name: str, uri: str, this: str, *rest: Markup) -> Markup:
    return stacked(name, {}, _empty("FRBRthis", value=this), _empty("FRBRuri", value=uri), *rest)


def _empty(element_name: str, /, **attributes: str) -> Markup:
    return element(element_name, attributes)


def _alpha_3(language: str) -> str:
    """Return a language as the naming convention wants it: in three letters (ISO 639-2), `und` where we do not know
    them."""
    name = language.partition("-")[0]
    return name if len(name) == 3 else _ALPHA_3.get(name, "und")


_ALPHA_3: Final = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "hi": "hin", "it": "ita",
    "ja": "jpn", "ko": "kor", "nl": "nld", "pl": "pol", "pt": "por", "ru": "rus", "sr": "srp", "sv": "swe",
    "sw": "swa", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
