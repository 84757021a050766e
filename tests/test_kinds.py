"""A kind of record is known everywhere: in the data, in the rules, in the lists, in the search and in every export.

What one forgets when one adds a kind would be left out in silence; here it is named.
"""

from __future__ import annotations

import dataclasses

from macros.corpus.graph import Corpus
from macros.corpus.records import KINDS
from macros.pages import edit_links, search
from macros.pages.kinds.every import KINDS as DESCRIBED
from macros.pages.site import pages
from tests.project import ROOT


def test_the_corpus_has_all_records_of_every_kind() -> None:
    assert set(KINDS) - {field.name for field in dataclasses.fields(Corpus)} == set(), "macros/corpus/graph.py"


def test_every_kind_has_a_descriptor() -> None:
    assert {each.record for each in DESCRIBED} == set(KINDS.values()), "macros/pages/kinds/every.py"


def test_every_record_with_a_page_is_found_by_the_search(corpus: Corpus) -> None:
    found = {entry.address for entry in search.entries(corpus)}
    assert {page.address for page in pages(corpus) if not page.moved_to} - found == set()


def test_every_record_with_a_page_can_be_corrected_there(corpus: Corpus) -> None:
    correctable = edit_links.by_address(corpus)
    assert {page.address for page in pages(corpus) if not page.moved_to} - set(correctable) == set()


def test_every_list_that_a_kind_names_is_a_page_and_in_the_menu() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = [each.listed_at[0].removesuffix(".html") + ".md" for each in DESCRIBED if each.listed_at]
    assert len(listed) > 3
    for page in listed:
        assert (ROOT / "docs" / page).is_file()
        assert f" {page}\n" in settings, f"mkdocs.yml lacks {page}"
