"""A release: its files, the same bytes of the same commit anywhere, and building it again to see that it is so."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markdown_it import MarkdownIt

from macros.corpus.graph import Corpus, read_corpus
from macros.corpus.records import Changes, FieldChange, RecordChange
from scripts import release, sbom
from scripts.book import WITHOUT_PDF
from tests.lagoon import LAGOON, lagoon
from tests.project import ROOT, Project, contents
from tests.test_commit import git

NAME = "quay-charter-2011.1"
FILES = [
    "SHA256SUMS", f"{NAME}-data.zip", f"{NAME}-notes.md", f"{NAME}.cdx.json", f"{NAME}.zip", "release.json",
]  # fmt: skip


def run(root: Path, *arguments: str, umask: int = -1, **told: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **told},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )


def made(root: Path, into: Path, umask: int = 0o022, **told: str) -> Path:
    """Build and make a release as `dev.py release` does."""
    done = run(root, "mkdocs", "build", "--strict", umask=umask, **told)
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(root, "scripts.release", "--into", str(into), umask=umask, **told)
    assert done.returncode == 0, done.stdout + done.stderr
    return into


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test edition in a repository of its own; returns its root."""
    return kept(lagoon(tmp_path_factory.mktemp("release") / "project").folder)


def kept(root: Path) -> Path:
    """Make a project a repository with one commit; returns its root."""
    for name in ("requirements.txt", "requirements.in", ".gitattributes", ".gitignore"):
        shutil.copyfile(ROOT / name, root / name)
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "An edition")
    return root


