"""The bundle: everything of the site, the same bytes everywhere, and names that every system can unpack."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from macros import clock
from macros.corpus.graph import Corpus
from macros.problems import Refused
from scripts import bundle
from tests.project import ROOT, Project
from tests.project import contents as contents_of

MOST = (
    3_050_000  # 2 700 000 before it had citations, which are 193 000 of it, linked data, and the texts in Akoma Ntoso
)
"""Bytes of the archive."""


def run(site: Path, into: Path, *, umask: int = 0o022, **environment: str) -> subprocess.CompletedProcess[str]:
    """Pack a site as `dev.py bundle` does after the build."""
    return subprocess.run(
        [sys.executable, "-m", "scripts.bundle", str(site), "--into", str(into)],
        cwd=ROOT,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def archive(built: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the built site."""
    into = tmp_path_factory.mktemp("dist")
    done = run(built.site, into)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = into.glob("*.zip")
    return path


def test_it_holds_the_site_and_says_what_it_is(archive: Path, built: Project, corpus: Corpus) -> None:
    name = f"wipo-development-agenda-{corpus.edition.version}"
    assert sorted(path.name for path in archive.parent.iterdir()) == [f"{name}.zip", f"{name}.zip.sha256"]
    with zipfile.ZipFile(archive) as opened:
        assert opened.testzip() is None
        found = {file: opened.read(file) for file in opened.namelist()}
    site = {f"{name}/{file}": data for file, data in contents_of(built.site).items()}
    assert set(found) - set(site) == {f"{name}/READ-ME-FIRST.txt", f"{name}/SHA256SUMS"}
    assert {file: found[file] for file in site} == site


def test_it_is_small(archive: Path) -> None:
    assert archive.stat().st_size <= MOST


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not on this system")
def test_the_sums_are_right_for_the_tool_that_readers_have(archive: Path, tmp_path: Path) -> None:
    subprocess.run(["sha256sum", "-c", f"{archive.name}.sha256"], cwd=archive.parent, check=True)
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(tmp_path)
    folder = tmp_path / archive.stem
    checked = subprocess.run(["sha256sum", "-c", bundle.SUMS], cwd=folder, capture_output=True, text=True, check=True)
    assert len(checked.stdout.splitlines()) == len(contents_of(folder)) - 1  # of every file but itself
    (folder / "index.html").write_text("changed", encoding="utf-8")
    again = subprocess.run(["sha256sum", "-c", bundle.SUMS], cwd=folder, capture_output=True, text=True, check=False)
    assert again.returncode != 0
    assert "index.html: FAILED" in again.stdout
    spaced = tmp_path / "two words.txt"
    spaced.write_bytes(b"x")
    (tmp_path / "sums").write_bytes(bundle.sums({"two words.txt": b"x"}))
    subprocess.run(["sha256sum", "-c", "sums"], cwd=tmp_path, check=True)


def test_the_read_me_is_plain(corpus: Corpus) -> None:
    text = bundle.read_me(corpus.edition)
    assert text.isascii()
    assert text.count(b"\n") == text.count(b"\r\n") == text.count(b"\r")
    lines = text.decode().split("\r\n")
    assert max(map(len, lines)) <= bundle.WIDTH
    said = " ".join(" ".join(lines).split())
    for words in (
        f"Version {corpus.edition.version} of {corpus.edition.date}.",
        "open index.html in a browser. No network",
        "not published or endorsed by WIPO",
        "sha256sum --quiet -c SHA256SUMS",
        "shasum -a 256",
        "Get-FileHash",
        "MIT License",
        "CC0 1.0",
    ):
        assert words in said


def test_other_folders_times_and_permissions_give_the_same_bytes(archive: Path, built: Project, tmp_path: Path) -> None:
    site = tmp_path / "another place" / "site"
    shutil.copytree(built.site, site)
    for number, path in enumerate(sorted(site.rglob("*"), reverse=True)):
        os.utime(path, (number, number * 1000))
        path.chmod(0o700 if path.is_dir() else (0o600, 0o755)[number % 2])
    done = run(site, tmp_path / "dist", umask=0o077, TZ="Pacific/Kiritimati")
    assert done.returncode == 0, done.stdout + done.stderr
    for path in archive.parent.iterdir():
        assert (tmp_path / "dist" / path.name).read_bytes() == path.read_bytes()


