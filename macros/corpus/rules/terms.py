"""What the texts name can be looked up, and what can be looked up is named in the texts."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.load import Draft
from macros.corpus.matching import abbreviations, forms_of
from macros.corpus.records import Term
from macros.corpus.rules.finding import Finding, changed, promises, texts_unread, unread, witnessed


def forms_are_used(draft: Draft) -> Iterator[Finding]:
    """Each form of a term stands in at least one text, and belongs to one term only."""
    entries = draft.of(Term)
    texts = [words for _, _, words, _, _ in witnessed(draft)]
    forms = forms_of(tuple(entry.record for entry in entries))
    used = {form for text in texts for form in forms.used(text)}
    waits = texts_unread(draft) or bool(changed(draft))
    owner: dict[str, str] = {}
    for entry in entries:
        for i, form in enumerate(entry.record.forms):
            if form in owner:
                again = "twice in this record" if owner[form] == entry.stem else f'a form of "{owner[form]}" too'
                must = "a form belongs to one term"
                yield Finding(entry.place("forms", i), must, f'"{form}", {again}', "keep one of the two")
            elif form not in used and not waits:
                yield Finding(
                    entry.place("forms", i),
                    "each form stands in one of the texts, as whole words",
                    f'"{form}" stands in none, or only within a longer form',
                    "correct it, or remove it",
                )
            owner.setdefault(form, entry.stem)


def abbreviations_are_terms(draft: Draft) -> Iterator[Finding]:
    """Every word in capitals in a text is a form of a term, so that a reader can look it up, or is waived in
    data/edition.yml with a reason; and a waiver that nothing needs any more is removed."""
    edition = promises(draft)
    waived = {waiver.form for waiver in edition.record.waived_abbreviations}
    waits = unread(draft, "terms")
    forms = {word for entry in draft.of(Term) for form in entry.record.forms for word in abbreviations(f"{form} a")}
    met: set[str] = set()
    for entry, path, words, _, _ in witnessed(draft):
        for word in dict.fromkeys(abbreviations(words)):
            met.add(word)
            if word not in forms and word not in waived and not waits:
                yield Finding(
                    entry.place(*path),
                    "each abbreviation in the texts is a form of a term in data/terms/",
                    f'"{word}"',
                    "add it under `forms` of its term, or waive it in data/edition.yml; the text stays as it is",
                )
    unsure = texts_unread(draft) or bool(changed(draft))
    for i, waiver in enumerate(edition.record.waived_abbreviations):
        if waiver.form in forms or (waiver.form not in met and not unsure):
            yield Finding(
                edition.place("waived_abbreviations", i),
                "a waiver is needed by a text",
                f'"{waiver.form}" is {"a form of a term" if waiver.form in forms else "in no text"}',
                "remove the waiver",
            )
