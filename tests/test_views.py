"""A view holds all that its template shows, ready to print, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta, nodes
from markupsafe import Markup

from macros.book import contents, picture
from macros.corpus.graph import Corpus
from macros.pages import (
    data,
    field_reference,
    full_text,
    lists,
    module_reference,
    offers,
    rule_reference,
    source_text,
    sources,
    timeline,
)
from macros.pages.here import Here
from macros.pages.pictures import chain, matrix
from macros.pages.render import TEMPLATES
from macros.pages.site import pages
from macros.pages.view import View

READY = (str, int, float, bool, type(None))
PLAIN = {"capitalize", "default", "join", "length", "lower", "upper"}
"""Filters of Jinja's own that only say how a ready value is written."""


def views(corpus: Corpus) -> Iterator[tuple[str, View]]:
    """Yield a view with the address of its page: those of all pages, and those that macros place on other pages."""
    for page in pages(corpus):
        yield page.address, page.view(corpus, Here(page.address))
    placed: list[Callable[[Corpus, Here], View]] = [
        full_text.view,
        lists.recommendations,
        lists.documents,
        lists.clusters,
        lists.cards,
        lists.terms,
        lists.topics,
        lists.editions,
        lambda corpus, here: lists.some(here, corpus.recommendations),
        timeline.view,
        timeline.sessions,
        timeline.answers,
        sources.view,
        data.view,
        chain.view,
        matrix.view,
        lambda corpus, _: field_reference.view(corpus),
        lambda _corpus, _here: rule_reference.view(),
        lambda _corpus, _here: module_reference.view(),
        lambda _corpus, here: offers.view(here, [offers.Offer("PDF", "book/x.pdf", 1_500_000)]),
        lambda corpus, here: source_text.quotation(corpus, here, corpus.recommendations[0]),
    ]
    for view in placed:
        yield "index.html", view(corpus, Here("index.html"))
    for chapter in contents.chapters(corpus, contents.Making()):
        for leaf in chapter.leaves:
            yield f"the book, {leaf.address}", leaf.view
    yield "the book, its picture", picture.drawn(corpus, "serif")


def unready(value: object, path: str) -> Iterator[str]:
    """Yield what in a view is neither words, a number, HTML nor made of such."""
    if type(value) in {*READY, Markup}:
        return
    if isinstance(value, tuple):
        for i, each in enumerate(value):
            yield from unready(each, f"{path}[{i}]")
    elif is_dataclass(value) and not isinstance(value, Corpus | type):
        assert type(value).__hash__ is not None, f"{path} is not frozen"
        for field in fields(value):
            yield from unready(getattr(value, field.name), f"{path}.{field.name}")
    else:
        yield f"{path}: {type(value).__name__}"


def test_a_view_holds_no_record(corpus: Corpus) -> None:
    found = [place for address, view in views(corpus) for place in unready(view, f"{address} {type(view).__name__}")]
    assert found == []


def test_what_is_no_ready_value_is_found(corpus: Corpus) -> None:
    record = corpus.recommendations[0]
    assert list(unready(record, "x")) == ["x: Recommendation"]
    assert list(unready(("a", (record.text[0],)), "x")) == ["x[1][0]: Block"]
    assert list(unready({"a": "b"}, "x")) == ["x: dict"]
    assert list(unready(corpus, "x")) == ["x: Corpus"]


def used(template: str) -> tuple[set[str], set[str], bool]:
    """Return which names a template takes from its view, which filters it has, and whether it is imported or imports
    with the names of the view."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)
    tree = environment.parse(Path(TEMPLATES, template).read_text(encoding="utf-8"))
    filters = {node.name for node in tree.find_all(nodes.Filter)}
    leaking = any(node.with_context for node in tree.find_all(nodes.Import)) or tree.find(nodes.Include) is not None
    return meta.find_undeclared_variables(tree), filters, leaking


def test_a_template_has_only_the_fields_of_its_view_and_shows_all_of_them(corpus: Corpus) -> None:
    for kind in {type(view) for _, view in views(corpus)}:
        names, filters, leaking = used(kind.template)
        # Every template has the words of the edition, macros/pages/render.py.
        assert names - {"words"} == {field.name for field in fields(kind)}, kind.template
        assert filters <= PLAIN, kind.template
        assert not leaking, kind.template


def test_every_template_is_that_of_a_view_or_has_pieces_for_others(corpus: Corpus) -> None:
    made = {type(view).template for _, view in views(corpus)}
    made |= {"item.html.jinja", "redirect.html.jinja"}  # this edition has no other item, and nothing moved as a page
    made |= {"history.html.jinja"}  # and it is the first, which changed no record
    assert {path.name for path in TEMPLATES.iterdir()} == made | {path.name for path in TEMPLATES.glob("_*.jinja")}


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("_*.jinja")))
def test_pieces_know_only_what_they_are_given(template: str) -> None:
    names, filters, leaking = used(template)
    assert (names, leaking) == (set(), False)
    assert filters <= PLAIN
