"""Pack the built site for reading from disk: `python -m scripts.bundle [SITE] [--into FOLDER]`.

Writes `NAME-VERSION.zip` and beside it `NAME-VERSION.zip.sha256`, where the name comes from the short title in
data/edition.yml. In the archive, in one folder of the same name: the site, READ-ME-FIRST.txt, and SHA256SUMS, which
`sha256sum -c` reads. The site is proved first; one with problems is not packed. A site whose pages say that they are a
draft gives an archive whose name and READ-ME-FIRST.txt say so too.

Equal sites give equal bytes, whatever the clock, the time zone, the permissions or the folder: entries are sorted, and
each has the time of the build and the same mode. One thing is not ours: two versions of zlib may compress the same
bytes differently. Then the archives differ and SHA256SUMS in them does not.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import os
import re
import sys
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from macros import clock, inputs
from macros.corpus.graph import read_corpus
from macros.corpus.records import Edition
from macros.problems import Place, Problem, Refused
from macros.proof import check_site
from macros.proof.page import read_page
from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent
READ_ME = "READ-ME-FIRST.txt"
SUMS = "SHA256SUMS"
WIDTH = 72
LONGEST = 120
"""Characters of a path within the archive. Windows allows 260 in all (learn.microsoft.com, "Maximum Path Length
Limitation"), and unpacking there often puts a folder of the archive's name around everything."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_PLAIN = re.compile(r"[A-Za-z0-9._ -]*[A-Za-z0-9_-]")
_EARLIEST = 315532800  # the first day of 1980, where the archive's format begins to count


def main() -> int:
    """Prove and pack a site; returns the exit code."""
    parser = argparse.ArgumentParser(description="Pack the built site for reading from disk.")
    parser.add_argument("site", type=Path, nargs="?", default=ROOT / "site", help="the folder (default: site/)")
    parser.add_argument("--into", type=Path, default=ROOT / "dist", help="where to write (default: dist/)")
    options = parser.parse_args()
    try:
        if not (options.site / "index.html").is_file():
            raise Refused(
                [
                    Problem(
                        Place(options.site.name), "site-is-built", "there is a built site", "none", "run: dev.py bundle"
                    )
                ]
            )
        problems = [*inputs.unusual(options.site, options.site.name, largest=None)]
        if problems:
            raise Refused(problems)
        corpus = read_corpus(ROOT / "data")
        problems = check_site(options.site, corpus, ROOT)
        if problems:
            raise Refused(problems)
        draft = draft_of(options.site)
        seconds = clock.seconds(os.environ, corpus.edition.date.first)
        path = options.into / f"{archive_name(corpus.edition, draft)}.zip"
        data = packed(bundle_name(corpus.edition, draft), contents(options.site, corpus.edition, draft), seconds)
    except Refused as refused:
        print(f"Nothing was packed.\n\n{refused}", file=sys.stderr)
        return 1
    try:
        write_whole({path: data, path.with_name(f"{path.name}.sha256"): sums({path.name: data})})
    except OSError as error:
        print(f"The bundle could not be written into {options.into}: {error.strerror}.", file=sys.stderr)
        return 1
    print(f"{path.name}: {len(data):,} bytes in {options.into}")
    return 0


def draft_of(site: Path) -> str:
    """Return what a built site says that it is a draft of; nothing for one that is to be published. The proof makes
    sure that all pages say the same."""
    return read_page((site / "index.html").read_text(encoding="utf-8"), "index.html").draft


def bundle_name(edition: Edition, draft: str = "") -> str:
    """Return the name of the folder: the short title in small letters, digits and hyphens, the version, and whether it
    is a draft. It begins every path in the archive, so it does not say of what; see `LONGEST`."""
    return f"{_plain_name(edition.short_title)}-{edition.version}" + ("-draft" if draft else "")


def archive_name(edition: Edition, draft: str = "") -> str:
    """Return the name of the archive: that of the folder, and for a draft what it is a draft of, shortened to 40
    letters."""
    return bundle_name(edition, draft) + (f"-{_plain_name(draft)[:40].strip('-')}" if _plain_name(draft) else "")


def _plain_name(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def contents(site: Path, edition: Edition, draft: str = "") -> dict[str, bytes]:
    """Return every file of the bundle by its path in it. Raises `Refused` when a system could not unpack a name, and
    for what is no ordinary file: links are never followed."""
    problems = [*inputs.unusual(site, site.name, largest=None), *_names_left_free(site)]
    if problems:
        raise Refused(problems)
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    files[READ_ME] = read_me(edition, draft)
    files[SUMS] = sums(files)
    problems = [*names_unpack_everywhere(f"{bundle_name(edition, draft)}/{name}" for name in files)]
    if problems:
        raise Refused(problems)
    return files


def _names_left_free(site: Path) -> Iterator[Problem]:
    """Yield a problem for a file of the site that has the name of one that the bundle adds."""
    for path in site.iterdir():
        if path.name.casefold() in (READ_ME.casefold(), SUMS.casefold()):
            must, found = "the bundle adds this file", "a file of the site with this name"
            yield Problem(
                Place(f"{site.name}/{path.name}"), "names-unpack-everywhere", must, found, "rename it in docs/"
            )


def names_unpack_everywhere(names: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each path that Windows, macOS or Linux cannot unpack, or unpack onto another.

    Reserved names and characters: learn.microsoft.com, "Naming Files, Paths, and Namespaces".
    """
    spelled: dict[str, str] = {}
    for name in sorted(names):
        place, rule = Place(name), "names-unpack-everywhere"
        if len(name) > LONGEST:
            yield Problem(place, rule, f"a path has at most {LONGEST} characters", f"{len(name)}", "shorten it")
        steps = name.split("/")
        for depth, step in enumerate(steps, 1):
            if not _PLAIN.fullmatch(step) or _RESERVED.fullmatch(step):
                yield Problem(
                    place,
                    rule,
                    "a name has ASCII letters, digits, and . _ - or spaces, does not end with a dot or a space, and is "
                    "not one that Windows keeps for devices",
                    f'"{step}"',
                    "rename it",
                )
            path = "/".join(steps[:depth])
            if spelled.setdefault(path.casefold(), path) != path:
                yield Problem(
                    place,
                    rule,
                    "no two names differ in capitals only",
                    f'"{path}" and "{spelled[path.casefold()]}"',
                    "rename one",
                )


def sums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 sums of files in the format that `sha256sum -c` and `shasum -a 256 -c` read."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def packed(name: str, files: Mapping[str, bytes], seconds: int) -> bytes:
    """Return a zip archive with the files in a folder `name`, each with this time (seconds since 1970, UTC; not before
    1980) and the mode rw-r--r--."""
    moment = datetime.fromtimestamp(max(seconds, _EARLIEST), UTC)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writing:
        for file in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{file}", moment.timetuple()[:6])
            entry.create_system = 3  # Unix, also when packed on Windows: the mode is read as one of Unix
            entry.external_attr = 0o100644 << 16
            writing.writestr(entry, files[file], zipfile.ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()


def read_me(edition: Edition, draft: str = "") -> bytes:
    """Return READ-ME-FIRST.txt: at most 72 characters a line, and CR LF at their ends, because Notepad before 2018
    shows a file without CR as one line and no other system minds them."""
    name = bundle_name(edition, draft)
    warning = textwrap.wrap(f"DRAFT of {draft}. It may be wrong and is not published.", WIDTH) if draft else []
    paragraphs = [
        *(heading := textwrap.wrap(edition.title, WIDTH)),
        "=" * len(heading[-1]),
        "",
        *warning,
        *([""] if warning else []),
        *textwrap.wrap(f"Version {edition.version} of {edition.date}. {edition.description}", WIDTH),
        "",
        *textwrap.wrap(
            "An unofficial reading edition. It is not published or endorsed by WIPO, the World Intellectual Property "
            "Organization.",
            WIDTH,
        ),
        "",
        "To read",
        "-------",
        "Unpack the archive and open index.html in a browser. No network and",
        "no server are needed: nothing is asked of any other computer. Only",
        "the links that lead to other sites need a network.",
        "",
        "To check that every file is as it was packed",
        "--------------------------------------------",
        "Open a terminal in this folder. SHA256SUMS has a line for each file.",
        "",
        "Linux:    sha256sum --quiet -c SHA256SUMS",
        "macOS:    shasum -a 256 --quiet -c SHA256SUMS",
        "Windows, in PowerShell:",
        "",
        "  Get-Content SHA256SUMS | ForEach-Object {",
        '    $sum, $file = $_ -split "  ", 2',
        "    if ((Get-FileHash -LiteralPath $file).Hash -ne $sum) {",
        '      "WRONG: $file" } }',
        "",
        "Each prints nothing when all is well.",
        "",
        "Licences",
        "--------",
        *textwrap.wrap(
            "The source texts are WIPO's and we claim nothing over them. Our editorial data is CC0 1.0. "
            "Our code is under the MIT License. Style sheets and icons of others have licences of their own. All are "
            "in licences.txt.",
            WIDTH,
        ),
        "",
        f"Folder: {name}",
        f"Archive: {archive_name(edition, draft)}.zip",
    ]
    return "".join(f"{line}\r\n" for line in paragraphs).encode("ascii", "replace")


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is whole or not there: beside their places, then moved into them."""
    staged = {path: path.with_name(f".{path.name}.writing") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged[path].write_bytes(data)
        for path in files:
            staged[path].replace(path)
    finally:
        for written in staged.values():
            with contextlib.suppress(OSError):
                written.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(terminal.run(main))
