"""Which sources can know what a session decided.

A proposal is not a decision: "the Assembly is invited to decide" in a document of 2007 proves no decision of 2007.
"""

from __future__ import annotations

from macros.corpus.records import Citation, Date, Document


def can_attest(document: Document, citation: Citation, session: str, days: Date | None) -> bool:
    """Tell whether a document, at the place cited, can attest a decision of a session, whose days are given if
    known.

    It cannot when it is cited for context only, when the place is an invitation to decide, when it is the working
    document of that session, or when it bears a date from before the session began.
    """
    if citation.role == "context":
        return False
    if document.transcript and citation.at in document.transcript.invited:
        return False
    if document.session == session and document.kind == "working-document":
        return False
    return not (document.date and days and document.date.last < days.first)
