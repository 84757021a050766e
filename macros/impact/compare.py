"""Two built sites and the records they were made from, compared as a reader gets them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from macros.corpus.load import Draft
from macros.corpus.records.verbatim import fold
from macros.difference import Difference, difference, differences
from macros.impact.facts import Fact, facts
from macros.impact.reading import Reading, read
from macros.proof.addresses import addresses, leads_on
from macros.proof.built import Built, read_site
from macros.proof.page import BuiltPage

Same = tuple[tuple[tuple[str, str], ...], str]
"""What tells one change of words from another: `Difference.same`."""


@dataclass(frozen=True, slots=True)
class Named:
    """A page or a part of one: its address, and its title in words."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text of a source whose words changed, came or went, and the pages that show it."""

    title: str
    difference: Difference
    pages: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One change of words, and the pages it shows on."""

    difference: Difference
    pages: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ChangedLink:
    """A link that came or went: where it leads, its words, and the pages it stands on."""

    gained: bool
    target: Named
    words: str
    pages: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Vanished:
    """An address that is no more, with how many parts of the page went with it. `leads_on` is where a redirect takes
    its readers, empty where there is none."""

    address: Named
    parts: int
    leads_on: str


@dataclass(frozen=True)
class Impact:
    """What a change does. `around` holds words that stand around the texts of pages, in menu, head and foot;
    `links_around` the links there. `new_addresses` names a new page without its parts. `not_compared` says in
    words what could not be looked at."""

    sources: tuple[SourceText, ...]
    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    words: tuple[Words, ...]
    reordered: tuple[Named, ...]
    around: tuple[Words, ...]
    links: tuple[ChangedLink, ...]
    links_around: tuple[ChangedLink, ...]
    facts: tuple[Fact, ...]
    vanished: tuple[Vanished, ...]
    new_addresses: tuple[Named, ...]
    not_compared: tuple[str, ...]

    @property
    def changed(self) -> tuple[Named, ...]:
        """The pages on which the text changes."""
        changes: tuple[SourceText | Words, ...] = (*self.sources, *self.words)
        found = {*self.reordered, *(page for change in changes for page in change.pages)}
        return _sorted(found - {*self.added, *self.removed})


@dataclass(frozen=True)
class Side:
    """One of the two sites: its pages, what a reader gets from each, and its records, None where they are not known."""

    built: Built
    readings: Mapping[str, Reading]
    draft: Draft | None

    @classmethod
    def of(cls, site: Path, draft: Draft | None) -> Side:
        """Read a built site. Pages that only stand for one that moved are no pages here."""
        built = read_site(site)
        readings = {address: read(page.source(), address) for address, page in built.pages.items() if not page.moved}
        return cls(built, readings, draft)

    def named(self, address: str) -> Named:
        """Return the title of a page, of a part with the words of its heading; for the rest of the world nothing."""
        path, _, part = address.partition("#")
        page = self.built.pages.get(path.partition("?")[0])
        title = _title(page) if page else ""
        heading = next((words for _, anchor, words in page.headings if anchor == part), "") if page and part else ""
        return Named(address, f"{title}, {heading}" if heading else title)


def compare(before: Side, after: Side) -> Impact:
    """Compare two sites."""
    here = [address for address in after.readings if address in before.readings]
    words, around, reordered = _words(before, after, here)
    links = list(_links(before, after, here))
    known = before.draft is not None and after.draft is not None
    return Impact(
        sources=tuple(_sources(before, after)),
        added=_sorted(after.named(each) for each in after.readings if each not in before.readings),
        removed=_sorted(before.named(each) for each in before.readings if each not in after.readings),
        words=words,
        reordered=reordered,
        around=around,
        links=tuple(link for is_around, link in links if not is_around),
        links_around=tuple(link for is_around, link in links if is_around),
        facts=tuple(facts(before.draft, after.draft)) if before.draft and after.draft else (),
        vanished=tuple(_vanished(before, after)),
        new_addresses=tuple(_new(before, after)),
        not_compared=tuple(_not_compared(before.draft)) if known else ("The facts, because BASE is a built site.",),
    )


def _title(page: BuiltPage) -> str:
    heading = next((words for level, _, words in page.headings if level == 1), "")
    return heading or fold(page.title) or page.address


def _sources(before: Side, after: Side) -> Iterator[SourceText]:
    """Yield the texts of sources that changed, wherever they stand. All frames of a text say the same, or the build
    is refused; so a frame more or less is no change of the text."""
    old, new = _texts(before), _texts(after)
    for key in sorted({*old, *new}, key=_natural):
        was, now = old.get(key, {}), new.get(key, {})
        title = _record_title(key, after, before)
        replaced = next((text for text in was if text not in now), next(iter(was), ""))
        for text, pages in now.items():
            if text not in was:
                yield SourceText(title, difference(replaced, text), _sorted(pages))
        if not now:
            for text, pages in was.items():
                yield SourceText(title, difference(text, ""), _sorted(pages))


def _texts(side: Side) -> dict[str, dict[str, list[Named]]]:
    """Return the texts of sources by the key of their record, each with the pages that show it."""
    found: dict[str, dict[str, list[Named]]] = {}
    for address, page in side.built.pages.items():
        for key, text in page.verbatim:
            found.setdefault(key, {}).setdefault(text, []).append(side.named(address))
    return found


def _record_title(key: str, *sides: Side) -> str:
    for side in sides:
        for page in side.built.pages.values():
            if page.records == (f"data/{key}.yml",):
                return _title(page)
    return key


def _words(
    before: Side, after: Side, here: Iterable[str]
) -> tuple[tuple[Words, ...], tuple[Words, ...], tuple[Named, ...]]:
    """Return the changes of words in the texts of pages and around them, the same change once, and the pages on which
    only the order changes."""
    shown: dict[Same, Difference] = {}
    inside: dict[Same, set[str]] = defaultdict(set)
    outside: dict[Same, set[str]] = defaultdict(set)
    moved, changed = set(), set()
    for address in here:
        old, new = before.readings[address], after.readings[address]
        for is_around, pages in ((False, inside), (True, outside)):
            blocks = [[block.words for block in side.blocks if block.around is is_around] for side in (old, new)]
            found, reordered = differences(*blocks)
            if not is_around:
                found += [
                    difference(text, new.definitions[target])
                    for target, text in old.definitions.items()
                    if new.definitions.get(target, text) != text
                ]
                moved |= {address} if reordered else set()
                changed |= {address} if found else set()
            for each in found:
                first = shown.setdefault(each.same, each)
                if first.follows != each.follows:
                    shown[each.same] = replace(first, follows="")
                pages[each.same].add(address)
    for key, also in inside.items():
        outside[key] -= also  # the way to a page and the page itself often say the same
    words, around = (
        [Words(shown[key], _sorted(map(after.named, pages))) for key, pages in found.items() if pages]
        for found in (inside, outside)
    )
    words.sort(key=lambda change: _natural(change.pages[0].address))
    return tuple(words), tuple(around), _sorted(map(after.named, moved - changed))


def _links(before: Side, after: Side, here: Iterable[str]) -> Iterator[tuple[bool, ChangedLink]]:
    """Yield the links that came or went on pages that stay, each once with its pages, and whether they stand around
    the texts."""
    groups: dict[tuple[bool, bool, str], tuple[str, list[Named]]] = {}
    for address in here:
        for is_around in (False, True):
            sides = [
                {link.target: link.words for link in reversed(side.readings[address].links) if link.around is is_around}
                for side in (before, after)
            ]
            for gained, (one, other) in ((False, sides), (True, sides[::-1])):
                for target in one.keys() - other.keys():
                    _, pages = groups.setdefault((is_around, gained, target), (one[target], []))
                    pages.append(after.named(address))
    for (is_around, gained, target), (words, pages) in sorted(
        groups.items(), key=lambda group: (group[0][1], _natural(group[0][2]))
    ):
        yield is_around, ChangedLink(gained, (after if gained else before).named(target), words, _sorted(pages))


def _vanished(before: Side, after: Side) -> Iterator[Vanished]:
    """Yield each address that is no more. A part that goes where its page goes is counted with the page."""
    old, now = addresses(before.built), addresses(after.built)
    entry = after.draft.redirects if after.draft else None
    targets = {each.from_: each.to for each in entry.record.redirects} if entry else {}
    gone = old - now
    for address in sorted(gone, key=_natural):
        page, _, part = address.partition("#")
        to = leads_on(address, targets, now)
        if part and page in gone and bool(to) == bool(leads_on(page, targets, now)):
            continue
        parts = 0 if part else sum(each.startswith(f"{page}#") for each in gone)
        yield Vanished(before.named(address), parts, to or "")


def _new(before: Side, after: Side) -> Iterator[Named]:
    """Yield each address that is new, without the parts of a page that is new itself."""
    found = addresses(after.built) - addresses(before.built)
    for address in sorted(found, key=_natural):
        if "#" not in address or address.partition("#")[0] not in found:
            yield after.named(address)


def _not_compared(draft: Draft | None) -> Iterator[str]:
    for kind, name in sorted(draft.broken if draft else ()):
        yield f"The facts of data/{kind}/{name}.yml, whose old form today's contract does not know."


def _sorted(pages: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(set(pages), key=lambda page: _natural(page.address)))


def _natural(address: str) -> list[tuple[int, int, str]]:
    """Sort key: 2 before 10, addresses of this site before those of others."""
    outside = (1, 0, "") if ":" in address else (0, 0, "")
    return [
        outside,
        *((0, int(each), "") if each.isdigit() else (1, 0, each) for each in re.findall(r"\d+|\D+", address)),
    ]
