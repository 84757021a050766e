"""Measure how the cost of a build grows with the number of records: `python -m scripts.bench`.

Makes two synthetic corpora (200 and 2,000 recommendations unless told otherwise), builds them in turn several times
in folders of their own, and prints time and bytes per page as ratios, which hold where seconds do not. Exits with 1
when the time per page of the large corpus is more than 1.3 times that of the small one, or its pages are larger.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scripts import terminal

ROOT = Path(__file__).resolve().parent.parent
MINIATURE = ROOT / "tests" / "corpora" / "good"
MOST_TIME = 1.3
MOST_BYTES = 1.02
PER_CLUSTER = 100  # a cluster has one letter, so 2,600 recommendations are the most
SENTENCE = (
    "WIPO shall consider development needs of LDCs when its Secretariat plans technical assistance and takes into "
    "account the different levels of development of Member Sates and the balance between costs and benefits"
)


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
            (data / "clusters" / f"{letter.casefold()}.yml").write_text(_cluster(letter, heading, len(lines) - 1))
        start = number % len(words)
        text = f"Text {number} of " + " ".join((words[start:] + words[:start]) * 4) + "."
        lines += [f"{number}) {text}", ""]
        record = _recommendation(number, count, letter.casefold(), len(lines) - 1, text)
        (data / "recommendations" / f"{number:02d}.yml").write_text(record)
    transcript = "\n".join(lines)
    (data / "sources" / "mini-agenda.txt").write_text(transcript)
    document = data / "documents" / "mini-agenda.yml"
    kept = document.read_text()
    before = kept[kept.index("sha256: ") + 8 :][:64]
    kept = kept.replace(before, hashlib.sha256(transcript.encode()).hexdigest())
    document.write_text(kept.replace("(3 Recommendations adopted at the 2003 Assembly)", lines[0]))
    edition = (data / "edition.yml").read_text()
    edition = edition.replace("recommendations: 3", f"recommendations: {count}")
    names = ", ".join(letter.casefold() for letter in clusters)
    (data / "edition.yml").write_text(edition.replace("clusters: [a, b]", f"clusters: [{names}]"))


def build(count: int) -> tuple[float, float]:
    """Build a corpus of `count` recommendations; returns seconds per page and bytes per recommendation page."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        write_corpus(project / "data", count)
        for name in ("macros", "overrides"):
            shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("LICENSE", "data/LICENSE.md"):
            shutil.copyfile(ROOT / name, project / name)
        settings = (ROOT / "mkdocs.yml").read_text()
        contributing = settings[settings.index("  - Contributing:") : settings.index("\nvalidation:")]
        (project / "mkdocs.yml").write_text(settings.replace(contributing, ""))
        docs = project / "docs"
        shutil.copytree(ROOT / "docs" / "assets", docs / "assets")
        for name, macro in (
            ("index", "clusters"),
            ("full-text", "full_text"),
            ("timeline", "timeline"),
            ("sources", "sources"),
        ):
            head = f"---\ntitle: {name}\ndescription: {name}\n---\n\n# {name}\n"
            (docs / f"{name}.md").write_text(f"{head}\n{{{{ {macro}() }}}}\n")
        for name in ("recommendations", "clusters", "sessions", "documents", "terms", "topics"):
            (docs / name).mkdir()
            head = f"---\ntitle: {name}\ndescription: {name}\n---\n\n# {name}\n"
            (docs / name / "index.md").write_text(f"{head}\n{{{{ {name}() }}}}\n")
        started = time.monotonic()
        command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, cwd=project, check=True, env=environment, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - started
        pages = list((project / "site").rglob("*.html"))
        sizes = [path.stat().st_size for path in (project / "site" / "recommendations").glob("[0-9]*.html")]
    return seconds / len(pages), statistics.mean(sizes)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = argparse.ArgumentParser(description="Measure how the cost of a build grows with the number of records.")
    parser.add_argument("--small", type=int, default=200)
    parser.add_argument("--large", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    time_ratios, byte_ratios = [], []
    for round_ in range(1, options.rounds + 1):
        small, large = build(options.small), build(options.large)
        time_ratios.append(large[0] / small[0])
        byte_ratios.append(large[1] / small[1])
        print(
            f"round {round_}: {options.small}: {small[0] * 1000:.1f} ms and {small[1]:.0f} bytes a page; "
            f"{options.large}: {large[0] * 1000:.1f} ms and {large[1]:.0f} bytes a page; "
            f"time x{time_ratios[-1]:.2f}, bytes x{byte_ratios[-1]:.3f}",
            flush=True,
        )
    time_ratio, byte_ratio = statistics.median(time_ratios), statistics.median(byte_ratios)
    print(f"median: time per page x{time_ratio:.2f} (at most {MOST_TIME}), bytes per page x{byte_ratio:.3f}")
    return 0 if time_ratio <= MOST_TIME and byte_ratio <= MOST_BYTES else 1


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
addressees:
  - who: WIPO
    words: WIPO
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


if __name__ == "__main__":
    sys.exit(terminal.run(main))
