"""Build a release again and compare: `python -m scripts.verify DIST`.

DIST is a folder with the files of a release. The commit that its `release.json` names is taken out of the repository of
this project into a clone of its own, built with what the release was told, and each file compared byte by byte. Nothing
of DIST is run. The exit code is 0 when every file is the same, 1 when one is not, 2 when that could not be found out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from itertools import takewhile
from pathlib import Path
from typing import Final

from macros import clock
from macros.book import shelf
from macros.commit import git
from macros.problems import Place, Problem, Refused, one_line
from scripts import bundle, terminal
from scripts.release import MANIFEST, SUMS

ROOT: Final = Path(__file__).resolve().parent.parent
TOLD: Final = ("SITE_URL", "REPOSITORY_URL", "EDIT_BRANCH", clock.VARIABLE)
"""What a build may have been told, by the names of its variables."""

NOT_TOLD: Final = (*TOLD, "DRAFT_OF", "SOURCE_COMMIT", shelf.VARIABLE)
LAST_LINES: Final = 12
"""How many lines of a build that failed are shown."""

_SUM: Final = re.compile(r"([0-9a-f]{64})  ([^/\\\n]+)")


def main() -> int:
    """Build again and compare; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="dev.py verify", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dist", type=Path, metavar="DIST", help="the folder with the files of the release")
    options = parser.parse_args()
    try:
        sums, commit, told = described(options.dist)
        with tempfile.TemporaryDirectory(prefix="verify-") as folder:
            again = built_again(ROOT, commit, told, Path(folder), with_book=any(map(_is_book, sums)))
            lines, code = compared(options.dist, sums, again)
    except Refused as refused:
        print(f"The release could not be verified.\n\n{refused}", file=sys.stderr)
        return 2
    print("\n".join((f"Built again from commit {commit}.", *lines)))
    return code


