"""Redirects lead from one address to one other, in one step. Whether both are as they should be, the proof of the
built site tells (macros/proof/addresses.py)."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.load import Draft
from macros.corpus.rules.finding import Finding


def redirects_stand_once(draft: Draft) -> Iterator[Finding]:
    """An address that is no more leads to one place: each `from` in data/redirects.yml stands once."""
    if draft.redirects is None:
        return
    first: dict[str, int] = {}
    for position, redirect in enumerate(draft.redirects.record.redirects):
        if redirect.from_ in first:
            line = draft.redirects.place("redirects", first[redirect.from_], "from").line
            yield Finding(
                draft.redirects.place("redirects", position, "from"),
                "each address is redirected once",
                f'"{redirect.from_}" again; it stands already in line {line}',
                "remove one of the two",
            )
        first.setdefault(redirect.from_, position)


def redirects_lead_to_the_end(draft: Draft) -> Iterator[Finding]:
    """A redirect leads to its end in one step: the address after `to` is not itself redirected, and neither is its
    page. So no reader is sent twice, and none in a circle."""
    if draft.redirects is None:
        return
    entries = draft.redirects.record.redirects
    targets = {redirect.from_: redirect.to for redirect in entries}
    ends: dict[str, str | None] = {}
    for position, redirect in enumerate(entries):
        if _further(redirect.to, targets) is None:
            continue
        end = _end(redirect.to, targets, ends)
        yield Finding(
            draft.redirects.place("redirects", position, "to"),
            "a redirect leads to an address that is not redirected itself",
            f'"{redirect.to}", which is redirected in turn' if end else f'"{redirect.to}", which leads in a circle',
            f'write "{end}"' if end else "write an address that exists, or remove the entry",
        )


def _further(address: str, targets: dict[str, str]) -> str | None:
    """Return where an address is redirected to, by its own entry or by that of its page, which takes parts along."""
    page, _, part = address.partition("#")
    if address in targets or page not in targets:
        return targets.get(address)
    return f"{targets[page]}#{part}" if "#" not in targets[page] else targets[page]


def _end(address: str, targets: dict[str, str], ends: dict[str, str | None]) -> str | None:
    """Return the address at the end of a chain; None for a circle. `ends` holds those that are known already, and
    gets those of all addresses on the way, so that long chains are walked once."""
    met: dict[str, None] = {}
    end: str | None = address
    while end is not None and end not in ends and (further := _further(end, targets)):
        met[end] = None
        end = None if further in met else further
    end = ends.get(end, end) if end is not None else None
    ends.update(dict.fromkeys(met, end))
    return end
