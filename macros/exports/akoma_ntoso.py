"""The recommendations, and each held document, as Akoma Ntoso 3.0 (OASIS LegalDocML), as the United Nations use it.

Names of parts (`eId`) are the anchors of the page that has the text: the full text for the recommendations, for a
document its own page. Where the schema wants a name for a wrapper that no page has, it is that of what it wraps, two
underscores and the kind of wrapper, as the naming convention makes names; anchors have no underscores. The file is a
copy, so it calls itself not authoritative. Names of works follow the guidelines of the United Nations for Akoma Ntoso
(AKN4UN): /akn/un/KIND/SUBKIND/ORGAN/DATE/NUMBER.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Block, Cluster, Document, Passage, Recommendation
from macros.corpus.records.verbatim import fold, slug_of
from macros.markup.element import element, joined

FOLDER: Final = "akn"
"""Where the files lie in the site."""
TYPE: Final = "application/akn+xml"
"""The media type (RFC 9527)."""
NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_OPENING: Final = ("letterhead", "heading")
"""Kinds of blocks that stand before the text of a document."""
_PARTS: Final = ("subparagraph", "bullet", "running-head")
"""Kinds of blocks that can stand within a paragraph; a running head only between others."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How to get from the file to pages of the site: to the one that has the text, whose anchors name its parts, to the
    one about the document, and to those that tell of the edition, of the sessions of the body, and of documents."""

    text: str
    about: str
    edition: str
    sessions: str
    documents: str


def name_of(record: Document) -> str:
    """Return the name of the file of a document within `FOLDER`."""
    return f"{record.id}.xml"


def documents(corpus: Corpus) -> tuple[Document, ...]:
    """Return the documents that have a file: those that are held, where the edition says whose documents they are."""
    return tuple(each for each in corpus.documents if each.held) if corpus.edition.body.jurisdiction else ()


def written(corpus: Corpus, record: Document, ways: Ways, draft: str = "") -> str:
    """Return the file of a held document. `draft` says what this is a draft of."""
    agenda = record.id == corpus.agenda.id
    kind = "statement" if agenda else "doc"
    name = slug_of(corpus.edition.vocabulary.recommendation.many) if agenda else record.kind
    parts = [_meta(corpus, record, ways, draft), *(_agenda(corpus, record) if agenda else _document(record))]
    whole = element(kind, {"name": name, "contains": "originalVersion"}, joined(("", *parts, ""), "\n"))
    root = element("akomaNtoso", {"xmlns": NAMESPACE}, joined(("", whole, ""), "\n"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


# What it is


def work(corpus: Corpus, record: Document) -> str:
    """Return the name of the work that a document is (AKN4UN, and the Akoma Ntoso Naming Convention 1.0)."""
    body = corpus.edition.body
    organ = slug_of(f"{body.publisher.name} {body.also_called[0] if body.also_called else body.short_name}")
    own = record.basis == "stated" and record.date and "/" not in record.date.written
    date = record.date.written if own and record.date else _day(corpus, record)[0]
    if record.id == corpus.agenda.id:
        kind, number = ("statement", "deliberation"), slug_of(corpus.edition.work.name)
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


def _meta(corpus: Corpus, record: Document, ways: Ways, draft: str) -> Markup:
    body, edition = corpus.edition.body, corpus.edition
    agenda = record.id == corpus.agenda.id
    uri, (day, which), language = work(corpus, record), _day(corpus, record), _alpha_3(record.lang)
    expression = f"{uri}/{language}@{day}"
    whose = [("#meta__body", "#meta__adopting")] if agenda else [("#meta__publisher", "#meta__publishing")]
    whose = [*((f"#meta__author-{n}", "#meta__writing") for n, _ in enumerate(record.authors, start=1)), *whose]
    authors = [_empty("FRBRauthor", href=href, **{"as": role}) for href, role in whose]
    date = _empty("FRBRdate", date=day, name=which)
    ours = [
        _empty("FRBRdate", date=edition.date.first.isoformat(), name="edition"),
        _empty("FRBRauthor", href="#meta__edition", **{"as": "#meta__editing"}),
    ]
    identification = [
        _level(
            "FRBRWork",
            uri,
            f"{uri}/!main",
            date,
            *authors,
            _empty("FRBRcountry", value=body.jurisdiction or ""),
            *([_empty("FRBRnumber", value=record.symbol)] if record.symbol else []),
            _empty("FRBRname", value=record.title or record.name),
            _empty("FRBRauthoritative", value="false"),
        ),
        _level(
            "FRBRExpression",
            expression,
            f"{expression}/!main",
            date,
            *authors,
            _empty("FRBRauthoritative", value="false"),
            _empty("FRBRlanguage", language=language),
        ),
        _level(
            "FRBRManifestation",
            f"{expression}.xml",
            f"{expression}/!main.xml",
            _empty("FRBRalias", value=ways.text, name="page"),
            _empty("FRBRalias", value=edition.version, name="edition"),
            *([_empty("FRBRalias", value=draft, name="draft")] if draft else []),
            *ours,
        ),
    ]
    people = [("TLCPerson", f"author-{n}", ways.about, name) for n, name in enumerate(record.authors, start=1)]
    roles = [("TLCRole", "writing", ways.about, "author")] if people else []
    if agenda:
        people += [("TLCOrganization", "body", ways.sessions, body.name)]
        roles += [("TLCRole", "adopting", ways.sessions, "adopting body")]
    else:
        people += [("TLCOrganization", "publisher", ways.documents, body.publisher.name)]
        roles += [("TLCRole", "publishing", ways.documents, "publisher")]
    people += [("TLCOrganization", "edition", ways.edition, "The maintainers of this edition")]
    roles += [("TLCRole", "editing", ways.edition, "editor")]
    known = [_empty(kind, eId=f"meta__{id_}", href=href, showAs=words) for kind, id_, href, words in (*people, *roles)]
    return _lines(
        "meta",
        {},
        _lines("identification", {"source": "#meta__edition"}, *identification),
        _lines("references", {"source": "#meta__edition"}, *known),
    )


def _level(name: str, uri: str, this: str, *rest: Markup) -> Markup:
    return _lines(name, {}, _empty("FRBRthis", value=this), _empty("FRBRuri", value=uri), *rest)


# Its text


def _agenda(corpus: Corpus, record: Document) -> Iterator[Markup]:
    """Yield what stands before the first cluster, then the clusters with their recommendations."""
    if record.transcript and record.transcript.text:
        yield _lines("preface", {}, *(_paragraph(block) for block in record.transcript.text))
    yield _lines("mainBody", {}, *(_section(corpus, each) for each in corpus.clusters))


def _section(corpus: Corpus, cluster: Cluster) -> Markup:
    name, (first, *more) = f"cluster-{cluster.identifier}", cluster.text
    heading = element("heading", {"eId": f"{name}-{first.id}"} | _language(first), _words(first, f"{name}-"))
    intro = [_lines("intro", {"eId": f"{name}__intro"}, *_blocks(more, f"{name}-"))] if more else []
    members = (_recommendation(each) for each in corpus.members.get(cluster.identifier, ()))
    return _lines("section", {"eId": name}, heading, *intro, *members)


def _recommendation(record: Recommendation) -> Markup:
    prefix, name = f"r{record.number}-", f"recommendation-{record.number}"
    content = _lines("content", {"eId": f"{name}__content"}, *_blocks(record.text, prefix))
    return _lines("paragraph", {"eId": name}, element("num", {}, record.label), content)


def _document(record: Document) -> Iterator[Markup]:
    """Yield the letterhead, the paragraphs and the closing line of a document."""
    text = record.transcript.text if record.transcript else ()
    opening = [*takewhile(lambda block: block.kind in _OPENING, text)]
    closing = [*takewhile(lambda block: block.kind == "closing", reversed(text))][::-1]
    main = text[len(opening) : len(text) - len(closing)]
    if not main:  # a text must have a main part
        opening, main = [], text[: len(text) - len(closing)] or text
        closing = closing if main is not text else []
    if opening:
        yield _lines("preface", {}, *(_paragraph(block) for block in opening))
    yield _lines("mainBody", {}, *_grouped(main))
    if closing:
        yield _lines("conclusions", {}, *(_paragraph(block) for block in closing))


def _grouped(blocks: Sequence[Block]) -> Iterator[Markup]:
    """Yield each paragraph with its subparagraphs and what stands between them, and by itself what is no paragraph."""
    place = 0
    while place < len(blocks):
        block, place = blocks[place], place + 1
        if block.kind != "paragraph":
            yield _container(block)
            continue
        within = [*takewhile(lambda each: each.kind in _PARTS, blocks[place:])]
        while within and within[-1].kind == "running-head":
            within.pop()
        place += len(within)
        parts = [_container(each) for each in within]
        num = [element("num", {}, block.marker)] if block.marker else []
        wrapper = "intro" if parts else "content"
        inner = _lines(wrapper, {"eId": f"{block.id}__{wrapper}"}, *_blocks([block], named=False))
        yield _lines("paragraph", {"eId": block.id} | _language(block), *num, inner, *parts)


def _container(block: Block) -> Markup:
    """Return a block that has a place of its own among paragraphs."""
    kind = {"subparagraph": "subparagraph", "bullet": "indent"}.get(block.kind, "hcontainer")
    marks = {"eId": block.id} | ({"name": block.kind} if kind == "hcontainer" else {}) | _language(block)
    num = [element("num", {}, block.marker)] if block.marker else []
    content = _lines("content", {"eId": f"{block.id}__content"}, *_blocks([block], named=False))
    return _lines(kind, marks, *num, content)


def _blocks(blocks: Iterable[Block], prefix: str = "", named: bool = True) -> Iterator[Markup]:
    """Yield paragraphs and lists: a paragraph with the bullets after it is a list, and so is one with marked parts.
    `named` tells whether the blocks bear their own names and markers, or what they stand in does."""
    waiting = [*blocks]
    while waiting:
        block = waiting.pop(0)
        bullets = [*takewhile(lambda each: each.kind == "bullet" and not _named(each), waiting)]
        before, items, after = _parts(block)
        if not items and block.kind == "paragraph" and bullets and not _named(block):
            del waiting[: len(bullets)]
            intro = element("listIntroduction", {}, _words(block, prefix))
            shown = [
                _item(f"{prefix}{each.id}", each.marker, _words(each, prefix, marked=False), each) for each in bullets
            ]
            yield _lines("blockList", {"eId": f"{prefix}{block.id}"} | _language(block), intro, *shown)
        elif items:
            name = f"{prefix}{block.id}" if named else f"{block.id}__list"
            marker = [block.marker] if block.marker and named else []
            words = [*marker, *(each.text for each in before)]
            intro = [element("listIntroduction", {}, fold(" ".join(words)))] if words else []
            shown = [_item(f"{prefix}{each.id}", each.marker, fold(each.text)) for each in items]
            wrap = [element("listWrapUp", {}, fold(" ".join(each.text for each in after)))] if after else []
            yield _lines("blockList", {"eId": name} | _language(block), *intro, *shown, *wrap)
        else:
            yield _paragraph(block, prefix, named)


def _parts(block: Block) -> tuple[list[Passage], list[Passage], list[Passage]]:
    """Return the marked parts of a block, and what stands before and after them; nothing where they are not all
    together."""
    stretches = [*block.stretches]
    before = [*takewhile(lambda each: not (each.id and each.marker), stretches)]
    items = [*takewhile(lambda each: each.id and each.marker, stretches[len(before) :])]
    after = stretches[len(before) + len(items) :]
    plain = not any(each.id or each.marker for each in (*before, *after))
    return (before, items, after) if plain else ([], [], [])


def _named(block: Block) -> bool:
    return any(each.id for each in block.stretches)


def _item(name: str, marker: str | None, words: Markup | str, block: Block | None = None) -> Markup:
    num = [element("num", {}, marker)] if marker else []
    return _lines("item", {"eId": name} | (_language(block) if block else {}), *num, element("p", {}, words))


def _paragraph(block: Block, prefix: str = "", named: bool = True) -> Markup:
    marks = {"eId": f"{prefix}{block.id}"} | _language(block) if named else {}
    return element("p", marks, _words(block, prefix, marked=named))


def _words(block: Block, prefix: str, *, marked: bool = True) -> Markup:
    """Return the words of a block, each part of it that has a name within an element of its own."""
    pieces: list[str] = [block.marker] if block.marker and marked else []
    for each in block.stretches:
        words = fold(f"{each.marker or ''} {each.text}")
        pieces.append(element("span", {"eId": f"{prefix}{each.id}"}, words) if each.id else words)
    return joined(pieces, " ")


def _language(block: Block) -> dict[str, str]:
    return {"xml:lang": block.lang} if block.lang else {}


def _lines(name: str, attributes: dict[str, str], *inner: Markup) -> Markup:
    """Return an element with each part of it in a line of its own."""
    return element(name, attributes, joined(("", *inner, ""), "\n"))


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
