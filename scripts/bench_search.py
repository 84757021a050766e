"""Measure how soon the search answers: `python -m scripts.bench_search [SITE]`.

Types queries into the search of a built site opened from disk, in Chromium, at full speed and with the processor
slowed down four times, as a cheap phone. Prints milliseconds from the last key to the first result, and from opening
the search to its being ready, files loaded and index made. Read the ratios; milliseconds drift with the machine.
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import terminal
from tests.browsing import LAPTOP, launched

ROOT = Path(__file__).resolve().parent.parent
QUERIES = (
    "22",
    "wo ga 34 7",
    "least developed countries",
    "intelectual property",
    "norm-setting",
    "transfer of rights",
)
ROUNDS = 5

# Both are measured in the page: from the event to the frame in which its answer is drawn.
_READY = """() => new Promise(resolve => {
    const begun = performance.now(), status = document.querySelector("#search [role=status]");
    new MutationObserver(() => {
        if (status.textContent.startsWith("By number")) requestAnimationFrame(() => resolve(performance.now() - begun));
    }).observe(status, { childList: true });
    document.querySelector(".frame-find").click();
})"""
_ANSWER = """query => new Promise(resolve => {
    const field = document.querySelector("#search input");
    const type = text => { field.value = text; field.dispatchEvent(new Event("input", { bubbles: true })); };
    type(query.slice(0, -1));
    requestAnimationFrame(() => {
        const begun = performance.now();
        type(query);
        if (!document.querySelector(".found a")) throw new Error("nothing found for " + query);
        requestAnimationFrame(() => resolve(performance.now() - begun));
    });
})"""


def measured(site: Path, slower: int) -> tuple[list[float], list[float]]:
    """Return milliseconds until the search is ready, one for each round, and until it answers, one for each query."""
    ready: list[float] = []
    answers: list[float] = []
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for _ in range(ROUNDS):
            page = browser.new_page(viewport=LAPTOP)
            page.goto((site / "index.html").as_uri())
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
            ready.append(page.evaluate(_READY))
            answers += [page.evaluate(_ANSWER, query) for query in QUERIES]
            page.close()
        browser.close()
    return ready, answers


def main() -> int:
    """Measure and print; returns the exit code."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    if not (site / "index.html").is_file():
        print(f"There is no site in {site}; make one: python3 scripts/dev.py build", file=sys.stderr)
        return 1
    print("processor      ready: median, worst      answer: median, worst  (ms)")
    for slower, name in ((1, "full speed"), (4, "4 times slower")):
        ready, answers = measured(site.resolve(), slower)
        print(
            f"{name:<14}"
            + "".join(f"{statistics.median(each):>14.0f} {max(each):>8.0f}    " for each in (ready, answers)).rstrip()
        )
    return 0


if __name__ == "__main__":
    sys.exit(terminal.run(main))
