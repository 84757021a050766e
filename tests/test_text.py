"""Data is text: nothing in it is markup, and nothing is added to a source's words."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from markupsafe import Markup, escape

from macros.corpus.graph import Corpus
from macros.corpus.matching import Use
from macros.corpus.records import Block, Passage, Slip
from macros.corpus.records.verbatim import fold
from macros.markup.reading import elements
from macros.pages.page import Page
from macros.pages.text import Writer, numbered
from macros.pages.view import View
from macros.proof.page import read_page

HOSTILE = [
    "<script>alert(1)</script>",
    "a & b",
    "a | b",
    "{{ x }}",
    "{% x %}",
    "*b* _c_",
    "[x](y)",
    "a `b`",
    "# c",
    "&lt;",
]


def writer(label: str | None = None) -> Writer:
    return Writer(uses=lambda _: (), term_link=lambda name: (name, name), label=label)


def words_of(written: Markup) -> str:
    return fold(read_page(str(written), "x.html").text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    written = writer().write([Block(id="p1", text=text)])
    assert words_of(written) == text
    assert "<script" not in written


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_titles_cannot_break_the_front_matter_or_the_head(text: str) -> None:
    page = Page("a/b.md", text, text, "data/a/b.yml", lambda _corpus, _here: View())
    markdown = page.markdown(escape(text))
    head = json.loads(markdown.split("---", 2)[1])
    assert "<" not in head["title"] + head["description"]
    assert "{" not in markdown.split("---", 2)[2]
    assert "{" not in head["title"] + head["description"]
    assert head["render_macros"] is False
    assert html.unescape(head["title"]) == text
    assert html.unescape(markdown.split("---", 2)[2].strip()) == text


def test_markers_labels_and_passages_come_out_in_order() -> None:
    blocks = (
        Block(id="p1", passages=(Passage(text="Issues:"), Passage(id="a", kind="issue", marker="a)", text="one"))),
        Block(id="b1", kind="bullet", marker="-", text="two"),
        Block(id="b2", kind="bullet", marker="-", text="three"),
    )
    html = writer(label="7)").write(blocks)
    assert words_of(html) == "7) Issues: a) one - two - three"
    assert html.count("<ul") == 1
    assert read_page(str(html), "x.html").anchors == {"p1", "a", "b1", "b2"}


def test_notes_and_terms_add_no_words_and_stand_where_the_words_end() -> None:
    block = Block(
        id="p1",
        passages=(
            Passage(text="by Member Sates:"),
            Passage(id="a", kind="issue", marker="a)", text="links"),
            Passage(id="b", kind="issue", marker="b)", text="more"),
        ),
    )
    slips = [
        Slip(id="s-last", at="p1", words="links b)", kind="punctuation", note="x", basis="inferred"),
        Slip(id="s-first", at="p1", words="Sates", kind="error", note="x", basis="inferred"),
        Slip(id="s-mid", at="a", words="a) links", kind="form", note="x", basis="inferred"),
    ]
    notes = numbered([block], slips)
    assert [note.anchor for note in notes] == ["s-first", "s-mid", "s-last"]
    terms = Writer(
        uses=lambda text: [Use(3, 15, "t")] if "Member" in text else [],
        term_link=lambda _: ("t.html", "T & U"),
        notes=notes,
    )
    html = terms.write([block])
    assert words_of(html) == "by Member Sates: a) links b) more"
    page = read_page(str(html), "x.html")
    assert {"at-s-first", "at-s-mid", "at-s-last"} <= page.anchors
    assert [target.address for target in page.targets if target.address.startswith("#s-")] == [
        "#s-first",
        "#s-mid",
        "#s-last",
    ]
    assert 'data-definition="T &amp; U"' in html


def test_what_is_slight_is_signed_less_loudly() -> None:
    block = Block(id="p1", text="IP related and Member Sates of the IP related kind")
    slips = [
        Slip(id="s-1", at="p1", words="IP related and", kind="inconsistency", note="x", basis="inferred"),
        Slip(id="s-2", at="p1", words="Sates", kind="error", note="x", basis="inferred"),
        Slip(id="s-3", at="p1", words="Sates of", kind="usage", note="x", basis="inferred"),
    ]
    notes = numbered([block], slips)
    assert [(note.number, note.is_slight) for note in notes] == [(1, True), (2, False), (3, True)]
    html = Writer(uses=lambda _: (), term_link=lambda name: (name, name), notes=notes).write([block])
    assert '<span class="noted" data-notes="1">IP related and</span>' in html
    assert '<span class="noted" data-notes="2 3">Sates</span>' in html, "both are about it"
    assert '<span class="noted" data-notes="3"> of</span>' in html
    assert [sign.split('"')[0] for sign in html.split('class="note-sign')[1:]] == [" note-slight", "", " note-slight"]
    assert 'aria-label="Note 1: slight slip"' in html


def test_notes_meet_between_whose_ends_no_word_stands_and_share_one_sign() -> None:
    block = Block(
        id="p1",
        passages=(
            Passage(text="by Member Sates, and so on;"),
            Passage(id="a", kind="issue", marker="-", text="more of them"),
        ),
    )
    words = {"s-2": "Sates,", "s-1": "Sates", "s-3": "and", "s-5": "on; -", "s-4": "so on", "s-6": "more"}
    slips = [
        Slip(id=id_, at="p1", words=each, kind="form" if id_ == "s-4" else "error", note="x", basis="inferred")
        for id_, each in words.items()
    ]
    notes = numbered([block], slips)
    assert [(note.number, note.anchor, note.first) for note in notes] == [
        (1, "s-1", "s-1"), (2, "s-2", "s-1"), (3, "s-3", "s-3"), (4, "s-4", "s-4"), (5, "s-5", "s-4"), (6, "s-6", "s-6"),
    ]  # fmt: skip
    html = Writer(uses=lambda _: (), term_link=lambda name: (name, name), notes=notes).write([block])
    signs = [each.given for each in elements(str(html)) if "note-sign" in (each.given.get("class") or "")]
    assert [(each["id"], each["href"], each["data-number"]) for each in signs] == [
        ("at-s-1", "#s-1", "1\u20132"),
        ("at-s-3", "#s-3", "3"),
        ("at-s-4", "#s-4", "4\u20135"),
        ("at-s-6", "#s-6", "6"),
    ]
    assert [each["aria-label"] for each in signs][::2] == [
        "Notes 1 and 2: slip, slip",
        "Notes 4 and 5: slight slip, slip",
    ]
    assert all(each["class"] == "note-sign" for each in signs), "what meets an error weighs as much"
    assert words_of(html) == block.words


@pytest.mark.parametrize("kind", ["error", "grammar", "punctuation", "insertion", "inconsistency", "usage", "form"])
def test_the_kind_alone_says_what_is_slight(kind: Any) -> None:
    slip = Slip(id="s", at="p1", words="x", kind=kind, note="x", basis="inferred")
    assert slip.slight == (kind in ("inconsistency", "usage", "form"))


def test_the_longest_form_of_a_term_wins_and_parts_of_words_do_not_count(corpus: Corpus) -> None:
    text = "In accordance with Article 7 of the TRIPS Agreement, the WHO and who, IPs, IP-related, WIPO's."
    found = [(text[use.start : use.end], use.term) for use in corpus.uses(text)]
    assert ("WHO", "who") in found
    assert ("IP", "ip") in found
    assert ("WIPO", "wipo") in found
    assert [words for words, _ in found].count("IP") == 1
    assert not any(words == "who" for words, _ in found)
