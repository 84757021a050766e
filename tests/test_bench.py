"""The measurements run, and compare like with like. No time is asserted: that is for a machine that is left alone."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from scripts import bench, bench_hugo, bench_parts, bench_serve
from scripts.bench_editions import lay_out
from scripts.bench_run import BUILD, Run, pages_of, run
from tests.project import ROOT, Project, contents

SMALLEST = "2"
LARGER = "4"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic edition of the smallest size, built."""
    folder = tmp_path_factory.mktemp("bench") / "edition"
    lay_out(SMALLEST, folder)
    run(BUILD, folder)
    return folder


def as_hugo_makes_it(folder: Path) -> dict[str, bytes]:
    """Return the site that a project of Hugo's makes, filled in here: enough of its templates for those we write."""
    made = {path.relative_to(folder / "static").as_posix(): path for path in (folder / "static").rglob("*")}
    site = {name: path.read_bytes() for name, path in made.items() if path.is_file()}
    for path in (folder / "content").rglob("*.html"):
        line, body = path.read_bytes().split(b"\n", 1)
        head = json.loads(line)
        parts = {f" index .Params.own {number} ": own.encode() for number, own in enumerate(head["own"])}
        parts |= {" .Content ": body, ' "{{" ': b"{{"}
        layout = (folder / "layouts" / f"{head['layout']}.html").read_bytes()
        address = head["url"].removeprefix("/")
        site[address] = re.sub(rb"\{\{(.*?)\}\}", lambda call: parts[call[1].decode()], layout)  # noqa: B023
    return site


def test_hugo_gets_all_that_is_needed_for_the_very_same_site(built: Project, tmp_path: Path) -> None:
    bench_hugo.lay_out(built.site, tmp_path / "hugo")
    assert as_hugo_makes_it(tmp_path / "hugo") == contents(built.site)


def test_what_pages_share_is_in_the_layout_and_not_in_each_page(built: Project, tmp_path: Path) -> None:
    bench_hugo.lay_out(built.site, tmp_path / "hugo")
    layout = (tmp_path / "hugo" / "layouts" / "depth1.html").read_text(encoding="utf-8")
    page = (tmp_path / "hugo" / "content" / "recommendations" / "22.html").read_text(encoding="utf-8")
    assert "md-header" in layout
    assert "md-header" not in page
    assert "norm-setting" in page.casefold()
    assert "norm-setting" not in layout.casefold()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (b"a\nb\nc\n", b"a\nX\nc\n"),
        (b"a\nb\nc\n", b"c\nb\na\n"),
        (b"b\na\n", b"a\nb\na\n"),
        (b"", b"a\n"),
        (b"same\n", b"same\n"),
        (b"a\n{{ x }}\nlonger than the rest\n", b"b\n{{ x }}\nalso longer than the rest\n"),
    ],
    ids=["one line differs", "another order", "lines that repeat", "empty", "alike", "braces"],
)
def test_any_two_pages_can_be_laid_out(tmp_path: Path, first: bytes, second: bytes) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "one.html").write_bytes(first)
    (site / "two.html").write_bytes(second)
    (site / "index.html").write_bytes(first)
    bench_hugo.lay_out(site, tmp_path / "hugo")
    assert as_hugo_makes_it(tmp_path / "hugo") == contents(site)


def test_a_page_that_differs_or_is_missing_is_named(tmp_path: Path) -> None:
    for name, pages in {"ours": ("same", "other", "ours"), "hugo": ("same", "other", "hugo")}.items():
        (tmp_path / name).mkdir()
        for page in pages:
            (tmp_path / name / f"{page}.html").write_text("same" if page == "same" else name, encoding="utf-8")
    assert bench_hugo.different(tmp_path / "ours", tmp_path / "hugo") == ["hugo.html", "other.html", "ours.html"]


def test_a_synthetic_edition_has_as_many_recommendations_as_asked(small: Path) -> None:
    pages = pages_of(small / "site")
    assert {f"recommendations/{number}.html" for number in (1, 2)} <= pages.keys()
    assert "recommendations/3.html" not in pages


