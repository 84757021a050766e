"""The finder: its facets from the corpus, and in a real browser what it does with them, over HTTP and from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.corpus.graph import Corpus
from macros.corpus.records.verbatim import slug_of
from macros.pages import finder, search
from macros.pages.kinds.term import NAMES
from macros.pages.links import FINDER_CALLED
from tests.browsing import LAPTOP, PHONE, Opened, moved
from tests.faces import in_all_faces
from tests.project import Project
from tests.test_accessibility import AXE, violations_everywhere

LIST = "recommendations/index.html"
PAGES = (LIST, "documents/index.html", "timeline.html")

# The facets


def of_events(corpus: Corpus) -> finder.Finder:
    return finder.of_events(corpus, corpus.timeline)


def counts(found: finder.Finder, key: str) -> dict[str, int]:
    """Return the values of a facet with their counts."""
    facet = next(facet for facet in found.facets if facet.key == key)
    return {value.key: value.count for value in facet.values}


def test_facets_of_recommendations_are_those_of_the_corpus(corpus: Corpus) -> None:
    found = finder.of_recommendations(corpus)
    assert list(counts(found, "cluster").items()) == [(c.identifier, len(corpus.members[c.identifier])) for c in corpus.clusters]  # fmt: skip
    assert counts(found, "topic") == {name: len(members) for name, members in corpus.about.items()}
    assert counts(found, "addressee")["wipo"] == sum(
        any((who.who, who.role) == ("WIPO", "asked") for who in record.actors) for record in corpus.recommendations
    )
    for key, role in (("addressee", "asked"), ("involved", "involved"), ("venue", "venue"), ("directing", "directing")):
        assert set(counts(found, key)) == {
            slug_of(who.who) for record in corpus.recommendations for who in record.actors if who.role == role
        }
    assert counts(found, "beneficiary")["nobody"] == sum(not record.beneficiaries for record in corpus.recommendations)
    assert list(counts(found, "beneficiary"))[-1] == "nobody"
    assert counts(found, "named") == {
        term.id: used
        for term in corpus.terms
        if term.kind in NAMES and (used := sum(term in corpus.terms_of(record) for record in corpus.recommendations))
    }
    immediate = counts(found, "immediate")
    assert list(immediate) == ["yes-stated", "yes-inferred", "no-stated", "not-established"]
    assert sum(immediate.values()) == len(corpus.recommendations)


def test_facets_of_documents_and_events_are_those_of_the_corpus(corpus: Corpus) -> None:
    documents = finder.of_documents(corpus)
    assert counts(documents, "text") == {
        "held": sum(each.held for each in corpus.documents),
        "cited": sum(not each.held for each in corpus.documents),
    }
    assert counts(documents, "year")["not-established"] == sum(each.date is None for each in corpus.documents)
    assert list(counts(documents, "year"))[-1] == "not-established"
    events = of_events(corpus)
    assert len(events.items) == len(corpus.timeline.events)
    assert counts(events, "kind")["decision"] == len(corpus.sessions)
    over_two_years = next(each for each in corpus.timeline.events if each.date.first.year < each.date.last.year)
    years = {value for facet, value in events.items[over_two_years.id].answers if facet == "year"}
    assert years == {str(over_two_years.date.first.year), str(over_two_years.date.last.year)}


@pytest.mark.parametrize("of", [finder.of_recommendations, finder.of_documents, of_events])
def test_a_name_in_an_address_stands_for_one_value(corpus: Corpus, of: object) -> None:
    found = of(corpus)  # type: ignore[operator]
    for facet in found.facets:
        labels = [value.label.casefold() for value in facet.values]
        assert len(set(labels)) == len(labels), facet.key
        assert all(
            value.key and set(value.key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for value in facet.values
        )
    assert not {facet.key for facet in found.facets} & {"q", "sort"}


def test_an_order_gives_each_item_its_place(corpus: Corpus) -> None:
    items = finder.of_documents(corpus).items
    by_date = sorted(items, key=lambda name: dict(items[name].places)["date"])
    dates = [corpus.document(name).date for name in by_date]
    known = [date for date in dates if date is not None]
    assert known == sorted(known)
    assert dates[: len(known)] == known, "what is not established stands last"


# In the browser


@pytest.fixture(params=["hosted", "on_disk"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page of the site over HTTP, and one from disk with the network cut."""
    context = browser.new_context(viewport=LAPTOP)
    if request.param == "on_disk":
        context.set_offline(True)
    opened = Opened(context.new_page(), request.getfixturevalue(request.param))
    yield opened.page
    assert [error for error in opened.errors if not error.startswith("failed: ")] == []  # leaving a page cuts it short
    assert opened.elsewhere == []
    context.close()


