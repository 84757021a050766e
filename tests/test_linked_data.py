"""What pages say to programs: two readers of others agree on it, all its words are schema.org's, all its names lead
somewhere, and it says no more than the records do."""

from __future__ import annotations

import datetime
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import SDO

from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS, Document, Term
from macros.exports import linked_data
from macros.pages import links
from macros.pages.kinds.every import KINDS as DESCRIBED
from macros.pages.linked import At, by_address, script
from macros.proof.built import Built, read_site
from tests.browsing import BASE
from tests.lagoon import lagoon
from tests.project import Project

# rdflib warns of a class of its own that its reader of JSON-LD makes.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

HOST = f"https://example.org{BASE}"

_ADDRESSES = ("contentUrl", "inDefinedTermSet", "isBasedOn", "isPartOf", "license", "sameAs", "url", "usageInfo")
_DATES = ("dateCreated", "dateModified", "datePublished", "endDate", "startDate")
CONTEXT: dict[str, Any] = {
    "@vocab": str(SDO),
    **{name: {"@type": "@id"} for name in _ADDRESSES},
    **{name: {"@type": "Date"} for name in _DATES},
}
"""What schema.org's own context says of the properties that are used, written down here so that nothing is fetched:
which of them hold an address and which a date."""

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
WORDS: Any = SDO
"""The terms of schema.org, as rdflib has them: it tells whether a name is one of them."""
DATES = {SDO[name] for name in _DATES}


def said(site: Built) -> dict[str, dict[str, Any]]:
    """Return what each page says, by its address."""
    found: dict[str, dict[str, Any]] = {}
    for address, page in site.pages.items():
        graphs = [inline.text for inline in page.inline if inline.type == "application/ld+json"]
        assert len(graphs) == (not page.moved and address != "404.html"), address
        found.update((address, json.loads(graph)) for graph in graphs)
    return found


def read(document: Mapping[str, Any], address: str) -> Graph:
    """Return what rdflib reads from a page at an address of `HOST`."""
    assert document["@context"] == linked_data.CONTEXT
    local = json.dumps({**document, "@context": CONTEXT})
    return Graph().parse(data=local, format="json-ld", publicID=HOST + address)


def read_by_another(document: Mapping[str, Any], address: str) -> Graph:
    """Return what PyLD reads from the same."""
    options = {"base": HOST + address, "format": "application/n-quads"}
    return Graph().parse(data=jsonld.to_rdf({**document, "@context": CONTEXT}, options), format="nt")


@pytest.fixture(scope="module")
def site(built: Project) -> Built:
    return read_site(built.site)


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, dict[str, Any]]:
    return said(site)


@pytest.fixture(scope="module")
def graphs(pages: dict[str, dict[str, Any]]) -> dict[str, Graph]:
    return {address: read(document, address) for address, document in pages.items()}


def test_every_page_says_what_it_is(graphs: dict[str, Graph], corpus: Corpus) -> None:
    for address, graph in graphs.items():
        itself = URIRef(HOST + address)
        types = {SDO.WebSite} if address == links.HOME else {SDO.WebPage}
        assert set(graph.objects(itself, RDF.type)) == types, address
        if address != links.HOME:
            (trail,) = graph.subjects(RDF.type, SDO.BreadcrumbList)
            steps = {
                int(str(graph.value(step, SDO.position))): graph.value(step, SDO.item)
                for step in graph.objects(trail, SDO.itemListElement)
            }
            assert steps[1] == URIRef(HOST + links.HOME)
            assert steps[len(steps)] == itself


def test_two_readers_agree_on_every_page(pages: dict[str, dict[str, Any]], graphs: dict[str, Graph]) -> None:
    assert len(pages) > 150
    for address, document in pages.items():
        assert isomorphic(graphs[address], read_by_another(document, address)), address


def test_all_words_are_schema_org_s(graphs: dict[str, Graph]) -> None:
    for address, graph in graphs.items():
        used = {str(word) for word in (*graph.predicates(), *graph.objects(None, RDF.type)) if word != RDF.type}
        foreign = {word for word in used if URIRef(word) not in WORDS}
        assert foreign == set(), address


