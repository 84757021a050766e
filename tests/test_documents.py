"""Every document and every other source has a page that says what was seen of it, where it can be read, and what rests
on it; and every way to a source leads to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest
from markupsafe import escape

from macros.corpus.graph import Corpus
from macros.corpus.records import Citation, Document
from macros.corpus.rules.documents import derived
from macros.pages import links, provenance
from macros.pages.macros import Macros
from macros.pages.render import Renderer
from macros.pages.site import pages
from tests.test_golden import LISTS


@pytest.fixture(scope="module")
def bodies(corpus: Corpus) -> Mapping[str, str]:
    """The bodies of all pages made from records, by address, and of all lists, by the name of their macro."""
    renderer = Renderer(corpus)
    found = {page.address: str(renderer.body(page)) for page in pages(corpus)}
    macros = Macros(corpus, lambda: "index.html", renderer).macros()
    return found | {name: str(macros[name]()) for name in LISTS}


def of_documents(corpus: Corpus, bodies: Mapping[str, str]) -> Iterator[tuple[Document, str]]:
    for document in corpus.documents:
        yield document, bodies[links.address(document)]


def section(body: str, name: str) -> str:
    """Return the section of a page with this heading's anchor."""
    found = re.search(rf'<section[^>]* aria-labelledby="{name}">(.*?)</section>', body, re.DOTALL)
    assert found, name
    return found[1]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_every_document_and_every_witness_has_a_page_with_the_same_three_sections(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    assert (len(corpus.documents), len(corpus.witnesses)) == (60, 80)
    for record in (*corpus.documents, *corpus.witnesses):
        body = bodies[links.address(record)]
        for name in ("copies", "about", "rests"):
            assert words(section(body, name)), (record.identifier, name)


def test_a_document_that_was_never_seen_is_known_only_through_those_it_names(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    for document, body in of_documents(corpus, bodies):
        lead = re.search(r'<p class="lead(?: ours-only)?"[^>]*>(.*?)</p>', body, re.DOTALL)
        assert lead, document.id
        never = document.seen == "mention"
        assert ("We have not seen this document. It is known only through" in words(lead[1])) is never, document.id
        if never:
            through = {corpus.cited(each).name for each in provenance.known_through(document)}
            assert through, document.id
            assert {str(escape(name)) for name in through} == set(re.findall(r"<a [^>]*>(.*?)</a>", lead[1]))


def test_no_page_says_place_not_seen_of_a_document_that_was_never_seen(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    for document in corpus.documents:
        if document.seen != "mention":
            continue
        for at in (None, "not seen", "paragraph 7"):
            place = provenance.named(corpus, Citation(cites=f"documents/{document.id}", at=at)).place
            assert "place not seen" not in place
            assert "known only through" in place
        assert "place not seen" not in section(bodies[links.address(document)], "rests"), document.id
        link = rf'href="[^"#]*{re.escape(links.address(document))}">{re.escape(document.name)}</a>'
        for address, body in bodies.items():
            assert not re.search(rf"{link}, place not seen", body), address


def test_a_page_says_where_a_document_can_be_read_and_how_that_is_known(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    known = {"seen": "We read it in a stored form of that page.", "derived": "we have not opened it."}
    for document, body in of_documents(corpus, bodies):
        entries = re.findall(r"<li>(.*?)</li>", section(body, "copies"), re.DOTALL)
        assert len(entries) == len(document.copies), document.id
        for copy, entry in zip(document.copies, entries, strict=True):
            assert (f'href="{escape(copy.address)}"' in entry) is (copy.address is not None)
            assert ("No public copy is known to us." in words(entry)) is (copy.known == "none")
            assert {how for how, told in known.items() if told in words(entry)} == {copy.known} - {"none"}
            assert (f'hreflang="{copy.language}"' in entry) is (copy.language is not None)
            assert (copy.note or "") in words(entry)


def test_a_page_of_a_witness_has_its_address(corpus: Corpus, bodies: Mapping[str, str]) -> None:
    assert [witness.id for witness in corpus.witnesses if witness.address is None] == []
    for witness in corpus.witnesses:
        assert f'href="{escape(witness.address)}"' in section(bodies[links.address(witness)], "copies")


def test_everything_that_rests_on_a_source_stands_on_its_page_with_a_link(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    for record in (*corpus.documents, *corpus.witnesses):
        page = links.address(record)
        rests = section(bodies[page], "rests")
        reliances = corpus.reliances.get(links.key_of(record), ())
        for each in reliances:
            event, item = each.event, corpus.timeline
            to = links.event_of(corpus, item, event) if event else links.address(each.record)
            assert f'href="{escape(links.relative(to, page))}"' in rests, (record.identifier, to)
        assert ("Nothing in this edition." in rests) is (not reliances)


def test_the_report_of_a_session_rests_on_its_document(corpus: Corpus, bodies: Mapping[str, str]) -> None:
    reports = [each for each in corpus.sessions if each.report.document]
    assert reports
    for session in reports:
        document = corpus.document(str(session.report.document))
        rests = section(bodies[links.address(document)], "rests")
        assert f'href="{links.relative(links.address(session), links.address(document))}"' in rests


def test_the_list_of_sources_has_a_line_for_each(corpus: Corpus, bodies: Mapping[str, str]) -> None:
    lines = re.findall(r"<li data-part=[^>]*>(.*?)</li>", bodies["sources"])
    led_to = [re.findall(r'href="([^"]*)"', line) for line in lines]
    everything = [links.address(record) for record in (*corpus.documents, *corpus.witnesses)]
    assert sorted(address for addresses in led_to for address in addresses) == sorted(everything)
    assert all(len(addresses) == 1 for addresses in led_to)
    assert len(re.findall("<li", bodies["sources"])) == len(everything)


def test_no_link_leads_to_where_the_sources_stood_and_their_old_addresses_lead_on(
    corpus: Corpus, bodies: Mapping[str, str]
) -> None:
    for address, body in bodies.items():
        assert not re.search(r'href="[^"]*sources\.html#(document|witness)-', body), address
    led = {redirect.from_: redirect.to for redirect in corpus.redirects}
    for kind, folder in (("document", "documents"), ("witness", "witnesses")):
        old = {address: to for address, to in led.items() if address.startswith(f"sources.html#{kind}-")}
        assert old == {
            f"sources.html#{kind}-{name}": f"{folder}/{name}.html"
            for name in (address.removeprefix(f"sources.html#{kind}-") for address in old)
        }
        assert len(old) == {"document": 59, "witness": 79}[kind]


@pytest.mark.parametrize(
    ("symbol", "addresses"),
    [
        ("WO/GA/24/5", "govbody/en/wo_ga_24/wo_ga_24_5"),
        ("WO/GA/34/7", "govbody/en/wo_ga_34/wo_ga_34_7"),
        ("WO/GA/32/4 Corr.", "govbody/en/wo_ga_32/wo_ga_32_4_corr"),
        ("SCCR/19/6", "copyright/en/sccr_19/sccr_19_6"),
        ("SCCR/37/6", "copyright/en/sccr_37/sccr_37_6"),
        ("IAVP/DC/3", "copyright/en/iavp_dc/iavp_dc_3"),
        ("IAVP/PM/6", "copyright/en/iavp_pm/iavp_pm_6"),
    ],
)
def test_addresses_follow_from_symbols_as_those_that_were_seen(symbol: str, addresses: str) -> None:
    stem = f"https://www.wipo.int/edocs/mdocs/{addresses}"
    assert derived(symbol) == (f"{stem}.pdf", f"{stem}.html")


@pytest.mark.parametrize("number", ["2000/217", "2003/363", "2006/462"])
def test_addresses_of_press_releases_follow_as_those_that_were_seen(number: str) -> None:
    year, count = number.split("/")
    assert derived(f"PR/{number}") == (f"https://www.wipo.int/pressroom/en/prdocs/{year}/wipo_pr_{year}_{count}.html",)


@pytest.mark.parametrize(
    "symbol", ["", "A/45/5", "A/43/13 Rev.", "PCDA/3/2", "CDIP/1/3", "AVP/PM/6", "A/RES/55/2", "WO/GA", "WO/GA/34-7x"]
)
def test_where_no_way_was_seen_nothing_follows(symbol: str) -> None:
    assert derived(symbol) == ()
