"""What must be true between the records. `RULES` is the table of contents.

A rule is a function from the `Draft` to findings. Its name is the name shown in messages, its docstring the
explanation shown to contributors. To add one: write it in the module of its subject, list it here, and give it a
folder in tests/corpora/bad/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from macros.corpus.load import Draft
from macros.corpus.rules import (
    changes,
    claims,
    completeness,
    documents,
    edition,
    evidence,
    letters,
    order,
    redirects,
    references,
    roles,
    slips,
    terms,
    texts,
    timeline,
    titles,
)
from macros.corpus.rules.finding import Finding
from macros.problems import MOST_OF_A_KIND, Problem, one_line

Rule = Callable[[Draft], Iterator[Finding]]

RULES: Final[tuple[Rule, ...]] = (
    completeness.file_name_is_identifier,
    completeness.recommendations_are_complete,
    completeness.clusters_are_complete,
    completeness.sessions_are_present,
    edition.the_edition_has_a_day,
    edition.lists_are_answered,
    edition.threads_are_told_once,
    edition.words_are_of_a_kind,
    edition.sessions_are_told_apart,
    titles.titles_are_unique,
    titles.documents_have_names_of_their_own,
    titles.titles_carry_no_template_marks,
    titles.other_words_are_new,
    letters.our_words_have_latin_letters,
    references.references_exist,
    references.the_agenda_is_held,
    references.cited_anchors_exist,
    references.anchors_are_unique,
    references.nothing_is_named_twice,
    references.relations_point_forward,
    claims.claims_have_a_source,
    claims.claims_explain_themselves,
    claims.values_match_their_basis,
    roles.roles_have_words_or_a_reason,
    roles.words_show_the_role,
    roles.roles_are_given_once,
    roles.benefits_have_their_own_words,
    roles.somebody_is_asked_to_act,
    evidence.claims_rest_on_what_was_seen,
    evidence.readings_come_from_what_was_seen,
    evidence.unseen_documents_are_known_through_another,
    evidence.a_missing_place_is_in_a_source_seen_in_part,
    evidence.dates_are_carried_by_a_source,
    documents.copies_match_how_they_are_known,
    documents.a_copy_stands_once,
    documents.derived_addresses_follow_the_symbol,
    texts.transcripts_are_unchanged,
    texts.texts_equal_their_source,
    texts.every_line_has_a_place,
    texts.blocks_have_one_text,
    texts.quoted_words_stand_in_the_text,
    texts.shared_words_stand_in_both_texts,
    texts.readings_differ,
    slips.stated_slips_are_read_elsewhere,
    slips.uneven_words_stand_both_ways,
    order.numbers_are_as_printed,
    order.letters_are_as_printed,
    order.recommendations_follow_the_heading_of_their_cluster,
    order.blocks_stand_in_the_order_of_their_source,
    order.anchors_count_as_the_source_does,
    order.held_documents_print_their_symbol,
    terms.forms_are_used,
    terms.abbreviations_are_terms,
    timeline.events_stand_in_order,
    timeline.sessions_have_proposal_and_decision,
    timeline.events_lie_within_their_session,
    timeline.events_name_a_paragraph,
    timeline.decisions_are_attested,
    timeline.carry_over_goes_forward,
    redirects.redirects_stand_once,
    redirects.redirects_lead_to_the_end,
    changes.editions_follow_each_other,
    changes.only_changes_are_told,
)


def name_of(rule: Rule) -> str:
    """Return the name of a rule as shown in messages: `references-exist`."""
    return rule.__name__.replace("_", "-")


def check(draft: Draft) -> list[Problem]:
    """Apply every rule; returns all problems, those of reading the files included."""
    problems = list(draft.problems)
    if draft.edition is None:
        return problems  # without its promises nothing can be complete or not
    for rule in RULES:
        findings = sorted(rule(draft), key=lambda found: (found.place, found.must, found.found))
        problems.extend(
            _problem(name_of(rule), found, advised=number < MOST_OF_A_KIND) for number, found in enumerate(findings)
        )
    return problems


def _problem(rule: str, found: Finding, *, advised: bool) -> Problem:
    """Return a finding as a problem. Where it is one of too many to be said, nothing is looked up for it."""
    repair, edit = found.repair, found.edit
    if found.advice and advised:
        repair, edit = found.advice()
    return Problem(found.place, rule, one_line(found.must), one_line(found.found), one_line(repair), edit)
