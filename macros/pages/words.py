"""What words of the contract are called on the pages."""

from __future__ import annotations

from macros.corpus.records import Edition

BASIS_WORDS = {"stated": "stated", "inferred": "inferred", "not-established": "not established"}

KIND_WORDS = {
    # documents
    "working-document": "working document",
    "report": "report",
    "general-report": "general report",
    "study": "study",
    "treaty": "treaty",
    "conference-document": "conference document",
    "committee-document": "committee document",
    "press-release": "press release",
    "resolution": "resolution",
    "transcript": "transcript",
    # events
    "conference": "conference",
    "assembly": "assembly",
    "proposal": "proposed",
    "decision": "decided",
    "meeting": "meeting",
    "seminars": "seminars",
    "consultations": "consultations",
    "committee": "committee",
    # terms
    "body": "body",
    "group": "group",
    "instrument": "instrument",
    "event": "event",
    "programme": "programme",
    "concept": "term of art",
    "place": "place",
    # slips
    "error": "slip",
    "grammar": "grammar",
    "punctuation": "punctuation",
    "inconsistency": "inconsistency",
    "usage": "unusual term",
    "insertion": "later insertion",
    "form": "form",
    # witnesses
    "official": "official source",
    "copy-of-official": "copy of an official text",
    "reported": "account by others",
    # how much was seen
    "whole": "read in full",
    "opening": "read only in its opening",
    "mention": "known only from other sources",
    "extract": "read only in an extract",
}
"""What kinds of documents, events, terms, notes and witnesses are called, and how much of a source was seen. Where an
edition has a word of its own, `called` knows it."""

SEEN_WORDS = {"whole": "read in full", "opening": "", "extract": "", "mention": "known only through others"}
"""How much of a source was seen, in a list whose head says that, where nothing is said, a part of it was."""

SAW_WORDS = {
    "whole": "We read all of it.",
    "opening": "We could read only a part of it.",
    "extract": "We could read only a part of it.",
    "mention": "We have not seen this document.",
}
"""The same as the first sentence of its page."""

LANGUAGE_WORDS = {"ar": "Arabic", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
"""What the languages of copies are called."""


def called(edition: Edition, kind: str) -> str:
    """Return what an edition calls a kind of documents, events, terms or sources."""
    own = (each.words for each in edition.vocabulary.kinds if each.kind == kind)
    return next(own, KIND_WORDS[kind])


def opening(words: str) -> str:
    """Return words as they open a line: with a capital letter."""
    return words[:1].upper() + words[1:]
