"""Claims that are stronger than what was seen of their sources."""

from tests.gallery.case import Case, swap

SEVEN = "sessions/2007.yml"

CASES = (
    Case(
        "a definition that rests on a report nobody has seen",
        "claims-rest-on-what-was-seen",
        "terms/ldc.yml",
        swap("witnesses/wipo-ldc-criteria-page", "documents/wo-ga-30-8"),
    ),
    Case(
        "a place that was missed in a document nobody has seen",
        "a-missing-place-is-in-a-source-seen-in-part",
        SEVEN,
        swap("cites: documents/pcda-3-2\n", "cites: documents/pcda-3-2\n        at: not seen\n"),
    ),
    Case(
        "another reading in a document nobody has seen",
        "readings-come-from-what-was-seen",
        "recommendations/15.yml",
        swap("  witnesses:\n    - cites: witnesses/dg-slides\n", "  witnesses:\n    - cites: documents/a-45-5\n"),
    ),
    Case(
        "days of a session from documents that were issued before it",
        "dates-are-carried-by-a-source",
        "sessions/2005.yml",
        swap(
            "  because: >-\n    Both documents were issued before the session; these are the days for which it was called.\n",
            "",
        ),
    ),
)
