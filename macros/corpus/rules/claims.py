"""Every statement says how it is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.corpus.load import Draft, Entry
from macros.corpus.located import Path_
from macros.corpus.records import (
    Claim,
    ClaimedDate,
    ClaimedText,
    ImmediateImplementation,
    Slip,
)
from macros.corpus.records.session import SessionReport, SessionType
from macros.corpus.rules.finding import Finding, parts, promises


def claims_have_a_source(draft: Draft) -> Iterator[Finding]:
    """What is `stated` or `inferred` names at least one source. A claim for which nobody can name one is
    `not-established`, and the site says so."""
    for entry in _all(draft):
        claims: list[tuple[Path_, Claim | Slip]] = [*parts(entry.record, Claim), *parts(entry.record, Slip)]
        for path, claim in claims:
            from_the_text_itself = isinstance(claim, Slip) and claim.basis == "inferred"
            if claim.basis != "not-established" and not claim.sources and not from_the_text_itself:
                yield Finding(
                    entry.key_place(*path, "basis"),
                    "a claim that is stated or inferred has sources",
                    f'basis "{claim.basis}" without sources',
                    "add `sources:` with `- cites: documents/...` or `- cites: witnesses/...`"
                    + ("" if isinstance(claim, Slip) else ', or write "not-established" and `because:`'),
                )


def claims_explain_themselves(draft: Draft) -> Iterator[Finding]:
    """An inference says how it follows, and a gap says what was looked at: both under `because`."""
    for entry in _all(draft):
        for path, claim in parts(entry.record, Claim):
            if claim.basis != "stated" and not claim.because:
                yield Finding(
                    entry.key_place(*path, "basis"),
                    "an inference or a gap is explained",
                    f'basis "{claim.basis}" without `because`',
                    "add `because:` with how it follows, or what is missing",
                )


def values_match_their_basis(draft: Draft) -> Iterator[Finding]:
    """A value is given when it is stated or inferred, and left out when it is not established. For a
    list, `unknown` goes with not-established, `yes` and `no` with the others."""
    for _, entry in draft.all():
        for path, claim in parts(entry.record, Claim):
            match claim:
                case ClaimedText() | ClaimedDate() | SessionType():
                    key, given = "value", claim.value is not None
                case SessionReport():
                    key, given = "document", claim.document is not None
                case ImmediateImplementation():
                    key, given = "listed", claim.listed != "unknown"
                case _:
                    continue
            if given == (claim.basis != "not-established"):
                continue
            if key == "listed":
                must = '"listed" is yes or no when this is stated or inferred, and unknown when it is not established'
                repair = "write what the source tells under `listed`, or correct the basis"
            elif given:
                must = f'"{key}" is left out when it is not established'
                repair = f'remove "{key}", or correct the basis and add the sources'
            else:
                must = f'"{key}" is given when it is stated or inferred'
                repair = f'add `{key}:`, or write "not-established" and `because:`'
            found = f'"{getattr(claim, key)}"' if given or key == "listed" else f'no "{key}"'
            yield Finding(entry.key_place(*path, key), must, f'{found} with basis "{claim.basis}"', repair)


def _all(draft: Draft) -> Iterator[Entry[Any]]:
    """Yield every entry that makes claims: those of all kinds, and the edition with what it says of its lists."""
    yield promises(draft)
    yield from (entry for _, entry in draft.all())
