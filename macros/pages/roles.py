"""Who does what in a recommendation, as pages say it: role by role, and those whom the same words name together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Actor, Beneficiary, Recommendation, Role
from macros.pages.here import Here
from macros.pages.pieces import Mark, Theirs, theirs

W = TypeVar("W", Actor, Beneficiary)


@dataclass(frozen=True, slots=True)
class Wording:
    """A role as it is called: its anchor on the page of a recommendation, there and in a list, and on the page of a
    term before the recommendations in which the term has it."""

    anchor: str
    label: str
    of_term: str


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is named, the way to the term that explains it, and what joins it to the next: `A, B and C`."""

    name: str
    href: str
    then: str


@dataclass(frozen=True, slots=True)
class Group:
    """Those whom the same words name, or who are understood for the same reason; a beneficiary is always named."""

    who: tuple[Who, ...]
    words: Theirs | None
    mark: Mark | None
    because: str


@dataclass(frozen=True, slots=True)
class Acting:
    """A role in a recommendation: its anchor, what it is called, and who has it."""

    anchor: str
    label: str
    groups: tuple[Group, ...]


ROLES: Final[Mapping[Role, Wording]] = {
    "asked": Wording("addressees", "Asked to act", "Asked to act by"),
    "involved": Wording("involved", "To be involved", "To be involved"),
    "venue": Wording("venue", "Where it is to be discussed or done", "To be discussed or done there"),
    "directing": Wording("directing", "On whose request, direction or consent", "On its request, direction or consent"),
}
"""In the order in which pages show them. Anchors never change once published."""


def acting(corpus: Corpus, here: Here, record: Recommendation) -> tuple[Acting, ...]:
    """Return each role that somebody has in a recommendation, with those who have it as `together` groups them."""
    found = {role: [who for who in record.actors if who.role == role] for role in ROLES}
    return tuple(
        Acting(
            ROLES[role].anchor, ROLES[role].label, tuple(_group(corpus, here, record, each) for each in together(who))
        )
        for role, who in found.items()
        if who
    )


def beneficiaries(corpus: Corpus, here: Here, record: Recommendation) -> tuple[Group, ...]:
    """Return those whose needs or interests a recommendation names, as `together` groups them."""
    return tuple(_group(corpus, here, record, each) for each in together(record.beneficiaries))


def _group(corpus: Corpus, here: Here, record: Recommendation, named: Sequence[Actor | Beneficiary]) -> Group:
    """Return those who are named together; the first has the words and the basis of all."""
    first, last = named[0], len(named) - 1
    who = tuple(
        Who(each.who, here.to(corpus.term(each.term)) if each.term else "", {last: "", last - 1: " and "}.get(i, ", "))
        for i, each in enumerate(named)
    )
    words = theirs(corpus, record, first.words)
    if isinstance(first, Beneficiary):
        return Group(who, words, None, "")
    return Group(who, words, Mark(first.basis), first.because or "")


def together(named: Iterable[W]) -> list[list[W]]:
    """Group those next to each other who are shown by the same words, or understood for the same reason, so that a page
    says these once."""
    return [list(group) for _, group in groupby(named, key=lambda who: (who.words, getattr(who, "because", None)))]


def roles_of(
    acting: Iterable[tuple[Recommendation, Actor]],
) -> list[tuple[Wording, list[tuple[Recommendation, Actor]]]]:
    """Return each role that a term has, with the recommendations in which it has it."""
    found = list(acting)
    each = {role: [(record, who) for record, who in found if who.role == role] for role in ROLES}
    return [(ROLES[role], pairs) for role, pairs in each.items() if pairs]
