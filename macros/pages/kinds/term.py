"""The page of a term: what it means and every place where the texts use it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from macros.corpus.graph import Corpus
from macros.corpus.records import Recommendation, Term
from macros.corpus.relations import Mention
from macros.exports import citation, linked_data
from macros.exports.citation import Cited
from macros.pages import editable, links, pieces, text
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Known, Mark, Numbered, Theirs, in_finder, known, theirs
from macros.pages.roles import roles_of
from macros.pages.search_entry import SearchEntry, SearchPart, Wordings, also_called
from macros.pages.view import View
from macros.pages.words import called

NAMES = ("body", "group", "instrument", "programme", "event")
"""The kinds of terms that recommendations can be filtered by, because they are names. Terms of art and places are not:
the topics are the way to a subject."""


@dataclass(frozen=True, slots=True)
class Use:
    """A recommendation that uses a term, and each place in it, called by the words that stand there."""

    recommendation: Numbered
    name: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DocumentUse:
    """A place in a document that uses a term, and the words that stand there."""

    place: Link
    words: str


@dataclass(frozen=True, slots=True)
class Involvement:
    """Recommendations in which a term has a part in the same words, if any, and on the same basis, which for a
    beneficiary is always the text: those that the list of uses has with their titles, or one that it has not."""

    listed: tuple[Numbered, ...]
    other: Numbered | None
    words: Theirs | None
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class PlayedRole:
    """A role that a term has: its anchor, its heading, and where the term has it."""

    anchor: str
    heading: str
    parts: tuple[Involvement, ...]


@dataclass(frozen=True, slots=True)
class TermView(View):
    """The page of a term: its definition, its forms, every use of it, and the roles it has."""

    template: ClassVar[str] = "term.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    kind: str
    full_name: str
    definition: str
    known: Known
    note: str
    address: str
    forms: tuple[Theirs, ...]
    in_recommendations: tuple[Use, ...]
    in_finder: Link | None
    in_documents: tuple[DocumentUse, ...]
    roles: tuple[PlayedRole, ...]
    benefited: tuple[Involvement, ...]
    endnotes: tuple[Endnote, ...]
    citing: Citing


def page(corpus: Corpus, record: Term) -> Page:  # noqa: ARG001 - as for every kind
    """Return the page of a term."""
    return Page(
        path=f"terms/{record.id}.md",
        title=full_name(record),
        description=record.definition,
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def full_name(record: Term) -> str:
    """Return the name with its abbreviation: `World Trade Organization (WTO)`."""
    return f"{record.title} ({record.abbreviation})" if record.abbreviation else record.title


def cited(corpus: Corpus, record: Term) -> Cited:
    """Return how the page of a term is cited."""
    return citation.of_term(corpus, record, full_name(record))


def view(corpus: Corpus, here: Here, record: Term) -> TermView:
    """Return what the page of a term shows."""
    uses, endnotes = _uses(corpus, here, record), Endnotes()
    used_in = {use.recommendation.number for use in uses}
    return TermView(
        file=links.record_file(record),
        crumbs=(Link("Terms", here.relative(links.TERMS)),),
        kind=called(corpus.edition, record.kind),
        full_name=full_name(record),
        definition=record.definition,
        known=endnotes.known(known(corpus, here, record)),
        note=record.note or "",
        address=record.address or "",
        forms=tuple(Theirs(form, text.tongue(corpus.language_of_form(record, form))) for form in record.forms),
        in_recommendations=uses,
        in_finder=in_finder(corpus, here, len(uses), named=record.id) if record.kind in NAMES else None,
        in_documents=tuple(
            DocumentUse(
                here.link(mention.record, f"{mention.record.name}, {mention.anchor}", mention.anchor),
                ", ".join(mention.words),
            )
            for mention in corpus.mentions.get(record.id, ())
            if not isinstance(mention.record, Recommendation)
        ),
        roles=tuple(
            PlayedRole(
                _ANCHORS.get(role.anchor, role.anchor),
                role.of_term,
                _involved(
                    here, used_in, ((each, theirs(corpus, each, who.words), Mark(who.basis)) for each, who in acting)
                ),
            )
            for role, acting in roles_of(corpus.acting.get(record.id, ()))
        ),
        benefited=_involved(
            here,
            used_in,
            ((each, theirs(corpus, each, who.words), None) for each, who in corpus.benefited.get(record.id, ())),
        ),
        endnotes=endnotes.all(),
        citing=citing(here, cited(corpus, record)),
    )


_ANCHORS = {"addressees": "addressed"}
"""Anchors of roles that are called otherwise here than on the page of a recommendation."""


def _involved(
    here: Here, used_in: Container[int], parts: Iterable[tuple[Recommendation, Theirs | None, Mark | None]]
) -> tuple[Involvement, ...]:
    """Return the parts that a term has in recommendations, each titled once on the page: those in `used_in` are titled
    where the uses are listed."""
    found: dict[tuple[Theirs | None, Mark | None, int], list[Recommendation]] = {}
    for record, words, mark in parts:
        alone = 0 if record.number in used_in else record.number
        found.setdefault((words, mark, alone), []).append(record)
    return tuple(
        Involvement((), pieces.recommendation(here, records[0]), words, mark)
        if alone
        else Involvement(pieces.numbered(here, records), None, words, mark)
        for (words, mark, alone), records in found.items()
    )


def _uses(corpus: Corpus, here: Here, record: Term) -> tuple[Use, ...]:
    """Return the recommendations that use a term, by number."""
    found: dict[int, list[Mention]] = {}
    for mention in corpus.mentions.get(record.id, ()):
        if isinstance(mention.record, Recommendation):
            found.setdefault(mention.record.number, []).append(mention)
    return tuple(
        Use(
            pieces.recommendation(here, corpus.recommendation(number)),
            corpus.name(corpus.recommendation(number)),
            tuple(here.link(each.record, ", ".join(each.words), each.anchor) for each in mentions),
        )
        for number, mentions in sorted(found.items())
    )


def parts(corpus: Corpus, record: Term) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    yield editable.part(corpus, record, ("title",), "title", "record.title")
    yield editable.part(corpus, record, ("definition",), "definition", "record.definition")
    if record.note:
        yield editable.part(corpus, record, ("note",), "note", "record.note")
    yield editable.part(corpus, record, ("forms",), "wordings", "forms")


def found(corpus: Corpus, record: Term, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of a term."""
    return SearchEntry(
        "Term",
        full_name(record),
        links.address(record),
        (
            SearchPart("our definition", "", record.definition),
            *([SearchPart("our note", "", record.note)] if record.note else []),
        ),
        about=f"{called(corpus.edition, record.kind)} {' '.join(record.forms)}",
        names=names(record),
        called=also_called(record),
        key=links.key_of(record),
    )


def names(term: Term) -> tuple[str, ...]:
    """Return everything a term is called."""
    return tuple(dict.fromkeys(filter(None, (term.title, term.abbreviation, *term.forms))))


KIND = Kind(
    Term,
    page,
    parts,
    found,
    linked_data.term,
    listed_as=lambda _, each: full_name(each),
    listed_at=(links.TERMS, "term"),
    vocabulary=True,
    cited=cited,
)
