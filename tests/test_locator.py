"""Every part of a text has one locator: one anchor, one name, the path that leads to it, its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.located import Path_
from macros.corpus.locator import Locator
from macros.corpus.records import Block, Cluster, Document, Passage, Recommendation
from macros.corpus.records.verbatim import fold, line_span
from macros.markup.reading import elements
from macros.pages.kinds import cluster, document, recommendation
from macros.pages.render import Renderer

Text = Recommendation | Cluster | Document


def texts(corpus: Corpus) -> tuple[Text, ...]:
    return (*corpus.recommendations, *corpus.clusters, *(each for each in corpus.documents if each.held))


def blocks_of(record: Text) -> tuple[Block, ...]:
    if isinstance(record, Document):
        return record.transcript.text if record.transcript else ()
    return record.text


def at(record: BaseModel, path: Path_) -> object:
    """Return what stands at a path of a record."""
    found: object = record
    for step in path:
        found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
    return found


def test_every_anchor_of_every_text_has_one_locator(corpus: Corpus) -> None:
    for record in texts(corpus):
        anchors = [anchor for block in blocks_of(record) for anchor in block.anchors()]
        assert anchors
        assert [part.anchor for part in locator.in_record(record)] == anchors
        for part in locator.in_record(record):
            assert locator.find(record, part.anchor) == part
            assert at(record, part.path) is part.text
            assert part.words
            assert part.place.strip() == part.place != ""


def test_names_tell_the_parts_of_a_text_apart(corpus: Corpus) -> None:
    for record in texts(corpus):
        again = Counter(part.name for part in locator.in_record(record) if part.kind != "running-head")
        assert set(again.values()) == {1}, record.name


def test_the_words_of_all_parts_are_those_of_the_text_each_once(corpus: Corpus) -> None:
    for record in texts(corpus):
        whole = fold(" ".join(block.words for block in blocks_of(record)))
        parts = [part.own_words for part in locator.in_record(record)]
        assert Counter(" ".join(parts).split()) == Counter(whole.split())


def test_pages_give_each_part_its_anchor_and_its_name(corpus: Corpus) -> None:
    renderer = Renderer(corpus)
    pages = {
        **{each.name: recommendation.page(corpus, each) for each in corpus.recommendations},
        **{each.name: cluster.page(corpus, each) for each in corpus.clusters},
        **{each.name: document.page(corpus, each) for each in corpus.documents if each.held},
    }
    for record in texts(corpus):
        found = list(elements(str(renderer.body(pages[record.name]))))
        ids = Counter(each.given["id"] for each in found if "id" in each.given)
        links = {each.given["href"]: each.given["aria-label"] for each in found if each.given.get("class") == "anchor"}
        for part in locator.in_record(record):
            assert ids[part.anchor] == 1
            assert links[f"#{part.anchor}"] == f"Copy link to {part.name}"


def test_every_place_that_is_cited_in_a_held_document_is_found(corpus: Corpus) -> None:
    cited = [
        (source, reliance.citation.at)
        for reliances in corpus.reliances.values()
        for reliance in reliances
        if isinstance(source := corpus.cited(reliance.citation), Document) and source.held and reliance.citation.at
    ]
    assert len({anchor for _, anchor in cited}) > 20
    for source, anchor in cited:
        found = locator.find(source, anchor, corpus.lines(source))
        assert found
        assert found.words


def parts(*blocks: Block) -> Iterator[tuple[str, str, str, str]]:
    for part in locator.in_text(blocks):
        yield part.anchor, part.name, part.place, part.number


def test_what_parts_are_called() -> None:
    assert list(
        parts(
            Block(id="h1", kind="letterhead", text="WORLD"),
            Block(id="i", kind="subparagraph", marker="(i)", text="before any paragraph"),
            Block(id="p1", marker="5.", text="five"),
            Block(id="p1-ii", kind="subparagraph", marker="(ii)", text="of five"),
            Block(id="p2", text="without a number"),
            Block(id="p2-a", kind="subparagraph", text="without a mark"),
            Block(id="b1", kind="bullet", marker="-", text="one"),
            Block(id="b2", kind="bullet", passages=(Passage(id="t", kind="title", text="Two"), Passage(text="rest"))),
            Block(id="p3", passages=(Passage(id="a", kind="issue", marker="a)", text="first"), Passage(text="end"))),
            Block(id="c1", kind="closing", text="[End of document that goes on for many more words]"),
        )
    ) == [
        ("h1", "the line: WORLD", "heading", ""),
        ("i", "paragraph (i)", "paragraph (i)", "(i)"),
        ("p1", "paragraph 5", "paragraph 5", "5"),
        ("p1-ii", "paragraph 5 (ii)", "paragraph 5 (ii)", "5 (ii)"),
        ("p2", "paragraph 2", "paragraph 2", "2"),
        ("p2-a", "paragraph 2: without a mark", "paragraph 2", "2"),
        ("b1", "bullet 1", "bullet 1", "1"),
        ("b2", "bullet 2", "bullet 2", "2"),
        ("t", "the part: Two", "title", ""),
        ("p3", "paragraph 3", "paragraph 3", "3"),
        ("a", "part a)", "issue (a)", "(a)"),
        ("c1", "the line: [End of document that goes on for many…", "last line", ""),
    ]


def test_a_part_knows_what_it_stands_in() -> None:
    blocks = (
        Block(id="p1", marker="5.", passages=(Passage(id="a", kind="issue", marker="a)", text="x"), Passage(text="y"))),
        Block(id="p1-i", kind="subparagraph", marker="(i)", text="z"),
    )
    paragraph, issue, under = locator.in_text(blocks, ("text",))
    assert (paragraph.within, issue.within, under.within) == (None, paragraph, paragraph)
    assert (paragraph.words, paragraph.own_words, issue.words) == ("5. a) x y", "5. y", "a) x")
    assert [part.path for part in (paragraph, issue, under)] == [("text", 0), ("text", 0, "passages", 0), ("text", 1)]


def test_the_page_of_the_agenda_gives_each_line_its_anchor_and_its_name(corpus: Corpus) -> None:
    agenda = corpus.agenda
    blocks = {line for block in blocks_of(agenda) if block.lines for line in line_span(block.lines)}
    found = list(elements(str(Renderer(corpus).body(document.page(corpus, agenda)))))
    ids = Counter(each.given["id"] for each in found if "id" in each.given)
    links = {each.given["href"]: each.given["aria-label"] for each in found if each.given.get("data-number")}
    lines = [part for part in locator.in_lines(corpus.lines(agenda)) if part.count not in blocks]
    assert len(lines) > 45
    for part in lines:
        assert ids[part.anchor] == 1
        assert links[f"#{part.anchor}"] == f"Copy link to {part.name}"


@pytest.mark.parametrize("anchor", ["line-0", "line-07", "line-x", "line-", "line-1 ", "xline-1", "line-\u0661"])
def test_what_is_no_line_is_none(anchor: str) -> None:
    assert locator.line_number(anchor) is None


def test_a_line_is_a_part_of_a_transcript_that_has_words_there(corpus: Corpus) -> None:
    lines = corpus.lines(corpus.agenda)
    all_lines = list(locator.in_lines(lines))
    assert [part.count for part in all_lines] == [i for i, line in enumerate(lines, start=1) if line.strip()]
    for part in all_lines:
        assert locator.find(corpus.agenda, part.anchor, lines) == part
        assert (part.name, part.place, part.words) == (f"line {part.count}",) * 2 + (fold(lines[part.count - 1]),)
        assert at(corpus.agenda, part.path) == corpus.agenda.transcript.file if corpus.agenda.transcript else False
    blank = next(i for i, line in enumerate(lines, start=1) if not line.strip())
    for number in (blank, len(lines) + 1):
        assert locator.find(corpus.agenda, locator.line_anchor(number), lines) is None
    without: Locator | None = locator.find(corpus.agenda, "line-7")
    assert without
    assert (without.name, without.words) == ("line 7", "")
    assert locator.find(corpus.recommendations[0], "line-7") is None
    unheld = next(each for each in corpus.documents if not each.held)
    assert locator.find(unheld, "line-7") is None
