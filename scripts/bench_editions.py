"""The editions that are measured: the real one, and synthetic ones of any number of recommendations.

A synthetic edition is the miniature corpus of the tests with as many recommendations as wanted in clusters of 100, the
pages written by hand that every edition needs, and the frame, assets and code of this one.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINIATURE = ROOT / "tests" / "corpora" / "good"
REAL = "real"
PER_CLUSTER = 100  # a cluster has one letter
MOST = 26 * PER_CLUSTER
SENTENCE = (
    "WIPO shall consider development needs of LDCs when its Secretariat plans technical assistance and takes into "
    "account the different levels of development of Member Sates and the balance between costs and benefits"
)
PAGES = {
    "index": "clusters",
    "full-text": "full_text",
    "timeline": "timeline",
    "sources": "sources",
    "data": "data",
    "changes/index": "editions",
}
"""The pages written by hand beside the lists of each kind, with the macro that each calls."""
LISTS = ("recommendations", "clusters", "sessions", "documents", "terms", "topics")


def size(words: str) -> str:
    """Return which edition is meant, `real` or a number of recommendations; for argparse, which says what is wrong."""
    if words == REAL or (words.isdecimal() and 1 <= int(words) <= MOST):
        return words
    raise argparse.ArgumentTypeError(f"{words!r} is neither {REAL!r} nor a number of recommendations up to {MOST}")


def lay_out(size: str, folder: Path) -> None:
    """Write everything that a build reads of the edition of this size into a new folder."""
    folder.mkdir(parents=True)
    without_bytecode = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("macros", "overrides", "scripts", *(("data", "docs") if size == REAL else ())):
        shutil.copytree(ROOT / name, folder / name, ignore=without_bytecode)
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if size != REAL:
        write_corpus(folder / "data", int(size))
        shutil.copyfile(ROOT / "data" / "LICENSE.md", folder / "data" / "LICENSE.md")
        _write_docs(folder / "docs")
        prose = settings[settings.index("  - Licences:") : settings.index("\nvalidation:")]
        settings = settings.replace(prose, "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def write_corpus(data: Path, count: int) -> None:
    """Write a corpus of `count` recommendations, clusters of 100, and the miniature corpus for the rest."""
    shutil.copytree(MINIATURE, data)
    for kind in ("recommendations", "clusters"):
        shutil.rmtree(data / kind)
        (data / kind).mkdir()
    words = SENTENCE.split()
    lines = ["(Recommendations made for a measurement)", ""]
    clusters = [_letter(number) for number in range((count + PER_CLUSTER - 1) // PER_CLUSTER)]
    for number in range(1, count + 1):
        letter = clusters[(number - 1) // PER_CLUSTER]
        if (number - 1) % PER_CLUSTER == 0:
            heading = f"CLUSTER {letter}: HEADING"
            lines += [heading, ""]
            (data / "clusters" / f"{letter.casefold()}.yml").write_text(
                _cluster(letter, heading, len(lines) - 1), encoding="utf-8"
            )
        start = number % len(words)
        text = f"Text {number} of " + " ".join((words[start:] + words[:start]) * 4) + "."
        lines += [f"{number}) {text}", ""]
        record = _recommendation(number, count, letter.casefold(), len(lines) - 1, text)
        (data / "recommendations" / f"{number:02d}.yml").write_text(record, encoding="utf-8")
    transcript = "\n".join(lines)
    (data / "sources" / "mini-agenda.txt").write_text(transcript, encoding="utf-8", newline="\n")
    document = data / "documents" / "mini-agenda.yml"
    kept = document.read_text(encoding="utf-8")
    before = kept[kept.index("sha256: ") + 8 :][:64]
    kept = kept.replace(before, hashlib.sha256(transcript.encode()).hexdigest())
    document.write_text(kept.replace("(3 Recommendations adopted at the 2003 Assembly)", lines[0]), encoding="utf-8")
    edition = (data / "edition.yml").read_text(encoding="utf-8")
    edition = edition.replace("recommendations: 3", f"recommendations: {count}")
    names = ", ".join(letter.casefold() for letter in clusters)
    (data / "edition.yml").write_text(edition.replace("clusters: [a, b]", f"clusters: [{names}]"), encoding="utf-8")


def _write_docs(docs: Path) -> None:
    """Write the pages by hand that lead to the records, each of them one macro."""
    shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
    calls = PAGES | {f"{name}/index": name for name in LISTS}
    for name, macro in calls.items():
        (docs / name).parent.mkdir(exist_ok=True)
        head = f"---\ntitle: {name}\ndescription: {name}\n---\n\n# {name}\n"
        (docs / f"{name}.md").write_text(f"{head}\n{{{{ {macro}() }}}}\n", encoding="utf-8")


def _letter(number: int) -> str:
    """Return the letter of a cluster, counted from 0."""
    return chr(ord("A") + number)


def _cluster(letter: str, heading: str, line: int) -> str:
    return f"""\
letter: {letter}
title: Cluster {letter}
gist: Made for a measurement.
place:
  document: mini-agenda
  lines: {line}
text:
  - id: heading
    kind: heading
    text: "{heading}"
"""


def _recommendation(number: int, count: int, cluster: str, line: int, text: str) -> str:
    related = "".join(
        f"  - to: {other}\n    kind: subject\n    reason: Made for a measurement.\n"
        for other in range(number + 1, min(number + 4, count + 1))
    )
    return f"""\
number: {number}
title: Recommendation with the number {number}
gist: Made for a measurement.
cluster: {cluster}
place:
  document: mini-agenda
  lines: {line}
label: {number})
text:
  - id: p1
    text: {text}
topics: [fairness]
actors:
  - who: WIPO
    role: asked
    words: WIPO shall
    term: wipo
    basis: stated
beneficiaries: []
related:{" []" if not related else ""}
{related}immediate_implementation:
  listed: unknown
  basis: not-established
  because: Made for a measurement.
collation:
  extent: none
"""
