"""The rules of the data, as the contributing guide lists them."""

from __future__ import annotations

import inspect
from typing import Any

from macros.corpus.complaints import SHAPE_RULES
from macros.corpus.rules import RULES, name_of
from macros.corpus.source import READING_RULES


def shown() -> dict[str, Any]:
    """Return what the template shows: the rules in the order in which they are applied, each with its explanation."""
    between = {name_of(rule): " ".join((inspect.getdoc(rule) or "").split()) for rule in RULES}
    return {
        "groups": [
            ("reading", "Of a file", "Before a file can be a record, this must be true of it.", READING_RULES),
            ("shape", "Of one record", "What its kind allows is explained under Fields of the records.", SHAPE_RULES),
            ("between", "Between records", "What the records promise together.", between),
        ]
    }
