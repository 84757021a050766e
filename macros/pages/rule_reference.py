"""The rules of the data, as the contributing guide lists them."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from macros.corpus.messages import SHAPE_RULES
from macros.corpus.rules import RULES, name_of
from macros.corpus.source import READING_RULES
from macros.pages.view import View


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule: its name, and what it demands."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of a stage: its anchor, its title, a sentence about it, and the rules in the order in which they are
    applied."""

    anchor: str
    title: str
    lead: str
    rules: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class RulesView(View):
    """All rules, stage by stage."""

    template: ClassVar[str] = "rules.html.jinja"

    groups: tuple[Group, ...]


def view() -> RulesView:
    """Return the list of all rules, each with its explanation."""
    between = {name_of(rule): " ".join((inspect.getdoc(rule) or "").split()) for rule in RULES}
    return RulesView(
        (
            _group("reading", "Of a file", "Before a file can be a record, this must be true of it.", READING_RULES),
            _group(
                "shape", "Of one record", "What its kind allows is explained under Fields of the records.", SHAPE_RULES
            ),
            _group("between", "Between records", "What the records promise together.", between),
        )
    )


def _group(anchor: str, title: str, lead: str, rules: Mapping[str, str]) -> Group:
    return Group(anchor, title, lead, tuple(Demand(name, about) for name, about in rules.items()))