@pytest.fixture
def home(request: pytest.FixtureRequest, page: Page) -> str:
    """The address of the site that `page` is to open."""
    return str(request.getfixturevalue(request.node.callspec.params["page"]))


def rows(page: Page) -> list[str]:
    """Return the first cells of the rows that are shown: numbers or symbols, in order."""
    return page.locator("[data-finder-list] > tr:visible > th").all_inner_texts()


def facet(page: Page, label: str) -> Locator:
    """Return an open facet."""
    found = page.locator(".facets > details").filter(has=page.get_by_text(label, exact=True))
    if found.get_attribute("open") is None:
        found.locator("summary").click()
    return found


def choose(page: Page, label: str, value: str) -> None:
    """Choose a value of a facet, or give it up."""
    facet(page, label).get_by_role("checkbox", name=value).click()
    page.keyboard.press("Escape")


def query(page: Page) -> str:
    """Return the query of the page's address."""
    return str(page.evaluate("location.search.slice(1)"))


def told(page: Page) -> str:
    """Return what the finder says is left."""
    return page.locator(".finder-bar [role=status]").inner_text()


@pytest.mark.browser
def test_values_of_a_facet_add_and_facets_narrow(page: Page, home: str, corpus: Corpus) -> None:
    page.goto(home + LIST)
    assert told(page) == "45 recommendations"
    assert query(page) == ""
    choose(page, "Topic", "Norm-setting")
    choose(page, "Topic", "Information technology")
    either = {r.number for name in ("norm-setting", "ict") for r in corpus.about[name]}
    assert rows(page) == [str(number) for number in sorted(either)]
    choose(page, "Cluster", "B (")
    both = [record for record in corpus.members["b"] if record.number in either]
    assert rows(page) == [str(record.number) for record in both]
    assert told(page) == f"{len(both)} of 45 recommendations"
    assert query(page) == "cluster=b&topic=ict&topic=norm-setting"


@pytest.mark.browser
def test_the_count_of_a_value_is_what_choosing_it_leaves(page: Page, home: str) -> None:
    page.goto(home + LIST + "?cluster=a&q=development")
    left = len(rows(page))
    tallies = facet(page, "Topic").locator("small")
    offered = tallies.all_inner_texts()
    for label in facet(page, "Topic").locator("label").all():
        value, count = label.locator("span").inner_text(), int(label.locator("small").inner_text())
        box = facet(page, "Topic").get_by_role("checkbox", name=value)
        assert box.is_disabled() == (count == 0), value
        if count:
            box.check()
            assert len(rows(page)) == count, value
            assert tallies.all_inner_texts() == offered, "what a facet offers does not depend on what is chosen in it"
            box.uncheck()
    assert len(rows(page)) == left > 0


@pytest.mark.browser
@pytest.mark.parametrize("words", ["genome", "project human", "GENOM", "génome"])
def test_words_begin_words_of_the_row_or_of_its_text(page: Page, home: str, corpus: Corpus, words: str) -> None:
    page.goto(home + LIST)
    page.locator("[name=q]").fill(words)
    using = [r for r in corpus.recommendations if "genome" in " ".join(block.words for block in r.text).casefold()]
    assert rows(page) == [str(record.number) for record in using] != []
    assert "genome" not in page.locator("[data-finder-list] > tr:visible").first.inner_text().casefold()
    page.locator("[name=q]").fill("enome")
    expect(page.locator(".finder-bar [role=status]")).to_contain_text("Nothing fits all of this")
    assert rows(page) == []


@pytest.mark.browser
def test_a_hyphen_is_a_space(page: Page, home: str) -> None:
    page.goto(home + LIST)
    page.locator("[name=q]").fill("norm setting")
    spaced = rows(page)
    page.locator("[name=q]").fill("Norm-setting")
    assert rows(page) == spaced != []
    assert query(page) == "q=norm+setting"


@pytest.mark.browser
def test_an_address_gives_the_view_and_equal_views_have_equal_addresses(page: Page, home: str) -> None:
    page.goto(home + LIST + "?sort=title&q=IP&topic=technology-transfer&cluster=c&cluster=b&topic=technology-transfer")
    assert query(page) == "cluster=b&cluster=c&topic=technology-transfer&q=ip&sort=title"
    shown = rows(page)
    assert shown
    assert page.locator("[name=q]").input_value() == "IP"
    page.reload()
    assert rows(page) == shown
    assert query(page) == "cluster=b&cluster=c&topic=technology-transfer&q=ip&sort=title"


