"""Say what a change does to what readers get: `python -m scripts.impact BASE`.

Builds the project as it was at BASE, a branch, tag or commit, and as it is now with everything that is not committed
yet, both in temporary folders, and compares the two. BASE may also be a folder with a built site.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from macros import inputs
from macros.commit import VARIABLE, git
from macros.corpus.load import Draft, load
from macros.impact.compare import Side, compare
from macros.impact.page import TITLE, html, markdown
from macros.impact.words import report, terminal
from macros.problems import Place, Problem, Refused
from macros.proof.addresses import LIST, written
from scripts import revisions
from scripts.terminal import run

ROOT = Path(__file__).resolve().parent.parent

LAST_LINES = 12
"""How many lines of a build that failed are shown."""


def main() -> int:
    """Compare and print; returns 0 whatever changed, 2 when that could not be found out."""
    parser = argparse.ArgumentParser(
        prog="dev.py impact", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", metavar="BASE", help="a branch, tag or commit, or a folder with a built site")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write the report as one HTML page too")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write it for the summary of a job on GitHub too")
    parser.add_argument("--from", type=Path, default=Path(), dest="start", help=argparse.SUPPRESS)
    options = parser.parse_args()
    files = {name: options.start / file for name in ("html", "markdown") if (file := getattr(options, name))}
    try:
        with tempfile.TemporaryDirectory(prefix="impact-") as folder:
            before = _before(options.base, options.start, Path(folder, "before"))
            said = report(compare(before, now(ROOT, Path(folder, "after"))))
        made = {"html": html, "markdown": markdown}
        _write({file: made[name](said) for name, file in files.items()})
    except Refused as refused:
        print(f"What the change does could not be found out.\n\n{refused}", file=sys.stderr)
        if "markdown" in files:
            found = "<br>".join(escape(line) for line in str(refused).splitlines() if line.strip())
            with contextlib.suppress(Refused):  # it may be this file that cannot be written
                _write({files["markdown"]: f"<h2>{TITLE}</h2>\n\n<p>It could not be found out.<br>{found}</p>\n"})
        return 2
    print(terminal(said))
    return 0


def _before(base: str, start: Path, folder: Path) -> Side:
    """Return the site that the change is measured against."""
    commit = revisions.commit(ROOT, base)
    if commit:
        revisions.check_out(ROOT, commit, base, folder)
        return _built(folder, base)
    site = start / base
    if (site / "index.html").is_file():
        problems = [*inputs.unusual(site, site.name, largest=None)]
        if problems:
            raise Refused(problems)
        return Side.of(site, None)
    found = "a folder without index.html" if site.is_dir() else "neither"
    repair = "write main, HEAD~1 or a commit; one that is only on the forge must be fetched first"
    if shutil.which("git") is None:
        found, repair = f"{found}, and git is not installed", "install git, or name a folder with a built site"
    elif git(ROOT, "rev-parse", "--git-dir") is None:
        found, repair = f"{found}, and the project is in no git repository", "name a folder with a built site"
    raise _refused(base, "base-is-there", "BASE is a branch, tag or commit, or a folder with a site", found, repair)


def now(root: Path, folder: Path) -> Side:
    """Build the project in the folder `root` as it is on disk, in a new folder, and return its site. Raises `Refused`.

    A build is refused when an address vanishes. Here that is to be reported, so the list of addresses that the copy
    is checked against holds only those that are redirected.
    """
    problems = [*inputs.unusual_parts(root)]
    if (root / "data").is_dir():
        problems += inputs.unusual(root / "data", "data")
    if problems:
        raise Refused(problems)
    folder.mkdir()
    for name in inputs.PARTS:
        part = root / name
        if part.is_dir():
            left_out = shutil.ignore_patterns(
                "__pycache__", *([Path(inputs.INSTALLED).name] if name == "scripts" else [])
            )
            shutil.copytree(part, folder / name, symlinks=True, ignore=left_out)
        elif part.is_file():
            shutil.copyfile(part, folder / name)
    if (folder / LIST).is_file():
        redirects = load(folder / "data").redirects
        kept = written(each.from_ for each in redirects.record.redirects) if redirects else written(())
        (folder / LIST).write_text(kept, encoding="utf-8", newline="\n")
    return _built(folder, "the project as it is")


def _built(folder: Path, what: str) -> Side:
    """Build the project in a folder with the environment of now and read its site. Nothing is known about hosting, and
    no commit is named, so that the same files give the same pages."""
    told = ("SITE_URL", "REPOSITORY_URL", "EDIT_BRANCH", "DRAFT_OF", "SOURCE_DATE_EPOCH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_") and name not in told}
    kept[VARIABLE] = ""
    if not (folder / "mkdocs.yml").is_file():
        raise _refused(what, "base-can-be-built", "the project there is built with MkDocs", "no mkdocs.yml", _NEWER)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"],
        cwd=folder,
        env={
            **kept,
            "NO_MKDOCS_2_WARNING": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode or not (folder / "site" / "index.html").is_file():
        lines = done.stdout.decode("utf-8", errors="replace").replace(f"{folder}{os.sep}", "").splitlines()
        last = "".join(f"\n          | {line}" for line in lines if line.strip())
        shown = "\n".join(last.split("\n")[-LAST_LINES:])
        now = what == "the project as it is"
        repair = "mend what the lines say; python3 scripts/dev.py check says more" if now else _NEWER
        raise _refused(
            what, "both-can-be-built", "the site can be built", f"its build failed, at last:\n{shown}", repair
        )
    return Side.of(folder / "site", _records(folder))


_NEWER = "it may be too old for the environment of now: choose a newer BASE, or a folder with a built site"


def _records(folder: Path) -> Draft | None:
    return load(folder / "data") if (folder / "data").is_dir() else None


def _write(files: dict[Path, str]) -> None:
    for path, text in files.items():
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            raise _refused(
                str(path),
                "report-is-written",
                "the report can be written there",
                str(error.strerror),
                "name another file",
            ) from None


def _refused(place: str, rule: str, must: str, found: str, repair: str) -> Refused:
    return Refused([Problem(Place(place), rule, must, found, repair)])


if __name__ == "__main__":
    sys.exit(run(main))
