"""Who does what in a recommendation, as pages say it: role by role, and those whom the same words name together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from macros.corpus.records import Actor, Beneficiary, Recommendation, Role

W = TypeVar("W", Actor, Beneficiary)

Uses = list[tuple[Recommendation, Actor]]
"""The recommendations in which somebody has a role, each with what it says of that."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A role as it is called: its anchor on the page of a recommendation, there and in a list, and on the page of a
    term before the recommendations in which the term has it."""

    anchor: str
    label: str
    of_term: str


ROLES: Final[Mapping[Role, Wording]] = {
    "asked": Wording("addressees", "Asked to act", "Asked to act by"),
    "involved": Wording("involved", "To be involved", "To be involved"),
    "venue": Wording("venue", "Where it is to be discussed or done", "To be discussed or done there"),
    "directing": Wording("directing", "On whose request, direction or consent", "On its request, direction or consent"),
}
"""In the order in which pages show them. Anchors never change once published."""


def roles_in(record: Recommendation) -> list[tuple[Wording, list[list[Actor]]]]:
    """Return each role that somebody has in a recommendation, with those who have it as `together` groups them."""
    found = {role: [who for who in record.actors if who.role == role] for role in ROLES}
    return [(ROLES[role], together(who)) for role, who in found.items() if who]


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
