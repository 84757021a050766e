"""The recommendations, and each held document, as Akoma Ntoso 3.0 (OASIS LegalDocML), as the United Nations use it.

Names of parts (`eId`) are the anchors of the page that has the text: the full text for the recommendations, for a
document its own page. Where the schema wants a name for a wrapper that no page has, it is that of what it wraps, two
underscores and the kind of wrapper, as the naming convention makes names; anchors have no underscores. The file is a
copy, so it calls itself not authoritative; what it is a copy of, `frbr` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import Block, Cluster, Document, Passage, Recommendation
from macros.corpus.records.verbatim import fold
from macros.exports.frbr import Ways, meta
from macros.markup.element import element, joined, stacked

FOLDER: Final = "akn"
"""Where the files lie in the site."""
TYPE: Final = "application/akn+xml"
"""The media type (RFC 9527)."""
NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_OPENING: Final = ("letterhead", "heading")
"""Kinds of blocks that stand before the text of a document."""
_PARTS: Final = ("subparagraph", "bullet", "running-head")
"""Kinds of blocks that can stand within a paragraph; a running head only between others."""


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
    name = "recommendations" if agenda else record.kind
    parts = [meta(corpus, record, ways, draft), *(_agenda(corpus, record) if agenda else _document(record))]
    whole = stacked(kind, {"name": name, "contains": "originalVersion"}, *parts)
    root = stacked("akomaNtoso", {"xmlns": NAMESPACE}, whole)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'


def _agenda(corpus: Corpus, record: Document) -> Iterator[Markup]:
    """Yield what stands before the first cluster, then the clusters with their recommendations."""
    if record.transcript and record.transcript.text:
        yield stacked("preface", {}, *(_paragraph(block) for block in record.transcript.text))
    yield stacked("mainBody", {}, *(_section(corpus, each) for each in corpus.clusters))


def _section(corpus: Corpus, cluster: Cluster) -> Markup:
    name, (first, *more) = f"cluster-{cluster.identifier}", cluster.text
    heading = element("heading", {"eId": f"{name}-{first.id}"} | _language(first), _words(first, f"{name}-"))
    intro = [stacked("intro", {"eId": f"{name}__intro"}, *_blocks(more, f"{name}-"))] if more else []
    members = (_recommendation(each) for each in corpus.members.get(cluster.identifier, ()))
    return stacked("section", {"eId": name}, heading, *intro, *members)


def _recommendation(record: Recommendation) -> Markup:
    prefix, name = f"r{record.number}-", f"recommendation-{record.number}"
    content = stacked("content", {"eId": f"{name}__content"}, *_blocks(record.text, prefix))
    return stacked("paragraph", {"eId": name}, element("num", {}, record.label), content)


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
        yield stacked("preface", {}, *(_paragraph(block) for block in opening))
    yield stacked("mainBody", {}, *_grouped(main))
    if closing:
        yield stacked("conclusions", {}, *(_paragraph(block) for block in closing))


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
        inner = stacked(wrapper, {"eId": f"{block.id}__{wrapper}"}, *_blocks([block], named=False))
        yield stacked("paragraph", {"eId": block.id} | _language(block), *num, inner, *parts)


def _container(block: Block) -> Markup:
    """Return a block that has a place of its own among paragraphs."""
    kind = {"subparagraph": "subparagraph", "bullet": "indent"}.get(block.kind, "hcontainer")
    marks = {"eId": block.id} | ({"name": block.kind} if kind == "hcontainer" else {}) | _language(block)
    num = [element("num", {}, block.marker)] if block.marker else []
    content = stacked("content", {"eId": f"{block.id}__content"}, *_blocks([block], named=False))
    return stacked(kind, marks, *num, content)


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
            yield stacked("blockList", {"eId": f"{prefix}{block.id}"} | _language(block), intro, *shown)
        elif items:
            name = f"{prefix}{block.id}" if named else f"{block.id}__list"
            marker = [block.marker] if block.marker and named else []
            words = [*marker, *(each.text for each in before)]
            lead = [element("listIntroduction", {}, fold(" ".join(words)))] if words else []
            shown = [_item(f"{prefix}{each.id}", each.marker, fold(each.text)) for each in items]
            wrap = [element("listWrapUp", {}, fold(" ".join(each.text for each in after)))] if after else []
            yield stacked("blockList", {"eId": name} | _language(block), *lead, *shown, *wrap)
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
    return stacked("item", {"eId": name} | (_language(block) if block else {}), *num, element("p", {}, words))


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
