"""Everything promised is there, under its own name."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.load import Draft
from macros.corpus.records import Document
from macros.corpus.records.verbatim import slug_of
from macros.corpus.rules.finding import Finding, promised_names
from macros.problems import Place


def file_name_is_identifier(draft: Draft) -> Iterator[Finding]:
    """The name of a file is the identifier that stands in it: `07.yml` has `number: 7`, `c.yml` has `letter: C`,
    `wo-ga-34-7.yml` has `id: wo-ga-34-7`, and a document's symbol in small letters with hyphens gives that too."""
    for kind, entry in draft.all():
        wanted = entry.record.identifier
        if wanted != entry.stem:
            yield Finding(
                entry.place(),
                "the file is named after the identifier in it",
                f'the file "{entry.stem}.yml" with the identifier "{wanted}"',
                f"rename the file to data/{kind}/{wanted}.yml, or correct the identifier",
            )
    for entry in draft.of(Document):
        symbol = entry.record.symbol
        if symbol and slug_of(symbol) != entry.record.id:
            yield Finding(
                entry.place("id"),
                "the identifier is the symbol in small letters with hyphens",
                f'"{entry.record.id}" for the symbol "{symbol}"',
                f'write "{slug_of(symbol)}", or correct the symbol',
            )


def recommendations_are_complete(draft: Draft) -> Iterator[Finding]:
    """All promised recommendations are there, numbered from 1 without a gap, and no more."""
    yield from _complete(draft, "recommendations")


def clusters_are_complete(draft: Draft) -> Iterator[Finding]:
    """All clusters that data/edition.yml promises are there, and no more."""
    yield from _complete(draft, "clusters")


def sessions_are_present(draft: Draft) -> Iterator[Finding]:
    """All promised sessions are there, also those of which little is known."""
    yield from _complete(draft, "sessions")


def _complete(draft: Draft, kind: str) -> Iterator[Finding]:
    if (kind, "") in draft.broken:
        return  # the whole folder could not be read
    wanted, present = promised_names(draft)[kind], draft.names(kind)
    there = len(wanted & present)
    for name in sorted(wanted - present):
        yield Finding(
            Place(f"data/{kind}/{name}.yml"),
            f"all {len(wanted)} {kind} that data/edition.yml promises are there",
            f"{there} of {len(wanted)}; this file is missing",
            "restore the file; if it is not meant to be there, correct the promise in data/edition.yml",
        )
    for name in sorted(present - wanted):
        yield Finding(
            Place(f"data/{kind}/{name}.yml"),
            f"data/{kind}/ holds the {len(wanted)} records that data/edition.yml promises, and no other",
            f'"{name}"',
            "remove the file, or correct the promise in data/edition.yml",
        )
