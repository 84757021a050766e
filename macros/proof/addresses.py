"""No address that was ever published leads nowhere: it exists, or a redirect leads its readers on.

The addresses are listed in data/addresses.txt, which only grows: `python3 scripts/dev.py accept` adds what is new.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from macros.corpus.graph import Corpus
from macros.corpus.records import Redirect
from macros.problems import Place, Problem
from macros.proof.built import Built
from macros.spelling import nearest

LIST = "data/addresses.txt"
"""The list of all addresses, from the root of the project."""

REDIRECTS = "data/redirects.yml"

_HEAD = """\
# Every address of this edition: its pages, and the parts that a link can lead to. Others cite them, so the list only
# grows. `python3 scripts/dev.py accept` adds what is new. An address that vanishes needs an entry in redirects.yml.
"""


def addresses(built: Built) -> set[str]:
    """Return the addresses that a site has: its pages, and on each page the parts that its anchor links offer and its
    headings, to which the contents and the search lead.

    Every other id is technical. The heading of the first level is no part either: the address of the page leads to
    it. The page for addresses that do not exist has no address, and what stands for a moved page is not the page.
    """
    found = set()
    for page in built.pages.values():
        if page.moved or page.address == "404.html":
            continue
        headings = {anchor for level, anchor, _ in page.headings if level > 1 and anchor}
        found.add(page.address)
        found.update(f"{page.address}#{anchor}" for anchor in (page.offered & page.anchors) | headings)
    return found


def listed(text: str) -> dict[str, int]:
    """Read the list: each address with its line, counted from 1. Lines that begin with # are comments."""
    lines = enumerate(text.splitlines(), start=1)
    return {line.strip(): number for number, line in lines if line.strip() and not line.startswith("#")}


def written(found: Iterable[str]) -> str:
    """Return the text of the list: a comment, then each address once, a page before its parts, 2 before 10."""
    return "".join((_HEAD, *(f"{address}\n" for address in sorted(set(found), key=_natural))))


def addresses_are_kept(built: Built, corpus: Corpus, root: Path) -> Iterator[Problem]:
    """Each listed address exists, or is redirected."""
    now, targets = addresses(built), {each.from_: each.to for each in corpus.redirects}
    for address, line in _listed_under(root).items():
        if address in now or address in targets or leads_on(address, targets, now):
            continue
        page, _, part = address.partition("#")
        carried = _carried(targets[page], part) if part and page in targets else None
        found = f'"{address}", which vanished'
        if carried:
            found = f'"{address}", which the redirect of its page leads to "{carried}", and that does not exist'
        to = carried.partition("#")[0] if carried else _perhaps(page, part, now)
        yield Problem(
            Place(LIST, line),
            "addresses-are-kept",
            f"an address that is listed exists, or {REDIRECTS} leads on to one that does",
            found,
            f"add to {REDIRECTS}: - {{from: {_scalar(address)}, to: {_scalar(to)}, because: ...}}; or bring it back",
        )


def redirects_lead_somewhere(built: Built, corpus: Corpus, root: Path) -> Iterator[Problem]:
    """Each redirect leads from an address that was published and is no more to one that exists."""
    now, once = addresses(built), _listed_under(root)
    for position, redirect in enumerate(corpus.redirects):
        if redirect.to not in now:
            near = nearest(redirect.to, now)
            yield Problem(
                _place(corpus, position, "to"),
                "redirects-lead-somewhere",
                "a redirect leads to an address that exists",
                f'"{redirect.to}"',
                f'write "{near}"' if near else "write the address of a page or a part that exists",
            )
        if redirect.from_ in now:
            yield Problem(
                _place(corpus, position, "from"),
                "redirects-lead-somewhere",
                "only an address that is no more is redirected",
                f'"{redirect.from_}", which exists',
                "remove the entry, or what stands at this address",
            )
        elif redirect.from_ not in once:
            near = nearest(redirect.from_, once)
            yield Problem(
                _place(corpus, position, "from"),
                "redirects-lead-somewhere",
                f"only an address that was published is redirected: one of {LIST}",
                f'"{redirect.from_}"',
                f'write "{near}"' if near else "remove the entry",
            )


def redirects_are_built(built: Built, redirects: Iterable[Redirect]) -> Iterator[Problem]:
    """What a redirect promises is there: the page that stands for a moved one, the notice for a moved part."""
    for redirect in redirects:
        page = built.pages.get(redirect.from_page)
        if page is None or (redirect.from_part and redirect.from_part not in page.anchors):
            yield Problem(
                Place(f"site/{redirect.from_page}"),
                "redirects-are-built",
                "a notice stands here",
                f'nothing for "{redirect.from_}"',
                f"where the page as a whole is no more, add an entry for {redirect.from_page} too",
            )


def _listed_under(root: Path) -> dict[str, int]:
    """Read the list of a project; without the file nothing was published."""
    path = root / LIST
    return listed(path.read_text(encoding="utf-8")) if path.is_file() else {}


def leads_on(address: str, targets: Mapping[str, str], now: Container[str]) -> str | None:
    """Return where redirects lead the readers of an address that is no more, by its own entry or that of its page;
    None when that is nowhere. `targets` are the redirects, `now` the addresses that exist."""
    page, _, part = address.partition("#")
    to = targets.get(address) or (_carried(targets[page], part) if part and page in targets else None)
    return to if to in now else None


def _carried(target: str, part: str) -> str:
    """Return where the redirect of a page leads the readers of one of its parts: to the part of the same name, or
    where the page as a whole has become a part, to that."""
    return target if "#" in target else f"{target}#{part}"


def _perhaps(page: str, part: str, now: Iterable[str]) -> str:
    """Return what a vanished address might have become."""
    addresses_now = set(now)
    if part and page in addresses_now:
        return nearest(f"{page}#{part}", (each for each in addresses_now if each.startswith(f"{page}#"))) or page
    folder = page.rpartition("/")[0]
    beside = {each for each in addresses_now if "#" not in each and each.rpartition("/")[0] == folder}
    return nearest(page, beside) or (f"{folder}/index.html" if folder else "index.html")


def _scalar(address: str) -> str:
    """Return an address as YAML reads it: in quotation marks where `#` might be taken for a comment."""
    return f'"{address}"' if "#" in address else address


def _place(corpus: Corpus, position: int, key: str) -> Place:
    return corpus.places["redirects", "redirects"].place("redirects", position, key)


def _natural(address: str) -> list[list[tuple[int, int, str]]]:
    """Sort key: the page, then its part; numbers by their value."""
    return [
        [(0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in re.findall(r"\d+|\D+", half)]
        for half in address.partition("#")[::2]
    ]
