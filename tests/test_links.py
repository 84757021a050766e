"""Addresses: one place makes them, and they work from any page, host or folder."""

from __future__ import annotations

import pytest

from macros.corpus.graph import Corpus
from macros.corpus.records import Citation
from macros.pages import links


@pytest.mark.parametrize(
    ("address", "here", "relative"),
    [
        ("recommendations/22.html#a", "recommendations/7.html", "22.html#a"),
        ("recommendations/22.html", "index.html", "recommendations/22.html"),
        ("index.html", "recommendations/7.html", "../index.html"),
        ("recommendations/7.html#a", "recommendations/7.html", "#a"),
        ("recommendations/7.html", "recommendations/7.html", "7.html"),
        ("witnesses/brochure.html", "clusters/a.html", "../witnesses/brochure.html"),
    ],
)
def test_an_address_is_relative_to_its_page(address: str, here: str, relative: str) -> None:
    assert links.relative(address, here) == relative


def test_the_addresses_of_the_design(corpus: Corpus) -> None:
    assert links.address(corpus.recommendation(7)) == "recommendations/7.html"
    assert links.address(corpus.cluster("a")) == "clusters/a.html"
    assert links.address(corpus.session("2007")) == "sessions/2007.html"
    assert links.address(corpus.document("WO/GA/34/7")) == "documents/wo-ga-34-7.html"
    assert links.address(corpus.document("WO/GA/34/16")) == "documents/wo-ga-34-16.html"
    assert links.address(corpus.witness("brochure")) == "witnesses/brochure.html"
    assert links.timeline_of(corpus, corpus.timeline) == "timeline.html"
    assert links.address(corpus.term("ldc")) == "terms/ldc.html"
    assert links.address(corpus.topic("technology-transfer")) == "topics/technology-transfer.html"


def test_a_citation_leads_to_the_very_paragraph(corpus: Corpus) -> None:
    citation = Citation(cites="documents/wo-ga-34-7", at="p5-ii")
    assert links.cited(corpus, citation) == "documents/wo-ga-34-7.html#p5-ii"


def test_a_record_names_its_file(corpus: Corpus) -> None:
    assert links.record_file(corpus.recommendation(7)) == "data/recommendations/07.yml"