@pytest.mark.browser
def test_what_else_readers_call_things_finds_them(page: Page, home: str, corpus: Corpus) -> None:
    def numbers(*identifiers: str) -> list[str]:
        return [
            str(record.number)
            for record in corpus.recommendations
            if set(identifiers) & {*record.topics, *(term.id for term in corpus.terms_of(record))}
        ]

    page.goto(home + LIST)
    status = page.get_by_role("status").first
    for words, wanted in {
        "least developed": numbers("ldc"),
        "antitrust": numbers("competition-policy"),
        "antitrust licensing": ["23"],  # one word of readers beside one of the text
        "what is antitrust about": numbers("competition-policy"),  # words that tell nothing beside others
        "flexibility": [str(record.number) for record in corpus.recommendations if "flexibilities" in record.topics],
        "zebra antitrust": [],
    }.items():
        page.locator("[name=q]").fill(words)
        expect(status).to_contain_text(f"{len(wanted)} of 45 recommendations")
        assert rows(page) == wanted
    assert len(numbers("ldc")) == 13


@pytest.mark.browser
def test_what_else_readers_call_things_is_loaded_when_words_are_typed_and_missed_by_nobody(
    browser: Browser, hosted: str
) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(hosted)))
    page.goto(hosted + LIST + "?topic=ict")
    assert FINDER_CALLED not in asked
    page.route("**/finder-called.js", lambda route: route.abort())
    page.locator("[name=q]").fill("digital")
    assert rows(page)  # the words of the list are enough
    page.unroute("**/finder-called.js")
    page.get_by_role("button", name="Clear all").click()
    page.locator("[name=q]").fill("antitrust")
    expect(page.get_by_role("status").first).to_contain_text("4 of 45")
    assert FINDER_CALLED in asked
    page.close()


@pytest.mark.browser
def test_what_the_list_does_not_have_is_left_out_and_said(page: Page, home: str) -> None:
    page.goto(home + LIST + "?colour=red&topic=fish&topic=ict&sort=size")
    expect(page.locator(".finder-left-out")).to_have_text(
        "The address asks for colour=red, topic=fish, sort=size. This list has no such filter."
    )
    assert query(page) == "topic=ict"
    assert len(rows(page)) == 3


@pytest.mark.browser
def test_back_steps_through_the_filters_and_returns_from_a_record(page: Page, home: str) -> None:
    page.goto(home + LIST)
    choose(page, "Cluster", "A (")
    first = rows(page)
    choose(page, "Topic", "Technical assistance")
    second = rows(page)
    assert len(first) > len(second) > 0
    page.locator("[data-finder-list] > tr:visible a").first.click()
    page.wait_for_url("**/recommendations/1.html")
    page.go_back()
    expect(page.locator(".finder.is-ready")).to_be_visible()
    assert rows(page) == second
    assert query(page) == "cluster=a&topic=technical-assistance"
    page.go_back()
    expect(page.locator(".finder-chosen li")).to_have_count(1)
    assert rows(page) == first
    page.go_back()
    expect(page.locator(".finder-chosen li")).to_have_count(0)
    assert (len(rows(page)), query(page)) == (45, "")
    page.go_forward()
    expect(page.locator(".finder-chosen li")).to_have_count(1)
    assert rows(page) == first


@pytest.mark.browser
def test_typing_leaves_no_steps_in_the_history(page: Page, home: str) -> None:
    page.goto(home + "index.html")
    page.goto(home + LIST)
    before = page.evaluate("history.length")
    page.locator("[name=q]").press_sequentially("transfer")
    assert query(page) == "q=transfer"
    assert page.evaluate("history.length") == before


@pytest.mark.browser
def test_filters_are_removed_one_by_one_and_together(page: Page, home: str) -> None:
    page.goto(home + LIST + "?cluster=a&topic=technical-assistance&q=ip")
    chosen = page.get_by_role("list", name="Chosen filters")
    assert chosen.get_by_role("button").count() == 3
    chosen.get_by_role("button", name="Topic: Technical assistance. Remove").press("Enter")
    assert query(page) == "cluster=a&q=ip"
    assert page.evaluate("document.activeElement.textContent") == "Words: ip"
    page.get_by_role("button", name="Clear all").click()
    assert (query(page), len(rows(page))) == ("", 45)
    assert page.evaluate("document.activeElement.getAttribute('role')") == "status"
    assert not page.get_by_role("button", name="Clear all").is_visible()


