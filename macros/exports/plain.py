"""The recommendations for those who only want to paste them: as plain text, and as HTML that a word processor takes.

Only the words of the source, in its order, and one line above them that says what they are. What the source runs on in
one line, such as lettered issues, stands in lines of its own; nothing else differs from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.languages import direction
from macros.corpus.records import Block, Cluster, Recommendation
from macros.corpus.records.verbatim import fold
from macros.markup.element import element, joined, written

TEXT = "text/recommendations.txt"
HTML = "text/recommendations.htm"
"""Where the files lie in the site. The second is no page of it: it has no frame, and nothing leads on from it."""

SHUT = "default-src 'none'; base-uri 'none'; form-action 'none'"
"""The policy of the page: it holds words and nothing else (Content Security Policy Level 3)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its words with the marks before them, how far it belongs under the one before it, from 0, and its
    language where that is not that of the piece."""

    words: str
    depth: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """The lines of a record; `key` names it as the proof does, and `preamble` is what stands before all of them."""

    key: str
    language: str
    lines: tuple[Line, ...]
    is_heading: bool = False


def plain(corpus: Corpus, draft: str = "") -> str:
    """Return the plain text. `draft` says what this is a draft of."""
    texts = ["\n".join("    " * line.depth + line.words for line in piece.lines) for piece in pieces(corpus)]
    return "\n\n".join([*about(corpus, draft), *texts]) + "\n"


def html(corpus: Corpus, draft: str = "") -> str:
    """Return the page for a word processor, without a style or a script."""
    first, *rest = about(corpus, draft)
    mark = {"data-draft": draft} if draft else {}
    head = joined(
        (
            written('<meta charset="utf-8">'),
            written(f'<meta http-equiv="Content-Security-Policy" content="{SHUT}">'),
            written('<meta name="viewport" content="width=device-width,initial-scale=1">'),
            written('<meta name="robots" content="noindex">'),
            written(f'<meta name="description" content="{len(corpus.recommendations)} texts to copy and paste.">'),
            element("title", inner=f"{first} To paste"),
        ),
        "\n",
    )
    body = [element("h1", inner=first), *(element("p", mark, words) for words in rest)]
    body += [_shown(piece) for piece in pieces(corpus)]
    whole = (
        element("head", inner=("\n", head, "\n")),
        element("body", inner=element("main", inner=joined(body, "\n"))),
    )
    return f"<!doctype html>\n{element('html', {'lang': 'en'}, joined(whole, chr(10)))}\n"


def about(corpus: Corpus, draft: str = "") -> list[str]:
    """Return what is said before the words of the source: what they are, and of which edition."""
    edition = corpus.edition
    what = f"{corpus.agenda.title or corpus.agenda.name}."
    where = f"The source's words, slips included. From: {edition.title}, version {edition.version} of {edition.date}."
    return [what, f"{where} Draft of {draft}." if draft else where]


def pieces(corpus: Corpus) -> Iterator[Piece]:
    """Yield what stands before the first cluster, then each cluster's heading and its recommendations."""
    transcript = corpus.agenda.transcript
    if transcript:
        yield Piece("preamble", corpus.agenda.lang, tuple(line for block in transcript.text for line in _lines(block)))
    for cluster in corpus.clusters:
        yield _piece(corpus, cluster, f"clusters/{cluster.identifier}")
        for member in corpus.members.get(cluster.identifier, ()):
            yield _piece(corpus, member, f"recommendations/{member.identifier}", member.label)


def _piece(corpus: Corpus, record: Cluster | Recommendation, key: str, label: str = "") -> Piece:
    lines = [line for block in record.text for line in _lines(block)]
    if label:
        lines[0] = replace(lines[0], words=f"{label} {lines[0].words}")
    return Piece(key, corpus.language(record), tuple(lines), is_heading=isinstance(record, Cluster))


def _lines(block: Block) -> Iterator[Line]:
    """Yield the lines of a block: its own words, and under them each part that has a mark."""
    depth = 1 if block.kind in ("bullet", "subparagraph") else 0
    words = [block.marker] if block.marker else []
    for stretch in block.stretches:
        if stretch.marker:
            if words:
                yield Line(fold(" ".join(words)), depth, block.lang or "")
            words, depth = [stretch.marker], 1
        words.append(stretch.text)
    yield Line(fold(" ".join(words)), depth, block.lang or "")


def _shown(piece: Piece) -> Markup:
    shown = []
    for line in piece.lines:
        marks = {"lang": line.language, "dir": direction(line.language)} if line.language else {}
        words = element("h2" if piece.is_heading else "p", marks, line.words)
        shown.append(element("blockquote", inner=words) if line.depth else words)
    marks = {"data-verbatim": piece.key}
    if piece.language != "en":
        marks |= {"lang": piece.language, "dir": direction(piece.language)}
    return element("div", marks, joined(shown, "\n"))