def described(dist: Path) -> tuple[dict[str, str], str, dict[str, str]]:
    """Return what a release says of itself: the sums of its files by name, its commit, and what its build was told.
    Raises `Refused` for a folder that says it otherwise."""
    try:
        lines = (dist / SUMS).read_text(encoding="utf-8").splitlines()
        said = json.loads((dist / MANIFEST).read_text(encoding="utf-8"))
        commit, told = str(said["commit"]), dict(said["told"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        found = f"{type(error).__name__}: {one_line(str(error), 100)}"
        raise _refused(dist.name, f"DIST has {SUMS} and {MANIFEST} of a release", found, "name its folder") from None
    sums = {match[2]: match[1] for line in lines if (match := _SUM.fullmatch(line))}
    if len(sums) != len(lines) or MANIFEST not in sums:
        raise _refused(SUMS, f"each line has a sum and a name, {MANIFEST} among them", "another form", "get it again")
    if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", commit):
        raise _refused(MANIFEST, "the commit is named in full", f'"{one_line(commit, 80)}"', "get it again")
    for name, value in told.items():
        if name not in TOLD or not isinstance(value, str):
            must = f"a build was told no more than {', '.join(TOLD)}"
            raise _refused(MANIFEST, must, f'"{one_line(str(name), 80)}"', "get it again")
    return sums, commit, told


def _is_book(name: str) -> bool:
    return name.endswith((".pdf", ".epub"))


def built_again(root: Path, commit: str, told: Mapping[str, str], folder: Path, *, with_book: bool = False) -> Path:
    """Make the files of a release of a commit of the project in the folder `root` within a folder; return where they
    are. Raises `Refused` when that does not go, as where the book cannot be set for want of a library."""
    clone, made = folder / "clone", folder / "dist"
    if git(root, "cat-file", "-e", f"{commit}^{{commit}}") is None:
        must, repair = "git has the commit of the release", "fetch it, or verify in a clone that has it"
        raise _refused(commit, must, "no such commit, or no git", repair)
    taken = git(root, "clone", "--quiet", "--shared", "--no-checkout", ".", str(clone))
    if taken is None or git(clone, "checkout", "--quiet", "--detach", commit) is None:
        raise _refused(commit, "the files of the commit can be taken out of git", "git failed", "fetch it again")
    same = [(each / "requirements.txt").read_bytes() for each in (root, clone)]
    if same[0] == same[1]:  # then what is installed here is what the release was made with
        if with_book:
            _run(clone, told, "-m", "scripts.book")
            told = {**told, shelf.VARIABLE: f"dist/{shelf.FOLDER}"}
        _run(clone, told, "-m", "mkdocs", "build", "--strict")
        _run(clone, told, "-m", "scripts.release", "--into", str(made))
    else:
        _run(clone, told, "scripts/dev.py", "release", "--into", str(made), *(["--book"] if with_book else []))
    return made


def _run(clone: Path, told: Mapping[str, str], *arguments: str) -> None:
    kept = {name: value for name, value in os.environ.items() if name not in NOT_TOLD and name[:7] != "GITHUB_"}
    environment = {**kept, **told, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        lines = done.stdout.decode("utf-8", errors="replace").splitlines()
        last = "".join(f"\n          | {line}" for line in [each for each in lines if each.strip()][-LAST_LINES:])
        must, repair = "the commit can be built again", "what the lines say; an old commit may need an older Python"
        raise _refused(" ".join(arguments[:3]), must, f"it failed, at last:{last}", repair)


def compared(dist: Path, sums: Mapping[str, str], made: Path) -> tuple[list[str], int]:
    """Compare the files of a release with those that were made again; return a line for each, and the exit code."""
    lines, differ, unknown = [], 0, 0
    built = {path.name: path.read_bytes() for path in made.iterdir()}
    there = {path.name: path.read_bytes() for path in dist.iterdir() if path.name in {*sums, SUMS}}
    left = {name: data for name, data in there.items() if name not in built}
    built[SUMS] = bundle.sums({**left, **{name: data for name, data in built.items() if name != SUMS}})
    for name in sorted({*sums, SUMS, *built}):
        ours, again = there.get(name), built.get(name)
        if ours is None:
            said, differ = f"MISSING   {name}: it is not in the folder", differ + 1
        elif name in sums and hashlib.sha256(ours).hexdigest() != sums[name]:
            said, differ = f"DIFFERS   {name}: it is not the file whose sum {SUMS} has", differ + 1
        elif again is None:
            said, unknown = f"NOT BUILT {name}: its sum is right, but this does not build it again", unknown + 1
        elif ours != again:
            said, differ = f"DIFFERS   {name}: {_difference(ours, again)}", differ + 1
        else:
            said = f"same      {name}"
        lines.append(said)
    beside = sorted(path.name for path in dist.iterdir() if path.name not in {*sums, SUMS})
    lines += [f"beside    {name}: it does not belong to the release" for name in beside]
    same = f"{len(sums) + 1 - differ - unknown} of {len(sums) + 1} files are the same, byte for byte."
    return [*lines, same], 1 if differ else 2 if unknown else 0


def _difference(ours: bytes, again: bytes) -> str:
    """Say where two files differ: which files within two archives, else the first byte."""
    try:
        with tempfile.TemporaryFile() as one, tempfile.TemporaryFile() as other:
            packed = []
            for file, data in ((one, ours), (other, again)):
                file.write(data)
                with zipfile.ZipFile(file) as archive:
                    packed.append({name: archive.read(name) for name in archive.namelist()})
        within = sorted(name for name in {*packed[0], *packed[1]} if packed[0].get(name) != packed[1].get(name))
        if within:
            return f"in it {', '.join(within[:5])}" + (f" and {len(within) - 5} more" if len(within) > 5 else "")
        return "its files are the same, only packed otherwise"
    except (zipfile.BadZipFile, OSError, ValueError):
        first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, again, strict=False)))
        return f"from byte {first + 1} on ({len(ours)} bytes, built again {len(again)})"


def _refused(place: str, must: str, found: str, repair: str) -> Refused:
    return Refused([Problem(Place(place), "release-can-be-verified", must, found, repair)])


if __name__ == "__main__":
    sys.exit(terminal.run(main))
