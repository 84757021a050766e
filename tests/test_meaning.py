"""Small changes of meaning that tests of whole pages did not notice: each rule by a case that another rule would decide
otherwise, without a build."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from macros.corpus.attestation import can_attest
from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.records import Citation, Date, Document
from macros.corpus.records.verbatim import slug_of
from macros.markup.addresses import ATTRIBUTES, in_attribute
from macros.pages import links
from macros.pages.search import entries
from macros.proof.built import Built
from macros.proof.fidelity import texts_are_the_source
from macros.proof.page import read_page
from macros.proof.targets import nothing_comes_from_elsewhere
from tests.conftest import GOOD
from tests.project import ROOT

SESSION = Date("2007-09-24/2007-10-03")


def document(corpus: Corpus, date: str) -> Document:
    """A document of no session, with nothing in it, of this date."""
    (report,) = (each for each in corpus.documents if each.id == "sccr-17-3")
    return report.model_copy(update={"date": Date(date), "transcript": None, "session": None})


def cited(role: str) -> Citation:
    return Citation.model_validate({"cites": "documents/sccr-17-3", "at": "paragraph 1", "role": role})


# What can know what was decided


def test_what_is_cited_for_context_attests_nothing(corpus: Corpus) -> None:
    assert can_attest(document(corpus, "2008-01-01"), cited("evidence"), "2007", SESSION)
    assert not can_attest(document(corpus, "2008-01-01"), cited("context"), "2007", SESSION)


@pytest.mark.parametrize(
    ("date", "can"),
    [
        ("2007-09-23", False),
        ("2007-09-24", True),
        ("2007-09-25", True),
        ("2007-10-04", True),
        ("2007-09-20/2007-09-23", False),
        ("2007-09-20/2007-09-25", True),
        ("2007-08", False),
        ("2007-09", True),
        ("2007", True),
    ],
)
def test_only_what_ended_before_the_session_began_cannot_know(corpus: Corpus, date: str, can: bool) -> None:
    assert can_attest(document(corpus, date), cited("evidence"), "2007", SESSION) is can


# What comes first


def test_links_stand_in_the_order_of_numbers_however_they_are_written(tmp_path: Path) -> None:
    shutil.copytree(GOOD, tmp_path / "data")
    path = tmp_path / "data" / "recommendations" / "01.yml"
    text = path.read_text(encoding="utf-8")
    found = re.search(r"(?m)^  - to: 3\n(?:    .*\n)+", text)
    assert found
    path.write_text(text.replace(found[0], found[0] + found[0].replace("to: 3", "to: 2")), encoding="utf-8")
    assert [link.other.number for link in read_corpus(tmp_path / "data").links[1]] == [2, 3]


def test_numbers_in_symbols_count_as_numbers(corpus: Corpus) -> None:
    names = [each.name for each in corpus.documents]
    assert names.index("WO/GA/34/7") < names.index("WO/GA/34/16")
    assert names.index("WO/GA/31/4") < names.index("WO/GA/31/15")
    assert names != sorted(names)


def test_topics_and_terms_stand_in_the_order_of_letters(corpus: Corpus) -> None:
    for titles in ([each.title.casefold() for each in corpus.topics], [each.title.casefold() for each in corpus.terms]):
        assert len(titles) > 10
        assert titles == sorted(titles)


def test_of_two_dates_that_begin_together_the_one_that_ends_first_is_first() -> None:
    order = ["2007-01-01", "2007-01-01/2007-01-02", "2007-01", "2007", "2007-09", "2007-09-24", "2007-09-24/2007-10-03"]
    assert [each.written for each in sorted(map(Date, reversed(order)))] == order


# What the proof sees


def shown(corpus: Corpus, times: int) -> list[str]:
    """What is said of a page that shows the text of Recommendation 1 so many times, word for word."""
    record = corpus.recommendation(1)
    lines = corpus.lines(corpus.document(record.place.document))
    text = " ".join(lines[number - 1] for number in record.place.span)
    page = read_page(f'<div data-verbatim="{links.key_of(record)}">{text}</div>' * times, links.address(record))
    return [problem.found or "" for problem in texts_are_the_source(Built({page.address: page}, frozenset()), corpus)]


def test_a_text_stands_on_its_page_once(corpus: Corpus) -> None:
    assert shown(corpus, 1) == []
    assert shown(corpus, 2) == ["not once"]
    assert shown(corpus, 0) == ["not once"]


@pytest.mark.parametrize("rel", ["stylesheet", "icon", "alternate", "preload", "canonical stylesheet", "author", ""])
def test_only_the_address_of_the_page_itself_may_be_named_in_a_head(rel: str) -> None:
    assert fetched(f'<link rel="{rel}" href="https://other.example/x">')
    assert not fetched('<link rel="canonical" href="https://other.example/x">')


@pytest.mark.parametrize("html", ["<img srcset='{0} 2x'>", "<video poster='{0}'>", "<button formaction='{0}'>", "<object data='{0}'>", "<img src='{0}'>", "<form action='{0}'>"])  # fmt: skip
def test_what_another_host_would_be_asked_for_is_seen(html: str) -> None:
    assert fetched(html.format("https://other.example/x"))
    assert not fetched(html.format("here.png"))


@pytest.mark.parametrize(
    "name", ["srcset", "imagesrcset", "poster", "formaction", "data", "action", "src", "href", "ping"]
)
def test_an_attribute_that_browsers_follow_is_read(name: str) -> None:
    assert name in ATTRIBUTES
    assert list(in_attribute(name, {name: "a.png"})) == ["a.png"]


def fetched(html: str) -> bool:
    page = read_page(html, "index.html")
    return bool(list(nothing_comes_from_elsewhere(Built({page.address: page}, frozenset()), ROOT)))


# What leads straight to a text


def test_a_slip_leads_straight_to_its_text_only_when_it_is_an_error_with_other_letters(corpus: Corpus) -> None:
    names = {each.address: {name for part in each.parts for name in part.names} for each in entries(corpus)}
    led: set[tuple[str, str]] = set()
    kept: set[tuple[str, str]] = set()
    of_terms = {form for term in corpus.terms for form in (term.title, term.abbreviation, *term.forms)}
    for record in corpus.recommendations:
        for slip in record.slips:
            plain = slip.kind == "error" and slip.reading and slug_of(slip.reading) != slug_of(slip.words)
            if slip.words not in of_terms:
                (led if plain else kept).add((links.address(record), slip.words))
    assert led
    assert kept - led
    assert {(at, words) for at, words in led if words not in names[at]} == set()
    assert {(at, words) for at, words in kept - led if words in names[at]} == set()


# The same on every run

PROGRAM = """
import hashlib
from tests.conftest import GOOD
from tests.test_golden import outputs
from macros.corpus.graph import read_corpus
print(hashlib.sha256(repr(list(outputs(read_corpus(GOOD)))).encode()).hexdigest())
"""


def test_pages_are_the_same_whatever_the_order_of_sets() -> None:
    """Within one process a set is always walked in the same order, so pages made twice there would be the same."""
    found = set()
    for seed in ("0", "1", "2", "3"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)  # fmt: skip
        found.add(done.stdout.strip())
    assert len(found) == 1
    assert len(found.pop()) == hashlib.sha256().digest_size * 2
