"""Programs that tests need and that pip does not install: a browser, npm, Java, and what makes and reads a PDF. What is
missing is said before anything is run, and once more at the end."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

SHELL = "chromium-headless-shell"
"""The browser without a window. It needs a third of the processor time and keeps no pages for the way back: see
docs/contributing/decisions/0020-browser-without-window.md."""
WHOLE = ("chromium", "chromium-browser", "google-chrome", "chrome")
"""Names of the browser with its window."""


@dataclass(frozen=True)
class Missing:
    """A program that is missing, what is not tested without it, and how to get it."""

    program: str
    checks: str
    remedy: str


BROWSER = Missing(
    "Chromium",
    "the tests in a browser",
    "Install it (Debian: sudo apt install chromium-headless-shell; or chromium), set BROWSER_PATH, or let "
    "Playwright fetch one: python3 scripts/dev.py test --install",
)
NPM = Missing(
    "npm",
    "the types and sizes of the site's scripts",
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends nodejs npm).",
)
JAVA = Missing(
    "Java",
    "the checks of the HTML",
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends default-jre-headless).",
)
PANGO = Missing(
    "Pango",
    "the checks of the PDF of the book",
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0).",
)
POPPLER = Missing(
    "Poppler",
    "the checks of what stands in that PDF",
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends poppler-utils).",
)
JAXB = Missing(
    "JAXB",
    "the checks for PDF/UA and PDF/A",
    "Install it (Debian and Ubuntu: sudo apt install --no-install-recommends libjaxb-java).",
)
JARS = tuple(Path("/usr/share/java", name) for name in ("jaxb-api.jar", "jaxb-runtime.jar"))
"""Where Debian puts JAXB, which Java had within itself before version 11."""


def browser_of_the_system(*, whole: bool = False) -> str | None:
    """Return the Chromium to use: the one that BROWSER_PATH names, or one of the system; where a test needs the `whole`
    browser, one with a window."""
    told = os.environ.get("BROWSER_PATH")
    names = (told,) if told else WHOLE if whole else (SHELL, *WHOLE)
    return next(filter(None, map(shutil.which, names)), None)


def has_browser(environment: Path) -> bool:
    """Tell whether there is a browser for the tests, one of the system or the one that Playwright fetched for itself.

    Playwright keeps browsers in a folder of the user (playwright.dev/python/docs/browsers, "Managing browser binaries")
    and says in browsers.json which it wants; it marks a whole one with a file.
    """
    if browser_of_the_system():
        return True
    places = ("lib/*/site-packages", "Lib/site-packages")
    package = next((each for place in places for each in environment.glob(f"{place}/playwright/driver/package")), None)
    if package is None:
        return False
    told = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    home = Path.home()
    usual = {"darwin": home / "Library" / "Caches", "win32": Path(os.environ.get("LOCALAPPDATA", home))}
    cache = usual.get(sys.platform, Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache"))
    folder = package / ".local-browsers" if told == "0" else Path(told) if told else cache / "ms-playwright"
    browsers = json.loads((package / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    (revision,) = (each["revision"] for each in browsers if each["name"] == "chromium")
    return (folder / f"chromium-{revision}" / "INSTALLATION_COMPLETE").is_file()


def missing(environment: Path) -> list[Missing]:
    """Return what is missing on this machine."""
    lacks_npm = not (shutil.which("npm") and shutil.which("node"))
    lacking = {
        BROWSER: not has_browser(environment),
        NPM: lacks_npm,
        JAVA: not shutil.which("java"),
        PANGO: not (find_library("pango-1.0") and find_library("pangoft2-1.0")),
        POPPLER: not shutil.which("pdftohtml"),
        JAXB: not all(jar.is_file() for jar in JARS),
    }
    return [program for program, lacks in lacking.items() if lacks]


def tell(lacking: Sequence[Missing]) -> None:
    """Say loudly what is not tested because a program is missing. In CI that ends the task."""
    line = "!" * 78
    for each in lacking:
        print(
            f"{line}\nNo {each.program} was found: {each.checks.upper()} ARE LEFT OUT.\n{each.remedy}\n{line}",
            flush=True,
        )
    if lacking and os.environ.get("CI"):
        sys.exit(f"In CI {' and '.join(each.checks for each in lacking)} must not be left out.")


def last_words(lacking: Sequence[Missing], skipped: Sequence[str], *, ended: bool) -> str:
    """Return one line that says what was not tested: for want of programs, by tests that skipped themselves and gave
    these reasons, and when not all was run."""
    reasons = [f"{each.checks} (no {each.program})" for each in lacking]
    if skipped:
        kinds = sorted({" ".join(reason.split()) for reason in skipped})
        reasons.append(f"{len(skipped)} tests that were skipped ({'; '.join(kinds)})")
    if not ended:
        reasons.append("what comes after the failure above")
    return f"Not tested: {', '.join(reasons)}." if reasons else "Nothing was left out."