@pytest.mark.browser
def test_the_order_is_chosen_and_told(page: Page, home: str, corpus: Corpus) -> None:
    page.goto(home + LIST)
    sort, heads = page.get_by_label("Sort by"), page.locator("th[aria-sort]")
    expect(heads).to_have_text(["No."])
    sort.select_option("title")
    titles = sorted(corpus.recommendations, key=lambda record: record.title.casefold())
    assert rows(page) == [str(record.number) for record in titles]
    expect(heads).to_have_text(["Title"])
    assert query(page) == "sort=title"
    sort.select_option("number")
    assert rows(page) == [str(record.number) for record in corpus.recommendations]
    assert query(page) == ""


@pytest.mark.browser
def test_documents_are_filtered_and_sorted(page: Page, home: str, corpus: Corpus) -> None:
    page.goto(home + "documents/index.html?kind=report&text=cited&sort=date")
    reports = [each for each in corpus.documents if each.kind == "report" and not each.held]
    dated = sorted((each for each in reports if each.date), key=lambda each: each.date)  # type: ignore[arg-type,return-value]
    assert rows(page) == [each.symbol for each in (*dated, *(each for each in reports if not each.date))]


@pytest.mark.browser
def test_events_count_each_and_an_entry_with_nothing_left_is_hidden(page: Page, home: str, corpus: Corpus) -> None:
    page.goto(home + "timeline.html")
    assert told(page) == f"{len(corpus.timeline.events)} events"
    choose(page, "Kind", "decision")
    choose(page, "Year", "2003")
    assert told(page) == f"1 of {len(corpus.timeline.events)} events"
    assert page.locator("ol.timeline > li:visible").get_attribute("data-part") == "session-2003"
    page.locator("ol.timeline > li:visible summary").first.click()
    assert not page.locator("[id='2003-proposal']").is_visible()
    assert page.locator("[id='2003-decision']").is_visible()
    page.get_by_role("button", name="Clear all").click()
    page.get_by_label("Sort by").select_option("latest")
    assert page.locator("ol.timeline > li:visible").first.get_attribute("data-part") == corpus.timeline.events[-1].id
    assert page.locator("ol.timeline > li:visible").last.get_attribute("data-part") == corpus.timeline.events[0].id


@pytest.mark.browser
def test_a_link_to_a_hidden_event_shows_it(page: Page, home: str) -> None:
    page.goto(home + "timeline.html?kind=treaty")
    page.locator(".sessions a[href='#2003-proposal']").click()
    expect(page.locator("[id='2003-proposal']")).to_be_in_viewport()
    assert query(page) == ""
    page.goto(home + "timeline.html?kind=treaty#2004-decision")
    expect(page.locator("[id='2004-decision']")).to_be_in_viewport()


@pytest.mark.browser
def test_who_arrives_at_a_filtered_timeline_sees_what_is_left(page: Page, home: str) -> None:
    page.goto(home + "timeline.html?kind=treaty")
    expect(page.locator(".finder-bar")).to_be_in_viewport()


@pytest.mark.browser
def test_keys_open_choose_and_shut_a_facet(page: Page, home: str) -> None:
    page.goto(home + LIST)
    summary = page.locator("summary").filter(has_text="Topic")
    summary.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert query(page).startswith("topic=")
    page.keyboard.press("Escape")
    assert summary.evaluate("e => e === document.activeElement && !e.parentElement.open")
    expect(summary.locator("b")).to_have_text("1")
    summary.press("Enter")
    page.locator("[name=q]").focus()
    assert not summary.evaluate("e => e.parentElement.open"), "an open facet hides nothing that has the focus"


@pytest.mark.browser
def test_the_links_of_records_lead_to_filtered_views(page: Page, home: str, corpus: Corpus) -> None:
    topic = corpus.about["norm-setting"]
    for address, members in (
        ("topics/norm-setting.html", topic),
        ("clusters/b.html", corpus.members["b"]),
        ("terms/wto.html", [r for r in corpus.recommendations if corpus.term("wto") in corpus.terms_of(r)]),
    ):
        page.goto(home + address)
        page.get_by_role("link", name="in the table of all recommendations").click()
        expect(page.locator(".finder.is-ready")).to_be_visible()
        assert rows(page) == [str(record.number) for record in members]
        assert len(parse_qsl(query(page))) == 1


