"""How sources are named on the pages: what was never seen is known through others, and in plain words."""

from __future__ import annotations

import re

import pytest

from macros.corpus.graph import Corpus
from macros.corpus.records import Citation
from macros.pages import provenance
from macros.pages.macros import Macros
from macros.pages.render import Renderer
from macros.pages.site import pages
from macros.proof.page import read_page
from tests.project import ROOT


@pytest.mark.parametrize(
    ("document", "through"),
    [
        ("pcda-3-2", "known only through “PCDA: Third Session”"),
        ("a-43-13-rev", "known only through “Decision of the 2007 General Assembly”"),
        ("a-45-5", "known only through WO/GA/36/13"),
        ("wo-ga-31-11", "known only through WO/GA/32/2 and “WIPO Development Agenda: Background (2004-2007)”"),
        ("a-43-16", ""),
        ("wo-ga-34-7", ""),
    ],
)
def test_a_document_that_was_never_seen_is_known_through_another(corpus: Corpus, document: str, through: str) -> None:
    assert provenance.only_through(corpus, corpus.document(document)) == through
    assert provenance.named(corpus, Citation(cites=f"documents/{document}")).place == through


def test_every_document_that_was_never_seen_says_so_wherever_it_is_cited(corpus: Corpus) -> None:
    unseen = {f"documents/{each.id}" for each in corpus.documents if each.seen == "mention"}
    cited = [each.citation for key in unseen for each in corpus.reliances.get(key, ())]
    assert cited
    for citation in cited:
        assert "known only through" in provenance.named(corpus, citation).place


def test_a_place_and_what_it_is_known_through_stand_together(corpus: Corpus) -> None:
    it = provenance.named(corpus, Citation(cites="documents/a-43-13-rev", at="paragraphs 6 and 7"))
    assert it.place == "paragraphs 6 and 7, known only through “Decision of the 2007 General Assembly”"


def test_a_place_that_was_missed_is_not_known(corpus: Corpus) -> None:
    it = provenance.named(corpus, Citation(cites="witnesses/bannerman-2007-proposals", at="not seen"))
    assert it.place == "where in it is not known"


WORKSHOP = re.compile(
    r"held (text|transcript)|\b(as|not) held\b|that we hold\b|never seen|\bwitness(es)?\b|\bpart read\b|\b(was|were|place) not seen|\bcarry-over\b|official publication"
    r"|part that could be read ends|apart from the variants? given",
    re.IGNORECASE,
)
"""Words of those who make the edition, which readers were never told."""

READERS = ("recommendations/", "clusters/", "documents/", "sessions/", "terms/", "topics/", "witnesses/")


def test_pages_for_readers_have_no_words_of_the_workshop(corpus: Corpus) -> None:
    renderer = Renderer(corpus)
    looked_at = 0
    for page in pages(corpus):
        if page.path.startswith(READERS):
            text = re.sub(r"data/\S+", "", read_page(str(renderer.body(page)), page.address).text)
            assert WORKSHOP.findall(text) == [], page.address
            looked_at += 1
    assert looked_at > 100
    macros = Macros(corpus, lambda: "index.html", renderer).macros()
    for name in ("timeline", "sessions", "recommendations", "clusters", "full_text", "documents", "sources"):
        assert WORKSHOP.findall(read_page(str(macros[name]()), "x.html").text) == [], name


def test_prose_for_readers_has_no_words_of_the_workshop() -> None:
    prose = [path for path in (ROOT / "docs").rglob("*.md") if "contributing" not in path.parts and path.stem != "data"]
    assert len(prose) > 8
    for path in prose:
        assert not WORKSHOP.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("word", ["witness", "transcript", "held", "Basis"])
def test_the_page_of_the_data_explains_the_words_of_the_files(word: str) -> None:
    assert f"*{word}*" in (ROOT / "docs" / "data.md").read_text(encoding="utf-8")


def test_a_document_without_title_or_date_says_so_in_plain_words(corpus: Corpus) -> None:
    macros = Macros(corpus, lambda: "documents/index.html", Renderer(corpus)).macros()
    text = read_page(str(macros["documents"]()), "documents/index.html").text
    assert "not known" in text
    assert "not established" not in text


def test_slight_matters_stand_after_the_slips(corpus: Corpus) -> None:
    renderer = Renderer(corpus)
    page = next(page for page in pages(corpus) if page.path == "recommendations/22.md")
    html = str(renderer.body(page))
    order = [html.index(each) for each in ('id="slip-2"', 'id="slip-5"', 'class="slight-lead"', 'id="slip-3"')]
    assert order == sorted(order)
