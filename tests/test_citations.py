"""How records are cited: what an item says and does not say, that readers of each form read the same, and that hostile
words stay words in each of them."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Cluster, Date, Document, Recommendation, Session, Term
from macros.corpus.records.verbatim import fold
from macros.exports import citation, citation_forms, citation_words
from macros.exports.citation import Cited, Item
from macros.exports.citation_forms import bibtex, csl_json, highwire, known_date, ris
from macros.pages import citations
from macros.pages.citing import citing
from macros.pages.here import Here
from macros.pages.kinds.every import KINDS
from macros.pages.site import pages
from tests.browsing import BASE
from tests.project import Project

SITE = "https://example.org/agenda"

HOSTILE = (
    "50% {off}} \\input{x} @book{y, $x_1^2$ #1 ~ & \"double\" 'single' <b>",
    "=1+1\r\nER  - \r\nTY  - BOOK",
    "}}, title = {{other",
    "\\",
    "\u2028TY  - BOOK",
)


def item(corpus: Corpus, address: str) -> Item:
    return next(each for _, at, each in citations.items(corpus, SITE) if at == address)


@pytest.fixture(scope="module")
def items(corpus: Corpus) -> list[Item]:
    """Every item of the edition, with the addresses of a site that has one."""
    return [each for _, _, each in citations.items(corpus, SITE)]


# What is cited, and what an item says


def test_every_record_of_every_kind_that_is_cited_is_there(corpus: Corpus) -> None:
    found = Counter(type(record) for record, _, _ in citations.items(corpus, ""))
    kinds = (Recommendation, Cluster, Document, Session, Term, AgendaItem)
    assert found == {kind: len(corpus.of(kind)) for kind in kinds}
    assert found[Recommendation] == 45


def test_what_is_cited_is_on_a_page_and_ids_are_unique(corpus: Corpus, items: list[Item]) -> None:
    addresses = [address for _, address, _ in citations.items(corpus, "")]
    assert set(addresses) - {page.address for page in pages(corpus)} == {"timeline.html"}
    assert len({each["id"] for each in items}) == len(items) == len(set(addresses))
    assert all(re.fullmatch(r"[a-z0-9-]+", each["id"]) for each in items)


def test_a_recommendation_is_a_part_of_what_the_body_adopted(corpus: Corpus) -> None:
    assert item(corpus, "recommendations/22.html") == {
        "id": "wipo-development-agenda-recommendations-22",
        "type": "chapter",
        "title": "Recommendation 22",
        "container-title": "45 Recommendations adopted at the 2007 WIPO General Assembly",
        "author": [{"literal": "WIPO General Assembly"}],
        "language": "en",
        "note": f"In: The WIPO Development Agenda: an open edition, version {corpus.edition.version}, {corpus.edition.date}",
        "issued": {"date-parts": [[2007]]},
        "URL": f"{SITE}/recommendations/22.html",
    }


def test_a_document_has_its_symbol_its_series_and_its_day(corpus: Corpus) -> None:
    found = item(corpus, "documents/wo-ga-34-7.html")
    assert (found["type"], found["number"], found["title"]) == (
        "report",
        "WO/GA/34/7",
        "Protection of Audiovisual Performances",
    )
    assert found["collection-title"] == "WIPO General Assembly, Thirty-Fourth (18th Ordinary) Session"
    assert found["issued"] == {"date-parts": [[2007, 8, 3]]}
    assert found["author"] == [{"literal": "WIPO"}]


def test_what_is_not_known_is_not_said(corpus: Corpus, items: list[Item]) -> None:
    assert all("publisher-place" not in each and "" not in each.values() and [] not in each.values() for each in items)
    undated = item(corpus, "documents/wo-ga-31-4.html")
    assert "issued" not in undated
    by_others = item(corpus, "documents/a-res-55-2.html")
    assert not {"author", "publisher", "URL"} & set(by_others)
    assert item(corpus, "documents/avp-im-03-3a.html")["author"] == [{"literal": "Katherine M. Sand"}]
    for document in corpus.documents:
        found = item(corpus, f"documents/{document.id}.html")
        assert (found.get("issued") is None) == (document.date is None and document.id != corpus.agenda.id)
        assert found.get("number") == document.symbol


def test_a_document_that_we_do_not_hold_is_not_said_to_be_in_the_edition(corpus: Corpus) -> None:
    hosts = corpus.edition.body.publisher.hosts
    for document in corpus.documents:
        found = item(corpus, f"documents/{document.id}.html")
        assert ("note" in found) == document.held
        assert document.held or "URL" not in found or any(f"//{host}/" in found["URL"] for host in hosts)
        assert SITE in found.get("URL", "") or not document.held


def test_words_of_ours_are_not_given_as_the_sources(corpus: Corpus) -> None:
    for record, _, found in citations.items(corpus, SITE):
        if isinstance(record, Recommendation | Cluster):
            forms = ris([found]) + bibtex([found]) + csl_json([found])
            assert record.title not in forms or record.title in " ".join(block.words for block in record.text)
            assert record.gist not in forms


def test_titles_of_held_texts_are_words_of_their_transcripts(corpus: Corpus) -> None:
    for record, _, found in citations.items(corpus, SITE):
        if isinstance(record, Cluster):
            lines = corpus.lines(corpus.document(record.place.document))
            assert found["title"] == fold(" ".join(lines[number - 1] for number in record.place.span))
        if isinstance(record, Document) and record.held and record.title:
            assert found["title"].casefold() in fold(" ".join(corpus.lines(record))).casefold()
        if "container-title" in found and found["type"] == "chapter":
            assert found["container-title"] in fold(" ".join(corpus.lines(corpus.agenda)))


def test_without_an_address_of_the_site_there_is_none_of_it(corpus: Corpus) -> None:
    hosts = corpus.edition.body.publisher.hosts
    urls = [each["URL"] for _, _, each in citations.items(corpus, "") if "URL" in each]
    assert all(any(f"//{host}/" in url for host in hosts) for url in urls)


@pytest.mark.parametrize(
    ("written", "parts", "common"),
    [
        ("2007", [[2007]], [2007]),
        ("2007-08", [[2007, 8]], [2007, 8]),
        ("2007-08-03", [[2007, 8, 3]], [2007, 8, 3]),
        ("2003-11-06/2003-11-07", [[2003, 11, 6], [2003, 11, 7]], [2003, 11]),
        ("2003-09-22/2003-10-01", [[2003, 9, 22], [2003, 10, 1]], [2003]),
        ("2003/2004", [[2003], [2004]], []),
    ],
)
def test_a_date_has_its_precision_in_every_form(
    corpus: Corpus, written: str, parts: list[list[int]], common: list[int]
) -> None:
    document = corpus.document("wo-ga-34-7").model_copy(update={"date": Date(written)})
    found = citation.of_document(corpus, document, "working document", "").item
    assert found["issued"] == {"date-parts": parts}
    assert known_date(found) == common
    (read,) = rispy.loads(ris([found]))
    assert read.get("year") == (str(common[0]) if common else None)
    assert read.get("date") == ("/".join(f"{part:02d}" for part in common) if len(common) > 1 else None)
    fields = parse_string(bibtex([found]), "bibtex").entries[found["id"]].fields
    assert ("year" in fields, "month" in fields, "date" in fields) == tuple(len(common) > at for at in range(3))
    assert dict(highwire(found)).get("citation_publication_date") == (
        "/".join(f"{part:02d}" for part in common) or None
    )


# Words


@pytest.mark.parametrize(
    ("address", "at", "full", "short"),
    [
        ("recommendations/22.html", "b", "WIPO General Assembly, Recommendation 22 (b), “45 Recommendations adopted at the 2007 WIPO General Assembly” (2007), in The WIPO Development Agenda: an open edition, version {version}, X#b.", "WIPO Development Agenda (2007), recommendation 22 (b)"),
        ("recommendations/15.html", "b2", "WIPO General Assembly, Recommendation 15, bullet 2, “45 Recommendations adopted at the 2007 WIPO General Assembly” (2007), in The WIPO Development Agenda: an open edition, version {version}, X#b2.", "WIPO Development Agenda (2007), recommendation 15, bullet 2"),
        ("documents/wo-ga-34-7.html", "p5-ii", "WIPO, “Protection of Audiovisual Performances,” WO/GA/34/7, WIPO General Assembly, Thirty-Fourth (18th Ordinary) Session (3 August 2007), para. 5 (ii), in The WIPO Development Agenda: an open edition, version {version}, X#p5-ii.", "WO/GA/34/7, para. 5 (ii)"),
        ("documents/avp-im-03-3a.html", "", "Katherine M. Sand, “Study on Audiovisual Performers' Contracts and Remuneration Practices in Mexico, the United Kingdom and the United States of America,” AVP/IM/03/3A (8 April 2003), X.", "AVP/IM/03/3A"),
        ("documents/pcda-3-2.html", "", "PCDA/3/2, X.", "PCDA/3/2"),
        ("sessions/2007.html", "decided", "WIPO General Assembly, Thirty-Fourth (18th Ordinary) Session, 2007, what was decided, in The WIPO Development Agenda: an open edition, version {version} ({date}), X#decided.", "WIPO General Assembly, Thirty-Fourth (18th Ordinary) Session, Geneva, 24 September to 3 October 2007, what was decided"),
        ("terms/ldc.html", "", "Least developed countries (LDCs), in The WIPO Development Agenda: an open edition, version {version} ({date}), X.", "Least developed countries (LDCs), The WIPO Development Agenda: an open edition"),
    ],
)  # fmt: skip
def test_citations_in_words(corpus: Corpus, address: str, at: str, full: str, short: str) -> None:
    cited = {where: each for kind in KINDS for _, where, each in kind.citations(corpus)}[address]
    part = next((part.at for part in cited.parts if part.anchor == at), "")
    edition = corpus.edition
    assert citation_words.chicago(cited, "X").said(part, at) == full.format(version=edition.version, date=edition.date)
    assert citation_words.united_nations(cited).said(part, at) == short
    assert citation_words.chicago(cited).said(part, at) == full.format(
        version=edition.version, date=edition.date
    ).replace(f", X#{at}", "").replace(", X", "")


def test_a_title_in_another_language_says_which() -> None:
    foreign: Item = {"id": "x", "type": "report", "title": "کشتی‌های شب", "number": "LP/1", "language": "fa"}
    shown = citing(Here("x.html"), Cited(foreign, "", "LP/1", ""))
    assert shown.chicago.before == '“<span lang="fa" dir="rtl">کشتی‌های شب</span>,” LP/1'
    own = citing(Here("x.html"), Cited({**foreign, "language": "en"}, "", "LP/1", ""))
    assert own.chicago.before == "“کشتی‌های شب,” LP/1"


def test_a_title_alone_has_no_comma_in_its_quotation_marks(corpus: Corpus) -> None:
    bare: Item = {"id": "x", "type": "report", "title": "Alone"}
    cited = Cited(bare, "", "Alone", "")
    assert citation_words.chicago(cited).said() == "“Alone”."


def test_all_parts_of_a_page_have_names_of_their_own(corpus: Corpus) -> None:
    for kind in KINDS:
        for record, _, cited in kind.citations(corpus):
            names = [part.name for part in cited.parts]
            assert len(set(names)) == len(names), record
            assert all(part.at for part in cited.parts)


def test_the_home_page_cites_as_the_pages_do(built: Project, project_with_host: Project, corpus: Corpus) -> None:
    cited = citation.of_recommendation(corpus, corpus.recommendation(22))
    for project, site in ((built, ""), (project_with_host, f"https://example.org{BASE}recommendations/22.html")):
        words = citation_words.chicago(cited, site).said(" (a)", "a")
        assert words in html.unescape((project.site / "index.html").read_text(encoding="utf-8"))
        page = (project.site / "recommendations" / "22.html").read_text(encoding="utf-8")
        assert words.partition(" (a)")[0] in html.unescape(page)


# Read by others


def test_rispy_reads_the_same(items: list[Item]) -> None:
    text = ris(items)
    assert text.count("\r\n") == text.count("\n")
    read = rispy.loads(text)
    assert len(read) == len(items) == text.count("\r\nER  - \r\n")
    for entry, each in zip(read, items, strict=True):
        assert entry["title"] == each["title"]
        assert entry["id"] == each["id"]
        # The comma is what keeps a corporate author whole in Zotero, whose translators were tried.
        assert entry.get("authors", []) == [f"{author['literal']}," for author in each.get("author", [])]
        assert entry.get("issn") == each.get("number")  # rispy's name for the field
        assert entry.get("urls", [None])[0] == each.get("URL")
        assert entry.get("secondary_title") == each.get("container-title", each.get("collection-title"))
        assert entry.get("notes", [None])[0] == each.get("note")
    assert read[21]["type_of_reference"] == "CHAP"


def test_pybtex_reads_the_same(items: list[Item]) -> None:
    read = parse_string(bibtex(items), "bibtex").entries
    assert list(read) == [each["id"] for each in items]
    for each in items:
        fields = read[each["id"]].fields
        assert said(fields["title"]) == each["title"]
        assert [said(str(person)) for person in read[each["id"]].persons.get("author", [])] == [
            author["literal"] for author in each.get("author", [])
        ]
        assert fields.get("url") == each.get("URL")
        for name, key in (("number", "number"), ("note", "note"), ("institution", "publisher")):
            assert (said(fields[name]) if name in fields else None) == each.get(key)


SIGNS = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
NAMED = re.compile(r"\\text(" + "|".join(SIGNS) + r")\{\}|\\([%&$#_])")


def said(field: str) -> str:
    """Return what TeX prints of a field with a pair of braces of its own: LaTeX's names for its special characters (the
    LaTeX2e reference manual, "Reserved characters" and "Symbols in text") are read back, and no sign is left that means
    something."""
    assert (field[0], field[-1]) == ("{", "}")
    field = field[1:-1]
    assert not re.search(r"[{}\\~^%&$#_]", NAMED.sub("", field)), field
    return NAMED.sub(lambda found: found[2] or SIGNS[found[1]], field)


def test_a_citation_processor_prints_every_item(items: list[Item]) -> None:
    source = CiteProcJSON(json.loads(csl_json(items)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)  # the one that it brings along
    printed = CitationStylesBibliography(style, source, formatter.plain)
    for each in items:
        printed.register(Citation([CitationItem(each["id"])]))
    lines = dict(zip(printed.keys, map(str, printed.bibliography()), strict=True))
    assert len(lines) == len(items)
    words = lines["wipo-development-agenda-recommendations-22"]
    assert words.startswith("WIPO General Assembly (2007) “Recommendation 22”, 45 Recommendations adopted at")
    assert "WO/GA/34/7" in lines["wipo-development-agenda-documents-wo-ga-34-7"]
    assert "3 August" not in lines["wipo-development-agenda-documents-wo-ga-31-4"]


# Hostile words


def hostile(words: str) -> Item:
    strings = ("title", "number", "genre", "collection-title", "publisher", "language", "note", "version")
    return {"id": "x", "type": "report", "author": [{"literal": words}], **dict.fromkeys(strings, words)}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_in_every_form(corpus: Corpus, words: str) -> None:
    """Words of a record come folded into an item, so they stand in one line; the rest is the work of each form."""
    record = corpus.document("wo-ga-34-7").model_copy(update={"title": words, "authors": (words,)})
    found = citation.of_document(corpus, record, "paper", "").item
    one_line = fold(words)
    assert found["title"] == one_line
    assert found["author"] == [{"literal": one_line}]
    found = hostile(one_line)
    (entry,) = rispy.loads(ris([found]))
    assert (entry["title"], entry["authors"], entry["issn"]) == (one_line, [f"{one_line},"], one_line)
    parsed = parse_string(bibtex([found, {**found, "id": "y"}]), "bibtex").entries
    assert list(parsed) == ["x", "y"]
    assert set(parsed["x"].fields) == {
        "title", "series", "number", "type", "version", "institution", "language", "note"
    }  # fmt: skip
    assert said(parsed["x"].fields["title"]) == one_line
    assert json.loads(csl_json([found])) == [found]
    tags = str(citations.tags({**found, "URL": "https://example.org/"}))
    contents = re.findall(r'<meta name="([a-z_]+)" content="([^"]*)">', tags)
    assert re.sub(r'\s*<meta name="[a-z_]+" content="[^"<>]*">\s*', "", tags) == ""
    assert dict(contents)["citation_title"] == html.escape(one_line).replace("&quot;", "&#34;").replace(
        "&#x27;", "&#39;"
    )


def test_every_form_knows_every_type(items: list[Item]) -> None:
    assert {each["type"] for each in items} == {"chapter", "report", "webpage"}
    assert set(citation_forms.FORMS) == {".ris", ".bib", ".json"}


# In the site


def highwire_of(page: Path) -> list[tuple[str, str]]:
    found = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page.read_text(encoding="utf-8"))
    return [(name, html.unescape(words)) for name, words in found]


def test_every_page_that_can_be_cited_has_the_tags_of_its_item(
    built: Project, project_with_host: Project, corpus: Corpus
) -> None:
    for project, site in ((built, ""), (project_with_host, f"https://example.org{BASE}".rstrip("/"))):
        cited = {address: each for _, address, each in citations.items(corpus, site)}
        for path in project.site.rglob("*.html"):
            address = path.relative_to(project.site).as_posix()
            assert highwire_of(path) == list(highwire(cited[address]) if address in cited else ()), address


def test_the_tags_are_those_that_reference_managers_take_whole(corpus: Corpus) -> None:
    assert list(highwire(item(corpus, "documents/wo-ga-34-7.html"))) == [
        ("citation_title", "Protection of Audiovisual Performances"),
        ("citation_author", "WIPO,"),
        ("citation_publication_date", "2007/08/03"),
        ("citation_technical_report_institution", "WIPO"),
        ("citation_technical_report_number", "WO/GA/34/7"),
        ("citation_language", "en"),
        ("citation_public_url", f"{SITE}/documents/wo-ga-34-7.html"),
    ]
    # Tags of these kinds make Zotero lose the symbol of a document (its own translators, tried).
    frame = (Path(__file__).parent.parent / "overrides" / "main.html").read_text(encoding="utf-8")
    assert "Z3988" not in frame
    assert 'name="dc.' not in frame.casefold()


def test_the_site_has_the_files_and_every_page_leads_to_its_own(built: Project, corpus: Corpus) -> None:
    made: dict[str, Any] = {}
    for record, address, each in citations.items(corpus, ""):
        page = (built.site / address).read_text(encoding="utf-8")
        for ending, (_, form) in citation_forms.FORMS.items():
            file = f"cite/{address.removesuffix('.html')}{ending}"
            made[file] = form([each]).encode()
            assert f'{file}" download>' in page, record
    for ending, (_, form) in citation_forms.FORMS.items():
        together = [each for record, _, each in citations.items(corpus, "") if isinstance(record, Recommendation)]
        made[f"cite/recommendations{ending}"] = form(together).encode()
        assert f'href="cite/recommendations{ending}"' in (built.site / "index.html").read_text(encoding="utf-8")
    folder = built.site / "cite"
    found = {path.relative_to(built.site).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert found == made
    assert len(rispy.loads((folder / "recommendations.ris").read_text(encoding="utf-8"))) == 45
