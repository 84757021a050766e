"""The real data keeps the promises of the edition that no single rule can see."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from macros.corpus.graph import Corpus
from macros.corpus.records import Recommendation
from macros.pages import timeline
from tests.project import ROOT


def test_all_recommendations_in_their_clusters(corpus: Corpus) -> None:
    sizes = {cluster.letter: len(corpus.members[cluster.identifier]) for cluster in corpus.clusters}
    assert sizes == {"A": 14, "B": 9, "C": 9, "D": 6, "E": 6, "F": 1}


def test_the_list_of_19_is_claimed_as_far_as_it_is_known_and_no_further(corpus: Corpus) -> None:
    claims: dict[tuple[str, str], list[int]] = {}
    for record in corpus.recommendations:
        claim = record.immediate_implementation
        assert claim
        claims.setdefault((claim.listed, claim.basis), []).append(record.number)
    assert claims == {
        ("yes", "stated"): [1, 3, 4],
        ("yes", "inferred"): [6, 7, 11, *range(12, 20), 21],
        ("no", "stated"): [2, 5, 8, 9, 10, 20, 22, 23],
        ("unknown", "not-established"): list(range(24, 46)),
    }


def test_the_unusual_recommendations_have_their_parts(corpus: Corpus) -> None:
    def anchors(number: int) -> list[str]:
        return [anchor for block in corpus.recommendation(number).text for anchor in block.anchors()]

    assert anchors(15) == ["p1", "b1", "b2", "b3", "b4", "b5"]
    assert anchors(22) == ["p1", "p2", "a", "b", "c", "d", "e"]
    assert anchors(27) == ["p1", "title"]
    assert anchors(45) == ["p1", "quotation"]


def test_the_uses_of_terms_are_those_an_editor_found(corpus: Corpus) -> None:
    listed = yaml.safe_load((ROOT / "tests" / "expected" / "uses_of_terms.yml").read_text(encoding="utf-8"))
    found = {
        term.id: sorted(
            {
                mention.record.number
                for mention in corpus.mentions.get(term.id, ())
                if isinstance(mention.record, Recommendation)
            }
        )
        for term in corpus.terms
    }
    others = [f"{name}: {found.get(name)}" for name in sorted({*found, *listed}) if found.get(name) != listed.get(name)]
    told = "read these recommendations; where the search is right, tests/expected/uses_of_terms.yml should say:\n"
    assert not others, told + "\n".join(others)


def test_relations_are_seen_from_both_ends(corpus: Corpus) -> None:
    for number, links in corpus.links.items():
        for link in links:
            assert number in [
                back.other.number for back in corpus.links[link.other.number] if back.relation is link.relation
            ]
    assert sum(map(len, corpus.links.values())) == 2 * sum(len(each.related) for each in corpus.recommendations)


def test_each_session_has_its_place_on_the_timeline_and_gaps_stay_gaps(corpus: Corpus) -> None:
    entries = [entry for entry in timeline.entries(corpus, corpus.timeline) if entry.session]
    assert [entry.session.year for entry in entries if entry.session] == [
        "2003",
        "2004",
        "2005",
        "2006",
        "2007",
        "2008",
    ]
    decided = {entry.session.year: entry.decision.basis for entry in entries if entry.session and entry.decision}
    assert decided == {
        "2003": "stated",
        "2004": "stated",
        "2005": "not-established",
        "2006": "stated",
        "2007": "stated",
        "2008": "not-established",
    }
    attested = {
        entry.session.year: [citation.cites for citation in entry.attested_by] for entry in entries if entry.session
    }
    assert "documents/wo-ga-31-4" in attested["2003"]
    assert "documents/wo-ga-32-4" in attested["2004"]
    assert "documents/wo-ga-34-7" in attested["2006"]
    assert attested["2007"] == ["documents/sccr-17-3"]
    assert attested["2005"] == attested["2008"] == []


def test_one_decision_has_one_date(corpus: Corpus) -> None:
    day = {
        str(statement.date)
        for statement in corpus.session("2007").development_agenda
        if any(citation.cites == "witnesses/wipo-ga-2007-decision-page" for citation in statement.sources)
        and statement.statement.startswith(("The Assembly", "The decision", "The CDIP"))
    }
    assert day == {"28 September 2007"}


def test_what_sccr_17_3_says_of_2007_is_told_in_both_ways(corpus: Corpus) -> None:
    statement = corpus.event("decision", "2007").statement
    assert "took note" in statement
    assert "also decided" in statement


def test_the_held_texts_are_the_three(corpus: Corpus) -> None:
    held = {document.id for document in corpus.documents if document.held}
    assert held == {"development-agenda-2007", "wo-ga-31-4", "wo-ga-34-7"}


def test_every_document_and_witness_is_used(corpus: Corpus) -> None:
    keys = [f"documents/{each.id}" for each in corpus.documents] + [f"witnesses/{each.id}" for each in corpus.witnesses]
    of_a_session = {f"documents/{session.report.document}" for session in corpus.sessions}
    assert [key for key in keys if key not in corpus.reliances and key not in of_a_session] == []


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yml")), ids=lambda path: path.stem)
def test_a_place_where_documents_are_only_copied_is_named_as_such_and_nowhere_else(path: Path) -> None:
    """Whoever copied a document vouches for nothing. So such a place stands where a copy is what is spoken of."""
    before = ""
    for line in path.read_text(encoding="utf-8").replace(">-\n", "").splitlines():  # a long address is folded
        if any(f"{host}." in line.casefold() for host in COPIERS):
            assert re.match(r" *address: +https?://", line), line
            assert path.parent.name == "witnesses" or before == "  - known: seen", line
        before = line


COPIERS = (
    "scribd",
    "docslib",
    "studylib",
    "docsbay",
    "paperzz",
    "docplayer",
    "vdocuments",
    "fdocuments",
    "docest",
    "slideplayer",
    "doclecture",
    "pdfslide",
    "777doc",
    "5y1.org",
)
"""Hosts of documents that anybody may upload."""


def test_titles_are_short_and_told_apart(corpus: Corpus) -> None:
    titles = Counter(record.title.casefold() for record in corpus.recommendations)
    assert max(titles.values()) == 1
    assert max(len(record.title) for record in corpus.recommendations) <= 60
