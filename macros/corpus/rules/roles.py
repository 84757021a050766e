"""Who is asked to act, who has another part in it, and whom it is for: each as the words of the text say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from macros.corpus.languages import language_of
from macros.corpus.load import Draft, Entry
from macros.corpus.matching import forms_of
from macros.corpus.records import Actor, Document, Recommendation, Role, Term
from macros.corpus.records.verbatim import fold
from macros.corpus.rules.finding import Finding, changed, unread
from macros.corpus.rules.terms import forms_are_used

SIGNS: Final[Mapping[Role, tuple[str, ...]]] = {
    "asked": (
        "shall",
        "should",
        "may",
        "request",
        "requesting",
        "urge",
        "urging",
        "encourage",
        "encouraging",
        "invite",
    ),
    "involved": ("with", "consulted", "informed", "participation", "viewpoints", "partners"),
    "venue": ("in", "within"),
    "directing": ("request", "requesting", "directed", "agreed", "orientation", "consent"),
}
"""Words without which a sentence of the recommendations does not say that somebody has this role. They are the words of
the adopted texts and the nearest forms of them; where the text has none, the role can only be inferred."""


def roles_have_words_or_a_reason(draft: Draft) -> Iterator[Finding]:
    """An actor whose role is `stated` quotes words of the text; one whose role is inferred says why instead, and quotes
    none. Every beneficiary quotes words of the text."""
    for entry in _quoting(draft):
        text = fold(" ".join(block.words for block in entry.record.text))
        for position, who in enumerate(entry.record.actors):
            yield from _evidence(entry, position, who)
        quoted = [(("actors", i), who.words) for i, who in enumerate(entry.record.actors)]
        quoted += [(("beneficiaries", i), who.words) for i, who in enumerate(entry.record.beneficiaries)]
        for path, words in quoted:
            if words and fold(words) not in text:
                yield Finding(
                    entry.place(*path, "words"),
                    "these words stand in the text of the recommendation",
                    f'"{words}"',
                    "copy them from the text, slips included",
                )


def _evidence(entry: Entry[Recommendation], position: int, who: Actor) -> Iterator[Finding]:
    if who.basis == "stated" and not who.words:
        yield Finding(
            entry.key_place("actors", position, "basis"),
            "a role that the text states is shown by its words",
            "no `words`",
            "add `words:` as they stand in the text, or write basis inferred and `because:`",
        )
    if who.basis == "inferred" and not who.because:
        yield Finding(
            entry.key_place("actors", position, "basis"),
            "a role that the text does not state is explained",
            "no `because`",
            "add `because:` with how it is understood",
        )
    if who.basis == "inferred" and who.words:
        yield Finding(
            entry.key_place("actors", position, "words"),
            "words are quoted for a role that they show",
            '`words` with basis "inferred"',
            "remove `words:`, or write basis stated where they say that it has this role",
        )


def words_show_the_role(draft: Draft) -> Iterator[Finding]:
    """The words quoted for a role say that somebody has this role, and who: they are more than a name. For one who is
    asked to act they hold a word such as `shall` or `request`, for one who is involved `with` or `participation`, for a
    venue `in` or `within`, for one who directs `request` or `directed`; of words in another language than English this
    is not asked. Where there is a term, they hold one of its forms."""
    forms = forms_of(tuple(entry.record for entry in draft.of(Term)))
    waits = unread(draft, "terms") or any(forms_are_used(draft))
    for entry in _quoting(draft):
        text = fold(" ".join(block.words for block in entry.record.text))
        for position, who in enumerate(entry.record.actors):
            if who.basis != "stated" or not who.words or fold(who.words) not in text:
                continue  # another rule reports that
            place, found = entry.place("actors", position, "words"), f'"{who.words}"'
            signs, in_english = SIGNS[who.role], _language(draft, entry, who.words).partition("-")[0] == "en"
            if in_english and not {*signs} & {*re.findall(r"\w+", who.words.casefold())}:
                yield Finding(
                    place,
                    f'words that show the role "{who.role}" hold one of: {", ".join(signs)}',
                    found,
                    "quote the words that say so, choose another role, or write basis inferred and `because:`",
                )
            known = who.term in draft.names("terms") and not waits
            if known and who.term not in {use.term for use in forms.uses(fold(who.words))}:
                yield Finding(
                    place,
                    f'the words name "{who.term}" by one of the `forms` of this term',
                    found,
                    "quote so much that the name is in it, or correct the term",
                )


def roles_are_given_once(draft: Draft) -> Iterator[Finding]:
    """Each actor has each role at most once in a recommendation, and nobody stands twice among the beneficiaries. Who
    has two roles has two entries."""
    for entry in draft.of(Recommendation):
        told = [(("actors", i), f"{who.who}, {who.role}") for i, who in enumerate(entry.record.actors)]
        told += [(("beneficiaries", i), who.who) for i, who in enumerate(entry.record.beneficiaries)]
        seen: set[str] = set()
        for path, name in told:
            if name in seen:
                yield Finding(
                    entry.place(*path, "who"),
                    "an actor has each role once, and a beneficiary stands once",
                    f'"{name}" again',
                    "keep one of the two, or correct the role",
                )
            seen.add(name)


def benefits_have_their_own_words(draft: Draft) -> Iterator[Finding]:
    """Whom the words only ask, involve or let direct is not a beneficiary by the same words: who is to be consulted is
    not yet one it is for. So the words quoted for a beneficiary are not a part of those that show its role."""
    for entry in _quoting(draft):
        for position, beneficiary in enumerate(entry.record.beneficiaries):
            for who in entry.record.actors:
                if who.who == beneficiary.who and fold(beneficiary.words) in fold(who.words or ""):
                    yield Finding(
                        entry.place("beneficiaries", position, "words"),
                        "a beneficiary is shown by other words than its role",
                        f'"{beneficiary.words}", which stand in the words for the role "{who.role}"',
                        "quote the words that say that it is for them, or remove the beneficiary",
                    )


def somebody_is_asked_to_act(draft: Draft) -> Iterator[Finding]:
    """Every recommendation asks somebody to act. Where the text names nobody, who is understood is inferred, with the
    reason, and in the same way for every text of the kind."""
    for entry in draft.of(Recommendation):
        if not any(who.role == "asked" for who in entry.record.actors):
            yield Finding(
                entry.key_place("actors"),
                'a recommendation has at least one actor with the role "asked"',
                "none",
                "add who is asked, or who is understood to be: basis inferred and `because:`",
            )


def _language(draft: Draft, entry: Entry[Recommendation], words: str) -> str:
    """Return the language of words of a recommendation."""
    document: Entry[Document] | None = draft.entries["documents"].get(entry.record.place.document)
    return language_of(words, entry.record.text, document.record.lang if document else "en")


def _quoting(draft: Draft) -> Iterator[Entry[Recommendation]]:
    """Yield the recommendations whose text is that of the source, so that words can be looked for in it."""
    waiting = changed(draft)
    yield from (entry for entry in draft.of(Recommendation) if entry.file not in waiting)