def test_entries_carry_nothing_of_the_machine(archive: Path, corpus: Corpus) -> None:
    day = corpus.edition.date.first
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
        assert opened.comment == b""
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {(entry.create_system, entry.external_attr >> 16, entry.extra, entry.comment) for entry in entries} == {
        (3, 0o100644, b"", b"")
    }
    assert {entry.date_time for entry in entries} == {(day.year, day.month, day.day, 12, 0, 0)}
    assert not [entry.filename for entry in entries if entry.filename.endswith((".map", "/"))]


@pytest.mark.parametrize(
    ("told", "found"),
    [("1190937600", (2007, 9, 28, 0, 0, 0)), ("0", (1980, 1, 1, 0, 0, 0))],
)
def test_the_time_can_be_told(built: Project, tmp_path: Path, told: str, found: tuple[int, ...]) -> None:
    assert run(built.site, tmp_path, SOURCE_DATE_EPOCH=told).returncode == 0
    (path,) = tmp_path.glob("*.zip")
    with zipfile.ZipFile(path) as opened:
        assert {entry.date_time for entry in opened.infolist()} == {found}


@pytest.mark.parametrize("told", ["yesterday", "-1", "1.5", "99999999999", "²"])
def test_a_time_that_is_none_is_refused(corpus: Corpus, told: str) -> None:
    with pytest.raises(Refused, match="time-is-in-seconds"):
        clock.seconds({clock.VARIABLE: told}, corpus.edition.date.first)


def assert_nothing_packed(done: subprocess.CompletedProcess[str], into: Path, *words: str) -> None:
    assert done.returncode == 1
    for word in ("Nothing was packed", *words):
        assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert not into.exists()


def test_a_site_that_fails_the_proof_is_not_packed(built: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    page = site / "recommendations" / "39.html"
    page.write_text(page.read_text(encoding="utf-8").replace("brain drain", "brain train"), encoding="utf-8")
    assert_nothing_packed(run(site, tmp_path / "dist"), tmp_path / "dist", "texts-are-the-source")


def test_a_site_that_is_not_there_is_not_packed(tmp_path: Path) -> None:
    assert_nothing_packed(run(tmp_path / "none", tmp_path / "dist"), tmp_path / "dist", "site-is-built")


def test_a_name_that_windows_lacks_is_not_packed(built: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(built.site, site)
    (site / "sources" / "aux.txt").write_bytes(b"x")
    assert_nothing_packed(run(site, tmp_path / "dist"), tmp_path / "dist", "names-unpack-everywhere", '"aux.txt"')


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["a/con/b.html"], '"con"'),
        (["COM1"], '"COM1"'),
        (["lpt9.tar.gz"], '"lpt9.tar.gz"'),
        (["a:b"], '"a:b"'),
        (["what?"], '"what?"'),
        (["back\\slash"], "back"),
        (["two\nlines"], "lines"),
        (["ends."], '"ends."'),
        (["ends "], '"ends "'),
        (["größe"], '"größe"'),
        (["a/b.html", "a/B.html"], "capitals"),
        (["A/b.html", "a/c.html"], "capitals"),
        (["Terms", "terms/ldc.html"], "capitals"),
        ([f"{'x' * 60}/{'y' * 60}"], "121"),
    ],
)
def test_names_that_do_not_unpack_everywhere_are_found(names: list[str], words: str) -> None:
    assert words in "\n".join(map(str, bundle.names_unpack_everywhere(names)))


def test_names_that_unpack_everywhere_are_left_alone() -> None:
    assert [*bundle.names_unpack_everywhere(["a/two words.html", "a/.b", "console.txt", "a/com10", "SHA256SUMS"])] == []


def test_the_previous_bundle_is_replaced_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"previous")

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            bundle.write_whole({path: b"next"})
    assert path.read_bytes() == b"previous"
    bundle.write_whole({path: b"next"})
    assert contents_of(tmp_path) == {"a.zip": b"next"}
    assert hashlib.sha256(b"next").hexdigest() in bundle.sums({"a.zip": b"next"}).decode()