@pytest.mark.browser
def test_the_link_to_a_view_is_copied(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(hosted + LIST + "?topic=ict")
    page.get_by_role("button", name="Copy link to this view").click()
    expect(page.locator(".finder-left-out")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == hosted + LIST + "?topic=ict"
    context.close()


@pytest.mark.browser
def test_without_a_clipboard_no_copying_is_offered(browser: Browser, hosted: str) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(hosted + LIST)
    expect(page.locator(".finder.is-ready")).to_be_visible()
    assert not page.get_by_role("button", name="Copy link").is_visible()
    page.close()


@pytest.mark.browser
def test_where_the_history_is_refused_the_filter_still_works(browser: Browser, hosted: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "history.pushState = history.replaceState = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    page.goto(hosted + LIST)
    choose(page, "Topic", "Norm-setting")
    assert len(rows(page)) == 8
    assert errors == []
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_the_list_is_whole_and_no_control_is_shown(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport=LAPTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(hosted + address + "?topic=ict&kind=report")
    entries = page.locator("[data-finder-list] > *")
    assert entries.count() == entries.locator("visible=true").count() > 20
    assert not page.locator(".finder").is_visible()
    context.close()


@pytest.mark.browser
def test_when_the_script_does_not_arrive_no_dead_control_is_shown(browser: Browser, hosted: str) -> None:
    page = browser.new_page()
    page.route("**/finder.js", lambda route: route.abort())
    page.goto(hosted + LIST + "?topic=ict")
    assert not page.locator("[name=q]").is_visible()
    assert len(rows(page)) == 45
    page.close()


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("address", [*PAGES, LIST + "?topic=ict&sort=title", "documents/index.html?kind=report", "timeline.html?kind=treaty"])  # fmt: skip
def test_nothing_moves_while_a_list_loads(browser: Browser, hosted: str, address: str, size: dict[str, int]) -> None:
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    assert moved(page, hosted + address) == 0
    context.close()


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("address", PAGES)
def test_the_form_stays_where_it_is_when_a_filter_is_chosen(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport=LAPTOP)
    page = context.new_page()
    page.goto(hosted + address)
    page.evaluate("document.querySelector('.finder').scrollIntoView()")
    places = """() => [...document.querySelectorAll('.finder :is(summary, select, [name=q], [name=copy]), .finder-results')]
        .map(e => { const box = e.getBoundingClientRect(); return [Math.round(box.x), Math.round(box.y)]; })"""
    before = page.evaluate(places)
    details = page.locator(".facets > details").first
    details.locator("summary").click()
    details.locator("input").last.click()
    page.keyboard.press("Escape")
    expect(page.locator(".finder-chosen li")).to_have_count(1)
    assert page.evaluate(places) == before
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_in_the_finder(browser: Browser, hosted: str, address: str) -> None:
    # The page's policy would keep out the style that the test adds.
    context = browser.new_context(viewport=LAPTOP, reduced_motion="reduce", bypass_csp=True)
    context.add_init_script(AXE)
    page = context.new_page()
    page.goto(hosted + address)
    page.add_style_tag(content=".md-header { position: static !important }")  # else what lies under it counts as small
    details = page.locator(".facets > details").first
    details.locator("summary").click()
    details.locator("input").first.click()
    assert violations_everywhere(page) == []  # leaves it at a phone's size
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Filters").click()
    details.locator("summary").click()
    assert violations_everywhere(page) == []
    page.keyboard.press("Escape")
    page.locator("[name=q]").fill("zebra")
    assert violations_everywhere(page) == []
    context.close()


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("address", [LIST, "documents/index.html"])
def test_on_a_phone_the_list_begins_on_the_first_screen(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(hosted + address)
    expect(page.locator(".finder.is-ready")).to_be_visible()
    assert page.locator("[data-finder-list] > *").first.evaluate("e => e.getBoundingClientRect().top") < 740
    context.close()


@pytest.mark.browser
def test_on_a_phone_the_facets_are_folded_and_say_how_many_are_chosen(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    page.goto(hosted + LIST + "?topic=ict&cluster=c")
    unfold = page.get_by_role("button", name="Filters")
    expect(unfold).to_have_attribute("aria-expanded", "false")
    expect(unfold.locator("b")).to_have_text("2")
    assert not page.locator(".facets").is_visible()
    unfold.tap()
    expect(unfold).to_have_attribute("aria-expanded", "true")
    choose(page, "Topic", "Technology transfer")
    expect(unfold.locator("b")).to_have_text("3")
    unfold.tap()
    assert not page.locator(".facets").is_visible()
    page.set_viewport_size(LAPTOP)
    assert page.locator(".facets").is_visible()
    assert not unfold.is_visible()
    context.close()


@pytest.mark.browser
def test_words_are_shown_as_they_were_typed(page: Page, home: str) -> None:
    chips = page.get_by_role("list", name="Chosen filters")
    page.goto(home + "documents/index.html")
    for typed, address in (("WO/GA/34/7", "q=wo+ga+34+7"), ("wo ga 34.7", "q=wo+ga+34+7"), ("Report", "q=report")):
        page.locator("[name=q]").fill(typed)
        assert query(page) == address
        page.reload()
        expect(chips).to_have_text(f"Words: {typed}")
        page.locator("[data-finder-list] > tr:visible a").first.click()
        page.go_back()
        expect(page.locator(".finder.is-ready")).to_be_visible()
        expect(page.locator("[name=q]")).to_have_value(typed)


@pytest.mark.browser
def test_who_gets_a_link_to_a_symbol_sees_it_as_the_list_writes_it(page: Page, home: str) -> None:
    chips = page.get_by_role("list", name="Chosen filters")
    for words, shown in (("wo+ga+34+7", "WO/GA/34/7"), ("sccr+17+3", "SCCR/17/3"), ("99+zebra", "99 zebra"), ("report", "report")):  # fmt: skip
        page.goto(home + "documents/index.html?q=" + words)
        expect(chips).to_have_text(f"Words: {shown}")


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("address", PAGES)
def test_fingers_and_large_letters_find_room(browser: Browser, hosted: str, address: str) -> None:
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce", has_touch=True)
    page = context.new_page()
    page.goto(hosted + address)
    facets = page.locator(".facets > details").all()
    page.get_by_role("button", name="Filters").tap()
    for percent in ("125%", "250%"):  # what the theme has, and twice as much
        page.evaluate("size => document.documentElement.style.fontSize = size", percent)
        for details in facets:
            details.locator("summary").tap()
            small = page.locator(".finder").evaluate(
                """form => [...form.querySelectorAll("summary, select, button, [type=search], label:has([type=checkbox]), fieldset")]
                    .filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect())
                    .filter(box => box.width && (box.height < 24 || box.width < 24 || box.right > innerWidth)).length"""
            )
            assert small == 0
            page.keyboard.press("Escape")
    context.close()


@pytest.mark.browser
def test_with_forced_colours_what_is_chosen_and_what_is_not_on_offer_is_seen(browser: Browser, hosted: str) -> None:
    context = browser.new_context(viewport=LAPTOP, forced_colors="active")
    page = context.new_page()
    page.goto(hosted + LIST + "?cluster=b")
    colour = "e => getComputedStyle(e).color"
    labels = facet(page, "Topic").locator("label")
    empty, offered = (
        labels.filter(has=page.locator(":disabled")).first,
        labels.filter(has=page.locator(":enabled")).first,
    )
    assert empty.evaluate(colour) != offered.evaluate(colour)
    assert page.locator(".finder-chosen button").evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("filtered", [True, False])
def test_on_paper_the_filters_are_told_and_the_form_is_not(browser: Browser, hosted: str, filtered: bool) -> None:
    page = browser.new_page()
    page.goto(hosted + LIST + ("?topic=ict&q=ip" if filtered else ""))
    page.emulate_media(media="print")
    assert not page.locator("[name=q]").is_visible()
    assert not page.locator(".facets").is_visible()
    assert page.locator(".finder-bar [role=status]").is_visible() == filtered
    if filtered:
        told = page.locator(".finder-chosen button").all_inner_texts()
        assert told == ["Topic: Information technology and the digital divide", "Words: ip"]
    page.close()


def test_the_search_of_the_site_does_not_find_the_form(built: Project) -> None:
    assert "Copy link to this view" not in (built.site / search.ADDRESS).read_text(encoding="utf-8")


def test_only_pages_with_a_finder_load_it(built: Project) -> None:
    loading = {
        path.relative_to(built.site).as_posix()
        for path in built.site.rglob("*.html")
        if re.search(r'src="[^"]*finder\.js"', path.read_text(encoding="utf-8"))
    }
    assert loading == set(PAGES)