def test_the_measurement_of_builds_prints_time_memory_bytes_parts_and_growth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bench.main([SMALLEST, LARGER, "--rounds", "1"])
    said = capsys.readouterr().out
    for words in ("memory MB", "HTML bytes", *bench_parts.NAMES, f"From {SMALLEST} to {LARGER} recommendations"):
        assert words in said
    assert len(re.findall(rf"(?m)^(?:{SMALLEST}|{LARGER}) +\d+ ", said)) == 2


def test_growth_is_read_from_the_pages_and_a_check_from_above_its_start(tmp_path: Path) -> None:
    def measured(pages: int, build: float, check: float) -> bench.Measured:
        edition = bench.Measured("", tmp_path, pages=pages)
        edition.builds = [Run(build, None, None)]
        edition.checks = [Run(check, None, None)]
        edition.starts = [Run(0.5, None, None)]
        return edition

    build, check = bench.growth(measured(100, 1, 1.5), measured(1000, 10, 100.5))
    assert build == pytest.approx(1)
    assert check == pytest.approx(2)


def test_the_parts_of_a_build_are_named_by_folders_that_exist() -> None:
    ours = [inside for inside in bench_parts.PARTS if inside.startswith(("/macros/", "/overrides/"))]
    assert len(ours) >= 6
    for inside in ours:
        assert (ROOT / inside.strip("/")).exists(), inside


def test_the_time_goes_to_the_innermost_part_and_all_that_is_imported_is_importing() -> None:
    def part(*files: str) -> str:
        """Return the part of a stack of files, the innermost last."""
        seen: list[str] = []

        def look() -> None:
            seen.append(bench_parts.part_of(sys._getframe(1), {}))

        call = look
        for file in reversed(files):
            names = {"call": call}
            exec(compile("def run(): call()", file, "exec"), names)  # noqa: S102 - a frame with the name of a file
            call = names["run"]
        call()
        return seen[0]

    assert part("/p/mkdocs/commands/build.py") == "MkDocs and the rest"
    assert part("/p/macros/hooks.py", "/p/macros/proof/built.py", "/lib/html/parser.py") == "proof"
    assert part("/p/macros/proof/fidelity.py", "/p/macros/corpus/graph.py") == "data"
    assert part("/p/jinja2/environment.py", "/p/macros/templates/term.html.jinja") == "bodies"
    assert part("<frozen importlib._bootstrap>", "/p/macros/corpus/graph.py") == "imports"


def test_the_preview_is_asked_until_the_saved_word_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    bench_serve.main(["3", "--rounds", "1"])
    said = capsys.readouterr().out
    assert re.search(r"save to seen \d+\.\d\d s, the median of \d+\.\d\d\n", said)


@pytest.mark.parametrize(
    "gist",
    ["gist: Short.", "gist: >-\n  Folded over\n  lines.", 'gist: "Quoted: so."'],
    ids=["plain", "folded", "quoted"],
)
def test_a_word_is_saved_in_place_of_the_one_before(tmp_path: Path, gist: str) -> None:
    record = tmp_path / "01.yml"
    record.write_text(f"number: 1\n{gist}\ncluster: a\n", encoding="utf-8")
    bench_serve.save(record, "Measured0x")
    once = record.read_text(encoding="utf-8")
    assert once.replace("Measured0x ", "") == f"number: 1\n{gist}\ncluster: a\n"
    bench_serve.save(record, "Measured1x")
    assert record.read_text(encoding="utf-8") == once.replace("Measured0x", "Measured1x")


def test_without_hugo_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_hugo, "program", lambda: None)
    with pytest.raises(SystemExit, match=r"dev\.py bench peers"):
        bench_serve.main(["--peers"])


def test_a_build_that_fails_is_not_measured(small: Path) -> None:
    (small / "mkdocs.yml").write_text("site_nam: wrong\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="nothing was measured"):
        run(BUILD, small)
