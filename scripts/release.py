"""Make the files of a release: `python -m scripts.release [--tag TAG] [--into FOLDER]`.

Of the built site, which must be that of a commit, it writes: the copy for reading from disk, the data for programs, the
notes of what changed, a bill of materials, `release.json`, which names the commit and what else the build was told, and
`SHA256SUMS` of all of them; and the book, where the build was told of one (see macros/book/shelf.py).

Equal commits give equal bytes, see scripts/bundle.py; `dev.py verify` builds them again and compares.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from macros import clock, inputs
from macros.book import shelf
from macros.commit import Commit, commit_of
from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.records import Changes, Edition
from macros.exports import package
from macros.hosting import DRAFT, Hosting
from macros.impact.page import markdown
from macros.impact.words import Change, Report, Row, Section
from macros.pages import history
from macros.problems import Place, Problem, Refused, one_line
from macros.proof import check_site
from scripts import bundle, sbom, terminal

ROOT: Final = Path(__file__).resolve().parent.parent
MANIFEST: Final = "release.json"
SUMS: Final = bundle.SUMS
LONGEST_NOTES: Final = 120_000
"""Bytes of the notes. GitHub takes at most 125,000 characters for the text of a release."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the files of a release are made from: the project, its records, the site built from them, the commit that
    all of it is, and the time that the files carry."""

    root: Path
    corpus: Corpus
    site: Path
    commit: Commit
    seconds: int


def main() -> int:
    """Make the files; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py release", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tag", metavar="TAG", help="refuse unless TAG is that of this version, such as v2026.1")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where to write (default: dist/)")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default: site/)")
    options = parser.parse_args()
    try:
        source = sound(ROOT, options.site, options.tag)
        made = files(source)
    except Refused as refused:
        print(f"No release was made.\n\n{refused}", file=sys.stderr)
        return 1
    made[SUMS] = bundle.sums(made)
    bundle.write_whole({options.into / name: data for name, data in made.items()})
    for name in sorted(made):
        print(name)
    print(f"Release {source.corpus.edition.version} of commit {source.commit.name}, in {options.into}.")
    return 0


def sound(root: Path, site: Path, tag: str | None = None) -> Source:
    """Return what a release of the project in the folder `root` is made from. Raises `Refused` with all that stands in
    its way."""
    corpus = read_corpus(root / "data")
    commit = commit_of(root, os.environ)
    problems = [*_committed(commit), *_told(corpus)]
    if not (site / "index.html").is_file():
        repair = "build it: python3 scripts/dev.py release"
        problems.append(Problem(Place(site.name), "site-is-built", "there is a built site", "none", repair))
    else:
        problems += inputs.unusual(site, site.name, largest=None) or check_site(site, corpus, root)
        problems += release_is_this_version(tag, corpus.edition, bundle.draft_of(site))
        home = (site / "index.html").read_text(encoding="utf-8")
        if commit and not commit.changed and commit.short not in home:
            must = f"the site is built from this commit, {commit.short}"
            repair = "build it again: python3 scripts/dev.py release"
            problems.append(Problem(Place(site.name), "site-is-built", must, "one of another commit", repair))
    if problems or commit is None:
        raise Refused(problems)
    return Source(root, corpus, site, commit, clock.seconds(os.environ, corpus.edition.date.first))


def _committed(commit: Commit | None) -> Iterator[Problem]:
    if commit is None or commit.changed:
        found = "files that differ from it" if commit else "no commit that git knows"
        repair = "commit or take back what `git status` lists" if commit else "make it in a clone of the repository"
        yield Problem(Place("."), "release-is-a-commit", "a release is made from a commit as it is", found, repair)


def _told(corpus: Corpus) -> Iterator[Problem]:
    version = corpus.edition.version
    if version not in {each.edition for each in corpus.changes}:
        must = f"what edition {version} changed is told in data/changes/"
        repair = f"write it before you tag: python3 scripts/dev.py release {version}"
        yield Problem(Place("data/edition.yml"), "release-tells-its-changes", must, "no such file", repair)


def release_is_this_version(tag: str | None, edition: Edition, draft: str) -> Iterator[Problem]:
    """Yield a problem when a tag is given that is not that of the edition's version, and when the site is a draft."""
    place, rule = Place("data/edition.yml"), "release-is-this-version"
    if tag is not None and tag != f"v{edition.version}":
        must, repair = f"the tag of version {edition.version} is v{edition.version}", "correct `version`, or the tag"
        yield Problem(place, rule, must, f'the tag "{one_line(tag, 80)}"', repair)
    if draft:
        must, repair = "a release is no draft", f"build it without {DRAFT} and outside of pull requests"
        yield Problem(place, rule, must, f'a draft of "{draft}"', repair)


def files(source: Source) -> dict[str, bytes]:
    """Return the files of a release by their names, without their sums. Raises `Refused`."""
    edition, seconds = source.corpus.edition, source.seconds
    name = bundle.bundle_name(edition)
    data = {
        path.relative_to(source.site / package.FOLDER).as_posix(): path.read_bytes()
        for path in (source.site / package.FOLDER).rglob("*")
        if path.is_file()
    }
    data["LICENSE.md"] = (source.root / "data" / "LICENSE.md").read_bytes()
    told = next(each for each in source.corpus.changes if each.edition == edition.version)
    return {
        f"{name}.zip": bundle.packed(name, bundle.contents(source.site, edition), seconds),
        f"{name}-data.zip": bundle.packed(f"{name}-data", data, seconds),
        f"{name}-notes.md": notes(edition, told).encode(),
        f"{name}.cdx.json": sbom.sbom(source.root, edition, source.commit.name, seconds),
        MANIFEST: manifest(edition, source.commit).encode(),
        **{
            Path(each.offer.address).name: each.content()
            for each in shelf.volumes(source.root, edition, Hosting.told_by(os.environ), os.environ)
        },
    }


def manifest(edition: Edition, commit: Commit) -> str:
    """Return what `release.json` says: all that is needed to make the same files again."""
    hosting = Hosting.told_by(os.environ)
    told = {"SITE_URL": hosting.site, "REPOSITORY_URL": hosting.repository, "EDIT_BRANCH": hosting.branch}
    told[clock.VARIABLE] = os.environ.get(clock.VARIABLE, "")
    said = {
        "edition": edition.version,
        "date": edition.date.written,
        "commit": commit.name,
        "told": {name: value for name, value in told.items() if value},
    }
    return json.dumps(said, indent=1, ensure_ascii=False) + "\n"


def notes(edition: Edition, changes: Changes) -> str:
    """Return what changed, record by record, for the page of a release on a forge."""
    entries = tuple(
        Change(
            f"{history.SAID[each.change]}: {each.name} (data/{each.key}.yml)",
            tuple(Row(part.where, part.before, part.after) for part in history.parts(each.fields)),
        )
        for each in changes.records
    )
    left_out = tuple(Change(f"data/{each}.yml") for each in changes.not_compared)
    sections = (
        Section("Records", "Word for word, before and after.", entries),
        Section("Not compared", "There before, in a form that this edition does not know any more.", left_out),
    )
    told = Report(f"{edition.date}. {changes.in_short}", tuple(each for each in sections if each.entries))
    return markdown(told, LONGEST_NOTES, f"{edition.short_title}, edition {edition.version}")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
