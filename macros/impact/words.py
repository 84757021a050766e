"""What a change does, in words: a sentence that sums up, then sections of entries, and both for a terminal.

`page` writes the same sections for a browser and for GitHub.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from macros.difference import BETWEEN, Difference, Run
from macros.excerpt import is_visible
from macros.impact.compare import ChangedLink, Impact, Named, Words
from macros.impact.facts import Fact

NOTHING = "Nothing changes that a reader gets."

WIDTH = 100
"""Columns of a terminal."""

_MANY = 12
"""How many pages are named in a terminal before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing that differs: what it is, empty where the entry says so, and its words before and after, empty where
    there were or are none."""

    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: a heading, what differs, and the pages it shows on."""

    heading: str
    rows: tuple[Row, ...] = ()
    pages: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort under a heading, with a sentence on what to make of them. One that is loud wants a
    close look."""

    heading: str
    about: str
    entries: tuple[Change, ...]
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    summary: str
    sections: tuple[Section, ...]


def report(impact: Impact) -> Report:
    """Say what a change does; sections without entries are left out."""
    sections = (
        Section(
            "Texts of sources",
            "These words are a source's. They may only change to agree better with it: compare them with the source.",
            tuple(
                Change(change.title, (Row("", change.difference.before, change.difference.after),), change.pages)
                for change in impact.sources
            ),
            loud=True,
        ),
        Section("Pages", "", tuple(_pages(impact))),
        Section("Links", "", tuple(_link(link) for link in impact.links)),
        Section("Facts", "What the records say, and how it is known.", tuple(map(_fact, impact.facts))),
        Section(
            "Addresses",
            "The build is refused until data/redirects.yml says where the readers of an address at risk are led."
            if _at_risk(impact)
            else "",
            tuple(_addresses(impact)),
            loud=_at_risk(impact) > 0,
        ),
        Section(
            "Around the pages",
            "Header, menu, ways to other pages, foot. Each change is shown once.",
            (*_words(impact.around), *map(_link, impact.links_around)),
        ),
        Section("Not compared", "", tuple(Change(each) for each in impact.not_compared)),
    )
    return Report(summary(impact), tuple(section for section in sections if section.entries))


def summary(impact: Impact) -> str:
    """Return the sentence that sums up."""
    quoting = {page for change in impact.sources for page in change.pages}
    gained = sum(len(link.pages) for link in impact.links if link.gained)
    lost = sum(len(link.pages) for link in impact.links if not link.gained)
    at_risk = _at_risk(impact)
    led_on = len(impact.vanished) - at_risk
    parts = (
        (len(impact.changed), "{} page changes", "{} pages change"),
        (len(quoting), "the words of a source change on {}", "the words of a source change on {}"),
        (len(impact.added), "{} page is new", "{} pages are new"),
        (len(impact.removed), "{} page is gone", "{} pages are gone"),
        (lost, "{} link is lost", "{} links are lost"),
        (gained, "{} link is gained", "{} links are gained"),
        (len(impact.facts), "{} fact changes", "{} facts change"),
        (at_risk, "{} address is at risk", "{} addresses are at risk"),
        (led_on, "{} address leads on to another", "{} addresses lead on to others"),
        (len(impact.new_addresses), "{} address is new", "{} addresses are new"),
        (len(impact.around) + len(impact.links_around), "{} change around the pages", "{} changes around the pages"),
    )
    said = [(one if count == 1 else many).format(count) for count, one, many in parts if count]
    return f"{'; '.join(said)}." if said else NOTHING


def terminal(said: Report) -> str:
    """Return the report for a terminal. Words that go stand in [-...-], words that come in {+...+}."""
    lines = [*_wrapped(said.summary, "")]
    if any(entry.rows for section in said.sections for entry in section.entries):
        lines += ["", "Words that go stand in [-...-], words that come in {+...+}."]
    for section in said.sections:
        lines += ["", section.heading.upper()]
        lines += _wrapped(section.about, "")
        for entry in section.entries:
            lines += ["", *_wrapped(entry.heading, "  ")]
            for position, row in enumerate(entry.rows):
                if position and not row.label:
                    lines.append("")
                if row.label:
                    lines.append(f"    {_safe(row.label)}")
                lines += _wrapped(_marked(row.before), "    before | ")
                lines += _wrapped(_marked(row.after), "    after  | ")
            lines += _wrapped(_on(entry), "    ")
    return "\n".join(lines)


def _at_risk(impact: Impact) -> int:
    return sum(not each.leads_on for each in impact.vanished)


def _pages(impact: Impact) -> Iterator[Change]:
    for page in impact.added:
        yield Change(f"New: {_called(page)}")
    for page in impact.removed:
        yield Change(f"Gone: {_called(page)}")
    yield from _words(impact.words)
    if impact.reordered:
        yield Change("Only the order changes", pages=impact.reordered)


def _words(changes: Iterable[Words]) -> Iterator[Change]:
    """Yield an entry for each set of pages, with all that changes on just these."""
    together: dict[tuple[Named, ...], list[Row]] = {}
    for change in changes:
        row = Row("", *_sides(change.difference))
        together.setdefault(change.pages, []).append(row)
    for pages, rows in together.items():
        count = len(pages)
        if count == 1:
            yield Change(_called(pages[0]), tuple(rows))
        else:
            yield Change(f"The same {'change' if len(rows) == 1 else 'changes'} on {count} pages", tuple(rows), pages)


def _sides(change: Difference) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both sides of a difference, each behind what it follows."""
    if not change.follows:
        return change.before, change.after
    beside = Run("same", change.follows + BETWEEN.rstrip())
    before, after = ((beside, *runs) if runs else () for runs in (change.before, change.after))
    return before, after


