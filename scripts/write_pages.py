"""Write the pages made from records as Markdown files: `python -m scripts.write_pages FOLDER`.

They are the very pages that macros/hooks.py hands to MkDocs in memory, together with the pages written by hand, for
a generator that does not run MkDocs hooks, such as Zensical.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from macros.corpus.graph import read_corpus
from macros.pages import links
from macros.pages.site import pages
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Copy docs/ into the folder and add a file for each page made from records."""
    parser = argparse.ArgumentParser(description="Write all pages as Markdown files.")
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    folder: Path = parser.parse_args().folder
    corpus = read_corpus(ROOT / "data")
    shutil.copytree(ROOT / "docs", folder, dirs_exist_ok=True)
    count = 0
    for page in pages(corpus):
        path = folder / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown(), encoding="utf-8", newline="\n")
        count += 1
    for document in corpus.documents:
        if document.transcript:
            path = folder / links.transcript_file(document)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / "data" / "sources" / document.transcript.file, path)
    print(f"{count} pages written to {folder}.")


if __name__ == "__main__":
    sys.exit(terminal.run(main))
