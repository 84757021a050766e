"""The text on the page is the text of the source, after rendering, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.graph import Corpus
from macros.corpus.records import Cluster, Document, Recommendation
from macros.corpus.records.verbatim import fold
from macros.pages import links
from macros.problems import Place, Problem
from macros.proof.built import Built
from macros.proof.page import BuiltPage


def texts_are_the_source(built: Built, corpus: Corpus) -> Iterator[Problem]:
    """The text of every recommendation, cluster heading and held document, extracted from the built HTML, equals
    its place in data/sources/ after folding white space: on the record's own page, wherever else it is quoted, and
    for the full text the whole transcript in order. What a page shows as a line of a source is a whole one."""
    sources, lines = _sources(corpus), _lines(corpus)
    for key in sources:
        page = built.pages.get(_own_page(corpus, key))
        if page and [name for name, _ in page.verbatim].count(key) != 1:
            yield Problem(page.place, "texts-are-the-source", f"the page shows the text of {key} once", "not once")
    for page in built.pages.values():
        for key, found in page.verbatim:
            if key in sources and found != sources[key]:
                yield _differs(page, key, found, sources[key])
            elif key not in sources and key != "preamble":
                yield Problem(
                    page.place, "texts-are-the-source", "a frame of verbatim text names its record", f'"{key}"'
                )
        for key, found in page.lines:
            if found not in lines.get(key, ()):
                yield Problem(
                    page.place,
                    "texts-are-the-source",
                    f"a line of the source of {key} is one of its lines",
                    f'"{found}"',
                )
    full = built.pages.get(links.FULL_TEXT)
    if full:
        found = " ".join(text for _, text in full.verbatim)
        wanted = fold("\n".join(corpus.lines(corpus.agenda)))
        if found != wanted:
            yield _differs(full, links.key_of(corpus.agenda), found, wanted)


def _sources(corpus: Corpus) -> dict[str, str]:
    """Return what each record's text must be, by key, straight from the transcripts."""
    wanted = {}
    records: tuple[Recommendation | Cluster, ...] = (*corpus.recommendations, *corpus.clusters)
    for record in records:
        lines = corpus.lines(corpus.document(record.place.document))
        wanted[links.key_of(record)] = fold(" ".join(lines[number - 1] for number in record.place.span))
    for document in corpus.documents:
        if document.held:
            wanted[links.key_of(document)] = fold("\n".join(corpus.lines(document)))
    return wanted


def _lines(corpus: Corpus) -> dict[str, set[str]]:
    """Return the lines of each record's text, by key, straight from the transcripts."""
    records: tuple[Recommendation | Cluster, ...] = (*corpus.recommendations, *corpus.clusters)
    wanted = {links.key_of(each): {*map(fold, corpus.lines(each))} for each in corpus.documents if each.held}
    for record in records:
        lines = corpus.lines(corpus.document(record.place.document))
        wanted[links.key_of(record)] = {fold(lines[number - 1]) for number in record.place.span}
    return wanted


def _own_page(corpus: Corpus, key: str) -> str:
    kind, _, name = key.partition("/")
    record: Document | None = corpus.document(name) if kind == "documents" else None
    if record:
        return links.address(record)
    return links.address(corpus.recommendation(int(name)) if kind == "recommendations" else corpus.cluster(name))


def _differs(page: BuiltPage, key: str, found: str, wanted: str) -> Problem:
    position = next(
        (i for i, (a, b) in enumerate(zip(found, wanted, strict=False)) if a != b), min(len(found), len(wanted))
    )
    start = max(0, position - 30)
    return Problem(
        Place(page.place.file),
        "texts-are-the-source",
        f"the text of {key} is the source's: ...{wanted[start : position + 30]}...",
        f"...{found[start : position + 30]}...",
        f"compare data/{key}.yml and the templates with data/sources/",
    )
