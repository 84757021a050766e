"""The built site, checked as a reader gets it: counts, fidelity, links, leftovers.

Nothing here asks how a page was made. It reads HTML files, the held transcripts and the list of what must be there.
"""

from __future__ import annotations

from pathlib import Path

from macros.corpus.graph import Corpus
from macros.problems import Problem
from macros.proof import completeness, fidelity, hygiene, targets
from macros.proof.built import Built, read_site


def check_site(site: Path, corpus: Corpus, root: Path | None = None, base: str = "/") -> list[Problem]:
    """Return every problem of the site in the folder `site`, which was built from `corpus`.

    `root` is the root of the project, where the files lie that edit links name; without it those are not checked.
    `base` is the path under which the site is hosted, with slashes at both ends.
    """
    built = read_site(site)
    problems = [
        *completeness.pages_are_there(built, corpus),
        *fidelity.texts_are_the_source(built, corpus),
        *targets.links_lead_somewhere(built, base),
        *targets.nothing_comes_from_elsewhere(built, site),
        *hygiene.heads_are_filled(built),
        *hygiene.nothing_is_left_over(built, corpus),
    ]
    if root is not None:
        problems.extend(targets.records_exist(built, root))
    return sorted(problems)


__all__ = ["Built", "check_site"]