def test_the_kinds_of_things_are_there(graphs: dict[str, Graph], corpus: Corpus) -> None:
    def main(address: str) -> set[Any]:
        thing = graphs[address].value(URIRef(HOST + address), SDO.mainEntity)
        return set(graphs[address].objects(thing, RDF.type))

    assert main("recommendations/22.html") == {SDO.CreativeWork}
    assert main("clusters/b.html") == {SDO.CreativeWork}
    assert main("documents/wo-ga-34-7.html") == {SDO.Report}
    assert main("documents/avp-dc-20.html") == {SDO.CreativeWork}, "a treaty is no report"
    assert main("terms/ldc.html") == main("topics/technology-transfer.html") == {SDO.DefinedTerm}
    assert main("terms/index.html") == main("topics/index.html") == {SDO.DefinedTermSet}
    assert main("sessions/2007.html") == {SDO.Event}
    assert main("data.html") == {SDO.Dataset}
    assert {SDO.Legislation, SDO.Organization} & {kind for each in graphs.values() for kind in each.objects()} == set()
    assert not [1 for each in graphs.values() for _ in each.triples((None, SDO.publisher, None))]


def test_all_names_lead_somewhere(graphs: dict[str, Graph], site: Built) -> None:
    check_names(graphs, site)


def test_so_they_do_in_the_edition_of_another_body(tmp_path: Path) -> None:
    project = lagoon(tmp_path / "lagoon")
    done = project.build()
    assert done.returncode == 0, done.stdout + done.stderr
    site = read_site(project.site)
    graphs = {address: read(document, address) for address, document in said(site).items()}
    assert len(graphs) > 25
    check_names(graphs, site)


def check_names(graphs: dict[str, Graph], site: Built) -> None:
    for address, graph in graphs.items():
        for name in {name for triple in graph for name in triple if str(name).startswith(HOST)}:
            path, _, anchor = str(name).removeprefix(HOST).partition("#")
            assert path in site.files, (address, name)
            assert not anchor or anchor in site.pages[path].anchors, (address, name)


def test_a_thing_is_the_same_wherever_it_is_named(graphs: dict[str, Graph]) -> None:
    """Its page says what it is, and no other page says something else of its type or its name."""
    told: dict[Any, set[Any]] = defaultdict(set)
    for graph in graphs.values():
        for thing in graph.subjects(RDF.type):
            if isinstance(thing, URIRef):
                types = set(graph.objects(thing, RDF.type))
                assert len(types) == 1, thing
                told[thing] |= types | set(graph.objects(thing, SDO.name))
    for thing, words in told.items():
        assert len(words) == 2, (thing, words)
        home = graphs[str(thing).removeprefix(HOST).partition("#")[0]]
        assert words == {*home.objects(thing, RDF.type), *home.objects(thing, SDO.name)}, thing
    named = {name for graph in graphs.values() for name in graph.objects() if str(name).startswith(f"{HOST}")}
    things = {name for name in named if "#" in str(name)}
    assert things <= told.keys()


def test_dates_are_dates_and_as_precise_as_the_records(graphs: dict[str, Graph], corpus: Corpus) -> None:
    for address, graph in graphs.items():
        for _, name, value in graph:
            if name in DATES:
                assert isinstance(value, Literal)
                assert DATE.fullmatch(value), (address, value)
                datetime.date.fromisoformat(f"{value}-01-01"[:10])

    def of(record: Any, name: URIRef) -> str | None:
        address = links.address(record)
        graph = graphs[address]
        value = graph.value(graph.value(URIRef(HOST + address), SDO.mainEntity), name)
        return str(value) if value is not None else None

    for document in corpus.documents:
        stated = document.date.written if document.date and document.basis == "stated" else None
        assert of(document, SDO.dateCreated) == stated, document.id
    for witness in corpus.witnesses:
        assert of(witness, SDO.datePublished) == (witness.date.written if witness.date else None)
    for session in corpus.sessions:
        assert session.dates.value is not None
        assert [of(session, SDO.startDate), of(session, SDO.endDate)] == session.dates.value.written.split("/")


def test_what_is_not_stated_stays_out(graphs: dict[str, Graph], corpus: Corpus) -> None:
    timeline = graphs[links.TIMELINE]
    events = {str(each).partition("#")[2] for each in timeline.subjects(RDF.type, SDO.Event) if "timeline" in str(each)}
    stated = {each.id for each in corpus.timeline.events if each.basis == "stated"}
    assert events < stated
    assert "2006-decision" in events
    assert not {"2005-decision", "2003-june-date", "2007-planned-seminars"} & events
    for term in corpus.terms:
        told = graphs[links.address(term)].value(None, SDO.description, Literal(term.definition))
        assert (told is not None) == (term.basis == "stated"), term.id