@pytest.fixture(scope="module")
def dist(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its release. Do not change it."""
    return made(repository, tmp_path_factory.mktemp("made") / "dist")


def test_it_has_these_files_and_their_sums(dist: Path, repository: Path) -> None:
    assert sorted(path.name for path in dist.iterdir()) == sorted(FILES)
    for line in (dist / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        sum_, name = line.split("  ")
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == sum_
    told = json.loads((dist / "release.json").read_text(encoding="utf-8"))
    assert told == {
        "edition": "2011.1",
        "date": "2011-12-31",
        "commit": git(repository, "rev-parse", "HEAD"),
        "told": {"EDIT_BRANCH": "main"},
    }


def test_the_data_package_is_the_data_of_the_site(dist: Path, repository: Path) -> None:
    with zipfile.ZipFile(dist / f"{NAME}-data.zip") as packed:
        found = {name.removeprefix(f"{NAME}-data/"): packed.read(name) for name in packed.namelist()}
    assert found.pop("LICENSE.md") == (repository / "data" / "LICENSE.md").read_bytes()
    assert found == contents(repository / "site" / "data" / "v1")


def test_the_site_in_it_names_the_commit(dist: Path, repository: Path) -> None:
    with zipfile.ZipFile(dist / f"{NAME}.zip") as packed:
        home = packed.read(f"{NAME}/index.html").decode()
    assert f"made from commit {git(repository, 'rev-parse', 'HEAD')[:12]}." in home


def test_the_notes_tell_each_record(dist: Path) -> None:
    notes = (dist / f"{NAME}-notes.md").read_text(encoding="utf-8")
    assert "<h4>Changed: Article 3: A bell in fog (data/recommendations/03.yml)</h4>" in notes
    assert "<del>Ferries sound a bell &lt;b&gt;when&lt;/b&gt; they are not seen.</del>" in notes
    assert "<h4>Removed: Tides (data/topics/tides.yml)</h4>" in notes


def test_hostile_words_stay_words_in_the_notes(corpus: Corpus) -> None:
    words = "</td><script>alert(1)</script>\n\n# x <!-- ::error::"
    field = FieldChange(where=words, before=words)
    record = RecordChange(key="terms/ldc", name=words, change="changed", fields=(field,))
    told = Changes.model_validate({"edition": "2027.1", "date": "2027-01-01", "records": (record,)})
    notes = release.notes(corpus.edition, told)
    assert "<script" not in notes
    assert {block.type for block in MarkdownIt("commonmark").parse(notes)} == {"html_block"}
    assert "&lt;script&gt;" in notes


def test_equal_commits_give_equal_bytes_anywhere(dist: Path, repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "Ein anderer Ordner ü"
    git(tmp_path, "clone", "--quiet", str(repository), str(clone))
    for number, path in enumerate(sorted(clone.rglob("*"))):
        if ".git" not in path.parts:
            os.utime(path, (number, number * 1000))
    told = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "7", "PYTHONUTF8": "1"}
    again = made(clone, tmp_path / "dist", umask=0o077, **told)
    assert contents(again) == contents(dist)


def test_another_day_gives_the_same_bytes(dist: Path, repository: Path, tmp_path: Path) -> None:
    program = (
        "import time_machine; time_machine.travel('2031-02-03 04:05').start()\n"
        "import sys; from pathlib import Path; from scripts import release\n"
        f"sys.argv = ['release', '--into', {str(tmp_path / 'dist')!r}]; sys.exit(release.main())"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=repository, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(tmp_path / "dist") == contents(dist)


# Refused


def refused(root: Path, into: Path, *arguments: str) -> str:
    done = run(root, "scripts.release", "--into", str(into), *arguments)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert not into.exists()
    return done.stderr


@pytest.fixture
def clone(repository: Path, dist: Path, tmp_path: Path) -> Path:
    """A clone of the repository with the built site."""
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    shutil.copytree(repository / "site", tmp_path / "clone" / "site")
    return tmp_path / "clone"


def test_files_in_no_commit_are_not_released(clone: Path, tmp_path: Path) -> None:
    (clone / "docs" / "new.md").write_text("# New\n", encoding="utf-8")
    assert "release-is-a-commit" in refused(clone, tmp_path / "dist")
    (clone / "docs" / "new.md").unlink()
    shutil.rmtree(clone / ".git")
    told = refused(clone, tmp_path / "dist")
    assert "no commit that git knows" in told
    assert "in a clone of the repository" in told


def test_a_site_of_another_commit_is_not_released(clone: Path, tmp_path: Path) -> None:
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Another")
    assert "one of another commit" in refused(clone, tmp_path / "dist")
    shutil.rmtree(clone / "site")
    assert "site-is-built" in refused(clone, tmp_path / "dist")


def test_an_edition_that_does_not_tell_what_changed_is_not_released(clone: Path, tmp_path: Path) -> None:
    (clone / "data" / "changes" / "2011-1.yml").unlink()
    git(clone, "commit", "--quiet", "--all", "--message", "Untold")
    told = refused(clone, tmp_path / "dist")
    assert "release-tells-its-changes" in told
    assert "python3 scripts/dev.py release 2011.1" in told


def test_a_release_has_the_tag_of_its_version(corpus: Corpus, clone: Path, tmp_path: Path) -> None:
    version = corpus.edition.version
    assert [*release.release_is_this_version(f"v{version}", corpus.edition, "")] == []
    assert [*release.release_is_this_version(None, corpus.edition, "")] == []
    for tag in (version, f"v{version}.1", f"V{version}", ""):
        (problem,) = release.release_is_this_version(tag, corpus.edition, "")
        assert f"v{version}" in problem.must
    told = refused(clone, tmp_path / "dist", "--tag", "v1999.1")
    assert "release-is-this-version" in told
    assert '"v1999.1"' in told


def test_a_draft_is_not_released(clone: Path, tmp_path: Path) -> None:
    done = run(clone, "mkdocs", "build", "--strict", DRAFT_OF="a trial")
    assert done.returncode == 0, done.stdout + done.stderr
    told = refused(clone, tmp_path / "dist", "--tag", "v2011.1")
    assert "a release is no draft" in told
    assert "a trial" in told


# The bill of materials


def bill(folder: Path, corpus: Corpus) -> bytes:
    return sbom.sbom(folder, corpus.edition, "a" * 40, 1_700_000_000)


def test_others_find_the_bill_of_materials_valid(corpus: Corpus, dist: Path) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    for content in (bill(ROOT, corpus), (dist / f"{NAME}.cdx.json").read_bytes()):
        assert validator.validate_str(content.decode()) is None
    planted = json.loads(bill(ROOT, corpus))
    planted["components"][0]["hashes"][0]["alg"] = "SHA-257"
    assert validator.validate_str(json.dumps(planted)) is not None


def test_the_bill_has_all_that_is_locked_and_nothing_else(corpus: Corpus) -> None:
    told = json.loads(bill(ROOT, corpus))
    found = {(each["name"], each["version"]): each for each in told["components"]}
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"(?m)^([\w.-]+)(?:\[[^]]*\])?==([^\s;\\]+)", text))
    assert set(found) - locked == {("minisearch", "7.2.0")}
    assert locked - set(found) == set()
    assert sum(len(each["hashes"]) for each in found.values()) == text.count("--hash=sha256:") + 1
    shipped = {name for (name, _), each in found.items() if each["scope"] == "required"}
    assert shipped == {"mkdocs-material", "minisearch"}


def test_the_bill_knows_who_needs_whom(corpus: Corpus) -> None:
    told = json.loads(bill(ROOT, corpus))
    itself = told["metadata"]["component"]["bom-ref"]
    needs = {each["ref"]: [ref.partition("@")[0] for ref in each.get("dependsOn", [])] for each in told["dependencies"]}
    assert {"pkg:pypi/mkdocs", "pkg:pypi/selectolax", "pkg:npm/minisearch"} <= set(needs[itself])
    assert "pkg:pypi/idna" not in needs[itself]
    requests = next(ref for ref in needs if ref.startswith("pkg:pypi/requests@"))
    assert {"pkg:pypi/certifi", "pkg:pypi/urllib3", "pkg:pypi/idna"} <= set(needs[requests])
    refs = {each["bom-ref"] for each in told["components"]} | {itself}
    assert set(needs) == refs


# Built again


def verify(root: Path, dist: Path) -> subprocess.CompletedProcess[str]:
    done = run(root, "scripts.verify", str(dist))
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def copy(dist: Path, tmp_path: Path) -> Path:
    """A copy of the release, to be changed."""
    return shutil.copytree(dist, tmp_path / "got")


def resummed(dist: Path, name: str, data: bytes) -> None:
    """Replace a file of a release and its sum, as somebody would who wants it to pass."""
    old = hashlib.sha256((dist / name).read_bytes()).hexdigest()
    (dist / name).write_bytes(data)
    sums = (dist / "SHA256SUMS").read_text(encoding="utf-8")
    (dist / "SHA256SUMS").write_text(sums.replace(old, hashlib.sha256(data).hexdigest()), encoding="utf-8")


def test_the_same_commit_is_found_the_same(repository: Path, copy: Path) -> None:
    later = repository / "docs" / "later.md"
    later.write_text("# Later\n", encoding="utf-8")  # what lies beside the commit does not count
    try:
        done = verify(repository, copy)
    finally:
        later.unlink()
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("6 of 6 files are the same, byte for byte.\n")
    assert git(repository, "status", "--porcelain") == ""


def test_each_difference_is_told_in_a_line(repository: Path, copy: Path) -> None:
    with zipfile.ZipFile(copy / f"{NAME}.zip") as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files[f"{NAME}/recommendations/3.html"] += b"<!-- planted -->"
    with zipfile.ZipFile(copy / "planted.zip", "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    resummed(copy, f"{NAME}.zip", (copy / "planted.zip").read_bytes())
    (copy / f"{NAME}-notes.md").write_text("Nothing changed.\n", encoding="utf-8")
    (copy / f"{NAME}-data.zip").unlink()
    bom = (copy / f"{NAME}.cdx.json").read_bytes()
    resummed(copy, f"{NAME}.cdx.json", bom[:-3] + b"x" + bom[-2:])
    done = verify(repository, copy)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert f"DIFFERS   {NAME}.zip: in it {NAME}/recommendations/3.html" in lines
    assert f"DIFFERS   {NAME}-notes.md: it is not the file whose sum SHA256SUMS has" in lines
    assert f"MISSING   {NAME}-data.zip: it is not in the folder" in lines
    assert f"DIFFERS   {NAME}.cdx.json: from byte {len(bom) - 2} on ({len(bom)} bytes, built again {len(bom)})" in lines
    assert "beside    planted.zip: it does not belong to the release" in lines
    assert "same      release.json" in lines


def test_the_book_is_built_again_too(tmp_path: Path) -> None:
    """The real edition: the faces of the book have no Persian letters. Where a library that sets the PDF is missing,
    it is told, and nothing is called the same."""
    root = kept(Project.copied_to(tmp_path / "project").folder)
    book = run(root, "scripts.book")
    assert book.returncode in (0, WITHOUT_PDF), book.stderr
    into = made(root, tmp_path / "dist", BOOK="dist/book")
    names = sorted(path.name for path in (root / "dist" / "book").iterdir() if path.suffix in (".epub", ".pdf"))
    assert names
    assert {*names} < {path.name for path in into.iterdir()}
    if book.returncode:
        told = verify(root, into)
        assert told.returncode == 2
        assert "The PDF was not made" in told.stderr
        return
    done = verify(root, into)
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f"same      {name}" in done.stdout for name in names)
    (into / names[0]).write_bytes((into / names[0]).read_bytes() + b" ")
    assert verify(root, into).returncode == 1


def changed_manifest(change: Callable[[dict[str, object]], object]) -> Callable[[Path], object]:
    def apply(dist: Path) -> None:
        told = json.loads((dist / "release.json").read_text(encoding="utf-8"))
        change(told)
        resummed(dist, "release.json", json.dumps(told).encode())

    return apply


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda dist: (dist / "release.json").unlink(), "DIST has SHA256SUMS and release.json"),
        (lambda dist: (dist / "SHA256SUMS").write_text("x", encoding="utf-8"), "each line has a sum and a name"),
        (changed_manifest(lambda told: told.update(commit="b" * 40)), "no such commit, or no git"),
        (changed_manifest(lambda told: told.update(commit="--help")), "the commit is named in full"),
        (changed_manifest(lambda told: told.update(told={"PYTHONPATH": "/x"})), "a build was told no more than"),
        (changed_manifest(lambda told: told.update(told={"SITE_URL": 7})), "a build was told no more than"),
        (changed_manifest(lambda told: told.update(told={"SOURCE_DATE_EPOCH": "soon"})), "time-is-in-seconds"),
    ],
    ids=["no manifest", "no sums", "unknown commit", "no commit", "other word", "no word", "no time"],
)  # fmt: skip
def test_what_cannot_be_found_out_is_told(
    repository: Path, copy: Path, spoil: Callable[[Path], object], told: str
) -> None:
    spoil(copy)
    done = verify(repository, copy)
    assert done.returncode == 2
    assert told in done.stderr


def test_the_test_edition_tells_its_changes() -> None:
    assert [each.edition for each in read_corpus(LAGOON / "data").changes] == ["2011.1", "2010.1"]
