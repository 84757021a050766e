"""The built site, checked as a reader gets it: counts, fidelity, links, addresses, leftovers.

Nothing here asks how a page was made. It reads HTML files, the held transcripts and the list of what must be there.
"""

from __future__ import annotations

from pathlib import Path

from macros.corpus.graph import Corpus
from macros.problems import Problem
from macros.proof import addresses, completeness, fidelity, hygiene, safety, targets
from macros.proof.built import Built, read_site
from macros.proof.page import BuiltPage


def check_site(
    site: Path, corpus: Corpus, root: Path | None = None, read: dict[str, BuiltPage] | None = None
) -> list[Problem]:
    """Return every problem of the site in the folder `site`, which was built from `corpus`. See `read_site` for
    `read`.

    `root` is the root of the project, where the files lie that edit links name, the frames with their
    scripts, and the list of addresses; without it those are not checked.
    """
    built = read_site(site, read)
    problems = [
        *completeness.pages_are_there(built, corpus),
        *fidelity.texts_are_the_source(built, corpus),
        *targets.links_lead_somewhere(built),
        *targets.nothing_comes_from_elsewhere(built, site),
        *targets.links_are_harmless(built),
        *safety.nothing_foreign_runs(built),
        *safety.pages_are_shut(built),
        *safety.policies_hold(built),
        *addresses.redirects_are_built(built, corpus.redirects),
        *hygiene.heads_are_filled(built),
        *hygiene.drafts_are_marked(built),
        *hygiene.nothing_is_left_over(built, corpus),
    ]
    if root is not None:
        problems.extend(targets.records_exist(built, root))
        problems.extend(safety.scripts_are_known(built, root))
        problems.extend(addresses.addresses_are_kept(built, corpus, root))
        problems.extend(addresses.redirects_lead_somewhere(built, corpus, root))
    return sorted(problems)


__all__ = ["Built", "check_site"]
