"""The tests of layout are worth something: the browser shows the faces it was given, and a set that is missing is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import faces
from tests.faces import SETS, in_all_faces
from tests.project import ROOT

VOICES = {".verbatim p": "serif", ".gist": "sans", "h1": "sans"}


def shown(browser: Browser, address: str, selector: str) -> set[str]:
    """Return the families of the faces in which the letters of an element are shown."""
    page = browser.new_page()
    page.goto(address)
    devtools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        devtools.send(f"{domain}.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    page.close()
    return {font["familyName"] for font in fonts}


@pytest.mark.browser
@in_all_faces
@pytest.mark.parametrize("selector", VOICES)
def test_the_browser_shows_the_faces_of_the_set(
    request: pytest.FixtureRequest, browser: Browser, hosted: str, selector: str
) -> None:
    given = SETS[request.node.callspec.params["browser"]]
    assert shown(browser, hosted + "recommendations/10.html", selector) == {getattr(given, VOICES[selector])}


def test_what_the_machine_lacks_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(faces, "FOLDERS", (str(tmp_path),))
    for given in SETS.values():
        assert all(package in given.missing() for package in given.packages)
        for name in given.files:
            (tmp_path / name).touch()
        assert given.missing() == ""


@pytest.mark.parametrize("name", SETS)
def test_what_must_pass_installs_the_faces(name: str) -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(package in script for package in SETS[name].packages)