def test_only_what_is_ours_has_our_licence(graphs: dict[str, Graph]) -> None:
    licensed = defaultdict(set)
    for address, graph in graphs.items():
        for thing, _, licence in graph.triples((None, SDO.license, None)):
            assert str(licence) == linked_data.LICENCE
            licensed[address].add(graph.value(thing, RDF.type))
    sets = {"terms/index.html": {SDO.DefinedTermSet}, "topics/index.html": {SDO.DefinedTermSet}}
    assert licensed == {"data.html": {SDO.Dataset}} | sets
    data = graphs["data.html"]
    (part,) = data.subjects(SDO.license)
    assert isinstance(part, BNode), "a part of the data, not all of it"
    assert data.value(None, SDO.hasPart, part) == URIRef(f"{HOST}data.html#{links.MAIN}")


@pytest.mark.browser
def test_with_a_host_names_are_addresses_and_all_else_is_the_same(
    project_with_host: Project, graphs: dict[str, Graph]
) -> None:
    hosted = said(read_site(project_with_host.site))
    assert hosted.keys() == graphs.keys()
    for address, document in hosted.items():
        assert isomorphic(read(document, "elsewhere/x.html"), graphs[address]), address


def test_every_kind_of_record_says_something(corpus: Corpus, miniature: Corpus) -> None:
    assert {kind.record for kind in DESCRIBED} == set(KINDS.values())
    for each in (corpus, miniature):
        made = by_address(each)
        for kind in DESCRIBED:
            for address, things in kind.things(each):
                assert [*things(At(each, address))], address
                assert address in made


def everything(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield what every page says that is about something, and its address."""
    for address, things in by_address(corpus).items():
        yield address, script(At(corpus, address), "A page", (), things)


def test_hostile_words_stay_words(miniature: Corpus) -> None:
    title = '</script><script>alert("1")</script><!-- & \\" \u2028 {{ 1 }}'
    term = next(each for each in miniature.terms if each.basis == "stated")
    hostile = term.model_copy(update={"title": title, "definition": f"{title}."})
    text = linked_data.written(linked_data.term(miniature, hostile, At(miniature, links.address(term))))
    assert not set("<>&") & set(text)
    graph = read(json.loads(text), links.address(term))
    thing = URIRef(f"{HOST}{links.address(term)}#{links.MAIN}")
    assert (graph.value(thing, SDO.name), graph.value(thing, SDO.description)) == (Literal(title), Literal(f"{title}."))
    for address, text in everything(miniature):
        assert not set("<>&") & set(text), address


def test_a_name_in_another_language_says_so(miniature: Corpus) -> None:
    document = next(each for each in miniature.documents if each.title and each.symbol)
    french = document.model_copy(update={"title": "Protection des interprétations", "lang": "fr", "date": None})
    (node,) = linked_data.document(miniature, french, At(miniature, "x.html"))
    assert node["name"] == {"@value": "Protection des interprétations", "@language": "fr"}
    assert node["inLanguage"] == "fr"
    assert "dateCreated" not in node


@pytest.mark.parametrize("written", ["2003-11-06/2003-11-07", "2003/2004"])
def test_a_range_is_no_date_of_a_work(miniature: Corpus, written: str) -> None:
    document = next(each for each in miniature.documents if each.date)
    ranged = Document.model_validate({**document.model_dump(by_alias=True, exclude_unset=True), "date": written})
    (node,) = linked_data.document(miniature, ranged, At(miniature, "x.html"))
    assert not {"dateCreated", "datePublished"} & node.keys()


def test_an_inferred_definition_is_not_told(miniature: Corpus) -> None:
    term = next(each for each in miniature.terms if each.basis == "stated")
    inferred = Term.model_validate({**term.model_dump(exclude_unset=True), "basis": "inferred", "because": "So."})
    at = At(miniature, "x.html")
    assert "description" in next(iter(linked_data.term(miniature, term, at)))
    assert "description" not in next(iter(linked_data.term(miniature, inferred, at)))


def test_equal_records_give_equal_words(corpus: Corpus) -> None:
    assert dict(everything(corpus)) == dict(everything(corpus))


def test_it_stays_small(pages: dict[str, dict[str, Any]]) -> None:
    sizes = {address: len(json.dumps(document, separators=(",", ":"))) for address, document in pages.items()}
    assert max(size for address, size in sizes.items() if address != links.TIMELINE) <= 1_800
    assert sizes[links.TIMELINE] <= 2_800
