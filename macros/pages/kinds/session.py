"""The page of a session: what it had before it on each agenda item, and what it did about the text of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar

from markupsafe import Markup

from macros.corpus.graph import Corpus
from macros.corpus.records import AgendaItem, Claim, Document, Event, Session
from macros.corpus.records.item import AT_A_SESSION
from macros.exports import citation, linked_data
from macros.exports.citation import Cited
from macros.pages import editable, links, provenance, text
from macros.pages.citing import Citing, citing
from macros.pages.editable import Editable
from macros.pages.endnotes import Endnote, Endnotes
from macros.pages.here import Here, Link
from macros.pages.kinds.kind import Kind
from macros.pages.page import Page
from macros.pages.pieces import Evidence, Happening, Known, Mark, Neighbours, Paper, happening, known, neighbours, paper
from macros.pages.search_entry import Rank, SearchEntry, SearchPart, Wordings, spoken
from macros.pages.view import View
from macros.pages.words import called


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a session: its anchor, what it is called, the value, empty where it is not established, and how it
    is known. Facts that have the same sources give them once, with the first; `also` says what else they bear."""

    anchor: str
    label: str
    value: str
    known: Known
    also: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What a session did about the text of the edition: when, if that is known, and what."""

    date: Markup | None
    statement: str
    known: Known


@dataclass(frozen=True, slots=True)
class AlsoOnTimeline:
    """An event of the timeline that names a session and is neither its proposal nor its decision."""

    date: Markup
    link: Link


@dataclass(frozen=True, slots=True)
class OnOther:
    """An event of another agenda item that names a session: when, what kind of event, the way to it, and how it is
    known."""

    date: Markup
    kind: str
    link: Link
    basis: Mark


@dataclass(frozen=True, slots=True)
class OtherItem:
    """Another agenda item that has events at a session: the anchor here, the way to its page, and these events."""

    anchor: str
    link: Link
    events: tuple[OnOther, ...]


@dataclass(frozen=True, slots=True)
class OfSession:
    """A document of a session: its title, unless that is its name, what it is, and whether its text is here."""

    link: Link
    title: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """The recommendations, on the page of the session that adopted them: the ways to their list and to their text."""

    count: int
    list: str
    full_text: str


@dataclass(frozen=True, slots=True)
class SessionView(View):
    """The page of a session: what it was asked and decided, what it did about the text of the edition (`work`), the
    facts about it, its documents, and its sources for paper. `carried_from` leads to the decision that carried the
    item over to it, `carried_to` to the session that it carried the item over to."""

    template: ClassVar[str] = "session.html.jinja"

    file: str
    crumbs: tuple[Link, ...]
    body: str
    full_name: str
    dates: Markup | None
    city: str
    subject: str
    anchor: str
    work: str
    work_anchor: str
    carried_from: Link | None
    proposal: Happening
    decision: Happening
    carried_to: Link | None
    also: tuple[AlsoOnTimeline, ...]
    others: tuple[OtherItem, ...]
    development_agenda: tuple[Step, ...]
    adopted: Adopted | None
    facts: tuple[Fact, ...]
    report: Paper | None
    report_known: Known
    documents: tuple[OfSession, ...]
    citing: Citing
    neighbours: Neighbours
    endnotes: tuple[Endnote, ...]


def page(corpus: Corpus, record: Session) -> Page:
    """Return the page of a session."""
    body, thread = corpus.edition.body, corpus.thread(corpus.timeline)
    return Page(
        path=f"sessions/{record.address_name}.md",
        title=f"{body.name}, {full_name(record)}",
        description=f"What the {body.name} of {record.short_label} was asked and decided on {thread.called}"
        + (f", and what it did about the {corpus.edition.work.name}." if record.development_agenda else "."),
        record=links.record_file(record),
        view=partial(view, record=record),
    )


def full_name(record: Session) -> str:
    """Return the name as the documents print it, and the year: `Thirty-Fourth (18th Ordinary) Session, 2007`; what is
    not established is left out."""
    name = designation(record)
    return f"{name}, {record.short_label}" if record.ordinal.value else name


def designation(record: Session) -> str:
    """Return the name as the documents print it: `Thirty-Fourth (18th Ordinary) Session`; what is not established is
    left out."""
    kind = ""
    if record.type.value:
        kind = f" ({record.type.number + ' ' if record.type.number else ''}{record.type.value.capitalize()})"
    return f"{record.ordinal.value}{kind} Session" if record.ordinal.value else f"session of {record.short_label}"


def cited(corpus: Corpus, record: Session) -> Cited:
    """Return how the page of a session is cited, with what was proposed, decided and done as its parts."""
    body, work = corpus.edition.body, corpus.edition.work
    parts = [*((each, f"what was {each}") for each in ("proposed", "decided")), (work.anchor, f"the {work.name}")]
    title, name = f"{body.name}, {full_name(record)}", f"{body.name}, {designation(record)}"
    return citation.of_session(corpus, record, title, name, parts)


def view(corpus: Corpus, here: Here, record: Session) -> SessionView:
    """Return what the page of a session shows."""
    item = corpus.timeline
    decision = corpus.event("decision", record.identifier)
    report = corpus.document(record.report.document) if record.report.document else None
    notes = Endnotes()  # numbers what follows in the order of the page
    return SessionView(
        file=links.record_file(record),
        crumbs=(Link("Sessions", here.relative(links.SESSIONS)),),
        body=corpus.edition.body.name,
        full_name=full_name(record),
        dates=text.when(record.dates.value) if record.dates.value else None,
        city=record.city.value or "",
        subject=item.title,
        anchor=corpus.thread(item).anchor,
        work=corpus.edition.work.name,
        work_anchor=corpus.edition.work.anchor,
        carried_from=_carried_from(corpus, here, record),
        proposal=notes.happening(happening(corpus, here, item, corpus.event("proposal", record.identifier))),
        decision=notes.happening(happening(corpus, here, item, decision)),
        carried_to=_carried_to(corpus, here, decision),
        also=tuple(
            AlsoOnTimeline(text.when(event.date), Link(event.title, here.event(corpus, item, event)))
            for event in item.events
            if event.session == record.identifier and event.kind not in AT_A_SESSION
        ),
        others=tuple(_other(corpus, here, record, other) for other in corpus.other_items if _names(other, record)),
        development_agenda=tuple(
            Step(text.when(each.date) if each.date else None, each.statement, notes.known(known(corpus, here, each)))
            for each in record.development_agenda
        ),
        adopted=Adopted(
            len(corpus.recommendations), here.relative(links.RECOMMENDATIONS), here.relative(links.FULL_TEXT)
        )
        if record.identifier == corpus.agenda.session
        else None,
        facts=tuple(replace(each, known=notes.known(each.known, each.also)) for each in _facts(corpus, here, record)),
        report=paper(corpus, here, report) if report else None,
        report_known=notes.known(known(corpus, here, record.report)),
        documents=tuple(
            _document(corpus, here, each) for each in corpus.documents if each.session == record.identifier
        ),
        citing=citing(here, cited(corpus, record)),
        neighbours=neighbours(corpus, here, record, "Sessions"),
        endnotes=notes.all(),
    )


def _names(item: AgendaItem, record: Session) -> bool:
    return any(event.session == record.identifier for event in item.events)


def _other(corpus: Corpus, here: Here, record: Session, item: AgendaItem) -> OtherItem:
    return OtherItem(
        corpus.thread(item).anchor,
        here.link(item),
        tuple(
            OnOther(
                text.when(event.date),
                called(corpus.edition, event.kind),
                Link(event.title, here.event(corpus, item, event)),
                Mark(event.basis),
            )
            for event in item.events
            if event.session == record.identifier
        ),
    )


def _carried_from(corpus: Corpus, here: Here, record: Session) -> Link | None:
    """Return the way to the decision by which the session before carried the item over, called by its year."""
    previous, _ = corpus.neighbours(record)
    if previous is None or (decision := corpus.event("decision", previous.identifier)).carries_to != record.identifier:
        return None
    return Link(previous.short_label, here.event(corpus, corpus.timeline, decision))


def _carried_to(corpus: Corpus, here: Here, decision: Event) -> Link | None:
    if not decision.carries_to:
        return None
    session = corpus.session(decision.carries_to)
    return here.link(session, session.short_label)


def _facts(corpus: Corpus, here: Here, record: Session) -> tuple[Fact, ...]:
    kind = " ".join(filter(None, (record.type.number, record.type.value))) if record.type.value else ""

    def fact(anchor: str, label: str, claim: Claim, value: str | None) -> Fact:
        return Fact(anchor, label, value or "", known(corpus, here, claim))

    return _sources_once(
        fact("number", "Number", record.ordinal, record.ordinal.value),
        fact("kind", "Kind", record.type, kind),
        fact("dates", "Dates", record.dates, text.when(record.dates.value) if record.dates.value else None),
        fact("place", "Place", record.city, record.city.value),
        fact("agenda-item", "Number of the agenda item", record.agenda_item, record.agenda_item.value),
    )


def _sources_once(*facts: Fact) -> tuple[Fact, ...]:
    """Return facts of which those with the same sources give them once, with the first."""
    told: list[Fact] = []
    for place, fact in enumerate(facts):
        if any(fact.known.evidence == earlier.known.evidence for earlier in facts[:place]):
            told.append(replace(fact, known=replace(fact.known, evidence=Evidence(()))))
            continue
        *others, last = [each.label.lower() for each in facts if each.known.evidence == fact.known.evidence]
        joined = " and ".join(filter(None, (", ".join(others[1:]), last))) if others else ""
        told.append(replace(fact, also=joined if fact.known.evidence.sources else ""))
    return tuple(told)


def _document(corpus: Corpus, here: Here, record: Document) -> OfSession:
    return OfSession(
        here.link(record),
        record.title if record.symbol and record.title else "",
        called(corpus.edition, record.kind),
        "its text is here" if record.held else provenance.only_through(corpus, record) or "cited only",
    )


def parts(corpus: Corpus, record: Session) -> Iterator[Editable]:
    """Yield what can be corrected on the page, in the order in which it stands there."""
    events = {
        corpus.event(kind, record.identifier): mark
        for kind, mark in (("proposal", "proposed"), ("decision", "decided"))
    }
    for event, mark in events.items():
        yield editable.event(corpus, corpus.timeline, event, f"what was {mark}", mark)
    for number in range(len(record.development_agenda)):
        words = f"statement {number + 1} on the {corpus.edition.work.name}"
        yield editable.part(corpus, record, ("development_agenda", number), words, f"record.statement-{number + 1}")
    for field, words, mark in (
        ("ordinal", "number", "number"),
        ("type", "kind", "kind"),
        ("dates", "dates", "dates"),
        ("city", "place", "place"),
        ("agenda_item", "number of the agenda item", "agenda-item"),
        ("report", "report", "report"),
    ):
        yield editable.part(corpus, record, (field,), words, mark)


def found(corpus: Corpus, record: Session, wordings: Wordings) -> SearchEntry:  # noqa: ARG001 - as for every kind
    """Return what the search finds of a session."""
    body, work = corpus.edition.body, corpus.edition.work
    statements = [
        SearchPart(f"the {work.name}", work.anchor, statement.statement) for statement in record.development_agenda
    ]
    proposal, decision = (corpus.event(kind, record.identifier) for kind in ("proposal", "decision"))
    report = corpus.document(record.report.document) if record.report.document else None
    return SearchEntry(
        "Session",
        f"{body.name}, {full_name(record)}",
        links.address(record),
        (
            SearchPart("", "", ""),
            SearchPart("proposal", "proposed", f"{proposal.title}. {proposal.statement}"),
            SearchPart("decision", "decided", f"{decision.title}. {decision.statement}"),
            *statements,
        ),
        about=" ".join(
            (
                corpus.timeline.title,
                spoken(record.dates.value),
                record.city.value or "",
                *body.also_called[:1],
                report.name if report else "",
            )
        ),
        names=(
            record.short_label,
            *(f"{name} {record.short_label}" for name in (body.short_name, body.name, *body.also_called, "session")),
            *([record.year] if record.label else ()),
            f"{record.ordinal.value} session",
            str(record.ordinal.value),
        ),
        key=links.key_of(record),
        rank=Rank.AGENDA,
    )


KIND = Kind(Session, page, parts, found, linked_data.session, cited=cited)
