"""Pack the built site for reading from disk: `python -m scripts.bundle [SITE] [--into FOLDER]`.

Writes `NAME-VERSION.zip` and beside it `NAME-VERSION.zip.sha256`, where the name comes from the short title in
data/edition.yml. In the archive, in one folder of the same name: the site, READ-ME-FIRST.txt, and SHA256SUMS, which
`sha256sum -c` reads. The site is proved first; one with problems is not packed.

Equal sites give equal bytes, whatever the clock, the time zone, the permissions or the folder: entries are sorted, and
each has the time of the build and the same mode. One thing is not ours: two versions of zlib may compress the same
bytes differently. Then the archives differ and SHA256SUMS in them does not.
"""

from __future__ import annotations

import argparse
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

from macros import clock
from macros.corpus.graph import read_corpus
from macros.corpus.records import Edition
from macros.problems import Place, Problem, Refused
from macros.proof import check_site

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
        corpus = read_corpus(ROOT / "data")
        problems = check_site(options.site, corpus, ROOT)
        if problems:
            raise Refused(problems)
        seconds = clock.seconds(os.environ, corpus.edition.date.first)
        name = bundle_name(corpus.edition)
        path = options.into / f"{name}.zip"
        data = packed(name, contents(options.site, corpus.edition), seconds)
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


def bundle_name(edition: Edition) -> str:
    """Return the name of archive and folder: the short title in small letters, digits and hyphens, and the version."""
    title = re.sub(r"[^a-z0-9]+", "-", edition.short_title.lower()).strip("-")
    return f"{title}-{edition.version}"


def contents(site: Path, edition: Edition) -> dict[str, bytes]:
    """Return every file of the bundle by its path in it. Raises `Refused` when a system could not unpack a name."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    files[READ_ME] = read_me(edition)
    files[SUMS] = sums(files)
    problems = [*names_unpack_everywhere(f"{bundle_name(edition)}/{name}" for name in files)]
    if problems:
        raise Refused(problems)
    return files


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


def read_me(edition: Edition) -> bytes:
    """Return READ-ME-FIRST.txt: at most 72 characters a line, and CR LF at their ends, because Notepad before 2018
    shows a file without CR as one line and no other system minds them."""
    name = bundle_name(edition)
    paragraphs = [
        *(heading := textwrap.wrap(edition.title, WIDTH)),
        "=" * len(heading[-1]),
        "",
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
        f"Folder and archive: {name}",
    ]
    return "".join(f"{line}\r\n" for line in paragraphs).encode()


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write files so that each is whole or not there: beside their places, then moved into them."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_name(f".{path.name}.writing").write_bytes(data)
    for path in files:
        path.with_name(f".{path.name}.writing").replace(path)


if __name__ == "__main__":
    sys.exit(main())
