"""Texts under the number, the letter or the anchor of another, and clusters that are not those of the source."""

from pathlib import Path

from tests.gallery.case import Case, Change, swap


def exchanged(other: str, key: str) -> Change:
    """Exchange two records, but for the key that must fit the name of the file."""

    def change(path: Path) -> None:
        paths = (path, path.with_name(other))
        one, two = (each.read_text(encoding="utf-8") for each in paths)
        mine, theirs = (next(line for line in text.split("\n") if line.startswith(key)) for text in (one, two))
        paths[0].write_text(two.replace(theirs, mine, 1), encoding="utf-8", newline="")
        paths[1].write_text(one.replace(mine, theirs, 1), encoding="utf-8", newline="")

    return change


def both(*changes: Change) -> Change:
    """Make several changes to a file."""

    def change(path: Path) -> None:
        for each in changes:
            each(path)

    return change


CASES = (
    Case(
        "two neighbours that exchanged their numbers",
        "numbers-are-as-printed",
        "recommendations/36.yml",
        exchanged("37.yml", "number: "),
    ),
    Case(
        "two clusters that exchanged their letters",
        "letters-are-as-printed",
        "clusters/e.yml",
        exchanged("f.yml", "letter: "),
    ),
    Case(
        "a recommendation in the cluster of its neighbour",
        "recommendations-follow-the-heading-of-their-cluster",
        "recommendations/36.yml",
        swap("cluster: d", "cluster: e"),
    ),
    Case(
        "two paragraphs whose anchors were exchanged",
        "anchors-count-as-the-source-does",
        "documents/wo-ga-34-7.yml",
        both(swap("id: p1\n", "id: p0\n"), swap("id: p2\n", "id: p1\n"), swap("id: p0\n", "id: p2\n")),
    ),
    Case(
        "two bullets whose anchors were exchanged",
        "anchors-count-as-the-source-does",
        "recommendations/15.yml",
        both(swap("id: b2\n", "id: b0\n"), swap("id: b3\n", "id: b2\n"), swap("id: b0\n", "id: b3\n")),
    ),
    Case(
        "a symbol with a hyphen in place of a stroke",
        "held-documents-print-their-symbol",
        "documents/wo-ga-34-7.yml",
        swap("symbol: WO/GA/34/7", "symbol: WO/GA/34-7"),
    ),
)
