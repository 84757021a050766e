"""Every kind of record that has pages. What the site makes of records goes through this list."""

from __future__ import annotations

from typing import Any

from macros.pages.kinds import changes, cluster, document, item, recommendation, session, term, topic, witness
from macros.pages.kinds.kind import Kind

KINDS: tuple[Kind[Any], ...] = (
    recommendation.KIND,
    cluster.KIND,
    session.KIND,
    document.KIND,
    witness.KIND,
    term.KIND,
    topic.KIND,
    item.KIND,
    changes.KIND,
)
"""In the order in which the pages are made."""
