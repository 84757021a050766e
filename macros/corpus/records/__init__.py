"""What a file may say: one frozen record for each kind of file under data/.

These classes are the one contract. The checks, the JSON Schemas for editors and the field reference in the
contributing guide are made from them; their docstrings and field descriptions are written for contributors.
"""

from macros.corpus.records.changes import Changes, FieldChange, RecordChange, Since
from macros.corpus.records.claim import Basis, Citation, Claim, ClaimedDate, ClaimedText, Statement
from macros.corpus.records.cluster import Cluster
from macros.corpus.records.common import Record
from macros.corpus.records.date import Date
from macros.corpus.records.document import Copy, Document, Transcript
from macros.corpus.records.edition import Edition, MemberList, Thread
from macros.corpus.records.item import AgendaItem, Event
from macros.corpus.records.recommendation import (
    Actor,
    Beneficiary,
    Collation,
    ImmediateImplementation,
    Recommendation,
    Relation,
    Role,
)
from macros.corpus.records.redirects import Redirect, Redirects
from macros.corpus.records.session import Session
from macros.corpus.records.term import Term
from macros.corpus.records.topic import Topic
from macros.corpus.records.verbatim import Block, Lines, Passage, Slip, Variant
from macros.corpus.records.witness import Witness

KINDS: dict[str, type[Record]] = {
    "changes": Changes,
    "clusters": Cluster,
    "documents": Document,
    "items": AgendaItem,
    "recommendations": Recommendation,
    "sessions": Session,
    "terms": Term,
    "topics": Topic,
    "witnesses": Witness,
}
"""Folder under data/ to the record its files hold."""

FOLDERS: dict[type[Record], str] = {record: folder for folder, record in KINDS.items()}
"""Record to the folder of its files."""

SINGLES: dict[str, type[Record]] = {"edition": Edition, "redirects": Redirects}
"""Name of a file directly under data/ to the one record it holds."""

RECORDS: dict[str, type[Record]] = {**KINDS, **SINGLES}
"""All records of the contract."""

__all__ = [
    "FOLDERS",
    "KINDS",
    "RECORDS",
    "SINGLES",
    "Actor",
    "AgendaItem",
    "Basis",
    "Beneficiary",
    "Block",
    "Changes",
    "Citation",
    "Claim",
    "ClaimedDate",
    "ClaimedText",
    "Cluster",
    "Collation",
    "Copy",
    "Date",
    "Document",
    "Edition",
    "Event",
    "FieldChange",
    "ImmediateImplementation",
    "Lines",
    "MemberList",
    "Passage",
    "Recommendation",
    "Record",
    "RecordChange",
    "Redirect",
    "Redirects",
    "Relation",
    "Role",
    "Session",
    "Since",
    "Slip",
    "Statement",
    "Term",
    "Thread",
    "Topic",
    "Transcript",
    "Variant",
    "Witness",
]
