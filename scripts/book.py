"""Make the book: `python -m scripts.book [--into FOLDER]`.

Writes the PDF, the EPUB and `made-from.txt`, by which a build knows whether they are of its records, into dist/book/.
WeasyPrint sets the PDF; it calls libraries of the system, above all Pango. Where these are missing one line says so,
and the EPUB, which needs nothing, is made all the same; then the exit code is 3.

Equal commits give equal bytes, whatever the clock, the time zone, the language or the folder. The commit in the imprint
is found as for the pages, see macros/commit.py; where it is not known, the book says so.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from pathlib import Path

from macros import clock
from macros.book import epub, pdf, shelf
from macros.book.contents import Making
from macros.commit import Commit, commit_of
from macros.corpus.graph import Corpus, read_corpus
from macros.hosting import Hosting
from macros.problems import Place, Problem, Refused
from scripts import terminal
from scripts.bundle import write_whole

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_PDF = 3
"""The exit code when only the EPUB could be made, for want of a library."""

REMEDY = (
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0), then: python3 scripts/dev.py book"
)


def main() -> int:
    """Make the book; returns the exit code."""
    parser = argparse.ArgumentParser(description="Make the book as PDF and EPUB.")
    parser.add_argument("--into", type=Path, default=ROOT / "dist" / shelf.FOLDER, help="where (default: dist/book/)")
    into: Path = parser.parse_args().into
    try:
        corpus, hosting = read_corpus(ROOT / "data"), Hosting.told_by(os.environ)
        seconds = clock.seconds(os.environ, corpus.edition.date.first)
        making = Making(told(commit_of(ROOT, os.environ)), hosting.site, hosting.draft)
        volumes = {"epub": epub.epub(corpus, making, seconds)}
        lacking = missing()
        if not lacking:
            volumes["pdf"] = _set(corpus, making, seconds)
        stamp = shelf.made_from(ROOT, hosting)
    except Refused as refused:
        print(f"No book was made.\n\n{refused}", file=sys.stderr)
        return 1
    files = {into / shelf.name(corpus.edition, ending): content for ending, content in volumes.items()}
    try:
        for name in shelf.addresses(corpus.edition):  # a PDF of other records must not stand beside a new EPUB
            (into / Path(name).name).unlink(missing_ok=True)
        write_whole({**files, into / shelf.STAMP: stamp.encode()})
    except OSError as error:
        print(f"The book could not be written into {into}: {error.strerror}.", file=sys.stderr)
        return 1
    for path, content in files.items():
        print(f"{path.name}: {len(content):,} bytes in {into}")
    if lacking:
        print(f"The PDF was not made: {lacking} {REMEDY}", file=sys.stderr)
        return WITHOUT_PDF
    return 0


def missing() -> str:
    """Return in a sentence what is missing for a PDF; nothing when all is there. WeasyPrint prints a long word of its
    own, which is not shown."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: F401, PLC0415 - needed by this task alone
    except ImportError:
        return "WeasyPrint is not installed."
    except OSError as error:
        return f"a library that WeasyPrint calls is missing ({str(error).splitlines()[0]})."
    return ""


def _set(corpus: Corpus, making: Making, seconds: int) -> bytes:
    try:
        return pdf.pdf(corpus, making, seconds)
    except pdf.Unset as unset:
        must = "WeasyPrint sets the book without a warning, and each letter of it has a glyph in a face of the book"
        repair = "change what it names in macros/book/ or macros/templates/book_*"
        raise Refused([Problem(Place("the PDF"), "book-is-set", must, str(unset), repair)]) from None


def told(commit: Commit | None) -> str:
    """Return what the imprint says of a commit; nothing where it is not known."""
    if commit is None:
        return ""
    return f"{commit.name}, with changes" if commit.changed else commit.name


if __name__ == "__main__":
    sys.exit(terminal.run(main))
