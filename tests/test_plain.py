"""The recommendations to paste: the words of the source and nothing else, in its order, in both forms."""

from __future__ import annotations

from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import fold
from macros.exports import plain
from macros.proof.page import read_page
from tests.project import Project


def source(corpus: Corpus) -> str:
    return fold(" ".join(corpus.lines(corpus.agenda)))


def test_the_text_is_the_source(corpus: Corpus, miniature: Corpus) -> None:
    for each in (corpus, miniature):
        head, _, text = plain.plain(each).partition("\n\n")[2].partition("\n\n")
        assert head.startswith("The source's words, slips included.")
        assert fold(text) == source(each)


def test_lettered_parts_and_bullets_stand_in_lines_of_their_own(corpus: Corpus) -> None:
    lines = plain.plain(corpus).splitlines()
    assert "    b) links between IP and competition" in lines
    assert lines[lines.index("15) Norm setting activities shall:") + 1] == "    - be inclusive and member driven;"


def test_the_page_is_the_source_record_by_record(corpus: Corpus) -> None:
    page = read_page(plain.html(corpus), "x.htm")
    assert fold(" ".join(text for _, text in page.verbatim)) == source(corpus)
    found = dict(page.verbatim)
    for record in corpus.recommendations:
        lines = corpus.lines(corpus.document(record.place.document))
        wanted = fold(" ".join(lines[number - 1] for number in record.place.span))
        assert found[f"recommendations/{record.identifier}"] == wanted


def test_the_page_brings_nothing_along(corpus: Corpus) -> None:
    page = read_page(plain.html(corpus), "x.htm")
    assert page.elements <= {"html", "head", "meta", "title", "body", "main", "h1", "h2", "p", "div", "blockquote"}
    assert {attribute for _, attribute in page.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "data-verbatim"
    }  # fmt: skip
    assert page.policies == (plain.SHUT,)
    assert page.targets == ()


def test_hostile_words_are_words(miniature: Corpus) -> None:
    page = read_page(plain.html(miniature), "x.htm")
    assert "<b>always</b>" in page.text
    assert "b" not in page.elements


def test_both_say_of_what_they_are_a_draft(corpus: Corpus) -> None:
    words = 'a <b>"draft"'
    assert f"Draft of {words}." in plain.plain(corpus, words)
    page = read_page(plain.html(corpus, words), "x.htm")
    assert page.draft == words
    assert f"Draft of {words}." in page.text


def test_the_site_has_both_and_leads_to_them(built: Project, corpus: Corpus) -> None:
    assert (built.site / plain.TEXT).read_text(encoding="utf-8") == plain.plain(corpus)
    assert (built.site / plain.HTML).read_text(encoding="utf-8") == plain.html(corpus)
    page = (built.site / "full-text.html").read_text(encoding="utf-8")
    assert all(f'href="{address}"' in page for address in (plain.TEXT, plain.HTML))
