"""Begin a release: `python -m scripts.write_changes VERSION [--since REVISION]`.

Compares the records as they are with those of the edition before, and writes what changed into
`data/changes/<version>.yml`, the version and the day into data/edition.yml. The edition before is the newest in
data/changes/; its records are those of the tag `v<its version>`, or of the revision given. The day is that of the clock
in Universal Time, or of SOURCE_DATE_EPOCH.
"""

from __future__ import annotations

import argparse
import datetime
import os
import re
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from macros import clock
from macros.corpus.files import replace
from macros.corpus.graph import Corpus, corpus_of
from macros.corpus.layout import YamlBlock, YamlEntry, laid_out, schema_line, written
from macros.corpus.load import Draft, load, parse
from macros.corpus.records import Changes, Edition
from macros.corpus.records.changes import Since, in_order
from macros.impact.records import not_compared, record_changes
from macros.problems import Place, Problem, Refused
from scripts import revisions, terminal

ROOT: Final = Path(__file__).resolve().parent.parent
EDITION: Final = "data/edition.yml"


def main() -> int:
    """Write both files and say what comes next; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py release", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("version", metavar="VERSION", help="the number of the new edition, such as 2027.1")
    parser.add_argument("--since", metavar="REVISION", help="the commit of the edition before (default: its tag)")
    options = parser.parse_args()
    try:
        found = clock.seconds(os.environ, datetime.datetime.now(datetime.UTC).date())
        day = datetime.datetime.fromtimestamp(found, datetime.UTC).date()
        changes = begun(ROOT, options.version, day, options.since)
    except Refused as refused:
        print(f"Nothing was written.\n\n{refused}", file=sys.stderr)
        return 1
    print(f"Written: {EDITION} and {file_of(changes)}. {changes.in_short}")
    print("Next: read both, run `python3 scripts/dev.py accept`, and send it as a pull request.")
    print(
        f"When it is merged, tag that commit v{changes.edition}; `python3 scripts/dev.py release` then makes its files."
    )
    return 0


def begun(root: Path, version: str, day: datetime.date, since: str | None = None) -> Changes:
    """Write the files of a new edition of the project in the folder `root`; return what it changed. Raises `Refused`,
    and then nothing is written."""
    draft = load(root / "data")
    corpus = corpus_of(draft)
    edition = _dated(corpus.places["edition", "edition"].source.text, version, day)  # refuses a number that is none
    before = max(
        (each for each in corpus.changes if each.edition != version),
        key=lambda each: in_order(each.edition),
        default=None,
    )
    if before and in_order(version) <= in_order(before.edition):
        must = f"a new edition has a higher number than the last, which is {before.edition}"
        raise _refused("VERSION", "editions-follow-each-other", must, f'"{version}"', "choose the next number")
    if before is None:
        compared: dict[str, Any] = {}
    else:
        compared = _compared(root, draft, corpus, before.edition, since or f"v{before.edition}")
    changes = Changes.model_validate({"edition": version, "date": day.isoformat(), **compared})
    text = _text(changes)
    path = root / file_of(changes)
    path.parent.mkdir(exist_ok=True)
    replace(path, text)
    replace(root / EDITION, edition)
    return changes


def file_of(changes: Changes) -> str:
    """Return the file of what an edition changed, from the root of the project."""
    return f"data/changes/{changes.identifier}.yml"


def _compared(root: Path, draft: Draft, corpus: Corpus, before: str, revision: str) -> dict[str, Any]:
    """Return what changed since the edition `before`, whose records are those of a revision."""
    commit = revisions.commit(root, revision)
    if commit is None:
        must = f"the records of edition {before} are in git"
        repair = "fetch the tags, or name its commit with --since"
        raise _refused(revision, "base-is-there", must, "no such commit", repair)
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        revisions.check_out(root, commit, revision, Path(folder, "before"))
        old = load(Path(folder, "before", "data"))
        if old.edition is None or old.edition.record.version != before:
            found = f"version {old.edition.record.version}" if old.edition else "no edition.yml that can be read"
            must = f"the commit that is compared with has the records of edition {before}"
            raise _refused(revision, "base-is-there", must, found, "name the commit of that edition with --since")
        compared: dict[str, Any] = {"since": Since(edition=before, commit=commit)}
        compared |= {"records": told} if (told := tuple(record_changes(old, draft, corpus.name))) else {}
        return compared | ({"not_compared": left} if (left := tuple(not_compared(old, draft))) else {})


def _dated(text: str, version: str, day: datetime.date) -> str:
    """Return the text of data/edition.yml with another version and day. Raises `Refused` for a version that is none."""
    for key, value in (("version", version), ("date", day.isoformat())):
        text, count = re.subn(rf"(?m)^{key}:.*$", f"{key}: {value}".replace("\\", r"\\"), text)
        if count != 1:
            must, repair = f'"{key}" stands on a line of its own', "write it as `dev.py format` does"
            raise _refused(EDITION, "form-keeps-content", must, f"{count} such lines", repair)
    parse(text, EDITION, Edition)
    return text


def _text(changes: Changes) -> str:
    """Return the file in the form of all records."""
    values = changes.model_dump(mode="json", exclude_unset=True)
    text = "\n".join([schema_line("changes"), *written(_block(values.items()))]) + "\n"
    return laid_out(text, file_of(changes), "changes", Changes)


def _block(values: Iterable[tuple[str, object]]) -> YamlBlock:
    return YamlBlock(is_list=False, entries=[YamlEntry(key, _value(value)) for key, value in values])


def _value(value: object) -> str | YamlBlock:
    if isinstance(value, dict):
        return _block(value.items())
    if isinstance(value, list):
        return YamlBlock(is_list=True, entries=[YamlEntry(None, _value(each)) for each in value])
    return str(value)


def _refused(place: str, rule: str, must: str, found: str, repair: str) -> Refused:
    return Refused([Problem(Place(place), rule, must, found, repair)])


if __name__ == "__main__":
    sys.exit(terminal.run(main))
