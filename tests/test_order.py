"""No text gets under the number, the letter or the anchor of another: every exchange of neighbours in the real data is
refused where it was made."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from macros.corpus.load import Draft, Entry, load, parse
from macros.corpus.records import KINDS
from macros.corpus.rules import check, name_of, order
from macros.corpus.source import read_text
from tests.project import ROOT

DATA = ROOT / "data"
RECOMMENDATIONS = sorted(path.stem for path in (DATA / "recommendations").glob("*.yml"))
CLUSTERS = sorted(path.stem for path in (DATA / "clusters").glob("*.yml"))
CHANGED = re.compile(r"(?m)^(number|cluster|letter): (\S+)$")


@functools.cache
def whole() -> Draft:
    return load(DATA)


def text(kind: str, name: str) -> str:
    return (DATA / kind / f"{name}.yml").read_text(encoding="utf-8")


def put(kind: str, texts: Mapping[str, str], draft: Draft | None = None) -> Draft:
    """Return the real data with the files of some records written anew."""
    draft = draft or whole()
    new: dict[str, Entry[Any]] = {}
    for name, written in texts.items():
        file = f"data/{kind}/{name}.yml"
        new[name] = Entry(parse(written, file, KINDS[kind]), name, read_text(written, file))
    return dataclasses.replace(draft, entries={**draft.entries, kind: {**draft.entries[kind], **new}})


def found_by(rule: Callable[..., Any], draft: Draft) -> set[str]:
    """Return the files and lines that a rule names."""
    return {f"{found.place.file}:{found.place.line}" for found in rule(draft)}


def line(kind: str, name: str, written: str, key: str) -> str:
    """Return the place of a key at the left of a record's text."""
    number = next(at for at, each in enumerate(written.split("\n"), start=1) if each.startswith(f"{key}:"))
    return f"data/{kind}/{name}.yml:{number}"


def with_value(written: str, key: str, value: str) -> str:
    changed, count = re.subn(rf"(?m)^{key}: \S+$", f"{key}: {value}", written)
    assert count == 1
    return changed


def test_the_real_data_is_in_order() -> None:
    assert len(RECOMMENDATIONS) == 45
    assert len(CLUSTERS) == 6
    assert check(whole()) == []


@pytest.mark.parametrize("pair", list(itertools.pairwise(RECOMMENDATIONS)), ids="-".join)
def test_neighbours_that_exchange_their_numbers_are_refused(pair: tuple[str, str]) -> None:
    one, two = pair
    texts = {
        one: with_value(text("recommendations", two), "number", str(int(one))),
        two: with_value(text("recommendations", one), "number", str(int(two))),
    }
    places = {line("recommendations", name, written, "number") for name, written in texts.items()}
    assert found_by(order.numbers_are_as_printed, put("recommendations", texts)) == places


@pytest.mark.parametrize("pair", list(itertools.pairwise(RECOMMENDATIONS)), ids="-".join)
def test_numbers_that_the_source_does_not_print_go_up_with_its_lines(pair: tuple[str, str]) -> None:
    """As if the transcript had no numbers: each label is put into words, in the records and in the transcript."""
    draft = without_numbers()
    assert found_by(order.numbers_are_as_printed, draft) == set()
    one, two = (draft.entries["recommendations"][name] for name in pair)
    exchanged = {
        pair[0]: with_value(two.source.text, "number", str(int(pair[0]))),
        pair[1]: with_value(one.source.text, "number", str(int(pair[1]))),
    }
    found = found_by(order.numbers_are_as_printed, put("recommendations", exchanged, draft))
    # The text of the first stands in the transcript before that of the second, and now has the higher number.
    assert found == {line("recommendations", pair[0], exchanged[pair[0]], "number")}


@functools.cache
def without_numbers() -> Draft:
    draft = whole()
    texts = {
        name: re.sub(r"(?m)^label: \S+$", "label: Item", text("recommendations", name)) for name in RECOMMENDATIONS
    }
    name = "development-agenda-2007.txt"
    transcript = re.sub(rb"(?m)^[0-9]+\)", b"Item", draft.transcripts[name])
    return put(
        "recommendations", texts, dataclasses.replace(draft, transcripts={**draft.transcripts, name: transcript})
    )


@pytest.mark.parametrize("name", RECOMMENDATIONS)
def test_a_recommendation_in_any_other_cluster_is_refused(name: str) -> None:
    written = text("recommendations", name)
    own = whole().entries["recommendations"][name].record.cluster
    for other in CLUSTERS:
        put_there = with_value(written, "cluster", other)
        found = found_by(
            order.recommendations_follow_the_heading_of_their_cluster, put("recommendations", {name: put_there})
        )
        assert found == (set() if other == own else {line("recommendations", name, written, "cluster")})