def _link(link: ChangedLink) -> Change:
    to = _called(link.target)
    words = f'"{link.words}", to ' if link.words and link.words not in to else "to "
    return Change(f"{'Gained' if link.gained else 'Lost'}: {words}{to}", pages=link.pages)


def _fact(fact: Fact) -> Change:
    heading = f"{fact.record}, {fact.where}" if fact.where else fact.record
    rows = tuple(Row(name, change.before, change.after) for name, change in fact.changes)
    return Change(f"{heading} ({fact.file})", rows)


def _addresses(impact: Impact) -> Iterator[Change]:
    for each in sorted(impact.vanished, key=lambda each: bool(each.leads_on)):
        parts = f" and its {each.parts} parts" if each.parts else ""
        if each.leads_on:
            yield Change(f"Leads on: {_called(each.address)}{parts}, to {each.leads_on}")
        else:
            yield Change(f"At risk: {_called(each.address)}{parts}")
    if impact.new_addresses:
        yield Change("New, and to be kept from now on", pages=impact.new_addresses)


def _called(page: Named) -> str:
    return f"{page.title} ({page.address})" if page.title else page.address


def _on(entry: Change) -> str:
    if not entry.pages:
        return ""
    more = len(entry.pages) - _MANY
    named = "; ".join(map(_called, entry.pages[:_MANY]))
    return f"on: {named}" + (f"; and {more} more" if more > 0 else "")


def _marked(runs: Sequence[Run]) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return " ".join(marks[run.kind].format(run.words) for run in runs) or "(nothing)"


def _wrapped(text: str, first: str) -> list[str]:
    """Return the lines of a text, each behind the mark `first` or as much room."""
    rest = " " * (len(first) - 2) + first[-2:] if first.strip() else first
    return textwrap.wrap(
        _safe(text), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )


def _safe(text: str) -> str:
    """Return a text that a terminal shows and does not obey: no control characters, and nothing that GitHub's log
    takes for a command (GitHub's "Workflow commands" reference: `::name::`, and the older `##[name]`)."""
    seen = "".join(each if is_visible(each) or each == " " else f"<U+{ord(each):04X}>" for each in text)
    return seen.replace("::", ": :").replace("##[", "## [")
