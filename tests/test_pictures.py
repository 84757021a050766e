"""The pictures: everything in them comes from the corpus, stays within the drawing, and leads somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, ViewportSize

from macros.corpus.graph import Corpus
from macros.pages.here import Here
from macros.pages.kinds import recommendation
from macros.pages.macros import Macros
from macros.pages.pictures import chain, matrix, timeline_model
from macros.pages.pictures.lettering import PHONE, width, wrapped
from macros.pages.render import Renderer
from tests.browsing import LAPTOP
from tests.browsing import PHONE as PHONES
from tests.faces import in_all_faces

KINDS = {"proposal", "decision"}
HERE = Here("timeline.html")


def drawn(corpus: Corpus, call: str, argument: str = "", **options: str) -> str:
    macro = Macros(corpus, lambda: "timeline.html").macros()[call]
    return str(macro(argument, **options))


def page_of(corpus: Corpus, number: int) -> str:
    return str(Renderer(corpus).body(recommendation.page(corpus, corpus.recommendation(number))))


def svgs(html: str) -> list[ElementTree.Element]:
    """Return the drawings with a name; those of the key have none."""
    found = [ElementTree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]  # noqa: S314 - our own
    return [each for each in found if each.get("role") == "group"]


def names(drawing: ElementTree.Element) -> list[str]:
    """Return the name of every link: its label, its title, or else its words."""
    return [
        link.get("aria-label") or link.findtext("title") or " ".join("".join(link.itertext()).split())
        for link in drawing.iter("a")
    ]


@pytest.mark.parametrize("words", ["Asked WO/GA/31/4: keep the item for September 2005", "x" * 90, "a", "(/-) " * 20])
def test_broken_lines_fit_and_join_to_the_words(words: str) -> None:
    lines = wrapped(words, 120)
    assert "".join(lines) == words
    assert all(width(line.rstrip()) <= 120 * 1.1 for line in lines)


def test_the_chain_has_all_that_was_asked_and_decided_in_order(corpus: Corpus) -> None:
    told = timeline_model.timeline_model(corpus)
    in_chain = [event.id for stop in told.stops for _, event in stop.said]
    at_sessions = [event.id for event in corpus.timeline.events if event.kind in KINDS]
    assert [event for event in in_chain if event in at_sessions] == at_sessions
    assert [event for event in in_chain if event not in at_sessions] == [in_chain[0], in_chain[-1]]
    assert [stop.year for stop in told.stops if stop.is_session] == [session.year for session in corpus.sessions]
    assert not told.stops[0].is_session
    assert not told.stops[-1].is_session


def test_carry_overs_are_as_well_known_as_the_decisions(corpus: Corpus) -> None:
    carried = {stop.year: stop.carry for stop in timeline_model.timeline_model(corpus).stops if stop.is_session}
    assert carried == {
        "2003": "stated",
        "2004": "stated",
        "2005": "not-established",
        "2006": "stated",
        "2007": "stated",
        "2008": None,
    }
    assert timeline_model.summary(timeline_model.timeline_model(corpus)) == (
        "6 sessions, 2003 to 2008. Carried over to the next session: in 4 cases a source says so; "
        "in 1 case no source tells."
    )


def test_a_gap_is_drawn_broken_and_said_in_words(corpus: Corpus) -> None:
    html = drawn(corpus, "picture", "chain")
    across, upright = svgs(html)
    for drawing in (across, upright):
        broken = [path for path in drawing.iter("path") if path.get("class") == "pic-line pic-not-established"]
        assert len(broken) == 1
    assert "carried over? Not known" in "".join(upright.itertext())
    assert "carried over to 2004" in "".join(upright.itertext())


def test_each_event_is_a_link_with_its_own_name(corpus: Corpus) -> None:
    across, upright = svgs(drawn(corpus, "picture", "chain"))
    addresses = [link.get("href") for link in across.iter("a")]
    told = timeline_model.timeline_model(corpus)
    assert {f"#{event.id}" for stop in told.stops for _, event in stop.said} <= set(addresses)
    for drawing in (across, upright):
        assert all(names(drawing))
    assert "Asked WO/GA/30/3: whether to keep the item" in names(upright)


def test_everything_in_the_chain_is_words_or_in_a_key_of_five_at_most(corpus: Corpus) -> None:
    """A shape that stands for a kind of event is one that nobody reads."""
    html = drawn(corpus, "picture", "chain")
    assert "<use" not in html
    key = re.findall(r"<li>.*?</li>", html)
    assert 3 <= len(key) <= 5
    drawings = [shape for each in svgs(html) for shape in each.iter() if shape.tag not in ("svg", "a", "text", "tspan")]
    assert {(shape.get("class") or "").split()[0] for shape in drawings} == {"pic-box", "pic-line", "pic-rule"}


def test_the_miniature_has_no_closing_treaty(miniature: Corpus) -> None:
    told = timeline_model.timeline_model(miniature)
    assert [stop.is_session for stop in told.stops] == [False, True, True]
    assert len(svgs(drawn(miniature, "picture", "chain"))) == 2


def test_too_many_stops_are_drawn_upright_only(miniature: Corpus) -> None:
    told = timeline_model.timeline_model(miniature)
    assert chain.across(miniature, HERE, timeline_model.TimelineModel(told.stops * 4)) is None
    assert chain.across(miniature, HERE, timeline_model.TimelineModel(())) is None
    assert timeline_model.summary(timeline_model.TimelineModel(())) == "No session."


def test_the_matrix_counts_every_topic_of_every_recommendation(corpus: Corpus) -> None:
    it = matrix.view(corpus, HERE)
    assert sum(cell.count for row in it.rows for cell in row.cells) == sum(
        len(record.topics) for record in corpus.recommendations
    )
    assert it.width == PHONE
    assert all(matrix.SMALLEST <= cell.radius <= matrix.LARGEST for row in it.rows for cell in row.cells)
    (drawing,) = svgs(drawn(corpus, "picture", "matrix"))
    assert len(list(drawing.iter("a"))) == len(corpus.topics) + len(corpus.clusters)
    assert "Competition policy: A 1, B 2, C 1" in names(drawing)


def test_the_matrix_does_not_grow_with_the_recommendations(corpus: Corpus) -> None:
    many = MappingProxyType({topic: members * 50 for topic, members in corpus.about.items()})
    more = drawn(replace(corpus, about=many), "picture", "matrix")
    assert len(more) < len(drawn(corpus, "picture", "matrix")) * 1.1


def test_a_topic_without_recommendations_has_an_empty_row(corpus: Corpus) -> None:
    empty = matrix.view(replace(corpus, about=MappingProxyType({})), HERE)
    assert {row.cells for row in empty.rows} == {()}
    assert empty.rows[0].name == f"{corpus.topics[0].title}: no recommendation"


def test_pictures_keep_their_weight(corpus: Corpus) -> None:
    assert len(drawn(corpus, "picture", "matrix").encode()) <= 20_000
    assert len(drawn(corpus, "picture", "chain").encode()) <= 23_000


@pytest.mark.parametrize("name", ["chain", "matrix"])
def test_pictures_ask_for_nothing_and_keep_out_of_the_way(corpus: Corpus, name: str) -> None:
    html = drawn(corpus, "picture", name)
    assert "<script" not in html
    assert "style=" not in html
    assert not re.search(r'(?:href|src)="(?:https?:)?//', html)
    assert all(each.startswith("pic-") for each in re.findall(r'\bid="([^"]+)"', html))
    assert all(each.startswith("pic") for each in re.findall(r'class="([^"]+)"', html) if each != "table-frame")
    assert all(each.get("viewBox") for each in svgs(html))


# In a browser, where words have the widths of real faces

WORDS = """() => [...document.querySelectorAll("main svg[role=group]")].filter(svg => svg.checkVisibility()).flatMap(svg => {
    const frame = svg.getBoundingClientRect(), lines = [], wrong = [];
    const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, words = node.data.trim();
        if (!words || !node.parentElement.closest("text") || !node.parentElement.checkVisibility()) continue;
        const range = document.createRange(), start = node.data.indexOf(words);
        range.setStart(node, start);
        range.setEnd(node, start + words.length);
        lines.push({ words, box: range.getBoundingClientRect() });
    }
    lines.forEach(({ words, box }, i) => {
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
            wrong.push(`${words}: beyond the drawing`);
        for (const other of lines.slice(0, i)) {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (across > 1 && down > box.height / 3) wrong.push(`${words}: over ${other.words}`);
        }
    });
    return lines.length ? wrong : ["a drawing without words"];
})"""
"""What is wrong with the lines of words in the drawings that are shown. Boxes of letters are higher than the letters."""


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("size", [PHONES, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("address", ["timeline.html", "topics/index.html"])
def test_words_stay_within_the_drawing_and_off_each_other(
    browser: Browser, hosted: str, address: str, size: ViewportSize
) -> None:
    page = browser.new_page(viewport=size)
    page.goto(hosted + address)
    assert page.locator("main svg[role=group]:visible").count() == 1
    assert page.evaluate(WORDS) == []
    page.close()