@pytest.mark.parametrize("pair", list(itertools.combinations(CLUSTERS, 2)), ids="-".join)
def test_clusters_that_exchange_their_letters_are_refused(pair: tuple[str, str]) -> None:
    """With the letters in the recommendations exchanged too, so that nothing else contradicts."""
    one, two = pair
    texts = {
        one: with_value(text("clusters", two), "letter", one.upper()),
        two: with_value(text("clusters", one), "letter", two.upper()),
    }
    members = {}
    for name in RECOMMENDATIONS:
        own = whole().entries["recommendations"][name].record.cluster
        if own in pair:
            members[name] = with_value(text("recommendations", name), "cluster", two if own == one else one)
    draft = put("clusters", texts, put("recommendations", members))
    places = {line("clusters", name, written, "letter") for name, written in texts.items()}
    assert found_by(order.letters_are_as_printed, draft) == places
    assert found_by(order.recommendations_follow_the_heading_of_their_cluster, draft) == set(), (
        "one message for one slip"
    )


def entries_of(written: str, key: str) -> tuple[str, list[str], str]:
    """Cut a record at the entries of a list of blocks: what stands before, the entries, what stands after."""
    lines = written.split("\n")
    start = next(at for at, each in enumerate(lines) if each.strip() == key)
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = next(
        (
            at
            for at in range(start + 1, len(lines))
            if lines[at].strip() and len(lines[at]) - len(lines[at].lstrip()) <= depth
        ),
        len(lines),
    )
    first = lines[start + 1]
    mark = first[: first.index("-") + 1]
    starts = [at for at in range(start + 1, end) if lines[at].startswith(mark)]
    cut = [lines[at:stop] for at, stop in itertools.pairwise([*starts, end])]
    return "\n".join(lines[: start + 1]), ["\n".join(each) for each in cut], "\n".join(lines[end:])


def exchanged(kind: str, name: str, key: str) -> list[tuple[str, str]]:
    """Return the text of a record with each pair of neighbours in a list exchanged: the entries, then only their ids."""
    head, entries, tail = entries_of(text(kind, name), key)
    texts = []
    for at in range(len(entries) - 1):
        one, two = entries[at : at + 2]
        texts.append(("entries", "\n".join([head, *entries[:at], two, one, *entries[at + 2 :], tail])))
        ids = [re.search(r"(?<=- )id: \S+", each) for each in (one, two)]
        if ids[0] and ids[1]:
            swapped = [one.replace(ids[0][0], ids[1][0], 1), two.replace(ids[1][0], ids[0][0], 1)]
            texts.append(("ids", "\n".join([head, *entries[:at], *swapped, *entries[at + 2 :], tail])))
    return texts


LISTS = [
    ("recommendations", "15", "text:"),
    ("recommendations", "22", "text:"),
    ("recommendations", "22", "passages:"),
    ("documents", "development-agenda-2007", "text:"),
    ("documents", "wo-ga-31-4", "text:"),
    ("documents", "wo-ga-34-7", "text:"),
]


@pytest.mark.parametrize(("kind", "name", "key"), LISTS)
def test_blocks_bullets_and_issues_that_change_places_are_refused(kind: str, name: str, key: str) -> None:
    """Whole, or only under each other's anchor."""
    rules = {
        "texts-equal-their-source",
        *map(name_of, (order.blocks_stand_in_the_order_of_their_source, order.anchors_count_as_the_source_does)),
    }
    tried = exchanged(kind, name, key)
    assert tried
    for what, written in tried:
        found = [problem for problem in check(put(kind, {name: written})) if problem.rule in rules]
        assert found, (what, written)
        assert {problem.place.file for problem in found} == {f"data/{kind}/{name}.yml"}
        assert all(problem.place.line > 1 for problem in found)


def test_documents_that_exchange_their_transcripts_are_refused() -> None:
    parts = {name: text("documents", name).partition("\ntranscript:") for name in ("wo-ga-31-4", "wo-ga-34-7")}
    (one, (head, key, held)), (two, (other_head, _, other_held)) = parts.items()
    texts = {one: head + key + other_held, two: other_head + key + held}
    places = {line("documents", name, written, "symbol") for name, written in texts.items()}
    assert found_by(order.held_documents_print_their_symbol, put("documents", texts)) == places
