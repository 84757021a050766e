"""What a page has said in one list it does not say again in another."""

from __future__ import annotations

import re
from collections import Counter

from macros.corpus.graph import Corpus
from macros.markup.reading import elements
from macros.pages.here import Here
from macros.pages.kinds import session, term
from macros.pages.render import Renderer
from macros.pages.site import pages


def test_lists_title_a_recommendation_once(corpus: Corpus) -> None:
    renderer = Renderer(corpus)
    looked_at = 0
    for page in pages(corpus):
        if page.path.startswith(("terms/", "topics/", "clusters/", "sessions/", "witnesses/")):
            found = elements(str(renderer.body(page)))
            titles = Counter(each.words() for each in found if each.given.get("class") == "rec-title")
            assert [title for title, times in titles.items() if times > 1] == [], page.address
            looked_at += bool(titles)
    assert looked_at > 30


def test_a_term_is_still_told_all_its_parts(corpus: Corpus) -> None:
    for record in corpus.terms:
        view = term.view(corpus, Here(f"terms/{record.id}.html"), record)
        used_in = {use.recommendation.number for use in view.in_recommendations}
        for parts in (*(role.parts for role in view.roles), view.benefited):
            for part in parts:
                assert {each.number for each in part.listed} <= used_in
                assert part.other is None or part.other.number not in used_in
        acting = [
            (role.anchor, each.number, part.words.words if part.words else "", part.mark and part.mark.basis)
            for role in view.roles
            for part in role.parts
            for each in (*part.listed, *filter(None, [part.other]))
        ]
        expected = [(each.number, who.words or "", who.basis) for each, who in corpus.acting.get(record.id, ())]
        assert sorted(each[1:] for each in acting) == sorted(expected)
        benefited = [(each.number, part.words and part.words.words) for part in view.benefited for each in part.listed]
        assert sorted(benefited) == sorted(
            (each.number, who.words) for each, who in corpus.benefited.get(record.id, ())
        )


def test_facts_of_a_session_with_the_same_sources_give_them_once(corpus: Corpus) -> None:
    shared = 0
    for record in corpus.sessions:
        claims = (record.ordinal, record.type, record.dates, record.city, record.agenda_item)
        facts = session.view(corpus, Here(f"sessions/{record.year}.html"), record).facts
        given = [fact.known.evidence.sources for fact in facts if fact.known.evidence.sources]
        assert len(set(given)) == len(given)
        assert len(given) == len({claim.sources for claim in claims if claim.sources})
        for claim, fact in zip(claims, facts, strict=True):
            assert fact.known.basis == claim.basis
            assert fact.known.because == (claim.because or "")
            with_them = fact.known.evidence.sources or fact.label.lower() in " ".join(each.also for each in facts)
            assert bool(claim.sources) == bool(with_them), (record.year, fact.label)
        shared += sum(bool(fact.also) for fact in facts)
    assert shared > 3


def test_what_else_sources_bear_is_said_with_them(corpus: Corpus) -> None:
    page = next(page for page in pages(corpus) if page.path == "sessions/2007.md")
    told = re.findall(r"<summary>(.*?)</summary>", str(Renderer(corpus).body(page)))
    assert "1 source, also for kind and place" in told
